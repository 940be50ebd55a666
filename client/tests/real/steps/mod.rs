//! The steps: every operation and read, each on what the ones before it made.

mod items;
mod plans;
mod project;
mod workspace;

use crate::ground::Ground;
use crate::trace::Trace;

/// Takes them all, as far as they go; what was made is deleted again.
pub(crate) async fn take(ground: &Ground) -> Trace {
    let mut trace = Trace::new(&ground.mark);
    let trace_ref = &mut trace;
    workspace::take(ground, trace_ref).await;
    project::take(ground, trace_ref).await;
    trace
}
