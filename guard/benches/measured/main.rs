//! The program that `cost` measures, as a process that is what it is said to be: live, or marked as a test.
//!
//! `time` prints one `name value unit` line for each figure; `repeat CASE N` runs one case for an instruction counter.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark prints what it measured"
)]

mod asynchronous;
mod cases;
mod decided;
mod failure;
mod synchronous;
mod timing;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["time"] => {
            timing::run(cases::all());
            asynchronous::sizes();
            if !write_guard::subject().is_live() {
                decided::threads();
            }
            ExitCode::SUCCESS
        }
        ["repeat", name, times] => {
            let case = cases::all().iter().find(|(known, _)| known == name);
            let (Some((_, run)), Ok(times)) = (case, times.parse()) else {
                return ExitCode::from(2);
            };
            run(times);
            ExitCode::SUCCESS
        }
        _ => ExitCode::from(2),
    }
}
