//! More questions than write isolation: three gates, the output contract, the probes, and what decides lines of text.
//!
//! Nothing outside asks whether this is compiled in, so it cannot change an answer of the isolation gate.

pub mod contract;
pub mod dot;
pub mod lines;
pub mod probe;
pub mod production;
pub mod rehearsal;

mod clock;
mod entitled;
mod explain;
mod grant;
mod head;
mod json;
mod reading;
mod rules;
mod unprintable;

pub use self::clock::Moment;
pub use self::explain::{explain, explanations};
pub use self::grant::{Grant, Grants};
pub use self::reading::RequestCode;
