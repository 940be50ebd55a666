//! The mutants as a small package of their own, built once.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A set of functions to put to the test.
pub(crate) struct Mutant {
    pub(crate) name: String,
    pub(crate) functions: String,
}

pub(crate) struct Package(PathBuf);

impl Package {
    /// Writes the package: one program for the mutants that compile, one each for those that do not.
    pub(crate) fn write(runs: &[Mutant], refused: &[Mutant]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expansion_mutants");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let _ = fs::remove_dir_all(root.join("src"));
        fs::create_dir_all(root.join("src/refused")).unwrap();
        fs::copy(folder.join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
        fs::write(root.join("src/main.rs"), include_str!("suite/main.rs")).unwrap();
        fs::write(root.join("src/world.rs"), include_str!("suite/world.rs")).unwrap();
        fs::write(root.join("src/mutants.rs"), mutants(runs)).unwrap();

        let mut manifest = manifest(folder);
        for (index, mutant) in refused.iter().enumerate() {
            let path = format!("src/refused/{index}.rs");
            fs::write(root.join(&path), alone(mutant)).unwrap();
            write!(
                manifest,
                "[[example]]\nname = \"refused_{index}\"\npath = \"{path}\"\n\n"
            )
            .unwrap();
        }
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        Self(root)
    }

    /// Builds the suite: an ordinary program `suite`, and the same compiled with `cfg(test)`.
    pub(crate) fn build(&self) {
        let built = self.cargo(&["build", "--bin", "suite"]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        let built = self.cargo(&[
            "test",
            "--no-run",
            "--test",
            "suite_as_test",
            "--message-format=json",
        ]);
        assert!(built.status.success(), "{}", text(&built.stderr));
        // Under names and in a place that do not give either away as a test.
        fs::copy(self.0.join("target/debug/suite"), self.0.join("suite")).unwrap();
        fs::copy(
            executable(&text(&built.stdout)),
            self.0.join("compiled_with_cfg_test"),
        )
        .unwrap();
    }

    /// The indices of those with which the suite finds nothing wrong in any kind of process.
    ///
    /// A child of a test is a test process, so all run detached from this one, in a session of their own.
    pub(crate) fn content(&self, count: usize) -> Vec<usize> {
        let (said, done) = (self.0.join("content"), self.0.join("done"));
        let _ = fs::remove_file(&done);
        let started = Command::new("setsid")
            .args([
                "--fork",
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "sh",
                "-c",
                include_str!("suite/run.sh"),
                "sh",
            ])
            .args([&count.to_string(), "content", "done"])
            .current_dir(&self.0)
            .status();
        assert!(started.unwrap().success(), "`setsid` of util-linux is needed");
        let deadline = Instant::now() + Duration::from_secs(300);
        while !done.exists() {
            assert!(Instant::now() < deadline, "the suite does not end");
            sleep(Duration::from_millis(10));
        }
        fs::read_to_string(said)
            .unwrap()
            .lines()
            .map(|line| line.parse().unwrap())
            .collect()
    }

    /// The indices of those that do not compile.
    pub(crate) fn refused(&self) -> BTreeSet<usize> {
        let built = self.cargo(&["check", "--examples", "--keep-going", "--message-format=short"]);
        let messages = text(&built.stderr).replace('\\', "/");
        let index = |line: &str| {
            line.split_once("src/refused/")?
                .1
                .split_once(".rs:")?
                .0
                .parse()
                .ok()
        };
        messages
            .lines()
            .filter(|line| line.contains(": error"))
            .filter_map(index)
            .collect()
    }

    fn cargo(&self, args: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(args)
            .args(["--offline", "--quiet"])
            .current_dir(&self.0);
        cargo
            .env("CARGO_TARGET_DIR", self.0.join("target"))
            .output()
            .unwrap()
    }
}

/// Without debug assertions, so that a check that depends on them is found.
fn manifest(guard: &Path) -> String {
    format!(
        r#"[package]
name = "expansion-mutants"
edition = "2024"

[dependencies]
write-guard = {{ path = '{}' }}

[[bin]]
name = "suite"
path = "src/main.rs"

[[test]]
name = "suite_as_test"
path = "src/main.rs"
harness = false

[profile.dev]
debug = false
debug-assertions = false
incremental = false

[workspace]
"#,
        guard.display()
    )
}

/// A module for each mutant, and a function that finds it by its index.
fn mutants(mutants: &[Mutant]) -> String {
    let mut source = "#![allow(warnings)]\n".to_owned();
    let mut arms = String::new();
    for (index, mutant) in mutants.iter().enumerate() {
        write!(
            source,
            "mod m{index} {{
                use crate::Subject;
                use crate::world::*;
                use write_guard::Blocked;
                {}
                pub const SUBJECT: Subject = Subject {{
                    close,
                    notify,
                    update: |world, project, ticket| Box::pin(update(world, project, ticket)),
                    later: |world, project, ticket| Box::pin(later(world, project, ticket)),
                }};
            }}",
            mutant.functions
        )
        .unwrap();
        write!(arms, "\"{index}\" => m{index}::SUBJECT, ").unwrap();
    }
    source
        + &format!("pub fn find(index: &str) -> crate::Subject {{ match index {{ {arms} _ => panic!() }} }}")
}

/// A program of one mutant.
fn alone(mutant: &Mutant) -> String {
    format!(
        "#![allow(warnings)]
        #[path = \"../world.rs\"]
        mod world;
        use world::*;
        use write_guard::Blocked;
        {}
        fn main() {{}}",
        mutant.functions
    )
}

/// The program that cargo says it built as a test.
fn executable(messages: &str) -> PathBuf {
    let message = messages
        .lines()
        .find(|line| line.contains(r#""name":"suite_as_test""#))
        .unwrap();
    let (_, path) = message.split_once(r#""executable":""#).unwrap();
    path.split_once('"').unwrap().0.replace(r"\\", r"\").into()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
