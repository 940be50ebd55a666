//! The forbidden-output contract: what a checker may not do when it rejects.
//!
//! A checker that prints `PASS` and then exits with 3 has told half of its callers that all is well. The contract judges
//! one run of any checker on one *invalid* input, over everything that could be taken for authority later.
//!
//! ```
//! use write_guard::contract::{Ending, Observation, judge};
//!
//! let mut run = Observation::new(Ending::Exited(3));
//! assert!(judge(&run).is_safe_reject());
//!
//! run.lines.push("PASS".to_owned());
//! assert_eq!(judge(&run).violations().first().unwrap().as_str(), "forbidden_grant_event_emitted");
//! ```

mod code;
pub(crate) mod judge;
mod observation;
mod read;
mod words;

pub use self::code::Violation;
pub use self::judge::{Fields, Judgement, judge};
pub use self::observation::{ArtifactKind, AuthorityEffect, Ending, Event, EventType, Observation};
pub use self::read::MalformedEvent;
pub use self::words::holds_authority;
