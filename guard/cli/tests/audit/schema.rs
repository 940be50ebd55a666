//! A JSON schema, as far as that of SARIF goes: where a value or the schema goes further, the test ends.

use serde_json::Value;

pub(crate) struct Schema(Value);

impl Schema {
    pub(crate) fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }

    /// What a value breaks, and where.
    pub(crate) fn broken_by(&self, value: &Value) -> Vec<String> {
        self.broken(&self.0, value, "")
    }

    fn broken(&self, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        let words = match schema {
            Value::Bool(true) => return Vec::new(),
            Value::Bool(false) => return vec![format!("{place}: unknown")],
            words => words.as_object().unwrap(),
        };
        let members = || value.as_object().into_iter().flatten();
        let below = |schema, name: &dyn std::fmt::Display, value| {
            self.broken(schema, value, &format!("{place}/{name}"))
        };
        let broken = words.iter().flat_map(|(word, rule)| match &**word {
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                self.broken(self.0.pointer(pointer).unwrap(), value, place)
            }
            "properties" => members()
                .filter_map(|(name, value)| Some(below(rule.get(name)?, name, value)))
                .flatten()
                .collect(),
            "additionalProperties" => members()
                .filter(|(name, _)| {
                    words
                        .get("properties")
                        .is_none_or(|known| known.get(name).is_none())
                })
                .flat_map(|(name, value)| below(rule, name, value))
                .collect(),
            "items" => elements(value)
                .iter()
                .enumerate()
                .flat_map(|(index, value)| below(rule, &index, value))
                .collect(),
            word if self.holds(word, rule, value) => Vec::new(),
            word => vec![format!("{place}: {word} {rule}")],
        });
        broken.collect()
    }

    /// Whether a value is as one word of a schema says, which a value of another kind always is.
    fn holds(&self, word: &str, rule: &Value, value: &Value) -> bool {
        let fitting = || {
            let schemas = elements(rule).iter();
            schemas.filter(|schema| self.broken(schema, value, "").is_empty())
        };
        match word {
            "type" => is_a(rule.as_str().unwrap(), value),
            "enum" => elements(rule).contains(value),
            "anyOf" => fitting().count() > 0,
            "oneOf" => fitting().count() == 1,
            "required" => value.as_object().is_none_or(|members| {
                elements(rule)
                    .iter()
                    .all(|name| members.contains_key(name.as_str().unwrap()))
            }),
            "minItems" => value
                .as_array()
                .is_none_or(|array| array.len() as u64 >= rule.as_u64().unwrap()),
            "uniqueItems" => {
                let elements = elements(value);
                let mut earlier = elements.iter().enumerate();
                *rule == false
                    || earlier
                        .all(|(index, element)| !elements.iter().take(index).any(|other| other == element))
            }
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().unwrap()),
            "format" => value.as_str().is_none_or(|text| match rule.as_str().unwrap() {
                "uri" => is_uri_reference(text) && text.contains(':'),
                "uri-reference" => is_uri_reference(text),
                other => panic!("the first {other}: {text}"),
            }),
            "pattern" => value
                .as_str()
                .is_none_or(|text| panic!("the first text with a pattern: {text}")),
            "$id" | "$schema" | "default" | "definitions" | "description" | "title" => true,
            other => panic!("`{other}` is not known here"),
        }
    }
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is_a(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the type {other} is not known here"),
    }
}

/// By its characters, and what follows a `%`.
fn is_uri_reference(text: &str) -> bool {
    let plain = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte))
    };
    let mut parts = text.split('%');
    let escaped = |part: &str| {
        let digits = part.get(..2);
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) && plain(part)
    };
    parts.next().is_some_and(plain) && parts.all(escaped)
}
