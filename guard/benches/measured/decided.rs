//! What a decision costs in a test process, beside one hash lookup and one audit event.

use std::collections::HashSet;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::Instant;

use write_guard::{Blocked, IsolationGate, Sandbox, guarded_write, ledger};

use crate::cases::Case;

pub(crate) const CASES: [Case; 9] = [
    ("lookup/1", |times| look_up(&SETS.0, times)),
    ("lookup/1000", |times| look_up(&SETS.1, times)),
    ("lookup/100000", |times| look_up(&SETS.2, times)),
    ("audit/no-subscriber", audit),
    ("allow/1", |times| allow(&GATES.0, times)),
    ("allow/1000", |times| allow(&GATES.1, times)),
    ("allow/100000", |times| allow(&GATES.2, times)),
    ("block/not-opted-in", block),
    ("block/not-allowed", |times| deny(&GATES.1, times)),
];

/// Allows in one thread, and in two at once.
pub(crate) fn threads() {
    const TIMES: u64 = 400_000;
    let clock = |threads: usize| {
        let begin = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| allow(&GATES.1, TIMES));
            }
        });
        begin.elapsed().as_secs_f64() * 1e9 / TIMES as f64
    };
    let best = |threads| (0..9).map(|_| clock(threads)).fold(f64::INFINITY, f64::min);
    println!("threads/1 {:.2} ns", best(1));
    println!("threads/2 {:.2} ns", best(2));
}

type Three<T> = (T, T, T);

static SETS: LazyLock<Three<HashSet<Box<str>>>> =
    LazyLock::new(|| (ids(1).collect(), ids(1_000).collect(), ids(100_000).collect()));

static GATES: LazyLock<Three<IsolationGate>> = LazyLock::new(|| (gate(1), gate(1_000), gate(100_000)));

const TARGET: &str = "00000000-0000-4000-8000-000000000000";

fn ids(count: u64) -> impl Iterator<Item = Box<str>> {
    (0..count).map(|n| format!("00000000-0000-4000-8000-{n:012x}").into())
}

fn gate(count: u64) -> IsolationGate {
    IsolationGate::new().sandbox(Sandbox::new(ids(count)).expect("the ids are canonical"))
}

fn look_up(set: &HashSet<Box<str>>, times: u64) {
    for _ in 0..times {
        assert!(black_box(set).contains(black_box(TARGET)));
    }
}

fn audit(times: u64) {
    for _ in 0..times {
        let project = black_box(TARGET);
        tracing::info!(target: "write_guard", project_id = project, work_item = "", op = "leaf", reason = "r", "ALLOWED");
    }
}

fn allow(gate: &IsolationGate, times: u64) {
    for n in 0..times {
        assert!(black_box(write(gate, black_box(TARGET), n)).is_ok());
    }
}

fn deny(gate: &IsolationGate, times: u64) {
    for n in 0..times {
        assert!(black_box(write(gate, black_box("elsewhere"), n)).is_err());
        drop(ledger::take());
    }
}

fn block(times: u64) {
    let gate = IsolationGate::new();
    deny(&gate, times);
}

#[inline(never)]
#[guarded_write(op = "leaf", target = project, gate = gate)]
fn write(gate: &IsolationGate, project: &str, n: u64) -> Result<u64, Blocked> {
    Ok(n ^ project.len() as u64)
}
