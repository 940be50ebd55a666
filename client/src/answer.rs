//! What an answer means.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, NotFound};

/// How much of a server's message is kept, in characters.
const LONGEST: usize = 300;

/// The body of a success.
#[derive(Debug)]
pub(crate) struct Answer(Vec<u8>);

impl Answer {
    pub(crate) fn empty() -> Self {
        Self(Vec::new())
    }

    /// An empty body is a `null`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let body = if self.0.is_empty() {
            b"null"
        } else {
            self.0.as_slice()
        };
        // The message repeats what it does not understand.
        serde_json::from_slice(body).map_err(|error| Error::Decode(escaped(&error.to_string()).into()))
    }

    /// A project other than `project` that the body, or the attachment in it, names in one of `fields`.
    pub(crate) fn other_project(&self, project: &str, fields: &[&str]) -> Option<String> {
        let body: Value = serde_json::from_slice(&self.0).ok()?;
        let rows = match &body {
            Value::Array(rows) => rows.as_slice(),
            row => std::slice::from_ref(row),
        };
        rows.iter()
            .flat_map(|row| [Some(row), row.get("attachment")])
            .flatten()
            .flat_map(|row| fields.iter().filter_map(|field| row.get(field)?.as_str()))
            .find(|named| *named != project)
            .map(escaped)
    }
}

/// The answer to a read.
pub(crate) async fn of_read(response: Response) -> Result<Answer, Error> {
    let response = accepted(response, |status| Error::Server {
        status: status.as_u16(),
    })
    .await?;
    let body = response.bytes().await.map_err(read_failed)?;
    Ok(Answer(body.into()))
}

/// The answer to a write. After a failed answer nobody knows whether the write was done.
pub(crate) async fn of_write(response: Response) -> Result<Answer, Error> {
    let response = accepted(response, |_| Error::UnknownOutcome {
        why: "the server failed after it had the request",
    })
    .await?;
    let body = response.bytes().await.map_err(|_| Error::UnknownOutcome {
        why: "the answer broke off",
    })?;
    Ok(Answer(body.into()))
}

/// A read without an answer.
pub(crate) fn read_failed(error: reqwest::Error) -> Error {
    let is_connect = error.is_connect();
    let error = error.without_url().into();
    if is_connect {
        Error::Unreachable(error)
    } else {
        Error::Interrupted(error)
    }
}

/// A write without an answer.
pub(crate) fn write_failed(error: reqwest::Error) -> Error {
    if error.is_connect() || error.is_builder() {
        return Error::Unreachable(error.without_url().into());
    }
    let why = if error.is_timeout() {
        "no answer arrived in time"
    } else {
        "the connection broke"
    };
    Error::UnknownOutcome { why }
}

async fn accepted(response: Response, failed: fn(StatusCode) -> Error) -> Result<Response, Error> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    if status.is_redirection() {
        return Err(Error::Redirected {
            status: status.as_u16(),
        });
    }
    if status.is_server_error() {
        return Err(failed(status));
    }
    let retry_after = retry_after(&response);
    let body = response.bytes().await.unwrap_or_default();
    let body = Refusal(serde_json::from_slice(&body).unwrap_or_default());
    Err(body.error(status, retry_after))
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The body of a refusal: Plane has a dozen shapes.
struct Refusal(Value);

