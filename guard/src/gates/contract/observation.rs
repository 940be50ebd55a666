//! What one run of a checker did.

use crate::names::names;

/// Everything that was observed of one run of a checker on one invalid input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observation {
    /// How it ended.
    pub ending: Ending,
    /// The structured events, in order.
    pub events: Vec<Event>,
    /// The files that were created or changed.
    pub artifacts: Vec<ArtifactKind>,
    /// The unstructured lines of standard output and standard error.
    pub lines: Vec<String>,
    /// Whether anything could not be read.
    pub is_malformed: bool,
}

impl Observation {
    /// A run that ended like this and did nothing else.
    #[must_use]
    pub const fn new(ending: Ending) -> Self {
        Self {
            ending,
            events: Vec::new(),
            artifacts: Vec::new(),
            lines: Vec::new(),
            is_malformed: false,
        }
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "another way to end must be judged by every caller"
)]
pub enum Ending {
    /// It exited with this status.
    Exited(i64),
    /// A signal killed it.
    Killed,
    /// It was still running at the time limit.
    TimedOut,
    /// It could not be started.
    NeverStarted,
    /// Nobody knows.
    Unknown,
}

/// A structured event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// What happened.
    pub event_type: EventType,
    /// What it does to authority.
    pub authority_effect: AuthorityEffect,
}

impl Event {
    /// An event.
    #[must_use]
    pub const fn new(event_type: EventType, authority_effect: AuthorityEffect) -> Self {
        Self {
            event_type,
            authority_effect,
        }
    }

    /// Whether it gives authority: by its type or by its effect, either alone.
    #[must_use]
    pub fn is_grant(self) -> bool {
        self.event_type == EventType::Grant || self.authority_effect == AuthorityEffect::Granted
    }
}

names! {
    /// What happened.
    #[expect(clippy::exhaustive_enums, reason = "the vocabulary is closed: what is not in it is malformed")]
    pub enum EventType {
        /// Authority was given.
        Grant = "GRANT",
        /// Authority was refused.
        Rejection = "REJECTION",
        /// Something was recorded.
        Evidence = "EVIDENCE",
        /// Something went wrong.
        Error = "ERROR",
        /// Something worth knowing.
        Info = "INFO",
    }
}

names! {
    /// What an event does to authority.
    #[expect(clippy::exhaustive_enums, reason = "the vocabulary is closed: what is not in it is malformed")]
    pub enum AuthorityEffect {
        /// Nothing.
        None = "NONE",
        /// Somebody claims authority.
        Claimed = "CLAIMED",
        /// Somebody has authority now.
        Granted = "GRANTED",
    }
}

names! {
    /// What kind of file a run created or changed.
    #[expect(clippy::exhaustive_enums, reason = "the vocabulary is closed: what is not in it is malformed")]
    pub enum ArtifactKind {
        /// A certificate.
        Cert = "cert",
        /// A seal.
        Seal = "seal",
        /// The digest of an authority.
        AuthorityDigest = "authority_digest",
        /// Any other file that carries authority.
        Authority = "authority",
        /// An ordinary hash of evidence.
        EvidenceHash = "evidence_hash",
        /// A log.
        Log = "log",
        /// Anything else.
        Other = "other",
    }
}

impl ArtifactKind {
    /// What the name of a file says it is.
    ///
    /// The parts of the whole path count, cut at everything that is no letter or digit and at the humps of camel case:
    /// first `cert`, then `seal`, then a `digest`, then `authority` and its kin. A digest is the digest of an authority
    /// unless its name says `evidence`.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let parts = parts(path);
        let has = |wanted: &[&str]| parts.iter().any(|part| wanted.contains(&part.as_str()));
        if has(&["cert", "certs", "certificate", "certificates", "certified", "crt"]) {
            Self::Cert
        } else if has(&["seal", "seals", "sealed"]) {
            Self::Seal
        } else if has(&["digest", "digests"]) && !has(&["evidence"]) {
            Self::AuthorityDigest
        } else if has(&[
            "authority",
            "authorities",
            "authorized",
            "authorization",
            "grant",
            "grants",
            "granted",
            "pass",
            "passed",
            "permit",
            "permits",
            "token",
            "tokens",
        ]) {
            Self::Authority
        } else if has(&["hash", "hashes", "digest", "digests", "sha256"]) {
            Self::EvidenceHash
        } else if has(&["log", "logs"]) {
            Self::Log
        } else {
            Self::Other
        }
    }
}

/// The parts of a path, in lower case.
fn parts(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for character in path.chars() {
        let starts_hump = character.is_uppercase() && was_lower;
        if !character.is_alphanumeric() || starts_hump {
            parts.push(String::new());
        }
        if let (true, Some(part)) = (character.is_alphanumeric(), parts.last_mut()) {
            part.extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase() || character.is_numeric();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::ArtifactKind::{self, *};

    #[test]
    fn a_file_is_what_its_name_says() {
        for (path, kind) in [
            ("out.cert", Cert),
            ("CERT.json", Cert),
            ("run/certs/a", Cert),
            ("releaseCertificate.pem", Cert),
            ("seal", Seal),
            ("SEAL_2026.txt", Seal),
            ("authority_digest.txt", AuthorityDigest),
            ("digest", AuthorityDigest),
            ("authority", Authority),
            ("PRODUCTION_PASS", Authority),
            ("token.txt", Authority),
            ("evidence_hash", EvidenceHash),
            ("evidence.digest", EvidenceHash),
            ("out.sha256", EvidenceHash),
            ("run.log", Log),
            ("report.json", Other),
            ("concert.txt", Other),
            ("sealant", Other),
            ("passage", Other),
            ("", Other),
        ] {
            assert_eq!(ArtifactKind::of_path(path), kind, "{path}");
        }
    }
}
