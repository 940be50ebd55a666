//! Which command lines run tests.

use std::path::Path;

use crate::signal::path::without_exe;

/// The command, if the program at `path` runs tests when it is called like this.
///
/// Only cargo's and rustdoc's own programs count: `make test`, `cargo-test-deploy.sh` and a shell whose command line
/// mentions `cargo test` are no hits. Nor are runners of other languages, which start release binaries of ours as well as
/// tests; they are known by the variables that they leave.
pub(super) fn that_runs_tests(path: &Path, arguments: &[String]) -> Option<String> {
    let program = program(path)?;
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match program {
        "cargo" => cargo(&arguments),
        "rustdoc" => arguments.contains(&"--test").then(|| "rustdoc --test".into()),
        _ => {
            let subcommand = program.strip_prefix("cargo-")?;
            // Cargo does these itself, so a program of that name is somebody else's.
            if matches!(subcommand, "test" | "t" | "bench") {
                return None;
            }
            // Called by cargo it gets its own name first; called by hand it may not.
            let rest = match arguments.split_first() {
                Some((first, rest)) if *first == subcommand => rest,
                _ => &arguments,
            };
            cargo_subcommand(subcommand, rest)
        }
    }
}

/// Whether the program at `path` is one whose arguments matter.
pub(super) fn may_run_tests(path: &Path) -> bool {
    program(path)
        .is_some_and(|program| matches!(program, "cargo" | "rustdoc") || program.starts_with("cargo-"))
}

fn program(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let name = without_exe(name).unwrap_or(name);
    // Nix calls what its script `cargo` runs `.cargo-wrapped`.
    let wrapped = name
        .strip_prefix('.')
        .and_then(|rest| rest.strip_suffix("-wrapped"));
    Some(wrapped.unwrap_or(name))
}

/// `cargo [+toolchain] [options] <subcommand> …`
fn cargo(arguments: &[&str]) -> Option<String> {
    let is_toolchain = arguments.first().is_some_and(|first| first.starts_with('+'));
    let rest = arguments.get(usize::from(is_toolchain)..)?;
    let (subcommand, rest) = positional(rest)?;
    cargo_subcommand(subcommand, rest)
}

fn cargo_subcommand(subcommand: &str, rest: &[&str]) -> Option<String> {
    let runs_tests = match subcommand {
        "test" | "t" | "bench" | "mutants" | "tarpaulin" => true,
        "nextest" => positional(rest)
            .is_some_and(|(first, _)| matches!(first, "run" | "r" | "bench" | "b" | "list" | "archive")),
        // It runs benchmarks that it has copied to a place of its own.
        "codspeed" => positional(rest).is_some_and(|(first, _)| first == "run"),
        // Without a command of its own it runs `cargo test`; `run` starts a program as `cargo run` does.
        "llvm-cov" => !positional(rest).is_some_and(|(first, _)| {
            matches!(first, "run" | "r" | "report" | "clean" | "show-env" | "help")
        }),
        "hack" | "miri" | "careful" | "insta" | "criterion" | "valgrind" | "flamegraph" => {
            subcommand == "criterion"
                || positional(rest)
                    .is_some_and(|(first, _)| matches!(first, "test" | "t" | "bench" | "nextest"))
        }
        _ => false,
    };
    runs_tests.then(|| format!("cargo {subcommand}"))
}

