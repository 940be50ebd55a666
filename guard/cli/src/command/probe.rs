//! `probe`: the catalogue against the gates.

use std::io::{self, Write};

use write_guard::probe::{self, Answer, Probe};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::terminal::{Colour, Terminal};

/// Runs the probes of one gate, or of all.
pub(crate) fn probe(args: &args::Probe, terminal: Terminal) -> Result<Exit, Failure> {
    let results: Vec<(Probe, Answer)> = probe::catalogue()
        .filter(|probe| args.gate.is_none_or(|gate| gate.as_str() == probe.gate()))
        .map(|probe| (probe, probe.run()))
        .collect();
    let mut text = String::new();
    for (probe, answer) in &results {
        text.push_str(&if args.json {
            record(probe, answer)
        } else {
            row(probe, answer, terminal)
        });
    }
    let has_control = results.iter().any(|(probe, _)| probe.is_control());
    let is_good = has_control && results.iter().all(|(_, answer)| answer.is_as_expected());
    if !args.json {
        text.push_str(&summary(&results, is_good, terminal));
    }
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(Failure::at("write the results"))?;
    Ok(Exit::good_if(is_good))
}

fn row(probe: &Probe, answer: &Answer, terminal: Terminal) -> String {
    let sign = if answer.is_as_expected() {
        terminal.paint(Colour::Good, "ok  ")
    } else {
        terminal.paint(Colour::Bad, "FAIL")
    };
    let said = if answer.is_allowed() {
        "allowed".to_owned()
    } else {
        answer.codes().join(" ")
    };
    let mut row = format!("{sign}  {:<10}  {:<36}  {said}\n", probe.gate(), probe.name());
    if !answer.is_as_expected() {
        let wanted = match probe.expected_codes() {
            [] => "allowed".to_owned(),
            codes => codes.join(" "),
        };
        row.push_str(&terminal.paint(
            Colour::Dim,
            &format!("      must be: {wanted}\n      {}\n", answer.line()),
        ));
    }
    row
}

fn summary(results: &[(Probe, Answer)], is_good: bool, terminal: Terminal) -> String {
    let count = |of: &dyn Fn(&Probe, &Answer) -> bool| {
        results.iter().filter(|(probe, answer)| of(probe, answer)).count()
    };
    let colour = if is_good { Colour::Good } else { Colour::Bad };
    let line = format!(
        "{} probes: {} blocked, {} controls allowed, {} tokens leaked, {} not as they must be",
        results.len(),
        count(&|_, answer| !answer.is_allowed()),
        count(&|probe, answer| probe.is_control() && answer.is_allowed()),
        count(&|_, answer| answer.leaks()),
        count(&|_, answer| !answer.is_as_expected()),
    );
    format!("{}\n", terminal.paint(colour, &line))
}

/// Names and codes hold nothing that JSON would have to escape; the decision is JSON.
fn record(probe: &Probe, answer: &Answer) -> String {
    let quoted = |codes: Vec<&str>| {
        let codes: Vec<String> = codes.into_iter().map(|code| format!("\"{code}\"")).collect();
        format!("[{}]", codes.join(","))
    };
    format!(
        "{{\"probe\":\"{}\",\"gate\":\"{}\",\"control\":{},\"ok\":{},\"allow\":{},\"leaks\":{},\"expected\":{},\"codes\":{},\"decision\":{}}}\n",
        probe.name(),
        probe.gate(),
        probe.is_control(),
        answer.is_as_expected(),
        answer.is_allowed(),
        answer.leaks(),
        quoted(probe.expected_codes().to_vec()),
        quoted(answer.codes().iter().map(String::as_str).collect()),
        answer.line(),
    )
}
