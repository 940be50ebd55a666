//! The attribute of `write-guard`.
//!
//! Depend on `write-guard`, which re-exports it. What the attribute expands to names that crate's
//! hidden half, so the two are released together and mean nothing apart.
//!
//! ```text
//! args (as written) ──┐
//!                     ├──▶ model (what fits) ──▶ expand ──▶ the function, its check first
//! item (as written) ──┘            │
//!                                  └─▶ errors ──▶ refuse ──▶ every mistake, and no body
//! ```

mod args;
mod borrows;
mod errors;
mod exit;
mod expand;
mod item;
mod key;
mod model;
mod outcome;
mod params;
mod refuse;
mod renamed;
mod runtime;
mod signature;
mod trees;
mod types;
mod values;

#[cfg(test)]
#[path = "../tests/golden/mod.rs"]
mod golden;

use proc_macro::TokenStream;

/// Guards the function below it: its first act is to ask whether it may write.
///
/// The documentation is where it is re-exported, at `write_guard::guarded_write`.
#[proc_macro_attribute]
pub fn guarded_write(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::guarded_write(args.into(), item.into()).into()
}
