//! Tries one write of a client whose ids are text, in whatever process it is started as, and says what the guard said.
//!
//! `entry ORIGIN ID [KIND]` sends `DELETE /ID`, and prints `allow` or the code of the block and its message.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;

use write_guard::{IsolationGate, Target, WriteRequest, enforce};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<&'static str> = std::env::args().skip(1).map(|word| &*word.leak()).collect();
    let [origin, id, kind @ ..] = words.as_slice() else {
        return Err("usage: entry ORIGIN ID [KIND]".into());
    };
    let kind = kind.first().copied();
    let request = WriteRequest::new("delete", Some(*id)).kind(kind);
    let gate = IsolationGate::new().origin(*origin);
    let sent = enforce(&gate, &request)
        .and_then(|permit| permit.spend(|| Target::new(Some(*id)).kind(kind).at(*origin)));
    if let Err(blocked) = sent {
        writeln!(io::stdout(), "{} {blocked}", blocked.code())?;
        return Ok(());
    }
    let mut stream = TcpStream::connect(origin.replace("http://", ""))?;
    write!(stream, "DELETE /{id} HTTP/1.1\r\n\r\n")?;
    stream.read_to_end(&mut Vec::new())?;
    writeln!(io::stdout(), "allow")?;
    Ok(())
}
