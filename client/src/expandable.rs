//! A relation to another object, by its id or with the object itself.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// An object with an id.
pub trait Resource {
    /// The id's type.
    type Id: Copy + DeserializeOwned;

    /// Its id.
    fn id(&self) -> Self::Id;
}

/// What a field that names another object holds: the id, or after [`List::expand`](crate::List::expand) the object.
///
/// ```
/// use plane_client::{Expandable, State};
///
/// let by_id: Expandable<State> = serde_json::from_str(r#""8c5a3025-4f9d-4190-b79f-fa06276bb27e""#)?;
/// assert!(by_id.id().is_some() && by_id.object().is_none());
///
/// // A relation to nothing is `null`, and `{}` when it is expanded.
/// for nothing in ["null", "{}"] {
///     assert_eq!(serde_json::from_str::<Expandable<State>>(nothing)?, Expandable::Empty);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the API has no fourth form")]
pub enum Expandable<T: Resource> {
    /// Nothing.
    #[default]
    Empty,
    /// The object's id.
    Id(T::Id),
    /// The object.
    Object(T),
}

impl<T: Resource> Expandable<T> {
    /// The id, if there is an object.
    pub fn id(&self) -> Option<T::Id> {
        match self {
            Self::Empty => None,
            Self::Id(id) => Some(*id),
            Self::Object(object) => Some(object.id()),
        }
    }

    /// The object, if it was expanded.
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Object(object) => Some(object),
            Self::Empty | Self::Id(_) => None,
        }
    }
}

impl<T: Resource<Id: Serialize> + Serialize> Serialize for Expandable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Id(id) => id.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'de, T: Resource + DeserializeOwned> Deserialize<'de> for Expandable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self::Empty),
            // An expanded relation to nothing: `{}`, or an object without an id.
            Value::Object(object) if object.get("id").is_none_or(Value::is_null) => Ok(Self::Empty),
            object @ Value::Object(_) => serde_json::from_value(object).map(Self::Object),
            id => serde_json::from_value(id).map(Self::Id),
        }
        .map_err(D::Error::custom)
    }
}
