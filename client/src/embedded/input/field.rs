//! A field of a write: three states, because leaving out is not clearing.

/// A field of a write: left out, cleared, or given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field<T> {
    Missing,
    Null,
    Set(T),
}

impl<T> Field<T> {
    /// The value, when one was given.
    pub(crate) fn given(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Missing | Self::Null => None,
        }
    }

    /// The same with another value.
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Missing => Field::Missing,
            Self::Null => Field::Null,
            Self::Set(value) => Field::Set(map(value)),
        }
    }

    /// Writes to a field that can be cleared.
    pub(crate) fn write(self, to: &mut Option<T>) {
        match self {
            Self::Missing => {}
            Self::Null => *to = None,
            Self::Set(value) => *to = Some(value),
        }
    }

    /// Writes to a field that always has a value.
    pub(crate) fn write_value(self, to: &mut T) {
        if let Self::Set(value) = self {
            *to = value;
        }
    }
}
