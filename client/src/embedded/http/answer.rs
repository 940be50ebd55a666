//! What the server answers: one type, and every error body in one place.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use futures_util::stream::{self, StreamExt as _};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::id::AttachmentId;

/// A status, perhaps a JSON body, and headers.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    body: Option<Value>,
    headers: Vec<(HeaderName, String)>,
}

impl Answer {
    fn new(status: StatusCode, body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::bare(status)
        }
    }

    pub(crate) fn ok(body: Value) -> Self {
        Self::new(StatusCode::OK, body)
    }

    pub(crate) fn created(body: Value) -> Self {
        Self::new(StatusCode::CREATED, body)
    }

    pub(crate) fn no_content() -> Self {
        Self::bare(StatusCode::NO_CONTENT)
    }

    fn bare(status: StatusCode) -> Self {
        Self {
            status,
            body: None,
            headers: Vec::new(),
        }
    }

    pub(crate) fn header(mut self, name: HeaderName, value: &impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    pub(crate) fn allow(self, methods: &str) -> Self {
        self.header(ALLOW, &methods)
    }

    /// This, or `other` in its place if this is a success.
    pub(crate) fn unless_refused(self, mut other: Self) -> Self {
        if !self.status.is_success() {
            return self;
        }
        other.headers.extend(self.headers);
        other
    }

    /// Changes the body, if there is one.
    pub(crate) fn map(mut self, change: impl FnOnce(&mut Value)) -> Self {
        if let Some(body) = &mut self.body {
            change(body);
        }
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        self.respond(Body::from)
    }

    /// The whole length is announced, and half of it sent.
    pub(crate) fn into_half(mut self) -> Response<Body> {
        if let Some(body) = &self.body {
            let length = body.to_string().len();
            self = self.header(CONTENT_LENGTH, &length);
        }
        self.respond(|body| {
            let mut half = Bytes::from(body);
            half.truncate(half.len() / 2);
            let rest = stream::once(async {
                // Until the half is sent: the error closes the connection.
                tokio::task::yield_now().await;
                Err(io::Error::from(io::ErrorKind::BrokenPipe))
            });
            Body::from_stream(stream::once(async { Ok(half) }).chain(rest))
        })
    }

    fn respond(self, send: impl FnOnce(String) -> Body) -> Response<Body> {
        let body = self.body.map_or_else(Body::empty, |body| send(body.to_string()));
        let has_body = self.status != StatusCode::NO_CONTENT;
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// Refuses, if it is so.
pub(crate) fn refuse_if(is_so: bool, refusal: impl FnOnce() -> Answer) -> Result<(), Answer> {
    if is_so { Err(refusal()) } else { Ok(()) }
}

/// The row as JSON. Rows are plain structs, so this cannot fail; a `null` would say that it did.
pub(crate) fn json_of(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or(Value::Null)
}

/// Errors: the bodies are those of a real server, word for word.
impl Answer {
    pub(crate) fn moved(location: &str) -> Self {
        Self::redirect(StatusCode::MOVED_PERMANENTLY, location)
    }

    pub(crate) fn redirect(status: StatusCode, location: &str) -> Self {
        Self::bare(status)
            .header(CONTENT_TYPE, &"text/html; charset=utf-8")
            .header(LOCATION, &location)
    }

    /// Leads elsewhere for once, as to a file.
    pub(crate) fn found(location: &str) -> Self {
        Self::redirect(StatusCode::FOUND, location)
    }

    pub(crate) fn bad_request(body: Value) -> Self {
        Self::new(StatusCode::BAD_REQUEST, body)
    }

    pub(crate) fn bad_detail(detail: &str) -> Self {
        Self::bad_request(json!({ "detail": detail }))
    }

    pub(crate) fn bad_error(error: &str) -> Self {
        Self::bad_request(json!({ "error": error }))
    }

    pub(crate) fn bad_code(error: &str, code: &str) -> Self {
        Self::bad_request(json!({ "error": error, "code": code }))
    }

    pub(crate) fn non_field(message: &str) -> Self {
        Self::bad_request(json!({ "non_field_errors": [message] }))
    }

    /// The caller may come in, but not do this.
    pub(crate) fn only_admin(error: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, json!({ "error": error }))
    }

    /// Of a file of the workspace.
    pub(crate) fn same_asset(id: AttachmentId) -> Self {
        let message = "Duplicate asset found based on external ID and source";
        let body = json!({ "message": message, "asset_id": id });
        Self::new(StatusCode::CONFLICT, body)
    }

    pub(crate) fn method_not_allowed(method: &str) -> Self {
        let detail = format!("Method \"{method}\" not allowed.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, json!({ "detail": detail }))
    }

    pub(crate) fn conflict(error: &str, id: impl Into<Uuid>) -> Self {
        let id: Uuid = id.into();
        Self::new(StatusCode::CONFLICT, json!({ "error": error, "id": id }))
    }

    pub(crate) fn unsupported_media_type(content_type: &str) -> Self {
        let detail = format!("Unsupported media type \"{content_type}\" in request.");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, json!({ "detail": detail }))
    }

    pub(crate) fn rate_limited(seconds: u64) -> Self {
        let body = json!({"error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED"});
        Self::new(StatusCode::TOO_MANY_REQUESTS, body).header(RETRY_AFTER, &seconds)
    }
}

/// Refusals that say nothing of the request: `name: STATUS body`.
macro_rules! refusals {
    ($($name:ident: $status:ident $body:tt)*) => {
        impl Answer {
            $(pub(crate) fn $name() -> Self {
                Self::new(StatusCode::$status, json!($body))
            })*
        }
    };
}

refusals! {
    unauthenticated: UNAUTHORIZED { "detail": "Authentication credentials were not provided." }
    invalid_key: FORBIDDEN { "detail": "Given API token is not valid" }
    forbidden: FORBIDDEN { "detail": "You do not have permission to perform this action." }
    page_not_found: NOT_FOUND { "error": "Page not found." }
    not_found: NOT_FOUND { "error": "The requested resource does not exist." }
    required_not_found: NOT_FOUND { "error": "The required object does not exist." }
    detail_not_found: NOT_FOUND { "detail": "Not found." }
    activity_not_found: NOT_FOUND { "message": "Activity not found.", "code": "NOT_FOUND" }
    asset_not_found: NOT_FOUND { "error": "Asset not found" }
    taken_name: CONFLICT { "name": "The project name is already taken" }
    invalid_payload: BAD_REQUEST { "error": "The payload is not valid" }
    invalid_id: BAD_REQUEST { "error": "Please provide valid detail" }
    too_large: PAYLOAD_TOO_LARGE {
        "error": "REQUEST_BODY_TOO_LARGE",
        "detail": "The size of the request body exceeds the maximum allowed size."
    }
    server_error: INTERNAL_SERVER_ERROR { "error": "Something went wrong please try again later" }
}
