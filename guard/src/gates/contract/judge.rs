//! From an observation to a judgement.

use super::code::Violation;
use super::observation::{ArtifactKind, Ending, Observation};
use super::words::holds_authority;
use crate::decision::Reason;
use crate::gates::rules::{Rule, objections, rule};

/// What the contract says about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    violations: Vec<Violation>,
    fields: Fields,
}

/// What the run did, one flag for each of the five prohibitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts, named by the contract"
)]
pub struct Fields {
    /// A grant was emitted.
    pub any_pass_grant_token_for_invalid: bool,
    /// A certificate or a seal was created.
    pub any_cert_emitted_for_invalid: bool,
    /// An authority digest was created.
    pub any_authority_digest_emitted_for_invalid: bool,
    /// A forbidden file of any kind was created.
    pub any_forbidden_artifact_file_for_invalid: bool,
    /// The exit status was 0.
    pub any_invalid_exit0: bool,
}

/// Judges one run on one invalid input.
///
/// The prohibitions are conjunctive: no exit status excuses an output, and no output excuses an exit status.
#[must_use]
pub fn judge(observation: &Observation) -> Judgement {
    judge_by(observation, &RULES)
}

/// As [`judge`], by these rules.
pub(crate) fn judge_by<'r>(
    observation: &Observation,
    rules: impl IntoIterator<Item = &'r Rule<Observation>>,
) -> Judgement {
    let codes: Vec<&str> = objections(rules, observation).iter().map(Reason::code).collect();
    let is_found = |violation: &Violation| codes.contains(&violation.as_str());
    let files = [
        Violation::ForbiddenAuthorityArtifactCreated,
        Violation::ForbiddenCertOrSealFileCreated,
        Violation::ForbiddenAuthorityDigestCreated,
    ];
    Judgement {
        violations: Violation::ALL.iter().copied().filter(is_found).collect(),
        fields: Fields {
            any_pass_grant_token_for_invalid: is_found(&Violation::ForbiddenGrantEventEmitted),
            any_cert_emitted_for_invalid: is_found(&Violation::ForbiddenCertOrSealFileCreated),
            any_authority_digest_emitted_for_invalid: is_found(&Violation::ForbiddenAuthorityDigestCreated),
            any_forbidden_artifact_file_for_invalid: files.iter().any(is_found),
            any_invalid_exit0: is_found(&Violation::AnyInvalidExit0),
        },
    }
}

pub(crate) const RULES: [Rule<Observation>; 8] = [
    rule!(exit_0),
    rule!(grant_event),
    rule!(authority_file),
    rule!(cert_or_seal_file),
    rule!(digest_file),
    rule!(word_of_authority),
    rule!(abnormal_end),
    rule!(malformed),
];

fn exit_0(run: &Observation, found: &mut Vec<Reason>) {
    object(run.ending == Ending::Exited(0), Violation::AnyInvalidExit0, found);
}

fn grant_event(run: &Observation, found: &mut Vec<Reason>) {
    let is_there = run.events.iter().any(|event| event.is_grant());
    object(is_there, Violation::ForbiddenGrantEventEmitted, found);
}

fn authority_file(run: &Observation, found: &mut Vec<Reason>) {
    let is_there = run.artifacts.contains(&ArtifactKind::Authority);
    object(is_there, Violation::ForbiddenAuthorityArtifactCreated, found);
}

fn cert_or_seal_file(run: &Observation, found: &mut Vec<Reason>) {
    let is_there = run.artifacts.contains(&ArtifactKind::Cert) || run.artifacts.contains(&ArtifactKind::Seal);
    object(is_there, Violation::ForbiddenCertOrSealFileCreated, found);
}

fn digest_file(run: &Observation, found: &mut Vec<Reason>) {
    let is_there = run.artifacts.contains(&ArtifactKind::AuthorityDigest);
    object(is_there, Violation::ForbiddenAuthorityDigestCreated, found);
}

fn word_of_authority(run: &Observation, found: &mut Vec<Reason>) {
    let is_said = run.lines.iter().any(|line| holds_authority(line));
    object(is_said, Violation::ForbiddenGrantEventEmitted, found);
}

fn abnormal_end(run: &Observation, found: &mut Vec<Reason>) {
    // A negative status is how some systems report a signal.
    let is_normal = matches!(run.ending, Ending::Exited(0..) | Ending::Unknown);
    object(!is_normal, Violation::AbnormalTermination, found);
}

fn malformed(run: &Observation, found: &mut Vec<Reason>) {
    let is_malformed = run.is_malformed || run.ending == Ending::Unknown;
    object(is_malformed, Violation::MalformedObservation, found);
}

fn object(is_violated: bool, violation: Violation, found: &mut Vec<Reason>) {
    if is_violated {
        found.push(violation.into());
    }
}

impl Judgement {
    /// Whether the run was a safe reject.
    #[must_use]
    pub fn is_safe_reject(&self) -> bool {
        self.violations.is_empty()
    }

    /// `SAFE_REJECT` or `FAIL`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        if self.is_safe_reject() {
            "SAFE_REJECT"
        } else {
            "FAIL"
        }
    }

    /// What was violated, in the order of the contract, each once.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// What the run did.
    #[must_use]
    pub fn fields(&self) -> Fields {
        self.fields
    }
}
