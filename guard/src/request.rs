//! What a caller wants to change.

use std::borrow::Cow;
use std::num::NonZero;
use std::rc::Rc;
use std::sync::Arc;

use crate::ident;
use crate::origin::Server;

/// Something with an exact identity in text.
///
/// The guard compares identities byte for byte, so an implementation returns the very text that goes over the wire:
/// no display name, no prefix, no change of case. `None` means that there is none, and a write without a target is
/// blocked in a test process.
///
/// A tuple is the identity of what only its parts together name, as in `acme/sandbox`: the parts are joined by `/`. It has
/// none if a part has none, is blank, a step (`.`, `..`), or holds a separator itself, encoded or not: what is one part here
/// would be two on the wire.
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
/// assert_eq!(("acme", "sandbox").identity().as_deref(), Some("acme/sandbox"));
/// assert_eq!(("acme", "prod/../sandbox").identity(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no exact identity that a guard could compare",
    label = "name a field that has one, or a newtype of yours that implements `write_guard::Identity`",
    note = "a type of another crate cannot be given one here: wrap it, `struct ProjectId(…)`, and implement `Identity` for that",
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

#[cfg(feature = "uuid")]
impl Identity for uuid::Uuid {
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

        impl Identity for NonZero<$integer> {
            fn identity(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }
    )*};
}
in_decimal!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

impl<A: Identity, B: Identity> Identity for (A, B) {
    fn identity(&self) -> Option<Cow<'_, str>> {
        joined([self.0.identity(), self.1.identity()])
    }
}

impl<A: Identity, B: Identity, C: Identity> Identity for (A, B, C) {
    fn identity(&self) -> Option<Cow<'_, str>> {
        joined([self.0.identity(), self.1.identity(), self.2.identity()])
    }
}

