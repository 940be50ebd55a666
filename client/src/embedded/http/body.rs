//! Request bodies: JSON or a form.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::received::Received;

/// The largest body that is read.
pub(crate) const MAX_BODY: usize = 5 * 1024 * 1024;

/// The body as JSON; no body is an empty object.
pub(crate) fn read(request: &Received) -> Result<Value, Answer> {
    if request.body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let content_type = request.header("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        parsed(&request.body).map_err(|message| Answer::bad_detail(&format!("JSON parse error - {message}")))
    } else if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        let pairs = form_urlencoded::parse(&request.body).into_owned();
        Ok(pairs.collect())
    } else {
        Err(Answer::unsupported_media_type(content_type))
    }
}

/// The body as the fields of a serializer.
pub(crate) fn fields(body: Value) -> Result<Map<String, Value>, Answer> {
    match body {
        Value::Object(fields) => Ok(fields),
        Value::Null => Err(Answer::non_field("No data provided")),
        other => Err(Answer::non_field(&format!(
            "Invalid data. Expected a dictionary, but got {}.",
            type_name(&other)
        ))),
    }
}

/// What Python calls a value's type.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

/// The body as JSON, or what a Python parser would have said of it.
fn parsed(body: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|error| not_text(body, error.valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        return Err("Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)".to_owned());
    }
    serde_json::from_str(text).map_err(|error| not_json(text, &error))
}

fn not_text(body: &[u8], position: usize) -> String {
    let byte = body.get(position).copied().unwrap_or_default();
    let problem = if (0xc2..=0xf4).contains(&byte) {
        "invalid continuation byte"
    } else {
        "invalid start byte"
    };
    format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {position}: {problem}")
}

/// Of its messages, those about a missing value or name and a number that is none are imitated.
fn not_json(text: &str, error: &serde_json::Error) -> String {
    let before: usize = text
        .split('\n')
        .take(error.line().saturating_sub(1))
        .map(|line| line.len() + 1)
        .sum();
    let column = if error.is_eof() {
        error.column()
    } else {
        error.column().saturating_sub(1)
    };
    let rest = text.get(before + column..).unwrap_or_default();
    if let Some(name) = ["NaN", "Infinity"]
        .into_iter()
        .find(|name| rest.starts_with(name))
    {
        return format!("Out of range float values are not JSON compliant: '{name}'");
    }
    let problem = if error.to_string().starts_with("key must be a string") {
        "Expecting property name enclosed in double quotes"
    } else {
        "Expecting value"
    };
    format!(
        "{problem}: line {} column {} (char {})",
        error.line(),
        column + 1,
        before + column
    )
}
