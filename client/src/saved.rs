//! What the server made of a write.

use std::ops::Deref;

use uuid::Uuid;

/// An object as the server saved it, and what it silently left out.
///
/// A Plane drops labels of other projects and assignees who are not members, and answers as if all was well; it leaves work
/// items of other projects out of a module. How much it dropped, and of which field, is also logged, at WARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved<T> {
    object: T,
    dropped: Vec<Dropped>,
}

/// What the server left out of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// The field: `labels`, `assignees`, `members`, `issues` or `status`.
    pub field: &'static str,
    /// The ids that were sent and are not in the answer; none of a `status`.
    pub ids: Vec<Uuid>,
}

impl<T> Saved<T> {
    /// The object, with `sent` and `saved` compared field by field.
    pub(crate) fn new(
        object: T,
        fields: impl IntoIterator<Item = (&'static str, Vec<Uuid>, Vec<Uuid>)>,
    ) -> Self {
        let dropped = fields.into_iter().filter_map(|(field, sent, saved)| {
            let ids: Vec<_> = sent.into_iter().filter(|id| !saved.contains(id)).collect();
            (!ids.is_empty()).then_some(Dropped { field, ids })
        });
        let dropped: Vec<_> = dropped.collect();
        for Dropped { field, ids } in &dropped {
            // How many, and not whose: a log may be read by others than the caller.
            tracing::warn!(
                field,
                dropped = ids.len(),
                "the server left out a part of what was written"
            );
        }
        Self { object, dropped }
    }

    /// The same, with a field that holds no ids and was left out.
    pub(crate) fn without(mut self, field: &'static str) -> Self {
        tracing::warn!(field, "the server left out a part of what was written");
        self.dropped.push(Dropped {
            field,
            ids: Vec::new(),
        });
        self
    }

    /// What was left out, if anything.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// The object, whatever was left out.
    #[must_use]
    pub fn into_object(self) -> T {
        self.object
    }
}

impl<T> Deref for Saved<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.object
    }
}
