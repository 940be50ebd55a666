//! Request bodies: JSON or a form.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::received::Received;
use super::target::form_decode;

/// The largest body that is read.
pub(crate) const MAX_BODY: usize = 5 * 1024 * 1024;

/// The body as JSON; no body is an empty object.
pub(crate) fn read(request: &Received) -> Result<Value, Answer> {
    if request.body().is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    let content_type = request.header("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        serde_json::from_slice(request.body()).map_err(|error| parse_error(request.body(), &error))
    } else if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        let pairs = form_decode(&request.text());
        Ok(Value::Object(
            pairs
                .into_iter()
                .map(|(name, value)| (name, Value::String(value)))
                .collect(),
        ))
    } else {
        Err(Answer::unsupported_media_type(content_type))
    }
}

/// The body as the fields of a serializer.
pub(crate) fn fields(body: Value) -> Result<Map<String, Value>, Answer> {
    let kind = match body {
        Value::Object(fields) => return Ok(fields),
        Value::Null => return Err(Answer::non_field("No data provided")),
        Value::Array(_) => "list",
        Value::String(_) => "str",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
    };
    Err(Answer::non_field(&format!(
        "Invalid data. Expected a dictionary, but got {kind}."
    )))
}

/// Where a Python parser would have stopped; its other messages are not imitated.
fn parse_error(body: &[u8], error: &serde_json::Error) -> Answer {
    let lines: Vec<&[u8]> = body.split(|byte| *byte == b'\n').collect();
    let before: usize = lines
        .iter()
        .take(error.line().saturating_sub(1))
        .map(|line| line.len() + 1)
        .sum();
    let column = if error.is_eof() {
        error.column()
    } else {
        error.column().saturating_sub(1)
    };
    Answer::bad_detail(&format!(
        "JSON parse error - Expecting value: line {} column {} (char {})",
        error.line(),
        column + 1,
        before + column
    ))
}
