//! What the catalogue proves.

use std::collections::BTreeSet;

use super::question::Question;
use super::{Probe, catalogue};
use crate::decision::{Decision, Reason};
use crate::gates::contract::{self, Observation, judge_by};
use crate::gates::dot::{DotGate, DotRequest};
use crate::gates::production::{ProductionGate, ProductionRequest};
use crate::gates::rehearsal::{RehearsalGate, RehearsalRequest};
use crate::gates::{explanations, lines, rules};
use crate::isolation::IsolationGate;

#[test]
fn every_gate_says_exactly_what_the_catalogue_says() {
    for probe in catalogue() {
        let answer = probe.run();
        assert!(
            answer.is_as_expected(),
            "{}: {}\nwant {:?}\ngot  {}",
            probe.name(),
            probe.line(),
            probe.expected_codes(),
            answer.line()
        );
    }
}

#[test]
fn names_are_unique_and_every_gate_has_a_control() {
    let names: BTreeSet<_> = catalogue().map(|probe| probe.name()).collect();
    assert_eq!(names.len(), catalogue().count());
    for gate in ["production", "rehearsal", "dot", "contract", "isolation"] {
        assert!(
            catalogue().any(|probe| probe.gate() == gate && probe.is_control()),
            "{gate}"
        );
    }
}

#[test]
fn the_tables_are_as_long_as_the_specification_wants() {
    let count = |of: fn(&Probe) -> bool| catalogue().filter(of).count();
    assert!(
        count(|probe| probe.gate() == "dot" && !probe.is_control() && !probe.name().starts_with('R')) >= 52
    );
    assert!(count(|probe| probe.gate() == "dot" && probe.name().starts_with('R')) >= 12);
    assert_eq!(count(|probe| probe.name().starts_with("BAD-FC-")), 5);
    let numbered = |letter: char| {
        catalogue()
            .filter(|probe| probe.name().starts_with(letter) && probe.name().as_bytes()[1].is_ascii_digit())
            .filter(|probe| ["production", "rehearsal"].contains(&probe.gate()))
            .count()
    };
    assert_eq!((numbered('P'), numbered('B')), (9, 10));
}

#[test]
fn every_code_is_reached_by_a_probe() {
    let reached: BTreeSet<(&str, &str)> = catalogue()
        .flat_map(|probe| {
            probe
                .expected_codes()
                .iter()
                .map(move |code| (probe.gate(), *code))
        })
        .collect();
    for explanation in explanations() {
        let (source, code) = (explanation.source(), explanation.code());
        let is_reached = match source {
            "request" => ["production", "rehearsal", "dot", "isolation"]
                .iter()
                .all(|gate| reached.contains(&(gate, code))),
            // Reasons of an allow.
            "isolation" if ["live-runtime", "sandbox-allowed"].contains(&code) => true,
            _ => reached.contains(&(source, code)),
        };
        assert!(is_reached, "{source} {code}");
    }
}

#[test]
fn every_code_is_explained() {
    for explanation in explanations() {
        for text in [explanation.meaning(), explanation.why(), explanation.help()] {
            assert!(text.len() > 10 && !text.contains('\n'), "{}", explanation.code());
        }
    }
    assert_eq!(crate::explain("NO_SUCH_CODE").count(), 0);
}

/// Deletes each rule in turn. The catalogue must turn red, and for every rule but the named ones it must do so because
/// something forbidden is allowed.
fn every_rule_is_missed(
    gate: &str,
    rules: usize,
    covered_by_another: &[usize],
    codes_without: impl Fn(&Probe, usize) -> Vec<&'static str>,
) {
    let probes: Vec<Probe> = catalogue().filter(|probe| probe.gate() == gate).collect();
    for probe in &probes {
        let nothing_lost = codes_without(probe, usize::MAX);
        assert_eq!(nothing_lost, probe.expected_codes(), "{}", probe.name());
    }
    for lost in 0..rules {
        let red: Vec<_> = probes
            .iter()
            .filter(|probe| codes_without(probe, lost) != probe.expected_codes())
            .collect();
        assert!(!red.is_empty(), "{gate}: nobody misses rule {lost}");
        let is_open = red.iter().any(|probe| codes_without(probe, lost).is_empty());
        assert_eq!(
            is_open,
            !covered_by_another.contains(&lost),
            "{gate}: rule {lost}"
        );
    }
}

#[test]
fn the_catalogue_misses_every_rule_of_the_production_gate() {
    // Unreadable is also without an action; a target without a name is also unclear.
    every_rule_is_missed(
        "production",
        ProductionGate::rule_count(),
        &[0, 2],
        |probe, lost| {
            let Question::Production(authority, line) = probe.question else {
                panic!("not a production probe");
            };
            let request = ProductionRequest::read(line.as_bytes());
            blocked(&authority.production().judge_without(lost, &request))
        },
    );
}

#[test]
fn the_catalogue_misses_every_rule_of_the_rehearsal_gate() {
    // Unreadable is also not isolated, and so is a production target, and a pass without isolation; two equal hashes
    // are blocked by nothing else; malformed text is no known word.
    every_rule_is_missed(
        "rehearsal",
        RehearsalGate::rule_count(),
        &[0, 3, 6, 12],
        |probe, lost| {
            let Question::Rehearsal(authority, line) = probe.question else {
                panic!("not a rehearsal probe");
            };
            let request = RehearsalRequest::read(line.as_bytes());
            blocked(&authority.rehearsal().judge_without(lost, &request))
        },
    );
}

#[test]
fn the_catalogue_misses_every_rule_of_the_dot_gate() {
    // Unreadable is also of the wrong DOT.
    every_rule_is_missed("dot", DotGate::rule_count(), &[0], |probe, lost| {
        let line = probe.line();
        let (request, owner) = DotRequest::read_with_gate(line.as_bytes());
        codes(&DotGate::new(owner).objections_without(lost, &request))
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_contract() {
    every_rule_is_missed("contract", contract::RULES.len(), &[], |probe, lost| {
        let run = Observation::read(probe.line().as_bytes());
        let judgement = judge_by(&run, rules::all_but(lost, &contract::RULES));
        judgement
            .violations()
            .iter()
            .map(|violation| violation.as_str())
            .collect()
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_isolation_gate() {
    // What is no target is in no list.
    every_rule_is_missed("isolation", IsolationGate::rule_count(), &[2], |probe, lost| {
        let Question::Isolation(circumstances, line) = probe.question else {
            panic!("not an isolation probe");
        };
        let mut found = Vec::new();
        circumstances.with(|context| found = lines::objections_without(lost, context, line.as_bytes()));
        codes(&found)
    });
}

fn blocked(decision: &Decision) -> Vec<&'static str> {
    match decision {
        Decision::Allow(_) => Vec::new(),
        Decision::Block(_) => decision.codes(),
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(Reason::code).collect()
}
