//! Prints every decision of the catalogue, a line each. It has a package of its own, so that it can be built with one feature of
//! the guard, or with panics that abort, and nothing else is compiled for that.

use std::io::{self, Write};

use write_guard::probe;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    probe::catalogue().try_for_each(|probe| writeln!(out, "{}", probe.run().line()))
}
