//! What a caller wants to change.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;

/// Something with an exact identity in text.
///
/// The guard compares identities byte for byte, so an implementation returns the very text that goes over the wire:
/// no display name, no prefix, no change of case. `None` means that there is none, and a write without a target is
/// blocked in a test process.
///
/// ```
/// use std::borrow::Cow;
/// use write_guard::Identity;
///
/// struct RepositoryId(u64);
///
/// impl Identity for RepositoryId {
///     fn identity(&self) -> Option<Cow<'_, str>> {
///         Some(self.0.to_string().into())
///     }
/// }
///
/// assert_eq!(RepositoryId(7).identity().as_deref(), Some("7"));
/// assert_eq!(None::<RepositoryId>.identity(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no exact identity that a guard could compare",
    label = "implement `write_guard::Identity` for it, or name a field that has one",
    note = "`Display` is not enough: what a guard compares must be the text that goes over the wire"
)]
pub trait Identity {
    /// The identity, as it goes over the wire.
    fn identity(&self) -> Option<Cow<'_, str>>;
}

impl Identity for str {
    #[inline]
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Identity for String {
    #[inline]
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Identity for Cow<'_, str> {
    #[inline]
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Identity for Uuid {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(self.hyphenated().to_string().into())
    }
}

impl<I: Identity> Identity for Option<I> {
    #[inline]
    fn identity(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(I::identity)
    }
}

macro_rules! through_pointer {
    ($($pointer:ty),*) => {$(
        impl<I: Identity + ?Sized> Identity for $pointer {
            #[inline]
            fn identity(&self) -> Option<Cow<'_, str>> {
                I::identity(self)
            }
        }
    )*};
}
through_pointer!(&I, &mut I, Box<I>, Rc<I>, Arc<I>);

macro_rules! in_decimal {
    ($($integer:ty),*) => {$(
        impl Identity for $integer {
            fn identity(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }
    )*};
}
in_decimal!(u32, u64, u128, i32, i64, i128);

/// One write, as the isolation gate is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteRequest<'r> {
    op: Cow<'static, str>,
    target: Option<Cow<'r, str>>,
    item: Option<Cow<'r, str>>,
}

impl<'r> WriteRequest<'r> {
    /// A write named `op` that would change `target`.
    pub fn new(op: impl Into<Cow<'static, str>>, target: Option<impl Into<Cow<'r, str>>>) -> Self {
        Self {
            op: op.into(),
            target: target.map(Into::into),
            item: None,
        }
    }

    /// Names the work item within the target, for the audit; no decision depends on it.
    #[must_use]
    pub fn item(self, item: Option<impl Into<Cow<'r, str>>>) -> Self {
        Self {
            item: item.map(Into::into),
            ..self
        }
    }

    /// The operation's name.
    pub(crate) fn op(&self) -> &Cow<'static, str> {
        &self.op
    }

    /// What the write would change.
    pub(crate) fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// The work item within the target.
    pub(crate) fn work_item(&self) -> Option<&str> {
        self.item.as_deref()
    }
}

/// What a finished request changes: one thing, on one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'t> {
    id: Option<Cow<'t, str>>,
    origin: Option<Cow<'t, str>>,
}

impl<'t> Target<'t> {
    /// The thing with this identity; `None` if the request names none.
    pub fn new(id: Option<impl Into<Cow<'t, str>>>) -> Self {
        Self {
            id: id.map(Into::into),
            origin: None,
        }
    }

    /// Names the server: scheme, host and port, as in `https://api.plane.so`.
    #[must_use]
    pub fn at(self, origin: impl Into<Cow<'t, str>>) -> Self {
        Self {
            origin: Some(origin.into()),
            ..self
        }
    }

    /// The exact identity.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_the_text_that_goes_over_the_wire() {
        let text = |of: &dyn Identity| of.identity().map(Cow::into_owned);
        let uuid = Uuid::try_parse("8C5A30254F9D4190B79FFA06276BB27E").unwrap();
        let identities: [(&dyn Identity, Option<&str>); 9] = [
            (&"Ab ", Some("Ab ")),
            (&"Ab ".to_owned(), Some("Ab ")),
            (&Cow::Borrowed("Ab "), Some("Ab ")),
            (&Box::<str>::from("Ab "), Some("Ab ")),
            (&uuid, Some("8c5a3025-4f9d-4190-b79f-fa06276bb27e")),
            (&u64::MAX, Some("18446744073709551615")),
            (&-7_i32, Some("-7")),
            (&Some("Ab "), Some("Ab ")),
            (&None::<Uuid>, None),
        ];
        for (identity, expected) in identities {
            assert_eq!(text(identity).as_deref(), expected);
        }
    }

    #[test]
    fn a_request_and_a_target_keep_what_they_are_given() {
        let request = WriteRequest::new("close", Some("p1")).item(Some("i1"));
        assert_eq!(
            (&**request.op(), request.target(), request.work_item()),
            ("close", Some("p1"), Some("i1"))
        );
        let target = Target::new(Some("p1"));
        assert_eq!(target.id(), Some("p1"));
        assert_ne!(target.clone().at("https://a.example"), target);
        assert_eq!(Target::new(None::<&str>).id(), None);
    }
}
