//! A live process that proves to be a test between two attempts of one write.
//!
//! Prints what it was at first, how many writes arrived, and what ended the call.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use plane_client::{Error as PlaneError, PlaneClient, ProjectId, WorkItemId};

const ID: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    let writes = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&writes);
    thread::spawn(move || -> io::Result<()> {
        for stream in listener.incoming() {
            let mut stream = stream?;
            let mut head = BufReader::new(&stream).lines();
            while head.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
            counted.fetch_add(1, Ordering::Relaxed);
            write_guard::mark_test_process();
            let answer =
                b"HTTP/1.1 429 x\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(answer)?;
        }
        Ok(())
    });

    let first = if write_guard::subject().is_live() {
        "live"
    } else {
        "test"
    };
    let client = PlaneClient::builder(&origin, "plane_api_0")
        .workspace("lab")
        .build()?;
    let items = client.in_project(ID.parse::<ProjectId>()?).work_items();
    let written = items.delete(ID.parse::<WorkItemId>()?).await;
    let end = match written {
        Err(PlaneError::Blocked(blocked)) => blocked.code().to_owned(),
        other => format!("{other:?}"),
    };
    let writes = writes.load(Ordering::Relaxed);
    writeln!(io::stdout(), "{first}, {writes} write, {end}")?;
    Ok(())
}
