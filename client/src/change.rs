//! The three states of a field in a PATCH.

use serde::{Serialize, Serializer};

/// What a PATCH does to a field that may be empty.
///
/// ```
/// use plane_client::{Change, WorkItemPatch};
///
/// let patch = WorkItemPatch::new().name("Ship it").target_date(Change::Clear);
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"name":"Ship it","target_date":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a field has three states")]
pub enum Change<T> {
    /// Leaves it as it is: the field is not sent.
    #[default]
    Keep,
    /// Empties it: `null` is sent.
    Clear,
    /// Gives it a value.
    Set(T),
}

impl<T> Change<T> {
    /// The value that it sets.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Sets what is there, and clears what is not: for a value that comes from elsewhere.
    ///
    /// ```
    /// use plane_client::{Change, WorkItemPatch};
    ///
    /// assert_eq!(Change::from_option(Some(3)), Change::Set(3));
    /// assert_eq!(Change::<i64>::from_option(None), Change::Clear);
    ///
    /// // Setters take the option itself.
    /// let patch = WorkItemPatch::new().point(None);
    /// assert_eq!(serde_json::to_string(&patch)?, r#"{"point":null}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    pub(crate) fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T: Copy, U: Copy> Change<(T, U)> {
    /// The same of each half.
    pub(crate) fn halves(self) -> (Change<T>, Change<U>) {
        match self {
            Self::Keep => (Change::Keep, Change::Keep),
            Self::Clear => (Change::Clear, Change::Clear),
            Self::Set((first, second)) => (Change::Set(first), Change::Set(second)),
        }
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T> From<Option<T>> for Change<T> {
    fn from(value: Option<T>) -> Self {
        Self::from_option(value)
    }
}

impl From<&str> for Change<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

/// The body of a write: what is required, what may be left out, what may be cleared, and what has no function of its own.
macro_rules! body {
    (
        $(#[$doc:meta])* $name:ident $(($($required:ident: $required_type:ty),+))?;
        $(optional { $($(#[$optional_doc:meta])* $optional:ident: $optional_type:ty,)* })?
        $(nullable { $($(#[$nullable_doc:meta])* $nullable:ident: $nullable_type:ty,)* })?
        $(unset { $($unset:ident: $unset_type:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[must_use]
        pub struct $name {
            $($(pub(crate) $required: $required_type,)+)?
            $($(#[serde(skip_serializing_if = "Option::is_none")] pub(crate) $optional: Option<$optional_type>,)*)?
            $($(#[serde(skip_serializing_if = "crate::change::Change::is_keep")]
                pub(crate) $nullable: crate::change::Change<$nullable_type>,)*)?
            $($(#[serde(skip_serializing_if = "crate::change::Change::is_keep")]
                pub(crate) $unset: crate::change::Change<$unset_type>,)*)?
        }

        impl $name {
            /// With what is required, and nothing else.
            pub fn new($($($required: impl Into<$required_type>),+)?) -> Self {
                Self {
                    $($($required: $required.into(),)+)?
                    $($($optional: None,)*)?
                    $($($nullable: crate::change::Change::Keep,)*)?
                    $($($unset: crate::change::Change::Keep,)*)?
                }
            }

            $($($(#[$optional_doc])*
            pub fn $optional(mut self, $optional: impl Into<$optional_type>) -> Self {
                self.$optional = Some($optional.into());
                self
            })*)?

            $($($(#[$nullable_doc])*
            pub fn $nullable(mut self, $nullable: impl Into<crate::change::Change<$nullable_type>>) -> Self {
                self.$nullable = $nullable.into();
                self
            })*)?
        }
    };
}
pub(crate) use body;
