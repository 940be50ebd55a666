//! `cargo write-guard`.

use cargo_write_guard::Exit;

fn main() -> Exit {
    cargo_write_guard::run(std::env::args_os())
}
