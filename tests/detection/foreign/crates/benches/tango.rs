//! The harness `tango-bench`.

use tango_bench::{IntoBenchmarks, benchmark_fn, tango_benchmarks, tango_main};

fn benchmarks() -> impl IntoBenchmarks {
    probe::record(&crates::case());
    [benchmark_fn("nothing", |bencher| bencher.iter(|| 1))]
}

tango_benchmarks!(benchmarks());
tango_main!();
