//! What the catalogue proves.

use std::collections::BTreeSet;

use super::question::Question;
use super::{Probe, catalogue};
use crate::decision::{Decision, Reason};
use crate::gates::contract::{self, Observation};
use crate::gates::dot::{self, DotGate, DotRequest};
use crate::gates::explanations;
use crate::gates::lines::isolation::SimulatedWrite;
use crate::gates::production::{self, ProductionRequest};
use crate::gates::rehearsal::{self, RehearsalRequest};
use crate::gates::rules::Rule;
use crate::isolation::{self, IsolationGate};

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

/// Takes each rule away in turn. The catalogue must turn red, and for every rule but those that others cover it must do so
/// because something forbidden is allowed.
fn every_rule_is_missed(
    gate: &str,
    rules: &[&'static str],
    covered_by_others: &[&str],
    codes_without: impl Fn(&Probe, &str) -> Vec<&'static str>,
) {
    let probes: Vec<Probe> = catalogue().filter(|probe| probe.gate() == gate).collect();
    for probe in &probes {
        let nothing_lost = codes_without(probe, "");
        assert_eq!(nothing_lost, probe.expected_codes(), "{}", probe.name());
    }
    let names: BTreeSet<_> = rules.iter().collect();
    assert_eq!(names.len(), rules.len(), "{gate}: two rules have one name");
    let mut covered = Vec::new();
    for lost in rules {
        let red: Vec<_> = probes
            .iter()
            .filter(|probe| codes_without(probe, lost) != probe.expected_codes())
            .collect();
        assert!(!red.is_empty(), "{gate}: nobody misses {lost}");
        if red.iter().all(|probe| !codes_without(probe, lost).is_empty()) {
            covered.push(*lost);
        }
    }
    assert_eq!(covered, covered_by_others, "{gate}");
}

fn names<Q>(rules: &[Rule<Q>]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.name).collect()
}

fn all_but<'r, Q>(lost: &str, rules: &'r [Rule<Q>]) -> impl Iterator<Item = &'r Rule<Q>> {
    rules.iter().filter(move |rule| rule.name != lost)
}

#[test]
fn the_catalogue_misses_every_rule_of_the_production_gate() {
    let rules = names(&production::rules::rules());
    // Unreadable is also without an action; a target without a name is also unclear.
    let covered = ["unreadable", "nameless_target"];
    every_rule_is_missed("production", &rules, &covered, |probe, lost| {
        let Question::Production(authority, line) = probe.question else {
            panic!("not a production probe");
        };
        let (gate, request) = (authority.production(), ProductionRequest::read(line.as_bytes()));
        blocked(&gate.decide_by(&request, all_but(lost, &production::rules::rules())))
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_rehearsal_gate() {
    let rules = names(&rehearsal::rules::rules());
    // Unreadable is also not isolated, and so is a production target, and a pass without isolation; malformed text is no
    // known name.
    let covered = [
        "unreadable",
        "production_target",
        "pass_without_isolation",
        "malformed_text",
    ];
    every_rule_is_missed("rehearsal", &rules, &covered, |probe, lost| {
        let Question::Rehearsal(authority, line) = probe.question else {
            panic!("not a rehearsal probe");
        };
        let (gate, request) = (authority.rehearsal(), RehearsalRequest::read(line.as_bytes()));
        blocked(&gate.decide_by(&request, all_but(lost, &rehearsal::rules::rules())))
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_dot_gate() {
    let rules = names(&dot::rules::rules());
    // Unreadable is also of the wrong DOT.
    every_rule_is_missed("dot", &rules, &["unreadable"], |probe, lost| {
        let line = probe.line();
        let (request, owner) = DotRequest::read_with_gate(line.as_bytes());
        let gate = DotGate::new(owner);
        codes(
            &gate
                .findings_by(&request, all_but(lost, &dot::rules::rules()))
                .reasons,
        )
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_contract() {
    let rules = names(&contract::judge::RULES);
    every_rule_is_missed("contract", &rules, &[], |probe, lost| {
        let run = Observation::read(probe.line().as_bytes());
        let judgement = contract::judge::judge_by(&run, all_but(lost, &contract::judge::RULES));
        judgement
            .violations()
            .iter()
            .map(|violation| violation.as_str())
            .collect()
    });
}

#[test]
fn the_catalogue_misses_every_rule_of_the_isolation_gate() {
    let rules = isolation::RULES.map(|(name, _)| name);
    // What is no target is in no list.
    every_rule_is_missed("isolation", &rules, &["target"], |probe, lost| {
        let Question::Isolation(circumstances, line) = probe.question else {
            panic!("not an isolation probe");
        };
        let gate = IsolationGate::new();
        let rules = || isolation::RULES.iter().filter(|(name, _)| *name != lost);
        let write = SimulatedWrite::read(line.as_bytes());
        let mut decision = (true, Vec::new());
        circumstances.with(|context| {
            decision = write.decide_by(|request| gate.assess_by(rules(), context, request).decision);
        });
        match decision {
            (true, _) => Vec::new(),
            (false, reasons) => codes(&reasons),
        }
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
