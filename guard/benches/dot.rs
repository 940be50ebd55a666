//! How many DOT decisions a second, in process: JSON in, JSON with the envelope out.
//!
//! `cargo bench -p write-guard --features gates --bench dot`. With a number as its argument it prints that many lines instead, the mix that
//! it measures, for measuring a whole process:
//!
//! ```text
//! cargo bench -p write-guard --features gates --bench dot -- 1000000 > lines.jsonl
//! time cargo-write-guard decide dot < lines.jsonl > /dev/null
//! ```

use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::time::Instant;

use write_guard::{Moment, lines, probe};

/// The catalogue's DOT lines: most are blocked, a third carries the full evidence.
fn mix() -> Vec<String> {
    probe::catalogue()
        .filter(|probe| probe.gate() == "dot")
        .map(|probe| probe.line())
        .collect()
}

fn main() -> io::Result<()> {
    let mix = mix();
    let mut output = BufWriter::new(io::stdout().lock());
    if let Some(count) = std::env::args().skip(1).find_map(|arg| arg.parse().ok()) {
        for line in mix.iter().cycle().take(count) {
            writeln!(output, "{line}")?;
        }
        return output.flush();
    }
    let bytes: usize = mix.iter().map(String::len).sum();
    writeln!(
        output,
        "{} lines, {} bytes each on average",
        mix.len(),
        bytes / mix.len().max(1)
    )?;
    for (name, of) in [
        ("all", &(|_: &&String| true) as &dyn Fn(&&String) -> bool),
        ("without evidence", &|line| !line.contains("\"before\"")),
        ("with evidence", &|line| line.contains("\"before\"")),
    ] {
        let lines: Vec<&String> = mix.iter().filter(of).collect();
        writeln!(output, "{name:>17}: {:>9.0} decisions/s", rate(&lines))?;
    }
    output.flush()
}

/// The best of five runs: what the machine can do when nothing else is in its way.
fn rate(lines: &[&String]) -> f64 {
    let mut out = Vec::new();
    let rounds = 200_000 / lines.len().max(1);
    let count = f64::from(u32::try_from(rounds * lines.len()).unwrap_or(u32::MAX));
    let run = || {
        let begun = Instant::now();
        for _ in 0..rounds {
            for line in lines {
                out.clear();
                lines::dot(black_box(line.as_bytes()), Moment::now(), &mut out);
                black_box(&out);
            }
        }
        count / begun.elapsed().as_secs_f64()
    };
    std::iter::repeat_with(run).take(5).fold(0.0, f64::max)
}
