//! What a run can do wrong.

use crate::names::names;

names! {
    /// How a run on an invalid input violates the contract (`docs/spec.md`, section 4).
    pub enum Violation of "contract" {
        AnyInvalidExit0 = "any_invalid_exit0" {
            means: "the checker exits with 0 on an invalid input",
            why: "whoever looks only at the exit status takes that for a pass",
            help: "exit with another status whenever the input is not accepted",
        }
        ForbiddenGrantEventEmitted = "forbidden_grant_event_emitted" {
            means: "the checker emits a grant for an invalid input",
            why: "whoever looks only at the output takes that for a pass, whatever the exit status",
            help: "emit a REJECTION with the effect NONE, and keep words of authority out of plain output",
        }
        ForbiddenAuthorityArtifactCreated = "forbidden_authority_artifact_created" {
            means: "the checker creates an authority artifact for an invalid input",
            why: "a file outlives the run, and is found later by somebody who does not know how it ended",
            help: "write such files only after the input was accepted",
        }
        ForbiddenCertOrSealFileCreated = "forbidden_cert_or_seal_file_created" {
            means: "the checker creates a certificate or a seal for an invalid input",
            why: "a file outlives the run, and is found later by somebody who does not know how it ended",
            help: "write such files only after the input was accepted",
        }
        ForbiddenAuthorityDigestCreated = "forbidden_authority_digest_created" {
            means: "the checker creates an authority digest for an invalid input",
            why: "a digest of an authority can be presented in its place",
            help: "write such files only after the input was accepted; an ordinary hash of evidence is none",
        }
        AbnormalTermination = "abnormal_termination" {
            means: "the checker did not end by itself",
            why: "a checker that crashes, hangs or never starts has rejected nothing",
            help: "let the checker start, judge the input and exit by itself, within the time limit",
        }
        MalformedObservation = "malformed_observation" {
            means: "the observation holds what nobody can read",
            why: "what cannot be read could be a grant",
            help: "emit events of the vocabulary, one JSON object a line, and nothing else that looks like one",
        }
    }
}
