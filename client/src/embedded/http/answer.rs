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
            status,
            body: Some(body),
            headers: Vec::new(),
        }
    }

    pub(crate) fn ok(body: Value) -> Self {
        Self::new(StatusCode::OK, body)
    }

    pub(crate) fn created(body: Value) -> Self {
        Self::new(StatusCode::CREATED, body)
    }

    pub(crate) fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
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
        Self {
            status,
            body: None,
            headers: Vec::new(),
        }
        .header(CONTENT_TYPE, &"text/html; charset=utf-8")
        .header(LOCATION, &location)
    }

    /// Leads elsewhere for once, as to a file.
    pub(crate) fn found(location: &str) -> Self {
        Self {
            status: StatusCode::FOUND,
            ..Self::moved(location)
        }
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

    pub(crate) fn invalid_payload() -> Self {
        Self::bad_error("The payload is not valid")
    }

    pub(crate) fn unauthenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            json!({"detail": "Authentication credentials were not provided."}),
        )
    }

    pub(crate) fn invalid_key() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            json!({"detail": "Given API token is not valid"}),
        )
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            json!({"detail": "You do not have permission to perform this action."}),
        )
    }

    /// The caller may come in, but not do this.
    pub(crate) fn only_admin(error: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, json!({ "error": error }))
    }

    pub(crate) fn page_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, json!({"error": "Page not found."}))
    }

    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            json!({"error": "The requested resource does not exist."}),
        )
    }

    pub(crate) fn required_not_found() -> Self {
        let body = json!({"error": "The required object does not exist."});
        Self::new(StatusCode::NOT_FOUND, body)
    }

    pub(crate) fn detail_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, json!({"detail": "Not found."}))
    }

    /// Of a file of the workspace.
    pub(crate) fn same_asset(id: AttachmentId) -> Self {
        let message = "Duplicate asset found based on external ID and source";
        Self::new(
            StatusCode::CONFLICT,
            json!({ "message": message, "asset_id": id }),
        )
    }

    pub(crate) fn activity_not_found() -> Self {
        let body = json!({"message": "Activity not found.", "code": "NOT_FOUND"});
        Self::new(StatusCode::NOT_FOUND, body)
    }

    pub(crate) fn asset_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, json!({"error": "Asset not found"}))
    }

    pub(crate) fn method_not_allowed(method: &str) -> Self {
        let detail = format!("Method \"{method}\" not allowed.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, json!({ "detail": detail }))
    }

    pub(crate) fn conflict(error: &str, id: impl Into<Uuid>) -> Self {
        let id: Uuid = id.into();
        Self::new(StatusCode::CONFLICT, json!({ "error": error, "id": id }))
    }

    /// Of a project, for its identifier too.
    pub(crate) fn taken_name() -> Self {
        let body = json!({"name": "The project name is already taken"});
        Self::new(StatusCode::CONFLICT, body)
    }

    pub(crate) fn too_large() -> Self {
        let detail = "The size of the request body exceeds the maximum allowed size.";
        let body = json!({ "error": "REQUEST_BODY_TOO_LARGE", "detail": detail });
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, body)
    }

    pub(crate) fn unsupported_media_type(content_type: &str) -> Self {
        let detail = format!("Unsupported media type \"{content_type}\" in request.");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, json!({ "detail": detail }))
    }

    pub(crate) fn rate_limited(seconds: u64) -> Self {
        let body = json!({"error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED"});
        Self::new(StatusCode::TOO_MANY_REQUESTS, body).header(RETRY_AFTER, &seconds)
    }

    pub(crate) fn server_error() -> Self {
        let body = json!({"error": "Something went wrong please try again later"});
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, body)
    }
}
