//! A live program: `matrix <case>` records its verdict, `--start <case>` starts another one and waits for it, `--leave
//! <case>` starts one and ends before it, and `metadata …` says what cargo said.

use std::process::Command;
use std::time::Duration;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut another = Command::new(env!("MATRIX_PROGRAM"));
    match words.as_slice() {
        ["--start", case] => assert!(another.arg(case).status().unwrap().success()),
        ["--leave", case] => drop(another.args(["--after", case]).spawn().unwrap()),
        ["--after", case] => {
            std::thread::sleep(Duration::from_millis(500));
            matrix::record(case);
        }
        ["metadata", ..] => print!("{}", matrix::recorded("metadata")),
        [case] => matrix::record(case),
        _ => panic!("one case is needed"),
    }
}
