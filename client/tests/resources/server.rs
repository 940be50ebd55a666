//! A server that answers as a test says, for what no Plane does twice.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use plane_client::{Builder, PlaneClient, Sandbox};

use crate::world::World;

/// Answers each request with what the test's function makes of `METHOD /path`, and keeps these lines. The text of a redirect
/// is where it leads.
pub(crate) struct Server {
    address: SocketAddr,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn start(mut answer: impl FnMut(&str) -> (u16, String) + Send + 'static) -> Self {
        Self::start_with(move |line| {
            let (status, text) = answer(line);
            (status, String::new(), text)
        })
    }

    /// The same, with a line for the head of the answer.
    pub(crate) fn start_with(mut answer: impl FnMut(&str) -> (u16, String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(line) = line(&mut stream) else { continue };
                kept.lock().unwrap().push(line.clone());
                let (status, said, text) = answer(&line);
                let said = if said.is_empty() {
                    said
                } else {
                    format!("{said}\r\n")
                };
                let (location, body) = match status {
                    300..400 => (format!("location: {text}\r\n"), String::new()),
                    _ => (String::new(), text),
                };
                let head = format!(
                    "HTTP/1.1 {status} Said\r\n{said}{location}content-length: {}\r\nconnection: close",
                    body.len()
                );
                // A client that is gone has its own opinion of it.
                let _ = stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes());
            }
        });
        Self { address, lines }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client of it, opted in to the sandbox of `world`, without patience for pauses.
    pub(crate) fn client(&self, world: &World) -> Builder {
        let sandbox = Sandbox::new([world.sandbox.project.to_string()]).unwrap();
        PlaneClient::builder(&self.origin(), "plane_api_0")
            .workspace("lab")
            .sandbox(sandbox)
    }

    /// The lines since the last call, their paths below the workspace.
    pub(crate) fn lines(&self) -> Vec<String> {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap());
        lines
            .iter()
            .map(|line| line.replace("/api/v1/workspaces/lab/", ""))
            .collect()
    }
}

/// Reads a request; its method and path.
fn line(stream: &mut TcpStream) -> Option<String> {
    let (mut request, mut chunk) = (String::new(), [0; 4096]);
    loop {
        if let Some((head, body)) = request.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return Some(head.lines().next()?.replace(" HTTP/1.1", ""));
            }
        }
        let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
        request.push_str(&String::from_utf8_lossy(&chunk[..read]));
    }
}
