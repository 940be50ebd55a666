//! Decides every write before it leaves the process.
//!
//! Put [`#[guarded_write]`](macro@guarded_write) on the functions of your HTTP client that change something. In a *test
//! process* a write is denied unless the sandbox opt-in is on **and** its target is in the sandbox allowlist; in a *live*
//! process the guard is one atomic load.
//!
//! ```text
//! signals ──▶ subject ─┐
//! policy ──────────────┼──▶ gate.decide ──▶ Decision ──▶ enforce ──▶ Permit ──▶ transport ──▶ wire
//! request ─────────────┘                                    └─▶ audit, ledger
//! ```
//!
//! There is no feature, variable, function or configuration that turns a test process into a live one.
//!
//! ```
//! use write_guard::{Blocked, guarded_write};
//!
//! #[guarded_write(op = "close", target = project)]
//! fn close_ticket(project: &str, ticket: u64) -> Result<(), Blocked> {
//!     panic!("the request for {ticket} left the process");
//! }
//!
//! // A doc test is a test process, and nothing opted in.
//! let blocked = close_ticket("payroll", 114).unwrap_err();
//! assert_eq!(blocked.code(), "opt-in-disabled");
//! # write_guard::ledger::take();
//! ```

mod audit;
mod blocked;
mod clock;
mod codes;
mod context;
pub mod contract;
mod decision;
mod doctor;
mod enforce;
mod escape;
mod explain;
mod gate;
mod gates;
mod grant;
mod head;
mod ident;
mod json;
pub mod ledger;
pub mod lines;
mod permit;
mod policy;
pub mod probe;
mod reading;
mod request;
mod rules;
mod signal;
mod subject;
mod unprintable;

#[doc(hidden)]
pub mod __private;

pub use crate::blocked::Blocked;
pub use crate::clock::Moment;
pub use crate::codes::Explanation;
pub use crate::context::Context;
pub use crate::decision::{Decision, Reason, Reasons};
pub use crate::doctor::{Diagnosis, doctor};
pub use crate::enforce::enforce;
pub use crate::explain::{explain, explanations};
pub use crate::gate::{Gate, GateId};
pub use crate::gates::isolation::{IsolationCode, IsolationGate};
pub use crate::gates::{dot, production, rehearsal};
pub use crate::grant::{Grant, Grants};
pub use crate::permit::Permit;
pub use crate::policy::{Policy, PolicySummary, Sandbox, UnusableList};
pub use crate::reading::RequestCode;
pub use crate::request::{Identity, Target, WriteRequest};
pub use crate::signal::{Signal, SignalKind, Strength, mark_test_command};
pub use crate::subject::{NotLive, Subject, mark_test_process, require_live, subject};
pub use write_guard_macros::guarded_write;
