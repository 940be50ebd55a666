//! What an answer means.

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, NotFound};

/// How much of a server's message is kept, in characters.
const LONGEST: usize = 300;

/// The answer to a read.
pub(crate) async fn of_read<T: DeserializeOwned>(response: Response) -> Result<T, Error> {
    let response = accepted(response, |status| Error::Server {
        status: status.as_u16(),
    })
    .await?;
    let body = response.bytes().await.map_err(read_failed)?;
    serde_json::from_slice(&body).map_err(|error| Error::Decode(error.into()))
}

/// The answer to a write. After a failed answer nobody knows whether the write was done.
pub(crate) async fn of_write<T: DeserializeOwned>(response: Response) -> Result<T, Error> {
    let response = accepted(response, |_| Error::UnknownOutcome {
        why: "the server failed after it had the request",
    })
    .await?;
    let body = response.bytes().await.map_err(|_| Error::UnknownOutcome {
        why: "the answer broke off",
    })?;
    serde_json::from_slice(&body).map_err(|error| Error::Decode(error.into()))
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
    let body = Refusal(response.json().await.unwrap_or_default());
    let message = body.message();
    Err(match status {
        StatusCode::UNAUTHORIZED => Error::Authentication,
        // An unknown key is answered with 403 and this sentence.
        StatusCode::FORBIDDEN if body.text("detail") == Some("Given API token is not valid") => {
            Error::Authentication
        }
        StatusCode::FORBIDDEN => Error::Permission { message },
        StatusCode::NOT_FOUND if body.text("error") == Some("Page not found.") => {
            Error::NotFound(NotFound::Route)
        }
        StatusCode::NOT_FOUND => Error::NotFound(NotFound::Object),
        StatusCode::CONFLICT => Error::Conflict {
            existing: body.text("id").map(escaped),
            message,
        },
        StatusCode::TOO_MANY_REQUESTS => Error::RateLimited { retry_after },
        _ => Error::Rejected {
            status: status.as_u16(),
            message,
        },
    })
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The body of a refusal: Plane has a dozen shapes.
struct Refusal(Value);

impl Refusal {
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
}

/// Text of the server as it may be shown: no control or format character, and not too long.
fn escaped(text: &str) -> String {
    text.chars().take(LONGEST).flat_map(char::escape_debug).collect()
}
