//! The policy of this process: the only reader of the policy's variables.

use std::env;
use std::ffi::OsString;

use once_cell::sync::OnceCell;

use super::list::List;
use super::{ALLOWED, OPT_IN, PROTECTED, Policy};

/// The policy as the environment had it at the first decision of a test process.
///
/// Read once, as one value: what is set later counts for nothing.
pub(crate) fn of_environment() -> &'static Policy {
    static POLICY: OnceCell<Policy> = OnceCell::new();
    POLICY.get_or_init(|| Policy {
        opt_in: env::var_os(OPT_IN).is_some_and(|value| value == "1"),
        allowed: list(ALLOWED),
        protected: list(PROTECTED),
    })
}

fn list(variable: &'static str) -> List {
    match env::var_os(variable).map(OsString::into_string) {
        None => List::Absent,
        Some(Ok(text)) => List::parse(variable, &text),
        Some(Err(_)) => List::not_text(variable),
    }
}
