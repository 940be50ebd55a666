//! What an answer means.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER, SERVER};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::auth::{Credential, Secret};
use crate::error::{Error, NotFound};

/// How much of a server's message is kept, in characters.
const LONGEST: usize = 300;

/// The body of a success, and what nobody is told of it.
pub(crate) struct Answer {
    body: Vec<u8>,
    secret: Option<Secret>,
}

impl Answer {
    pub(crate) fn empty() -> Self {
        Self {
            body: Vec::new(),
            secret: None,
        }
    }

    fn new(body: impl Into<Vec<u8>>, credential: &Credential) -> Self {
        Self {
            body: body.into(),
            secret: Some(credential.secret().clone()),
        }
    }

    /// An empty body is a `null`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        match std::str::from_utf8(&self.body) {
            Ok("") => understood("null", None),
            Ok(text) => understood(text, self.secret.as_ref()),
            Err(error) => Err(Error::Decode(error.into())),
        }
    }

    /// What a write that was done says; its body stays readable if it is not understood.
    pub(crate) fn decode_done<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.decode().map_err(|error| match error {
            Error::Decode(source) => Error::DoneUnread {
                body: told(&self.body, self.secret.as_ref()),
                source,
            },
            other => other,
        })
    }

    /// A project other than `project` that the body, or the attachment in it, names in one of `fields`.
    pub(crate) fn other_project(&self, project: &str, fields: &[&str]) -> Option<String> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        let rows = match &body {
            Value::Array(rows) => rows.as_slice(),
            row => std::slice::from_ref(row),
        };
        rows.iter()
            .flat_map(|row| [Some(row), row.get("attachment")])
            .flatten()
            .flat_map(|row| fields.iter().filter_map(|field| row.get(field)?.as_str()))
            .find(|named| *named != project)
            .map(|named| escaped(&told(named.as_bytes(), self.secret.as_ref())))
    }
}

/// Reads `text`. The message of what is not understood repeats it, so that is read again without the credential.
fn understood<T: DeserializeOwned>(text: &str, secret: Option<&Secret>) -> Result<T, Error> {
    serde_json::from_str(text).map_err(
        |_| match serde_json::from_str::<T>(&told(text.as_bytes(), secret)) {
            Ok(_) => Error::Decode("it repeats the credential where something else belongs".into()),
            Err(error) => not_understood(&error),
        },
    )
}

/// Reads what was read as JSON before, by way of its text if there is no other: a number of more than 64 bits, which a program
/// may keep (`arbitrary_precision` of `serde_json`), gets into a map of unknown fields from there alone.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    T::deserialize(value).or_else(|error| serde_json::from_str(&value.to_string()).map_err(|_| error))
}

fn told(body: &[u8], secret: Option<&Secret>) -> String {
    match secret {
        Some(secret) => secret.hidden_in_body(body),
        None => String::from_utf8_lossy(body).into_owned(),
    }
}

/// The message repeats what it does not understand.
pub(crate) fn not_understood(error: &serde_json::Error) -> Error {
    Error::Decode(escaped(&error.to_string()).into())
}

/// The answer to a read.
pub(crate) async fn of_read(response: Response, credential: &Credential) -> Result<Answer, Error> {
    let failed = |status: StatusCode| Error::Server {
        status: status.as_u16(),
    };
    let response = accepted(response, false, credential, failed).await?;
    let page = NotPlane::page(&response, false, credential);
    let body = response.bytes().await.map_err(read_failed)?;
    page.map_or_else(|| Ok(Answer::new(body, credential)), Err)
}

/// The answer to a write. After a failed answer nobody knows whether the write was done.
pub(crate) async fn of_write(response: Response, credential: &Credential) -> Result<Answer, Error> {
    let failed = |_| Error::UnknownOutcome {
        why: "the server failed after it had the request",
        source: None,
    };
    let response = accepted(response, true, credential, failed).await?;
    if let Some(page) = NotPlane::page(&response, true, credential) {
        return Err(page);
    }
    let body = response.bytes().await.map_err(|error| Error::UnknownOutcome {
        why: "the answer broke off",
        source: Some(error.without_url().into()),
    })?;
    Ok(Answer::new(body, credential))
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
    Error::UnknownOutcome {
        why,
        source: Some(error.without_url().into()),
    }
}

