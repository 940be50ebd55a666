//! Fields of a write, checked one by one; every error is collected under its field.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::field::Field;
use crate::embedded::data::row::External;
use crate::embedded::data::stamp::Stamp;
use crate::embedded::http::answer::{Answer, refuse_if};

const DATETIME: &str = "Datetime has wrong format. Use one of these formats instead: \
     YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";

/// What a text field takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    max: usize,
    required: bool,
    /// May be empty, may be null.
    free: bool,
    null: bool,
}

impl Text {
    pub(crate) const REQUIRED: Self = Self {
        max: 255,
        required: true,
        free: false,
        null: false,
    };
    /// The identifier of a project.
    pub(crate) const SHORT: Self = Self {
        max: 12,
        ..Self::REQUIRED
    };
    pub(crate) const LONG: Self = Self {
        max: usize::MAX,
        required: false,
        free: true,
        null: false,
    };
    /// An address elsewhere.
    pub(crate) const URL: Self = Self {
        max: usize::MAX,
        ..Self::REQUIRED
    };
    pub(crate) const OPTIONAL: Self = Self {
        max: 255,
        required: false,
        free: true,
        null: true,
    };
}

/// The fields of one write, and what is wrong with them so far.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) fields: Map<String, Value>,
    errors: Map<String, Value>,
    /// A PATCH requires nothing.
    partial: bool,
}

impl Input {
    pub(crate) fn new(fields: Map<String, Value>, partial: bool) -> Self {
        Self {
            fields,
            errors: Map::new(),
            partial,
        }
    }

    pub(crate) fn error(&mut self, name: &str, message: &str) {
        self.errors.insert(name.to_owned(), json!([message]));
    }

    /// Errors of the items of a list, by their places.
    pub(crate) fn nested_error(&mut self, name: &str, errors: Map<String, Value>) {
        self.errors.insert(name.to_owned(), Value::Object(errors));
    }

    /// The collected errors as an answer, if there are any.
    pub(crate) fn finish(&mut self) -> Result<(), Answer> {
        let errors = std::mem::take(&mut self.errors);
        refuse_if(!errors.is_empty(), || Answer::bad_request(Value::Object(errors)))
    }

