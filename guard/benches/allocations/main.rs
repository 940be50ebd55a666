//! Counts the allocations of the cases, in a program of its own: the counting costs time.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::expect_used,
    dead_code,
    reason = "a benchmark prints what it measured"
)]

#[path = "../measured/asynchronous.rs"]
mod asynchronous;
#[path = "../measured/cases.rs"]
mod cases;
#[path = "../measured/decided.rs"]
mod decided;
#[path = "../measured/failure.rs"]
mod failure;
#[path = "../measured/synchronous.rs"]
mod synchronous;

const TIMES: u64 = 1_000;

fn main() {
    for (name, run) in cases::all() {
        run(1);
        let counted = allocation_counter::measure(|| run(TIMES));
        println!("allocations/{name} {} for {TIMES} calls", counted.count_total);
    }
}
