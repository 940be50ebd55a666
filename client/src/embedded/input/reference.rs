//! Fields of a write that name other rows by their ids.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::check::Input;
use super::field::Field;
use crate::embedded::http::body::type_name;

impl Input {
    pub(crate) fn reference<I: Copy + From<Uuid>>(
        &mut self,
        name: &str,
        exists: impl Fn(I) -> bool,
    ) -> Field<I> {
        if self.fields.get(name).and_then(Value::as_str) == Some("") {
            return Field::Null;
        }
        self.parsed(name, true, |value| reference(value, exists))
    }

    /// A required list of at least one id, of whatever it may be.
    pub(crate) fn some_ids<I: From<Uuid>>(&mut self, name: &str) -> Field<Vec<I>> {
        self.require(name);
        let ids = self.listed(name, |item| {
            let id = item.as_str().and_then(|text| Uuid::parse_str(text).ok());
            id.map(I::from).ok_or("Must be a valid UUID.".to_owned())
        });
        if matches!(&ids, Field::Set(ids) if ids.is_empty()) {
            self.error(name, "Ensure this field has at least 1 elements.");
        }
        ids
    }

    /// A list of references; each wrong one is named by its place.
    pub(crate) fn references<I: Copy + From<Uuid>>(
        &mut self,
        name: &str,
        exists: impl Fn(I) -> bool,
    ) -> Field<Vec<I>> {
        self.listed(name, |item| reference(item, &exists))
    }

    fn listed<I>(&mut self, name: &str, parse: impl Fn(&Value) -> Result<I, String>) -> Field<Vec<I>> {
        let items = match self.field(name, false) {
            Field::Set(Value::Array(items)) => items,
            Field::Set(other) => {
                let found = type_name(&other);
                self.error(
                    name,
                    &format!("Expected a list of items but got type \"{found}\"."),
                );
                return Field::Missing;
            }
            Field::Missing | Field::Null => return Field::Missing,
        };
        let mut ids = Vec::new();
        let mut errors = Map::new();
        for (place, item) in items.iter().enumerate() {
            match parse(item) {
                Ok(id) => ids.push(id),
                Err(message) => {
                    errors.insert(place.to_string(), json!([message]));
                }
            }
        }
        if errors.is_empty() {
            return Field::Set(ids);
        }
        self.nested_error(name, errors);
        Field::Missing
    }
}

fn reference<I: Copy + From<Uuid>>(value: &Value, exists: impl Fn(I) -> bool) -> Result<I, String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null => return Err("This field may not be null.".to_owned()),
        other => {
            return Err(format!(
                "Incorrect type. Expected pk value, received {}.",
                type_name(other)
            ));
        }
    };
    let Ok(id) = Uuid::parse_str(&text) else {
        return Err(format!("“{text}” is not a valid UUID."));
    };
    let id = I::from(id);
    if exists(id) {
        Ok(id)
    } else {
        Err(format!("Invalid pk \"{text}\" - object does not exist."))
    }
}
