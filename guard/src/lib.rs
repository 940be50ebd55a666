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
//! A client that somebody else wrote takes the guard as a layer, from the package `write-guard-layer`.
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

#![cfg_attr(docsrs, feature(doc_cfg))]

mod audit;
mod blocked;
mod context;
mod decision;
mod doctor;
mod enforce;
mod gate;
#[cfg(feature = "gates")]
mod gates;
mod ident;
mod isolation;
pub mod ledger;
mod names;
mod origin;
mod path;
mod permit;
mod policy;
mod request;

#[doc(hidden)]
pub mod __private;

pub use crate::blocked::Blocked;
pub use crate::context::Context;
pub use crate::decision::{Decision, Reason, Reasons};
pub use crate::doctor::{Diagnosis, doctor};
pub use crate::enforce::enforce;
pub use crate::gate::{Gate, GateId};
#[cfg(feature = "gates")]
pub use crate::gates::{
    Grant, Grants, Moment, RequestCode, contract, dot, explain, explanations, lines, probe, production,
    rehearsal,
};
pub use crate::isolation::{IsolationCode, IsolationGate};
pub use crate::names::Explanation;
pub use crate::origin::{NoOrigin, Origin};
pub use crate::path::plain_segments;
pub use crate::permit::Permit;
pub use crate::policy::PolicySummary;
pub use crate::policy::{Policy, Sandbox, UnusableList};
pub use crate::request::{Identity, Target, WriteRequest};
/// Guards a function that writes: before it does anything else, it asks whether it may.
///
/// In a live process that is one load and a branch. In a test process the write is blocked unless its target is an allowed
/// sandbox; then the body runs, and finds its permit.
///
/// ```
/// use write_guard::{Blocked, Permit, Target, guarded_write};
///
/// #[guarded_write(op = "close", target = project, item = ticket, permit = permit)]
/// fn close(project: &str, ticket: u64) -> Result<(), Blocked> {
///     send(permit, &format!("/projects/{project}/tickets/{ticket}/close"))
/// }
///
/// fn send(permit: Permit, path: &str) -> Result<(), Blocked> {
///     permit.spend(|| target_of(path))
///     // … and here the request leaves.
/// }
///
/// /// Read from the finished request, and not from the arguments that it was built from.
/// fn target_of(path: &str) -> Target<'_> {
///     match write_guard::plain_segments(path).unwrap_or_default()[..] {
///         ["projects", project, "tickets", _, "close"] => Target::new(Some(project)),
///         _ => Target::unknown(),
///     }
/// }
///
/// // A doc test is a test process.
/// let blocked = close("payroll", 114).unwrap_err();
/// assert_eq!((blocked.op(), blocked.target(), blocked.item()), ("close", Some("payroll"), Some("114")));
/// # write_guard::ledger::take();
/// ```
///
/// # What it binds
///
/// Without `permit`, the attribute binds the *call*: it is let through, or it is not. Nothing compares what the body then
/// sends with `target`. In a test process that did not opt in nothing is let through, so there is nothing to compare. In one that
/// opted in, a loop over other projects, a field that the body changes, a URL that is built wrong, or a second write beside
/// the first goes out because the call was let through.
///
/// With `permit`, it binds the *write*: the one function that sends takes a [`Permit`] and spends it for what the finished
/// request changes, once. A permit that is not spent binds nothing: give it to what sends, instead of renaming it to
/// `_permit`. So whoever opts in takes a permit.
///
/// # Keys
///
/// | Key | Value | |
/// |---|---|---|
/// | `op` | a string of ASCII letters, digits, `_`, `-`, `.` | required; names the operation in errors and the audit |
/// | `target` | a parameter or a field of one: `project`, `self.project`, `request.0`; several, as in `(owner, repo)`; either with its kind, as in `project as "project"` | required; what the write would change, by its [`Identity`]; the parts of several are joined by `/`, and a part that holds one is none |
/// | `item` | like `target` | the work item, for the audit |
/// | `gate` | an expression that is `AsRef<IsolationGate>` | whose sandbox counts; without it the environment's |
/// | `permit` | a name | what the body calls its [`Permit`]; as for any binding, no constant, static, variant or struct in scope has it |
/// | `on_block` | an expression | what a blocked call returns, if the return type cannot say; evaluated only then |
/// | `crate` | a path | where this crate is, if not at `::write_guard` |
///
/// `target`, `item` and `gate` are read at most once, in a test process only, before the body. A target is no call, index or
/// block, no `mut` parameter and none with a `&mut` in its type or in what a pattern takes apart: what is checked must be what
/// is written. A field behind `&mut self` or another `&mut` is let through, and so is what has interior mutability or hides its `&mut`
/// behind an alias: there a permit sees what was changed.
///
/// A dependency that is called something else than `write_guard` (`wg = { package = "write-guard", … }`) says `crate = wg`.
///
/// # Beside other attributes
///
/// Attributes that copy the ones below them (`rstest`, `test_case`, `wasm_bindgen`) or that make parameters mutable
/// (`no_panic`) go below `#[guarded_write]`, and those that change the return type (`throws`) above. `#[async_trait]` stands on the
/// trait and the `impl`, and works. One that copies what stands on a method to something else (`automock`, `wasm_bindgen` on an
/// `impl`) has no right order: let the method call a guarded function.
///
/// # When it asks
///
/// | Function | Asks |
/// |---|---|
/// | `fn` | when called |
/// | `async fn` | when first polled |
/// | `-> impl Future`, `-> Pin<Box<dyn Future>>`, under `#[async_trait]` | when called |
///
/// # What a block returns
///
/// A `Result`, by any alias, whose error is `From<Blocked>`, or a future or boxed future of one. Anything else says
/// `on_block = …`: the output for `impl Future`, the boxed future itself for a boxed one.
///
/// # What does not compile
///
/// `const fn`; a foreign ABI; a function without a body (annotate the default method, or each implementation); a return type
/// without room for a block; anything that is no function; a second `#[guarded_write]`; a missing, unknown or repeated key. All
/// mistakes are reported at once, each where it is, and the body is left out: what cannot be guarded does not write.
///
/// A trait's guarded default method does not guard an implementation that overrides it. Let the function that sends take a
/// [`Permit`], and none can be forgotten.
pub use write_guard_macros::guarded_write;
pub use write_guard_process::{
    NotLive, Signal, SignalKind, Strength, Subject, is_live, mark_test_command, mark_test_process,
    require_live, subject,
};
