//! A server on loopback that counts the writes that it receives, and how an example ends.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// It answers every request with an empty object.
pub(crate) struct Server {
    pub(crate) origin: String,
    received: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let origin = format!("http://{}", listener.local_addr()?);
        let received = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&received);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request);
                counted.fetch_add(usize::from(!request.starts_with(b"GET ")), Ordering::SeqCst);
                let _ = stream.write_all(
                    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}",
                );
            }
        });
        Ok(Self { origin, received })
    }

    /// Says how many of the writes arrived that were tried, and whether it is the one that was allowed.
    pub(crate) fn end(&self, tried: usize) -> Result<(), Box<dyn Error>> {
        let received = self.received.load(Ordering::SeqCst);
        writeln!(io::stdout(), "the server received {received} of {tried} writes")?;
        match received {
            1 => Ok(()),
            _ => Err("one write should have arrived".into()),
        }
    }
}
