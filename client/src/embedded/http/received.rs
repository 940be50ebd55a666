//! The record of what arrived.

use std::borrow::Cow;
use std::fmt;

use axum::http::request::Parts;
use axum::http::{HeaderName, header};

/// A request as it arrived, recorded before it was answered.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// The method, such as `PATCH`.
    pub method: String,
    /// The request target as sent: path and query, nothing decoded or normalised.
    pub path: String,
    /// Names in lower case and values, in the order of arrival; several values of one name stand together.
    pub headers: Vec<(String, String)>,
    /// The body, as far as it arrived.
    pub body: Vec<u8>,
}

impl Received {
    pub(crate) fn head(parts: &Parts) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = parts.headers.iter();
        Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.to_string(),
            headers: headers
                .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
                .collect(),
            body: Vec::new(),
        }
    }

    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The body as JSON, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Whether the method is any but GET, HEAD and OPTIONS.
    #[must_use]
    pub fn is_write(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }
}

/// Credentials are left out: a test that fails prints this.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SECRET: [HeaderName; 3] = [
            HeaderName::from_static("x-api-key"),
            header::AUTHORIZATION,
            header::COOKIE,
        ];
        let headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| {
                let secret = SECRET.iter().any(|secret| secret.as_str() == name);
                (name.as_str(), if secret { "…" } else { value.as_str() })
            })
            .collect();
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &headers)
            .field("body", &self.text())
            .finish()
    }
}

/// All requests since the start or the last [`clear`](Log::clear), in the order of their heads.
#[derive(Debug, Default)]
pub(crate) struct Log {
    next: u64,
    entries: Vec<(u64, Received)>,
}

impl Log {
    /// Records a head and answers the number under which its body is added.
    pub(crate) fn open(&mut self, head: Received) -> u64 {
        let number = self.next;
        self.next += 1;
        self.entries.push((number, head));
        number
    }

    /// Adds to the body of a request that has not been cleared away.
    pub(crate) fn append(&mut self, number: u64, data: &[u8]) {
        let at = self.entries.binary_search_by_key(&number, |(number, _)| *number);
        if let Some((_, received)) = at.ok().and_then(|at| self.entries.get_mut(at)) {
            received.body.extend_from_slice(data);
        }
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        self.entries
            .iter()
            .map(|(_, received)| received.clone())
            .collect()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}
