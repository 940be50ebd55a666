//! Times cases in turns, so that a drift of the machine meets them all alike.

use std::time::{Duration, Instant};

use crate::cases::Case;

const ROUNDS: usize = 41;
const ROUND: Duration = Duration::from_millis(4);

/// Prints the median time of one call, for each case.
pub(crate) fn run(cases: &[Case]) {
    let sizes: Vec<u64> = cases.iter().map(|(_, run)| calibrate(*run)).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for _ in 0..ROUNDS {
        for (((_, run), size), times) in cases.iter().zip(&sizes).zip(&mut times) {
            times.push(clock(*run, *size).as_secs_f64() * 1e9 / *size as f64);
        }
    }
    for ((name, _), mut times) in cases.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        println!("{name} {:.2} ns", times[ROUNDS / 2]);
    }
}

/// How many calls fill a round.
fn calibrate(run: fn(u64)) -> u64 {
    run(1);
    let mut size = 64;
    while clock(run, size) < ROUND {
        size *= 2;
    }
    size
}

fn clock(run: fn(u64), times: u64) -> Duration {
    let begin = Instant::now();
    run(times);
    begin.elapsed()
}
