//! The rules of the rehearsal gate, in the order of their codes.

use super::code::RehearsalCode;
use super::request::RehearsalRequest;
use super::vocabulary::{CloneTarget, FORBIDDEN_ACTIONS, RehearsalAction};
use crate::decision::Reason;
use crate::gates::entitled;
use crate::gates::grant::Grant;
use crate::gates::json::Text;
use crate::gates::reading;
use crate::gates::rules::{Rule, rule};

/// A request, and the grants it is measured against.
pub(crate) type Question<'q> = entitled::Question<'q, RehearsalRequest<'q>>;

pub(crate) const fn rules<'q>() -> [Rule<Question<'q>>; 17] {
    let [double, unknown, wrong, malformed] = reading::defect_rules();
    [
        reading::unreadable(),
        rule!(not_isolated),
        rule!(forbidden_action),
        rule!(production_target),
        rule!(claim_without_evidence),
        rule!(fabricated_rollback),
        rule!(pass_without_isolation),
        rule!(missing_grants),
        rule!(unknown_grant),
        double,
        unknown,
        wrong,
        malformed,
        rule!(unknown_action),
        rule!(malformed_hash),
        rule!(missing_hash),
        rule!(pass_without_rollback),
    ]
}

fn not_isolated(question: &Question<'_>, found: &mut Vec<Reason>) {
    if !question.is_isolated() {
        found.push(RehearsalCode::NotIsolatedClone.into());
    }
}

fn forbidden_action(question: &Question<'_>, found: &mut Vec<Reason>) {
    if FORBIDDEN_ACTIONS.contains(&question.action()) {
        found.push(RehearsalCode::ForbiddenAction.into());
    }
}

fn production_target(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.target().to_ascii_lowercase().contains("production") {
        found.push(RehearsalCode::ProductionTarget.into());
    }
}

fn claim_without_evidence(question: &Question<'_>, found: &mut Vec<Reason>) {
    let request = question.request;
    if request.claims_rollback_proven.is_set() && !request.rollback_evidence_present.is_on() {
        found.push(RehearsalCode::RollbackClaimWithoutEvidence.into());
    }
}

fn fabricated_rollback(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.has_equal_hashes() {
        found.push(RehearsalCode::FabricatedRollback.into());
    }
}

fn pass_without_isolation(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.emit_pass.is_set() && !question.is_isolated() {
        found.push(RehearsalCode::PassWithoutIsolation.into());
    }
}

/// The grants asked for, and the one that every rehearsal action needs.
fn missing_grants(question: &Question<'_>, found: &mut Vec<Reason>) {
    let mut needed = question.request.required_grants.clone();
    if RehearsalAction::named(question.action()).is_some() {
        needed.insert(Grant::ProductionRehearsalOnlyClone);
    }
    let missing = needed.into_iter().filter(|&grant| !question.grants.hold(grant));
    found.extend(
        missing.map(|grant| Reason::from(RehearsalCode::MissingGrant).about("grant", grant.as_str())),
    );
}

fn unknown_grant(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.requires_unknown_grant {
        found.push(RehearsalCode::UnknownGrant.into());
    }
}

fn unknown_action(question: &Question<'_>, found: &mut Vec<Reason>) {
    let action = question.action();
    if !FORBIDDEN_ACTIONS.contains(&action) && RehearsalAction::named(action).is_none() {
        found.push(RehearsalCode::UnknownAction.into());
    }
}

fn malformed_hash(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question
        .request
        .hashes()
        .into_iter()
        .flatten()
        .any(|hash| !is_hash(hash))
    {
        found.push(RehearsalCode::MalformedHash.into());
    }
}

fn missing_hash(question: &Question<'_>, found: &mut Vec<Reason>) {
    let request = question.request;
    if request.claims_rollback_proven.is_set() && request.hashes().contains(&None) {
        found.push(RehearsalCode::MissingHash.into());
    }
}

fn pass_without_rollback(question: &Question<'_>, found: &mut Vec<Reason>) {
    let request = question.request;
    let is_proven = request.claims_rollback_proven.is_on() && request.rollback_evidence_present.is_on();
    if request.emit_pass.is_set() && !is_proven {
        found.push(RehearsalCode::PassWithoutRollbackProof.into());
    }
}

fn is_hash(text: &Text<'_>) -> bool {
    let digits = text.as_str();
    digits.len() == 64
        && digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Question<'_> {
    fn is_isolated(&self) -> bool {
        self.request.isolated_clone_proven.is_on() && CloneTarget::named(self.target()).is_some()
    }

    fn action(&self) -> &str {
        self.request.action.as_str().unwrap_or_default()
    }

    fn target(&self) -> &str {
        self.request.target.as_str().unwrap_or_default()
    }
}