/// The parts with `/` between them, if each is one part and stays one on the wire.
fn joined<const N: usize>(parts: [Option<Cow<'_, str>>; N]) -> Option<Cow<'static, str>> {
    let mut whole = String::new();
    for (position, part) in parts.into_iter().enumerate() {
        let part = part.filter(|part| ident::is_one_part(part))?;
        if position > 0 {
            whole.push('/');
        }
        whole.push_str(&part);
    }
    Some(whole.into())
}

/// One write, as the isolation gate is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteRequest<'r> {
    op: Cow<'static, str>,
    target: Option<Cow<'r, str>>,
    item: Option<Cow<'r, str>>,
    kind: Option<&'r str>,
}

impl<'r> WriteRequest<'r> {
    /// A write named `op` that would change `target`.
    pub fn new(op: impl Into<Cow<'static, str>>, target: Option<impl Into<Cow<'r, str>>>) -> Self {
        Self {
            op: op.into(),
            target: target.map(Into::into),
            item: None,
            kind: None,
        }
    }

    /// Says what kind of thing the target is, as in `project`, so that the project 7 is not the group 7.
    ///
    /// A list of sandboxes that names a kind, as in `7 as project`, allows no other.
    #[must_use]
    pub fn kind(self, kind: Option<&'r str>) -> Self {
        Self { kind, ..self }
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

    /// What kind of thing the target is.
    pub(crate) fn target_kind(&self) -> Option<&'r str> {
        self.kind
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
    kind: Option<Cow<'t, str>>,
    server: Server,
}

impl<'t> Target<'t> {
    /// The thing with this identity; `None` if the request names none.
    pub fn new(id: Option<impl Into<Cow<'t, str>>>) -> Self {
        Self {
            id: id.map(Into::into),
            ..Self::unknown()
        }
    }

    /// What cannot be told. It is no sandbox, so no permit is good for it.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            id: None,
            kind: None,
            server: Server::Unnamed,
        }
    }

    /// Says what kind of thing it is, as [`WriteRequest::kind`] does.
    ///
    /// A permit for something of a kind is good for no other kind; for a number it is good only where the kind is said.
    #[must_use]
    pub fn kind(self, kind: Option<&'t str>) -> Self {
        Self {
            kind: kind.map(Cow::Borrowed),
            ..self
        }
    }

    /// Names the server: scheme, host and port, as in `https://api.plane.so`.
    ///
    /// What is no origin (see [`Origin::parse`](crate::Origin::parse)) is one that no permit is for.
    #[must_use]
    pub fn at(self, origin: impl Into<Cow<'t, str>>) -> Self {
        Self {
            server: Server::named(&origin.into()),
            ..self
        }
    }

    /// The exact identity.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(crate) fn kind_named(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// What a request that is not built yet would change, on a server that is not named yet.
    pub(crate) fn of(request: &WriteRequest<'_>) -> Target<'static> {
        Target {
            id: request.target().map(|id| Cow::Owned(id.to_owned())),
            kind: request.target_kind().map(|kind| Cow::Owned(kind.to_owned())),
            server: Server::Unnamed,
        }
    }

    pub(crate) fn server(&self) -> &Server {
        &self.server
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_the_text_that_goes_over_the_wire() {
        let text = |of: &dyn Identity| of.identity().map(Cow::into_owned);
        let identities: [(&dyn Identity, Option<&str>); 8] = [
            (&"Ab ", Some("Ab ")),
            (&"Ab ".to_owned(), Some("Ab ")),
            (&Cow::Borrowed("Ab "), Some("Ab ")),
            (&Box::<str>::from("Ab "), Some("Ab ")),
            (&u64::MAX, Some("18446744073709551615")),
            (&-7_i32, Some("-7")),
            (&Some("Ab "), Some("Ab ")),
            (&None::<u64>, None),
        ];
        for (identity, expected) in identities {
            assert_eq!(text(identity).as_deref(), expected);
        }
    }

    #[test]
    #[cfg(feature = "uuid")]
    fn a_uuid_goes_over_the_wire_hyphenated_and_in_lower_case() {
        let uuid = uuid::Uuid::try_parse("8C5A30254F9D4190B79FFA06276BB27E").unwrap();
        assert_eq!(
            uuid.identity().as_deref(),
            Some("8c5a3025-4f9d-4190-b79f-fa06276bb27e")
        );
    }

    #[test]
    fn every_integer_is_its_decimal_text() {
        let text = |of: &dyn Identity| of.identity().map(Cow::into_owned);
        let numbers: [&dyn Identity; 12] = [
            &7_u8, &7_u16, &7_u32, &7_u64, &7_u128, &7_usize, &7_i8, &7_i16, &7_i32, &7_i64, &7_i128,
            &7_isize,
        ];
        for number in numbers {
            assert_eq!(text(number).as_deref(), Some("7"));
        }
        assert_eq!(text(&NonZero::new(7_u64)).as_deref(), Some("7"));
        assert_eq!(text(&i8::MIN).as_deref(), Some("-128"));
    }

    #[test]
    fn a_tuple_is_its_parts_joined() {
        let text = |of: &dyn Identity| of.identity().map(Cow::into_owned);
        assert_eq!(text(&("acme", "sandbox")).as_deref(), Some("acme/sandbox"));
        assert_eq!(
            text(&("acme", 7_u64, ".github")).as_deref(),
            Some("acme/7/.github")
        );
        assert_eq!(text(&("a", ("b", "c"))), None, "a part of two parts");
        for part in [
            "",
            " ",
            "\t",
            "/",
            "a/b",
            "/a",
            "a/",
            "a%2fb",
            "a%2Fb",
            "a%252fb",
            "a%25252Fb",
            "a\\b",
            "a%5cb",
            "a%255Cb",
            ".",
            "..",
            "%2e",
            ".%2E",
            "%252e%252e",
            "%20",
            "\u{a0}",
        ] {
            assert_eq!(text(&(part, "b")), None, "{part:?} first");
            assert_eq!(text(&("a", part)), None, "{part:?} second");
            assert_eq!(text(&("a", "b", part)), None, "{part:?} third");
        }
        assert_eq!(text(&("a", None::<&str>)), None);
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
        assert_eq!(
            target.clone().at("HTTPS://A.example:443/"),
            target.clone().at("https://a.example")
        );
        assert_eq!(Target::unknown(), Target::new(None::<&str>));
    }
}
