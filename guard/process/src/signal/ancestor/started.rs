//! Whether what runs tests started a process, or only stands where what started it once stood.
//!
//! A shell that turns into `cargo test` keeps its children and stays the leader of its group and session, as in
//! `server & exec cargo test`. What such a shell started before must not become a test.

use super::relative::Kinship;
use crate::signal::Process;
use crate::signal::environment::Environment;

/// Whether `runner`, which runs tests, started `process`, or something above it.
pub(super) fn by(runner: &Process, process: &Process, kinship: Kinship) -> bool {
    judge(
        kinship,
        runner.standing().as_ref(),
        process.standing().as_ref(),
        || was_told_by(runner.environment(), process.environment()),
        || was_cleared(runner.environment(), process.environment()),
    )
}

/// How a process stands to terminals and signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::signal) struct Standing {
    pub(in crate::signal) group: u32,
    /// The signals that it ignores, one bit each.
    pub(in crate::signal) ignored: u64,
}

impl Standing {
    /// What a shell without job control lets ignore what it starts with `&`: SIGINT and SIGQUIT.
    const IN_THE_BACKGROUND: u64 = 0b110;

    /// Reads `/proc/<pid>/stat` and `/proc/<pid>/status`.
    pub(in crate::signal) fn parse(stat: &str, status: &str) -> Option<Self> {
        let (_, rest) = stat.rsplit_once(") ")?;
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        Some(Self {
            group: rest.split(' ').nth(2)?.parse().ok()?,
            ignored: u64::from_str_radix(ignored.trim(), 16).ok()?,
        })
    }

    /// Whether a shell put this one into the background, and not the other.
    fn is_behind(self, other: Self) -> bool {
        self.ignored & !other.ignored & Self::IN_THE_BACKGROUND != 0
    }
}

fn judge(
    kinship: Kinship,
    runner: Option<&Standing>,
    process: Option<&Standing>,
    was_told: impl FnOnce() -> bool,
    was_cleared: impl FnOnce() -> bool,
) -> bool {
    let (Some(runner), Some(process)) = (runner, process) else {
        // An ancestor that may not be looked at excuses nobody.
        return kinship == Kinship::Ancestor || was_told();
    };
    if process.is_behind(*runner) {
        return false;
    }
    if was_told() {
        return true;
    }
    // Without cargo's variables it is cargo's only if somebody took them away. Cargo starts tests in its own group, and a shell
    // with job control starts each job in one of its own; one without it cannot be told by signals that were ignored before.
    let may_be_own = runner.group == process.group && runner.ignored & Standing::IN_THE_BACKGROUND == 0;
    kinship == Kinship::Ancestor && may_be_own && was_cleared()
}

/// Whether the variables that cargo and nextest set for each package were set by the runner, and not before it.
fn was_told_by(runner: &Environment, process: &Environment) -> bool {
    let of_package = ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME"];
    of_package.iter().all(|name| process.has(name))
        && of_package
            .iter()
            .any(|name| process.get(name) != runner.get(name))
}

/// Whether most of what the runner has in its environment was not handed on.
fn was_cleared(runner: &Environment, process: &Environment) -> bool {
    let all = runner.beginning("");
    let (kept, lost): (Vec<_>, Vec<_>) =
        all.partition(|(name, value)| process.get(name).is_some_and(|kept| kept == *value));
    kept.len() <= lost.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: Standing = Standing {
        group: 7,
        ignored: 1 << 12,
    };

    /// Judges a child of cargo: its standing, whether it has cargo's variables, and whether it was cleared of others.
    fn child_of(cargo: Standing, child: Standing, was_told: bool, was_cleared: bool) -> bool {
        judge(
            Kinship::Ancestor,
            Some(&cargo),
            Some(&child),
            || was_told,
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
    fn a_job_of_its_own_needs_variables_that_the_runner_set() {
        let job = Standing { group: 8, ignored: 0 };
        assert!(!child_of(CARGO, job, false, true));
        assert!(child_of(CARGO, job, true, false));
    }

    #[test]
    fn a_leader_needs_variables_that_it_set() {
        for kinship in [Kinship::GroupLeader, Kinship::SessionLeader] {
            assert!(!judge(kinship, Some(&CARGO), Some(&CARGO), || false, || true));
            assert!(judge(kinship, Some(&CARGO), Some(&CARGO), || true, || false));
        }
    }

    #[test]
    fn an_ancestor_that_may_not_be_looked_at_excuses_nobody() {
        assert!(judge(Kinship::Ancestor, None, Some(&CARGO), || false, || false));
        assert!(!judge(
            Kinship::GroupLeader,
            None,
            Some(&CARGO),
            || false,
            || true
        ));
    }

    #[test]
    fn an_environment_is_cleared_if_less_than_half_of_it_came_through() {
        let of = |text: &str| Environment::parse(text.replace(' ', "\0").as_bytes());
        let shell = of("PATH=/bin HOME=/h LANG=C TERM=x");
        assert!(!was_cleared(&shell, &shell));
        assert!(!was_cleared(&shell, &of("PATH=/bin HOME=/h LANG=C MORE=y")));
        assert!(was_cleared(&shell, &of("")));
        assert!(was_cleared(&shell, &of("PATH=/bin")));
        assert!(was_cleared(&shell, &of("PATH=/else HOME=/else LANG=C TERM=x")));
        assert!(was_cleared(&of(""), &of("")));
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
        assert!(was_told_by(&of(&[]), &package));
        assert!(was_told_by(&other, &package));
        assert!(!was_told_by(&package, &package));
        assert!(!was_told_by(&of(&[]), &leaked));
        assert!(!was_told_by(&of(&[]), &of(&[])));
    }

    #[test]
    fn a_standing_is_read_as_the_kernel_shows_it() {
        let stat = "7 (a b) c) S 4 5 6 0 -1";
        let status = "Name:\ta\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001006\nSigCgt:\t0\n";
        let standing = Standing {
            group: 5,
            ignored: 0x1006,
        };
        assert_eq!(Standing::parse(stat, status), Some(standing));
        assert_eq!(Standing::parse(stat, ""), None);
        assert_eq!(Standing::parse("", status), None);
    }
}
