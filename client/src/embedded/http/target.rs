//! The request target as the server sees it: percent-decoded *before* routing.

use form_urlencoded::parse;
use percent_encoding::percent_decode_str;

use crate::embedded::percent::percent_encode;

/// A request target taken apart.
#[derive(Debug)]
pub(crate) struct Target {
    /// Decoded. A `%2F` has become a `/` that separates segments; `..` and `//` stay what they are.
    pub(crate) path: String,
    raw_query: Option<String>,
    query: Vec<(String, String)>,
}

impl Target {
    pub(crate) fn parse(raw: &str) -> Self {
        let (path, raw_query) = match raw.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (raw, None),
        };
        Self {
            path: percent_decode_str(path).decode_utf8_lossy().into_owned(),
            raw_query: raw_query.map(str::to_owned),
            query: parse(raw_query.unwrap_or_default().as_bytes())
                .into_owned()
                .collect(),
        }
    }

    /// The last value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A comma-separated query parameter.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        self.query(name)
            .unwrap_or_default()
            .split(',')
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The same target with the slash it lacks, as a `Location`.
    pub(crate) fn with_slash(&self) -> String {
        let mut location = percent_encode(&self.path);
        location.push('/');
        if let Some(query) = &self.raw_query {
            location.push('?');
            location.push_str(query);
        }
        location
    }
}