/// The first argument that is neither an option nor an option's value, and what follows it; nothing after `--`.
fn positional<'a, 'b>(arguments: &'b [&'a str]) -> Option<(&'a str, &'b [&'a str])> {
    let mut rest = arguments;
    while let Some((first, after)) = rest.split_first() {
        if *first == "--" {
            return None;
        }
        if !first.starts_with('-') {
            return Some((first, after));
        }
        let has_value = TAKES_A_VALUE.split(' ').any(|option| option == *first);
        rest = after.get(usize::from(has_value)..).unwrap_or_default();
    }
    None
}

/// Options of cargo and its tools whose value is the next argument.
const TAKES_A_VALUE: &str = "\
    -C -F -Z -j -p --at-least-one-of --bench --bin --color --config --dep-coverage --depth --example --exclude \
    --exclude-features --exclude-from-report --exclude-from-test --explain --fail-uncovered-functions \
    --fail-uncovered-lines --fail-uncovered-regions --fail-under-file-lines --fail-under-functions \
    --fail-under-lines --fail-under-regions --failure-mode --features --group-features --ignore-filename-regex \
    --include-features --jobs --lockfile-path --log-group --manifest-path --must-have-and-exclude-feature \
    --mutually-exclusive-features --optional-deps --output-dir --output-path --package --partition --profile \
    --rust-version --skip --target --target-dir --test --version-range --version-step";

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<String> {
        let arguments: Vec<String> = line.split(' ').map(Into::into).collect();
        that_runs_tests(Path::new(&arguments[0]), &arguments)
    }

    #[test]
    fn commands_that_run_tests_are_known() {
        for (line, command) in [
            ("cargo test", "cargo test"),
            ("/h/.rustup/toolchains/stable/bin/cargo t", "cargo t"),
            ("cargo +nightly --color always -q test --release", "cargo test"),
            ("cargo -Zunstable-options -C dir test", "cargo test"),
            ("cargo --config a=1 bench", "cargo bench"),
            ("/nix/store/x-cargo-1.95.0/bin/.cargo-wrapped test", "cargo test"),
            ("cargo nextest run", "cargo nextest"),
            (
                "/usr/local/bin/cargo-nextest nextest run --no-capture",
                "cargo nextest",
            ),
            ("cargo-nextest nextest --manifest-path a r", "cargo nextest"),
            ("cargo.exe test", "cargo test"),
            ("cargo-llvm-cov llvm-cov", "cargo llvm-cov"),
            ("cargo-llvm-cov llvm-cov --lcov nextest", "cargo llvm-cov"),
            ("cargo mutants", "cargo mutants"),
            ("cargo-hack hack --feature-powerset --depth 2 test", "cargo hack"),
            ("cargo miri test", "cargo miri"),
            ("cargo-codspeed codspeed run --bench x", "cargo codspeed"),
            ("rustdoc --edition=2024 --test src/lib.rs", "rustdoc --test"),
        ] {
            assert_eq!(of(line).as_deref(), Some(command), "{line}");
        }
    }

    #[test]
    fn commands_that_only_look_like_it_are_no_hits() {
        for line in [
            "cargo",
            "cargo run",
            "cargo run --bin test",
            "cargo run -- test",
            "cargo run test",
            "cargo build --tests",
            "cargo --config test run",
            "cargo -C test run",
            "cargo -- test",
            "cargo watch -x test",
            "cargo install cargo-nextest",
            "cargo-nextest nextest show-config version",
            "cargo-nextest self update",
            "cargo llvm-cov run",
            "cargo llvm-cov --lcov run",
            "cargo llvm-cov --lcov --output-path l.info run",
            "cargo llvm-cov --fail-under-regions 80 --dep-coverage x run",
            "cargo hack --mutually-exclusive-features test run",
            "cargo-codspeed codspeed build",
            "cargo-test test",
            "cargo-bench bench --url x",
            "cargo llvm-cov report",
            "cargo hack run -p test",
            "cargo hack -p test run",
            "cargo miri run",
            "cargo-test-deploy.sh",
            "cargo-deploy test",
            "bash ./cargo-test-deploy.sh",
            "bash -c cargo test && ./server",
            "make test",
            "make -C cargo test",
            "test-runner",
            "rustdoc src/lib.rs",
            "python3 manage.py test",
            "python3 -m pytest tests",
            "node /p/node_modules/.bin/jest",
            "server --test",
            "vim cargo test",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn a_subcommand_that_was_called_by_hand_is_known_too() {
        assert_eq!(of("cargo-nextest run").as_deref(), Some("cargo nextest"));
        assert_eq!(of("cargo-nextest self update"), None);
    }

    #[test]
    fn only_where_arguments_matter_they_are_read() {
        for (program, matter) in [
            ("/h/bin/cargo", true),
            ("cargo.exe", true),
            ("rustdoc", true),
            (".cargo-wrapped", true),
            (".server-wrapped", false),
            ("cargo-nextest", true),
            ("/bin/bash", false),
            ("/p/cargo/server", false),
            ("cargonaut", false),
            ("/", false),
        ] {
            assert_eq!(may_run_tests(Path::new(program)), matter, "{program}");
        }
    }
}
