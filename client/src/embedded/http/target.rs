//! The request target as the server sees it: percent-decoded *before* routing.

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
            path: percent_decode(path.as_bytes()),
            raw_query: raw_query.map(str::to_owned),
            query: form_decode(raw_query.unwrap_or_default()),
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

/// Decodes `application/x-www-form-urlencoded`.
pub(crate) fn form_decode(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| percent_decode(part.replace('+', " ").as_bytes());
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn percent_decode(raw: &[u8]) -> String {
    let mut decoded = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                decoded.push(hex(*high) * 16 + hex(*low));
                rest = after;
            }
            _ => decoded.push(first),
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.saturating_sub(b'A') + 10,
    }
}
