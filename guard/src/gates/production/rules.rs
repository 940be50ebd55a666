//! The rules of the production gate, in the order of their codes.

use super::action::ProductionAction;
use super::code::ProductionCode;
use super::request::ProductionRequest;
use crate::decision::Reason;
use crate::gates::entitled;
use crate::gates::grant::Grant;
use crate::gates::reading;
use crate::gates::rules::{Rule, rule};
use crate::ident;

/// A request, and the grants it is measured against.
pub(crate) type Question<'q> = entitled::Question<'q, ProductionRequest<'q>>;

/// Targets that name nothing, as the reference spells them.
const NAMELESS: [&str; 4] = ["", "?", "ambiguous", "UNKNOWN"];

/// Texts that stand for a target without being one, in lower case.
const PLACEHOLDERS: [&str; 15] = [
    "ambiguous",
    "unknown",
    "none",
    "null",
    "undefined",
    "n/a",
    "na",
    "tbd",
    "todo",
    "any",
    "all",
    "default",
    "?",
    "??",
    "*",
];

pub(crate) const fn rules<'q>() -> [Rule<Question<'q>>; 12] {
    let [double, unknown, wrong, malformed] = reading::defect_rules();
    [
        reading::unreadable(),
        rule!(unknown_action, Final),
        rule!(nameless_target),
        rule!(unproven_rollback),
        rule!(absent_gate),
        rule!(missing_grants),
        double,
        unknown,
        wrong,
        malformed,
        rule!(unclear_target),
        rule!(claim),
    ]
}

fn unknown_action(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.action.is_none() {
        found.push(ProductionCode::UnknownOrMissingAction.into());
    }
}

fn nameless_target(question: &Question<'_>, found: &mut Vec<Reason>) {
    if NAMELESS.contains(&question.target()) {
        found.push(ProductionCode::AmbiguousTarget.into());
    }
}

fn unproven_rollback(question: &Question<'_>, found: &mut Vec<Reason>) {
    let is_needed = question
        .request
        .action
        .is_some_and(ProductionAction::needs_rollback);
    if is_needed && !question.grants.hold(Grant::ProdRollbackProven) {
        found.push(ProductionCode::RollbackNotProven.into());
    }
}

fn absent_gate(question: &Question<'_>, found: &mut Vec<Reason>) {
    let is_deployment = question.request.action == Some(ProductionAction::CiDeployProduction);
    if is_deployment && !question.request.production_gate_present.is_on() {
        found.push(ProductionCode::ProductionGateAbsent.into());
    }
}

fn missing_grants(question: &Question<'_>, found: &mut Vec<Reason>) {
    let needed = question.request.action.map_or(&[][..], ProductionAction::needs);
    let missing = needed.iter().filter(|&&grant| !question.grants.hold(grant));
    found.extend(
        missing.map(|&grant| Reason::from(ProductionCode::MissingGrant).about("grant", grant.as_str())),
    );
}

/// Adds to what `nameless_target` says, never repeats it.
fn unclear_target(question: &Question<'_>, found: &mut Vec<Reason>) {
    let code = ProductionCode::AmbiguousTarget;
    if is_unclear(question.target()) && !found.iter().any(|reason| reason.code() == code.as_str()) {
        found.push(code.into());
    }
}

fn claim(question: &Question<'_>, found: &mut Vec<Reason>) {
    if !question.request.claim.is_absent() {
        found.push(ProductionCode::ForgedClaim.into());
    }
}

/// Whether a target is blank, a placeholder or a pattern, or holds anything but plain letters.
fn is_unclear(target: &str) -> bool {
    let is_placeholder = PLACEHOLDERS
        .iter()
        .any(|text| text.eq_ignore_ascii_case(ident::trim(target)));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ._-/:@#".contains(&byte);
    is_placeholder
        || !target.bytes().any(|byte| byte.is_ascii_alphanumeric())
        || !target.bytes().all(is_plain)
}

impl Question<'_> {
    fn target(&self) -> &str {
        self.request.target.as_str().unwrap_or_default()
    }
}
