//! `conform`: a foreign checker under the contract.

use std::fs;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use write_guard::contract::{Ending, Event, EventType, Judgement, Observation, judge};
use write_guard::lines;

use crate::args::Conform;
use crate::exit::{Exit, Failure};
use crate::runner::{self, Run};
use crate::terminal::{Colour, Terminal, shown};

/// An input that nobody can take for valid: the beginning of a record, and then nothing.
const INVALID: &[u8] = b"{\"action\":\"\\ud800\",\"target\":";

/// Runs the checker and judges it.
pub(crate) fn conform(args: &Conform, terminal: Terminal) -> Result<Exit, Failure> {
    let input = match &args.input {
        Some(path) => fs::read(path).map_err(Failure::at("read the input"))?,
        None if args.expect_valid => Vec::new(),
        None => INVALID.to_vec(),
    };
    let stop = interruption().map_err(Failure::at("listen to signals"))?;
    let run = runner::run_until(&args.command, &input, args.timeout, &stop)
        .map_err(Failure::at("set up the run, or finish it"))?;
    let judgement = judge(run.observation());
    let is_good = if args.expect_valid {
        is_accepted(run.observation())
    } else {
        judgement.is_safe_reject()
    };
    let text = match (args.json, args.expect_valid) {
        (true, false) => {
            let mut line = Vec::new();
            lines::judgement(&judgement, &mut line);
            line.push(b'\n');
            line
        }
        (true, true) => format!("{{\"accepted\":{is_good}}}\n").into_bytes(),
        (false, true) => acceptance(is_good, &run, terminal).into_bytes(),
        (false, false) => report(&judgement, &run, terminal).into_bytes(),
    };
    io::stdout()
        .lock()
        .write_all(&text)
        .map_err(Failure::at("write the judgement"))?;
    Ok(Exit::good_if(is_good))
}

/// What ends this command. Windows has no terminal that hangs up, only one whose processes are ended.
#[cfg(unix)]
const ENDS: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];
#[cfg(not(unix))]
const ENDS: [i32; 2] = [SIGINT, SIGTERM];

/// Set when somebody ends this command: a checker must not outlive it. The second signal ends it at once.
fn interruption() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in ENDS {
        flag::register_conditional_default(signal, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// An exit status of 0 does not excuse a rejection either.
fn is_accepted(run: &Observation) -> bool {
    let is_rejection = |event: &Event| event.event_type == EventType::Rejection;
    run.ending == Ending::Exited(0) && !run.is_malformed && !run.events.iter().any(is_rejection)
}

fn acceptance(is_good: bool, run: &Run, terminal: Terminal) -> String {
    let (colour, word) = if is_good {
        (Colour::Good, "ACCEPTED")
    } else {
        (Colour::Bad, "NOT ACCEPTED")
    };
    let mut text = format!("{}  {}\n", terminal.paint(colour, word), ending(run));
    let observation = run.observation();
    if observation.ending == Ending::Exited(0) && observation.is_malformed {
        text.push_str("  its output cannot be read\n");
        text.push_str(&listed("suspicious output", run.suspicious()));
    } else if observation.ending == Ending::Exited(0) && !is_good {
        text.push_str("  and said REJECTION\n");
    }
    text
}

fn report(judgement: &Judgement, run: &Run, terminal: Terminal) -> String {
    let colour = if judgement.is_safe_reject() {
        Colour::Good
    } else {
        Colour::Bad
    };
    let mut text = format!(
        "{}  {}\n",
        terminal.paint(colour, judgement.verdict()),
        ending(run)
    );
    for violation in judgement.violations() {
        let explanation = violation.explanation();
        text.extend([format!(
            "\n  {}\n    {}\n    why: {}\n    do:  {}\n",
            terminal.paint(Colour::Bold, explanation.code()),
            explanation.meaning(),
            explanation.why(),
            explanation.help()
        )]);
    }
    for (title, items) in [
        ("created", run.created()),
        ("changed", run.changed()),
        ("removed", run.removed()),
        ("suspicious output", run.suspicious()),
    ] {
        text.push_str(&listed(title, items));
    }
    text
}

fn listed(title: &str, items: &[String]) -> String {
    let mut text = String::new();
    for item in items.iter().take(20) {
        text.extend([format!("  {title}: {}\n", shown(item))]);
    }
    if items.len() > 20 {
        text.extend([format!("  {title}: {} more\n", items.len() - 20)]);
    }
    text
}

fn ending(run: &Run) -> String {
    match run.observation().ending {
        Ending::Exited(code) => format!("the checker exited with {code}"),
        Ending::Killed => "the checker was killed by a signal".to_owned(),
        Ending::TimedOut => "the checker was still running at the time limit, and was killed".to_owned(),
        Ending::NeverStarted => match run.trouble() {
            Some(trouble) => format!("the checker could not be started: {}", shown(trouble)),
            None => "the checker could not be started".to_owned(),
        },
        Ending::Unknown => "nobody knows how the checker ended".to_owned(),
    }
}
