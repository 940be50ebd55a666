//! The headers that a reqwest client adds to each request by itself, below all middlewares.

use std::borrow::Cow;

use http::header::{Entry, HOST, HeaderName};
use http::{HeaderMap, HeaderValue};
use reqwest_middleware::reqwest::Client;

/// The headers that `client` adds; `None` if they cannot be read. Only the `Debug` of a client shows them.
pub(crate) fn by(client: &Client) -> Option<HeaderMap> {
    told_in(&format!("{client:?}"))
}

/// The headers `own`, and those of `added` whose names `own` does not have.
///
/// `Host` is left out: an allowed write is sent with that of its URL.
pub(crate) fn to<'h>(own: &'h HeaderMap, added: &HeaderMap) -> Cow<'h, HeaderMap> {
    let mut all = Cow::Borrowed(own);
    for (name, value) in added {
        if *name == HOST || own.contains_key(name) {
            continue;
        }
        if let Entry::Vacant(place) = all.to_mut().entry(name) {
            place.insert(value.clone());
        }
    }
    all
}

/// Reads the headers in the `Debug` of a client. A value may contain what looks like the beginning of the next header; that is
/// read as a header too, which is one too many and never one too few.
fn told_in(shown: &str) -> Option<HeaderMap> {
    const BETWEEN: &str = "\": ";
    let (_, shown) = shown.split_once("default_headers: {")?;
    let mut headers = HeaderMap::new();
    for (end, _) in shown.match_indices(BETWEEN) {
        let (before, after) = shown.split_at_checked(end)?;
        let name = before.rsplit('"').next().unwrap_or_default();
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            continue;
        };
        let value = after.strip_prefix(BETWEEN)?;
        // The value of a secret header is not shown, so it is read as empty.
        let value = value.strip_prefix('"').unwrap_or_default();
        let end = ["\", ", "\"}"].iter().filter_map(|end| value.find(end)).min();
        let value = value.get(..end.unwrap_or_default()).unwrap_or_default();
        let value = HeaderValue::from_str(&value.replace("\\\"", "\"")).ok()?;
        headers.append(name, value);
    }
    Some(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(headers: &[(&'static str, &'static str)]) -> Client {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let builder = Client::builder().default_headers(headers.collect());
        builder
            .timeout(std::time::Duration::from_secs(1))
            .build()
            .unwrap()
    }

    #[test]
    fn what_a_client_adds_is_read_from_what_it_shows() {
        let added = by(&client(&[
            ("x-http-method-override", "DELETE"),
            ("sec-ch-ua", "\"Chromium\";v=\"1\", \"other\""),
            ("connection", "upgrade"),
            ("x-empty", ""),
        ]))
        .unwrap();
        for (name, value) in [
            ("x-http-method-override", "DELETE"),
            ("connection", "upgrade"),
            ("accept", "*/*"),
            ("x-empty", ""),
        ] {
            assert_eq!(added.get(name).unwrap(), value, "{name}");
        }
        assert!(added.contains_key("sec-ch-ua"));
        assert_eq!(added.len(), 5, "{added:?}");
    }

    #[test]
    fn a_name_is_seen_whatever_stands_around_it() {
        let mut secret = HeaderValue::from_static("c0ffee");
        secret.set_sensitive(true);
        let headers = [
            (HeaderName::from_static("a"), HeaderValue::from_static("\\")),
            (
                HeaderName::from_static("x-method"),
                HeaderValue::from_static("PUT"),
            ),
            (HeaderName::from_static("x-verb"), secret),
            (
                HeaderName::from_static("b"),
                HeaderValue::from_bytes(b"\xe4").unwrap(),
            ),
            (
                HeaderName::from_static("x-override"),
                HeaderValue::from_static("PUT"),
            ),
        ];
        let builder = Client::builder().default_headers(headers.into_iter().collect());
        let added = by(&builder.build().unwrap()).unwrap();
        for name in ["x-method", "x-verb", "x-override"] {
            assert!(added.contains_key(name), "{name}: {added:?}");
        }
        assert_eq!(told_in("Client { timeout: 1 }"), None);
    }

    #[test]
    fn what_a_request_says_itself_counts_first() {
        let map = |name, value| {
            HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_static(value))])
        };
        let all = to(&map("connection", "close"), &map("connection", "upgrade")).into_owned();
        assert_eq!(all, map("connection", "close"));
        assert_eq!(*to(&HeaderMap::new(), &map("host", "h")), HeaderMap::new());
        assert_eq!(
            *to(&HeaderMap::new(), &map("x-verb", "PUT")),
            map("x-verb", "PUT")
        );
    }
}
