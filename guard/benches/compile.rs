//! What `#[guarded_write]` costs the compiler: `cargo bench -p write-guard --bench compile`.
//!
//! Checks packages of 1,000 functions that differ in one thing only, in turns, and prints the medians.

#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a benchmark prints what it measured"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const FUNCTIONS: usize = 1_000;
const ROUNDS: usize = 9;

/// The packages: name, what stands above each function, and its first statement.
const KINDS: [(&str, &str, &str); 4] = [
    ("plain", "", ""),
    (
        "by_hand",
        "",
        "if let Err(blocked) = write_guard::__private::check_without_permit(cfg!(test), |is_test| \
         write_guard::__private::ask_without_permit(is_test, \"write\", None, write_guard::Identity::identity(project), None, None)) { return Err(blocked.into()); }",
    ),
    (
        "guarded",
        "#[write_guard::guarded_write(op = \"write\", target = project)]",
        "",
    ),
    ("instrumented", "#[tracing::instrument(skip_all)]", ""),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("compile");
    generate(&root)?;
    for (kind, _, _) in KINDS {
        check(&root, kind)?;
    }
    let mut times = vec![Vec::new(); KINDS.len()];
    for _ in 0..ROUNDS {
        for ((kind, _, _), times) in KINDS.iter().zip(&mut times) {
            times.push(check(&root, kind)?);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[ROUNDS / 2].as_secs_f64()
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    for ((kind, _, _), time) in KINDS.iter().zip(&medians) {
        println!(
            "{kind:<13} {time:>6.3} s  {:>5.2} of plain  {:>5.2} of by_hand",
            time / medians[0],
            time / medians[1]
        );
    }
    Ok(())
}

/// Checks one package anew, its dependencies being ready.
fn check(root: &Path, kind: &str) -> io::Result<Duration> {
    let source = root.join(kind).join("src/lib.rs");
    fs::File::options()
        .append(true)
        .open(&source)?
        .set_modified(std::time::SystemTime::now())?;
    let begin = Instant::now();
    let done = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--package", kind])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    if done.success() {
        Ok(begin.elapsed())
    } else {
        Err(io::Error::other(format!("`{kind}` does not compile")))
    }
}

fn generate(root: &Path) -> io::Result<()> {
    let guard = env!("CARGO_MANIFEST_DIR");
    for (kind, attribute, statement) in KINDS {
        fs::create_dir_all(root.join(kind).join("src"))?;
        fs::write(
            root.join(kind).join("Cargo.toml"),
            format!(
                "[package]\nname = \"{kind}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                 [dependencies]\nwrite-guard = {{ path = {guard:?} }}\ntracing = \"0.1\"\n"
            ),
        )?;
        let functions: String = (0..FUNCTIONS)
            .map(|n| function(n, attribute, statement))
            .collect();
        fs::write(root.join(kind).join("src/lib.rs"), format!("{SHARED}{functions}"))?;
    }
    let members: Vec<_> = KINDS.iter().map(|(kind, _, _)| *kind).collect();
    fs::write(
        root.join("Cargo.toml"),
        format!("[workspace]\nmembers = {members:?}\nresolver = \"3\"\n"),
    )?;
    fs::copy(Path::new(guard).join("../Cargo.lock"), root.join("Cargo.lock")).map(drop)
}

const SHARED: &str = "
#[derive(Debug)] pub enum Error { Blocked(write_guard::Blocked), Http }
impl From<write_guard::Blocked> for Error { fn from(b: write_guard::Blocked) -> Self { Self::Blocked(b) } }
async fn send(url: String, body: Vec<u8>) -> Result<u16, Error> { if url.len() > body.len() { Ok(200) } else { Err(Error::Http) } }
";

fn function(n: usize, attribute: &str, statement: &str) -> String {
    format!(
        "{attribute}
pub async fn write_{n}(project: &str, item: u64, body: &[u8]) -> Result<u16, Error> {{
    {statement}
    let url = format!(\"https://tracker.example/projects/{{project}}/items/{{item}}/{n}/\");
    let mut body = body.to_vec();
    body.extend_from_slice(b\"{n}\");
    let status = send(url, body).await?;
    if status == 200 {{ Ok(status) }} else {{ Err(Error::Http) }}
}}
"
    )
}
