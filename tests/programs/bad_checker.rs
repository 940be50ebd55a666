//! A checker that rejects its input, well or badly, in the way its argument names.

use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::Duration;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let manner = std::env::args().nth(1).unwrap_or_default();
    let mut out = io::stdout().lock();
    let code = match manner.as_str() {
        "BAD-FC-001" => {
            writeln!(out, "PASS")?;
            3
        }
        "BAD-FC-002" => {
            for name in ["release.cert", "release.seal", "authority.digest"] {
                fs::write(name, "x")?;
            }
            3
        }
        "BAD-FC-003" => {
            let event = r#"{"event_type":"REJECTION","authority_effect":"NONE","text":"ORACLE_CLAIMS_SEAL_REJECTED","seal":"SEAL"}"#;
            writeln!(out, "{event}")?;
            4
        }
        "BAD-FC-004" => 0,
        "BAD-FC-005" => 1,
        "pass-on-stderr" => {
            io::stderr().lock().write_all(b"QT001_PASS")?;
            1
        }
        "grant-on-stderr" => {
            writeln!(
                io::stderr().lock(),
                r#"{{"event_type":"GRANT","authority_effect":"NONE"}}"#
            )?;
            1
        }
        "words-of-rejection" => {
            writeln!(out, "PASS_REJECTED\nSEAL_DENIED")?;
            1
        }
        "strange-event" => {
            writeln!(out, r#"{{"event_type":"BLESSING","authority_effect":"NONE"}}"#)?;
            1
        }
        "half-an-event" => {
            write!(out, r#"{{"event_type":"INFO""#)?;
            1
        }
        "deep-cert" => {
            fs::create_dir_all("a/b")?;
            std::os::unix::fs::symlink("/nonexistent", "a/b/cert")?;
            1
        }
        "harmless-files" => {
            fs::write("run.log", "x")?;
            fs::write("evidence_hash", "x")?;
            1
        }
        "removes-its-input" => {
            fs::remove_file("input.json")?;
            1
        }
        "changes-its-input" => {
            fs::write(std::env::var_os("WRITE_GUARD_INPUT").ok_or("no input")?, "y")?;
            1
        }
        "reads-its-input" => {
            let mut input = String::new();
            io::stdin().lock().read_to_string(&mut input)?;
            let same = fs::read_to_string(std::env::args().nth(2).unwrap_or_default())? == input;
            u8::from(same && input == "input\n")
        }
        "abort" => std::process::abort(),
        "hang" => {
            sleep(Duration::from_secs(600));
            1
        }
        "hanging-child" => {
            Command::new(std::env::current_exe()?).arg("hang").spawn()?;
            1
        }
        "late-cert" => {
            Command::new(std::env::current_exe()?)
                .arg("writes-late")
                .spawn()?;
            1
        }
        "writes-late" => {
            sleep(Duration::from_secs(1));
            fs::write("cert", "x")?;
            1
        }
        "flood" => loop {
            out.write_all(&[b'x'; 1 << 13])?;
        },
        "many-lines" => {
            for _ in 0..300_000 {
                out.write_all(b"nothing to see here\n")?;
            }
            writeln!(out, "SEAL")?;
            1
        }
        _ => 2,
    };
    Ok(ExitCode::from(code))
}
