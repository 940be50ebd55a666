//! Whether a test runner started a process, or only took the place of the program that did.
//!
//! In `server & exec cargo test` the shell turns into `cargo test`. It keeps its children, and stays the leader of its group and session.
//! A script in Python may do the same. What they started before is no test.

use super::relative::Kinship;
use crate::signal::Process;
use crate::signal::environment::Environment;

/// Whether `runner`, which runs tests, started `process`, or something above it.
pub(super) fn by(runner: &Process, process: &Process, kinship: Kinship) -> bool {
    did_start(
        kinship,
        runner.standing().as_ref(),
        process.standing().as_ref(),
        || Told::by(runner.environment(), process.environment()),
        || was_cleared(runner.environment(), process.environment()),
    )
}

/// Who set the variables of a process by which cargo tells a program its package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// The runner did not.
    Elsewhere,
    /// Cargo, which starts tests in its own group.
    Cargo,
    /// Nextest, which starts each test in a group of its own.
    Nextest,
}

/// How a process stands to terminals and signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::signal) struct Standing {
    pub(in crate::signal) group: u32,
    /// The signals that it ignores, one bit each.
    pub(in crate::signal) ignored: u64,
    /// Those that it has a function for.
    pub(in crate::signal) caught: u64,
}

impl Standing {
    /// What a shell without job control lets ignore what it starts with `&`: SIGINT and SIGQUIT.
    const IN_THE_BACKGROUND: u64 = 0b110;
    /// What Python ignores for itself, and for what it turns into, but not for what it starts: SIGXFSZ. Cargo and shells leave it as it is.
    const OF_AN_INTERPRETER: u64 = 1 << 24;

    /// Reads `/proc/<pid>/stat` and `/proc/<pid>/status`.
    pub(in crate::signal) fn parse(stat: &str, status: &str) -> Option<Self> {
        let (_, rest) = stat.rsplit_once(") ")?;
        let signals = |kind| {
            let signals = status.lines().find_map(|line| line.strip_prefix(kind))?;
            u64::from_str_radix(signals.trim(), 16).ok()
        };
        Some(Self {
            group: rest.split(' ').nth(2)?.parse().ok()?,
            ignored: signals("SigIgn:")?,
            caught: signals("SigCgt:")?,
        })
    }

    /// Whether a shell put this one into the background, and not the other.
    fn is_behind(self, other: Self) -> bool {
        self.ignored & !other.ignored & Self::IN_THE_BACKGROUND != 0
    }

    /// Whether it ignores what `parent` would have handed on to it, or has a function for that by now.
    fn ignores_as_a_child_of(self, parent: Self) -> bool {
        parent.ignored & !self.ignored & !self.caught & Self::OF_AN_INTERPRETER == 0
    }
}

fn did_start(
    kinship: Kinship,
    runner: Option<&Standing>,
    process: Option<&Standing>,
    told: impl FnOnce() -> Told,
    was_cleared: impl FnOnce() -> bool,
) -> bool {
    let (Some(runner), Some(process)) = (runner, process) else {
        // An ancestor that may not be looked at excuses nobody.
        return kinship == Kinship::Ancestor || told() != Told::Elsewhere;
    };
    let may_be_a_child = kinship != Kinship::Ancestor || process.ignores_as_a_child_of(*runner);
    if process.is_behind(*runner) || !may_be_a_child {
        return false;
    }
    // A shell with job control starts each job in a group of its own, also `cargo run`, which sets what cargo sets for a test.
    let is_job = runner.group != process.group;
    match told() {
        Told::Nextest => true,
        Told::Cargo => !is_job,
        // It is cargo's only if somebody took the variables away. A shell without job control cannot be told by signals that
        // were ignored before.
        Told::Elsewhere => {
            let may_be_own = !is_job && runner.ignored & Standing::IN_THE_BACKGROUND == 0;
            kinship == Kinship::Ancestor && may_be_own && was_cleared()
        }
    }
}