async fn accepted(
    response: Response,
    is_write: bool,
    credential: &Credential,
    failed: impl FnOnce(StatusCode) -> Error,
) -> Result<Response, Error> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    if status.is_redirection() {
        return Err(Error::Redirected {
            status: status.as_u16(),
        });
    }
    if let Some(page) = NotPlane::page(&response, is_write, credential) {
        return Err(page);
    }
    if status.is_server_error() {
        return Err(failed(status));
    }
    let retry_after = retry_after(response.headers(), Timestamp::now());
    let stranger = NotPlane::answer(&response, is_write, credential);
    let body = response.bytes().await.unwrap_or_default();
    let body = credential.secret().hidden_in_body(&body);
    match serde_json::from_str(&body).map(Refusal) {
        Ok(refusal) if refusal.is_planes(status) => Err(refusal.error(status, retry_after)),
        _ if status == StatusCode::TOO_MANY_REQUESTS => Err(Error::RateLimited { retry_after }),
        _ => Err(stranger),
    }
}

/// An answer that no Plane gives.
struct NotPlane;

impl NotPlane {
    /// `response`, if it is a page for people.
    fn page(response: &Response, is_write: bool, credential: &Credential) -> Option<Error> {
        let is_page = is_page(response.headers());
        is_page.then(|| Self::answer(response, is_write, credential))
    }

    fn answer(response: &Response, is_write: bool, credential: &Credential) -> Error {
        let status = response.status();
        Error::NotPlane {
            status: status.as_u16(),
            sender: text(response.headers(), SERVER)
                .map(|said| escaped(&credential.secret().hidden_in(said))),
            is_page: is_page(response.headers()),
            may_be_done: is_write && !status.is_client_error(),
        }
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    text(headers, CONTENT_TYPE).is_some_and(|media_type| {
        let media_type = media_type.to_ascii_lowercase();
        media_type.starts_with("text/html") || media_type.starts_with("application/xhtml")
    })
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Seconds, or the instant until which to wait: by the server's clock if it shows it.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let said = text(headers, RETRY_AFTER)?.trim();
    if let Ok(seconds) = said.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let parser = rfc2822::DateTimeParser::new();
    let until = parser.parse_timestamp(said).ok()?;
    let now = text(headers, DATE)
        .and_then(|date| parser.parse_timestamp(date).ok())
        .unwrap_or(now);
    Some(until.duration_since(now).try_into().unwrap_or_default())
}

/// The body of a refusal: Plane has a dozen shapes.
struct Refusal(Value);

impl Refusal {
    /// Whether it has the shape of Plane's own refusals, where a gateway refuses in JSON too: nothing but a sentence, and
    /// perhaps a code.
    fn is_planes(&self, status: StatusCode) -> bool {
        if !matches!(
            status,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
        ) {
            return self.0.is_object() || self.0.is_array();
        }
        let known = ["error", "detail", "message", "code", "status"];
        let has_only_known = self
            .0
            .as_object()
            .is_some_and(|fields| fields.keys().all(|name| known.contains(&name.as_str())));
        let is_said = self.text("error").or_else(|| self.text("detail")).is_some();
        let is_coded = self.text("message").is_some() && self.text("code").is_some();
        let is_no_number = ["status", "code"]
            .iter()
            .all(|name| !self.0.get(name).is_some_and(Value::is_number));
        has_only_known && (is_said || is_coded) && is_no_number
    }

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
        // That of a file has another name.
        let id = self.text("id").or_else(|| self.text("asset_id"));
        let existing = id.and_then(|id| id.parse().ok());
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
pub(crate) fn escaped(text: &str) -> String {
    text.chars().take(LONGEST).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests;
