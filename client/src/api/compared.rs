//! What was sent and what was kept, for [`Saved`](crate::Saved).

use uuid::Uuid;

use crate::expandable::{Expandable, Resource};

/// The ids that a body names in a field.
pub(super) fn sent<I: Copy + Into<Uuid>>(ids: Option<&[I]>) -> Vec<Uuid> {
    ids.into_iter().flatten().map(|id| (*id).into()).collect()
}

/// The ids that the answer names in it.
pub(super) fn kept<T: Resource<Id: Into<Uuid>>>(field: &[Expandable<T>]) -> Vec<Uuid> {
    field.iter().filter_map(Expandable::id).map(Into::into).collect()
}