impl Told {
    /// Whether the variables that cargo and nextest set for each package were set by the runner, and not before it.
    fn by(runner: &Environment, process: &Environment) -> Self {
        let of_package = ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME"];
        let is_told = of_package.iter().all(|name| process.has(name))
            && of_package
                .iter()
                .any(|name| process.get(name) != runner.get(name));
        match (is_told, process.has("NEXTEST")) {
            (false, _) => Self::Elsewhere,
            (true, false) => Self::Cargo,
            (true, true) => Self::Nextest,
        }
    }
}

/// Whether most of what the runner has in its environment was not handed on.
fn was_cleared(runner: &Environment, process: &Environment) -> bool {
    let all = runner
        .beginning("")
        .filter(|(name, _)| !is_of_the_toolchain(name));
    let (kept, lost): (Vec<_>, Vec<_>) =
        all.partition(|(name, value)| process.get(name).is_some_and(|kept| kept == *value));
    kept.len() <= lost.len()
}

/// Whether rustup or cargo may have set the variable, or a shell for one program: what is older than `cargo test` lacks it.
fn is_of_the_toolchain(name: &str) -> bool {
    let whole = ["PATH", "LD_LIBRARY_PATH", "RUST_RECURSION_COUNT", "_", "SHLVL"];
    whole.contains(&name) || ["CARGO", "RUSTUP_"].iter().any(|first| name.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: Standing = Standing {
        group: 7,
        ignored: 1 << 12,
        caught: 0,
    };

    /// Whether a child is of cargo: its standing, whether it has cargo's variables, and whether it was cleared of others.
    fn child_of(cargo: Standing, child: Standing, was_told: bool, was_cleared: bool) -> bool {
        did_start(
            Kinship::Ancestor,
            Some(&cargo),
            Some(&child),
            || if was_told { Told::Cargo } else { Told::Elsewhere },
            || was_cleared,
        )
    }

    #[test]
    fn a_child_in_the_group_of_cargo_is_its_own_if_it_was_told_or_cleared() {
        let child = Standing { ignored: 0, ..CARGO };
        assert!(child_of(CARGO, child, true, false));
        assert!(child_of(CARGO, child, false, true));
        assert!(!child_of(CARGO, child, false, false));
    }

    #[test]
    fn what_a_shell_put_into_the_background_is_not_of_what_it_became() {
        for ignored in [0b110, 0b010, 0b100] {
            let server = Standing { ignored, ..CARGO };
            assert!(!child_of(CARGO, server, true, true));
        }
    }

    #[test]
    fn below_a_runner_in_the_background_signals_tell_nothing() {
        let cargo = Standing {
            ignored: 0b110,
            ..CARGO
        };
        assert!(!child_of(cargo, cargo, false, true));
        assert!(child_of(cargo, cargo, true, false));
    }

    #[test]
    fn what_a_script_in_python_started_is_not_of_what_the_script_became() {
        let cargo = Standing {
            ignored: 1 << 12 | 1 << 24,
            ..CARGO
        };
        let server = Standing { ignored: 0, ..CARGO };
        for was_told in [true, false] {
            assert!(!child_of(cargo, server, was_told, true));
            for own in [
                Standing {
                    ignored: 1 << 24,
                    ..server
                },
                Standing {
                    caught: 1 << 24,
                    ..server
                },
            ] {
                assert!(child_of(cargo, own, was_told, true));
            }
        }
        let told = |told| {
            did_start(
                Kinship::GroupLeader,
                Some(&cargo),
                Some(&server),
                || told,
                || false,
            )
        };
        assert!(told(Told::Cargo), "what is between them may have handed on less");
    }

    #[test]
    fn a_job_of_its_own_is_a_test_of_nextest_only() {
        let job = Standing {
            group: 8,
            ignored: 0,
            ..CARGO
        };
        assert!(!child_of(CARGO, job, false, true));
        assert!(
            !child_of(CARGO, job, true, false),
            "as `cargo run` by a shell with job control"
        );
        for kinship in [Kinship::Ancestor, Kinship::SessionLeader] {
            let told = |told| did_start(kinship, Some(&CARGO), Some(&job), || told, || false);
            assert!(told(Told::Nextest));
            assert!(!told(Told::Cargo));
        }
    }

    #[test]
    fn a_leader_needs_variables_that_it_set() {
        for kinship in [Kinship::GroupLeader, Kinship::SessionLeader] {
            let by = |told| did_start(kinship, Some(&CARGO), Some(&CARGO), || told, || true);
            assert!(!by(Told::Elsewhere));
            assert!(by(Told::Cargo));
        }
    }

    #[test]
    fn an_ancestor_that_may_not_be_looked_at_excuses_nobody() {
        let by = |kinship| did_start(kinship, None, Some(&CARGO), || Told::Elsewhere, || true);
        assert!(by(Kinship::Ancestor));
        assert!(!by(Kinship::GroupLeader));
    }

    #[test]
    fn an_environment_is_cleared_if_less_than_half_of_it_came_through() {
        let of = |text: &str| Environment::parse(text.replace(' ', "\0").as_bytes());
        let shell = of("USER=u HOME=/h LANG=C TERM=x");
        assert!(!was_cleared(&shell, &shell));
        assert!(!was_cleared(&shell, &of("USER=u HOME=/h LANG=C MORE=y")));
        assert!(was_cleared(&shell, &of("")));
        assert!(was_cleared(&shell, &of("USER=u")));
        assert!(was_cleared(&shell, &of("USER=/else HOME=/else LANG=C TERM=x")));
        assert!(was_cleared(&of(""), &of("")));
    }

    #[test]
    fn what_the_toolchain_adds_to_a_small_environment_is_not_lost() {
        let of = |text: &str| Environment::parse(text.replace(' ', "\0").as_bytes());
        let cargo = of(
            "PATH=/c:/bin HOME=/h CARGO_HOME=/c CARGO=/c/cargo RUSTUP_HOME=/r RUSTUP_TOOLCHAIN=s LD_LIBRARY_PATH=/l \
             RUST_RECURSION_COUNT=1 SHLVL=0 _=/c/cargo",
        );
        assert!(!was_cleared(
            &cargo,
            &of("PATH=/bin HOME=/h SHLVL=1 _=/bin/server")
        ));
        assert!(was_cleared(&cargo, &of("PATH=/bin")));
    }

    #[test]
    fn variables_that_were_there_before_prove_nothing() {
        let of = |pairs: &[(&str, &str)]| {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            Environment::parse(pairs.join("\0").as_bytes())
        };
        let package = of(&[("CARGO_MANIFEST_DIR", "/p"), ("CARGO_PKG_NAME", "p")]);
        let other = of(&[("CARGO_MANIFEST_DIR", "/q"), ("CARGO_PKG_NAME", "q")]);
        let leaked = of(&[("CARGO_MANIFEST_DIR", "/p")]);
        assert_eq!(Told::by(&of(&[]), &package), Told::Cargo);
        assert_eq!(Told::by(&other, &package), Told::Cargo);
        assert_eq!(Told::by(&package, &package), Told::Elsewhere);
        assert_eq!(Told::by(&of(&[]), &leaked), Told::Elsewhere);
        assert_eq!(Told::by(&of(&[]), &of(&[])), Told::Elsewhere);
        let nextest = of(&[
            ("CARGO_MANIFEST_DIR", "/p"),
            ("CARGO_PKG_NAME", "p"),
            ("NEXTEST", "1"),
        ]);
        assert_eq!(Told::by(&of(&[]), &nextest), Told::Nextest);
    }

    #[test]
    fn a_standing_is_read_as_the_kernel_shows_it() {
        let stat = "7 (a b) c) S 4 5 6 0 -1";
        let status =
            "Name:\ta\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001006\nSigCgt:\t0000000000000010\n";
        let standing = Standing {
            group: 5,
            ignored: 0x1006,
            caught: 0x10,
        };
        assert_eq!(Standing::parse(stat, status), Some(standing));
        assert_eq!(Standing::parse(stat, ""), None);
        assert_eq!(Standing::parse("", status), None);
    }
}
