//! `cargo write-guard doctor`, until the rest of the command line is merged with it.

mod doctor;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    let _ = words.next_if(|word| word == "write-guard");
    let _ = words.next_if(|word| word == "doctor");
    let json = words.next_if(|word| word == "--json").is_some();
    let _ = words.next_if(|word| word == "--");
    let command: Vec<OsString> = words.collect();
    match doctor::run(&doctor::Arguments { command, json }, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = io::Write::write_fmt(&mut io::stderr(), format_args!("error: {error}\n"));
            ExitCode::FAILURE
        }
    }
}
