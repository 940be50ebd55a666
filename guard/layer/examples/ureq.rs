//! A blocking client that takes no layer asks in its own hook: `cargo run -p write-guard-layer --example ureq`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ureq::http::Request;
use ureq::middleware::MiddlewareNext;
use ureq::{Agent, SendBody};
use write_guard::Sandbox;
use write_guard_layer::{Outgoing, WriteGuard};

/// The client: redirects and proxies are off, for they would carry an allowed write elsewhere.
fn agent(guard: WriteGuard) -> Agent {
    let ask = move |request: Request<SendBody>, next: MiddlewareNext| {
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        let asked = guard.ask(&outgoing);
        asked.map_err(|blocked| ureq::Error::Other(blocked.into()))?;
        next.handle(request)
    };
    let straight = Agent::config_builder().max_redirects(0).proxy(None);
    straight.middleware(ask).build().into()
}

/// What a request changes: `/projects/{project}/…`.
fn project(request: &Outgoing<'_>) -> Option<String> {
    match write_guard::plain_segments(request.uri().path())?[..] {
        ["projects", project, ..] => Some(project.to_owned()),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let received = Arc::new(AtomicUsize::new(0));
    let origin = server(&received)?;
    // Without this a program that you start in a shell is live, and the guard is one load.
    write_guard::mark_test_process();

    let guard = WriteGuard::new(&origin, project)
        .named("tracker")
        .sandbox(Sandbox::new(["sand"])?);
    let agent = agent(guard);
    let mut out = io::stdout().lock();
    for project in ["production", "sand"] {
        let sent = agent
            .post(format!("{origin}/projects/{project}/items"))
            .send("{}");
        let told = match sent {
            Ok(answer) => format!("sent, {}", answer.status()),
            Err(error) => error.to_string(),
        };
        writeln!(out, "{project}: {told}")?;
    }
    let received = received.load(Ordering::SeqCst);
    writeln!(out, "the server received {received} of 2 writes")?;
    match received {
        1 => Ok(()),
        _ => Err("one write should have arrived".into()),
    }
}

/// A server on loopback that counts requests.
fn server(received: &Arc<AtomicUsize>) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let received = Arc::clone(received);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            received.fetch_add(1, Ordering::SeqCst);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    });
    Ok(origin)
}