impl Refusal {
    fn error(&self, status: StatusCode, retry_after: Option<Duration>) -> Error {
        let message = self.message();
        match status {
            StatusCode::UNAUTHORIZED => Error::Authentication,
            // An unknown key is answered with 403 and this sentence.
            StatusCode::FORBIDDEN if self.text("detail") == Some("Given API token is not valid") => {
                Error::Authentication
            }
            StatusCode::FORBIDDEN => Error::Permission { message },
            StatusCode::NOT_FOUND if self.text("error") == Some("Page not found.") => {
                Error::NotFound(NotFound::Route)
            }
            StatusCode::NOT_FOUND => Error::NotFound(NotFound::Object),
            StatusCode::CONFLICT => self.conflict(message),
            // A module of the same name is a 400 with the existing one's id.
            StatusCode::BAD_REQUEST if self.text("id").is_some() => self.conflict(message),
            StatusCode::TOO_MANY_REQUESTS => Error::RateLimited { retry_after },
            StatusCode::BAD_REQUEST => match self.fields() {
                fields if fields.is_empty() => Error::Rejected { status: 400, message },
                fields => Error::Validation { fields },
            },
            _ => Error::Rejected {
                status: status.as_u16(),
                message,
            },
        }
    }

    fn conflict(&self, message: String) -> Error {
        let existing = self.text("id").and_then(|id| id.parse().ok());
        Error::Conflict { existing, message }
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    /// What the server said: its one sentence if it has one, else all of it.
    fn message(&self) -> String {
        let sentence = ["detail", "error", "message"]
            .iter()
            .find_map(|key| self.text(key));
        sentence.map_or_else(|| escaped(&self.0.to_string()), escaped)
    }

    /// `{"name": ["This field is required."], "assignees": {"0": ["Invalid pk …"]}}`.
    fn fields(&self) -> BTreeMap<String, Vec<String>> {
        let mut fields = BTreeMap::new();
        for (name, value) in self.0.as_object().into_iter().flatten() {
            collect(escaped(name), value, &mut fields);
        }
        fields
    }
}

/// Puts the complaints in `value` under `name`, and those within it under `name.key`.
fn collect(name: String, value: &Value, fields: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Array(complaints) => {
            let complaints = complaints.iter().filter_map(Value::as_str).map(escaped);
            fields.entry(name).or_default().extend(complaints);
        }
        Value::Object(inner) => inner
            .iter()
            .for_each(|(key, value)| collect(format!("{name}.{}", escaped(key)), value, fields)),
        _ => {}
    }
}

/// Text of the server as it may be shown: no control or format character, and not too long.
fn escaped(text: &str) -> String {
    text.chars().take(LONGEST).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(status: u16, body: Value) -> Error {
        Refusal(body).error(StatusCode::from_u16(status).unwrap(), None)
    }

    #[test]
    fn a_validation_error_names_every_field() {
        let body = json!({"name": ["This field is required."], "assignees": {"0": ["Invalid pk"]}});
        let Error::Validation { fields } = error(400, body) else {
            panic!("another error");
        };
        assert_eq!(fields["name"], ["This field is required."]);
        assert_eq!(fields["assignees.0"], ["Invalid pk"]);
    }

    #[test]
    fn a_conflict_names_what_is_there() {
        let id = uuid::Uuid::from_u128(7);
        for status in [409, 400] {
            let found = error(status, json!({"error": "taken", "id": id}));
            assert!(
                matches!(&found, Error::Conflict { existing, .. } if *existing == Some(id)),
                "{found:?}"
            );
        }
    }

    #[test]
    fn one_sentence_is_a_rejection() {
        let found = error(400, json!({"error": "The payload is not valid"}));
        assert!(matches!(found, Error::Rejected { status: 400, .. }), "{found:?}");
    }

    #[test]
    fn an_answer_of_another_project_is_seen_in_rows_too() {
        let fields = ["project", "project_id"];
        let other = |body: Value| Answer(body.to_string().into_bytes()).other_project("a", &fields);
        assert_eq!(other(json!({"project": "a"})), None);
        assert_eq!(other(json!({"id": "b"})), None);
        assert_eq!(
            other(json!({"attachment": {"project": "b"}})).as_deref(),
            Some("b")
        );
        assert_eq!(other(json!({"project": "b"})).as_deref(), Some("b"));
        assert_eq!(
            other(json!([{"project_id": "a"}, {"project_id": "b"}])).as_deref(),
            Some("b")
        );
    }
}
