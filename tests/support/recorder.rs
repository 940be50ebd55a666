use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// A server that keeps the bytes of each request and answers all of them alike.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    requests: Receiver<Vec<u8>>,
}

impl Recorder {
    /// Starts it, with the whole answer as it goes over the wire.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn start(answer: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, requests) = channel();
        let answer = answer.to_owned();
        let connections = Arc::new(AtomicUsize::new(0));
        let accepted = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                accepted.fetch_add(1, Ordering::SeqCst);
                let bytes = request(&mut stream);
                // In this order, so that whoever has the answer finds the request.
                if sender.send(bytes).is_err() || stream.write_all(answer.as_bytes()).is_err() {
                    return;
                }
            }
        });
        Self {
            address,
            connections,
            requests,
        }
    }

    /// An answer with a JSON body that closes the connection.
    #[must_use]
    pub fn json(status: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }

    /// Where it listens: `http://127.0.0.1:port`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were accepted.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The requests since the last call, byte for byte.
    #[must_use]
    pub fn take(&self) -> Vec<Vec<u8>> {
        self.requests.try_iter().collect()
    }
}

/// Reads the head, and as much body as it announces.
fn request(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let head = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let wanted = head.map(|head| head + 4 + length(&bytes[..head]));
        if wanted.is_some_and(|wanted| bytes.len() >= wanted) {
            return bytes;
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return bytes,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}

fn length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let header = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    header.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}
