//! The table for people.

use std::io::{self, IsTerminal, StdoutLock, Write};

use crate::attempt::{Aim, Op, Outcome, Process};

/// Prints what was tried, what was decided and why, and what the server received.
pub(crate) fn print(out: &mut StdoutLock<'_>, outcomes: &[Outcome]) -> io::Result<()> {
    let paint = Paint {
        on: out.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    writeln!(
        out,
        "The incident, replayed: a process inherits a live API token and moves a ticket from deploy to done.\n"
    )?;
    writeln!(
        out,
        "  {}",
        paint.dim("PROCESS  OPT-IN  TRIED    ON          DECISION  REASON                SERVER RECEIVED")
    )?;
    let mut last = None;
    for outcome in outcomes {
        let attempt = outcome.attempt;
        let group = (attempt.process, attempt.opt_in);
        if last.is_some_and(|last| last != group) {
            writeln!(out)?;
        }
        last = Some(group);
        let decision = format!("{:<8}", outcome.decision);
        let received = match outcome.requests {
            0 => "nothing".to_owned(),
            1 => "1 write".to_owned(),
            more => format!("{more} writes"),
        };
        let surprise = if outcome.is_as_promised() {
            ""
        } else {
            "  <- not as promised"
        };
        writeln!(
            out,
            "  {:<7}  {:<6}  {:<7}  {:<10}  {}  {:<20}  {received}{surprise}",
            process(attempt.process),
            if attempt.opt_in { "on" } else { "off" },
            op(attempt.op),
            aim(attempt.project),
            if outcome.decision == "allow" {
                paint.green(&decision)
            } else {
                paint.red(&decision)
            },
            outcome.reason,
        )?;
    }
    let received = |kind: Process, project: Aim| -> usize {
        let counted = outcomes
            .iter()
            .filter(|o| o.attempt.process == kind && o.attempt.project == project);
        counted.map(|outcome| outcome.requests).sum()
    };
    writeln!(
        out,
        "\n  Production received {} writes from live, {} from staging and {} from the test process.",
        received(Process::Live, Aim::Production),
        received(Process::Staging, Aim::Production),
        received(Process::Test, Aim::Production),
    )
}

fn process(process: Process) -> &'static str {
    match process {
        Process::Live => "live",
        Process::Staging => "staging",
        Process::Test => "test",
    }
}

fn op(op: Op) -> &'static str {
    match op {
        Op::State => "state",
        Op::Comment => "comment",
        Op::Direct => "direct",
    }
}

fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Production => "production",
        Aim::Sandbox => "sandbox",
        Aim::None => "none",
    }
}

/// Colours, where somebody sees them.
struct Paint {
    on: bool,
}

impl Paint {
    fn green(&self, text: &str) -> String {
        self.code("32", text)
    }

    fn red(&self, text: &str) -> String {
        self.code("31", text)
    }

    fn dim(&self, text: &str) -> String {
        self.code("2", text)
    }

    fn code(&self, code: &str, text: &str) -> String {
        if self.on {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