    /// Whether the field is given and is not null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|value| !value.is_null())
    }

    pub(crate) fn require(&mut self, name: &str) {
        if !self.partial && !self.fields.contains_key(name) {
            self.error(name, "This field is required.");
        }
    }

    pub(crate) fn field(&mut self, name: &str, null: bool) -> Field<Value> {
        match self.fields.get(name) {
            None => Field::Missing,
            Some(Value::Null) if null => Field::Null,
            Some(Value::Null) => {
                self.error(name, "This field may not be null.");
                Field::Missing
            }
            Some(value) => Field::Set(value.clone()),
        }
    }

    pub(crate) fn parsed<T>(
        &mut self,
        name: &str,
        null: bool,
        parse: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Field<T> {
        match self.field(name, null) {
            Field::Missing => Field::Missing,
            Field::Null => Field::Null,
            Field::Set(value) => match parse(&value) {
                Ok(value) => Field::Set(value),
                Err(message) => {
                    self.error(name, &message);
                    Field::Missing
                }
            },
        }
    }

    pub(crate) fn text(&mut self, name: &str, rule: Text) -> Field<String> {
        if rule.required {
            self.require(name);
        }
        self.parsed(name, rule.null, |value| {
            let text = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Number(number) => number.to_string(),
                _ => return Err("Not a valid string.".to_owned()),
            };
            if text.is_empty() && !rule.free {
                Err("This field may not be blank.".to_owned())
            } else if text.contains('\0') {
                Err("Null characters are not allowed.".to_owned())
            } else if text.chars().count() > rule.max {
                Err(format!(
                    "Ensure this field has no more than {} characters.",
                    rule.max
                ))
            } else {
                Ok(text)
            }
        })
    }

    /// What another system calls the row.
    pub(crate) fn external(&mut self, external: &mut External) {
        let (source, id) = (&mut external.external_source, &mut external.external_id);
        self.text("external_source", Text::OPTIONAL).write(source);
        self.text("external_id", Text::OPTIONAL).write(id);
    }

    pub(crate) fn choice(&mut self, name: &str, choices: &[&str]) -> Field<String> {
        self.parsed(name, false, |value| match value.as_str() {
            Some(text) if choices.contains(&text) => Ok(text.to_owned()),
            Some(text) => Err(format!("\"{text}\" is not a valid choice.")),
            None => Err(format!("\"{value}\" is not a valid choice.")),
        })
    }

    pub(crate) fn required_choice(&mut self, name: &str, choices: &[&str]) -> Field<String> {
        self.require(name);
        self.choice(name, choices)
    }

    /// One of a few numbers.
    pub(crate) fn one_of(&mut self, name: &str, choices: &[i64]) -> Field<i64> {
        self.parsed(name, false, |value| {
            let number = value
                .as_i64()
                .or(value.as_str().and_then(|text| text.parse().ok()));
            let known = number.filter(|number| choices.contains(number));
            known.ok_or(format!("\"{value}\" is not a valid choice."))
        })
    }

    pub(crate) fn date(&mut self, name: &str) -> Field<Date> {
        self.parsed(name, true, |value| {
            let text = value.as_str().filter(|text| text.len() == "YYYY-MM-DD".len());
            text.and_then(|text| text.parse().ok())
                .ok_or("Date has wrong format. Use one of these formats instead: YYYY-MM-DD.".to_owned())
        })
    }

    /// The day of a date or of an instant.
    pub(crate) fn day(&mut self, name: &str) -> Field<Date> {
        self.parsed(name, true, |value| {
            let day = value.as_str().and_then(|text| text.get(.."YYYY-MM-DD".len()));
            day.and_then(|day| day.parse().ok()).ok_or(DATETIME.to_owned())
        })
    }

    /// An instant.
    pub(crate) fn instant(&mut self, name: &str) -> Field<Stamp> {
        self.parsed(name, true, |value| {
            let instant = value.as_str().and_then(Stamp::parse);
            instant.ok_or(DATETIME.to_owned())
        })
    }

    pub(crate) fn float(&mut self, name: &str) -> Field<f64> {
        self.parsed(name, false, |value| {
            number(value).ok_or("A valid number is required.".to_owned())
        })
    }

    /// A whole number from 0 to `max`.
    pub(crate) fn integer(&mut self, name: &str, max: i64) -> Field<i64> {
        self.parsed(name, true, |value| {
            let text = value.as_str().and_then(|text| text.trim().parse().ok());
            match value.as_i64().or(text) {
                None => Err("A valid integer is required.".to_owned()),
                Some(number) if number > max => {
                    Err(format!("Ensure this value is less than or equal to {max}."))
                }
                Some(number) if number < 0 => {
                    Err("Ensure this value is greater than or equal to 0.".to_owned())
                }
                Some(number) => Ok(number),
            }
        })
    }

    pub(crate) fn flag(&mut self, name: &str) -> Field<bool> {
        self.parsed(name, false, |value| match value {
            Value::Bool(flag) => Ok(*flag),
            Value::String(text) if matches!(text.as_str(), "true" | "True" | "1" | "on" | "yes") => Ok(true),
            Value::String(text) if matches!(text.as_str(), "false" | "False" | "0" | "off" | "no") => {
                Ok(false)
            }
            _ => Err("Must be a valid boolean.".to_owned()),
        })
    }
}

/// Refuses an end before the start, if a write gives both.
pub(crate) fn in_order(start: &Field<Date>, end: &Field<Date>, refusal: &str) -> Result<(), Answer> {
    match (start, end) {
        (Field::Set(start), Field::Set(end)) if start > end => Err(Answer::non_field(refusal)),
        _ => Ok(()),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| {
        value
            .as_str()?
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    })
}
