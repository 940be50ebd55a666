//! Is this a test process, and why?
//!
//! ```
//! let subject = write_guard_process::subject();
//! assert!(!subject.is_live(), "a doc test is a test process");
//! println!("{subject}");
//! ```
//!
//! One strong [`Signal`] makes a process a test; weak ones are reported and never decide. The verdict is reached at the first
//! question and latched: a test stays a test, and a live process becomes one when later proof arrives.
//!
//! There is no feature, variable or function that turns a test process into a live one.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod doctor;
mod escape;
mod signal;
mod subject;

pub use crate::doctor::{Diagnosis, doctor};
pub use crate::escape::escape;
pub use crate::signal::{Signal, SignalKind, Strength, mark_test_command};
pub use crate::subject::{
    NotLive, Subject, is_known_to_be_live, is_live, mark_test_call_site, mark_test_process, require_live,
    subject,
};
