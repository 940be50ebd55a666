//! A relation to another object, by its id or with the object itself.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Error, IntoDeserializer as _, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::answer::read;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the API has no fourth form")]
pub enum Expandable<T: Resource> {
    /// Nothing.
    #[default]
    Empty,
    /// The object's id.
    Id(T::Id),
    /// The object, boxed: nearly all are ids, and a row has many relations.
    Object(Box<T>),
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
        deserializer.deserialize_any(Read(PhantomData))
    }
}

/// Nearly all are ids, for which nothing is allocated.
struct Read<T>(PhantomData<T>);

impl<'de, T: Resource + DeserializeOwned> Visitor<'de> for Read<T> {
    type Value = Expandable<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id, an object or nothing")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Expandable::Empty)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Expandable::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<Self::Value, E> {
        T::Id::deserialize(id.into_deserializer()).map(Expandable::Id)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let object = Value::deserialize(MapAccessDeserializer::new(map))?;
        // A number that a program keeps whole comes as a map, too.
        if !object.is_object() {
            return Err(A::Error::invalid_type(Unexpected::Other("number"), &self));
        }
        // An expanded relation to nothing: `{}`, or an object without an id.
        if object.get("id").is_none_or(Value::is_null) {
            return Ok(Expandable::Empty);
        }
        read(&object).map(Expandable::Object).map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Expandable, Project, State, WorkItem};

    /// A list keeps as many of them as it has rows, and a stream passes them on.
    #[test]
    fn a_relation_by_id_has_no_room_for_the_object() {
        assert_eq!(size_of::<Expandable<Project>>(), size_of::<Expandable<State>>());
        assert!(size_of::<Expandable<Project>>() <= 24);
        assert!(size_of::<WorkItem>() <= 600);
    }
}
