//! A request as it is about to be sent.

use std::fmt;

use http::header::HOST;
use http::{HeaderMap, Method, Uri};

/// Headers by which a server may be told to take a request for one of another method.
const METHOD_OVERRIDES: [&str; 3] = ["x-http-method", "x-http-method-override", "x-method-override"];

/// A request as it is about to be sent, without its body.
///
/// Its `Debug` has the method and the server, and nothing in which a client may send a secret.
#[derive(Clone, Copy)]
pub struct Outgoing<'r> {
    method: &'r Method,
    uri: &'r Uri,
    headers: &'r HeaderMap,
}

impl<'r> Outgoing<'r> {
    pub(super) fn new(method: &'r Method, uri: &'r Uri, headers: &'r HeaderMap) -> Self {
        Self { method, uri, headers }
    }

    /// The method: none of the safe ones, unless a header overrides it.
    #[must_use]
    pub fn method(&self) -> &'r Method {
        self.method
    }

    /// The URI, absolute if the layer is where it should be.
    #[must_use]
    pub fn uri(&self) -> &'r Uri {
        self.uri
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &'r HeaderMap {
        self.headers
    }

    /// The segments of the path, exactly as they go over the wire: percent-encoded if they are.
    pub fn segments(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.uri.path().trim_start_matches('/').split('/')
    }

    /// Whether the path means to every server what it seems to mean.
    ///
    /// No segment that a server or proxy may take for a step up, or may leave out, however it is written.
    pub(super) fn is_plain(&self) -> bool {
        let path = decoded(self.uri.path());
        let inner = path.strip_prefix('/').unwrap_or(&path);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        inner.is_empty() || inner.split(['/', '\\']).all(is_plain_segment)
    }

    /// The server that the request goes to; `None` if the request does not say, or says two.
    pub(super) fn origin(&self) -> Option<String> {
        let scheme = self.uri.scheme_str()?.to_ascii_lowercase();
        let authority = server(&scheme, self.uri)?;
        let is_same = |host: &http::HeaderValue| {
            let uri = host.to_str().ok().and_then(|host| host.parse::<Uri>().ok());
            uri.and_then(|uri| server(&scheme, &uri)).as_ref() == Some(&authority)
        };
        let is_one = self.headers.get_all(HOST).iter().all(is_same);
        is_one.then(|| format!("{scheme}://{authority}"))
    }
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", self.method)
            .field("origin", &self.origin())
            .finish_non_exhaustive()
    }
}

/// Whether a request changes nothing: its method is one of the four of RFC 9110, section 9.2.1.
///
/// A list of its own, for `Method::is_safe` grows with the `http` crate.
pub(super) fn is_read(method: &Method, headers: &HeaderMap) -> bool {
    let is_safe = matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
    );
    is_safe && !METHOD_OVERRIDES.iter().any(|name| headers.contains_key(*name))
}

/// The origin of a URL.
pub(super) fn origin_in(url: &str) -> Option<String> {
    let uri = url.parse().ok()?;
    Outgoing::new(&Method::GET, &uri, &HeaderMap::new()).origin()
}

/// Host and port in one spelling.
fn server(scheme: &str, uri: &Uri) -> Option<String> {
    let host = uri.host()?.to_ascii_lowercase();
    Some(match (scheme, uri.port_u16()) {
        (_, None) | ("http", Some(80)) | ("https", Some(443)) => host,
        (_, Some(port)) => format!("{host}:{port}"),
    })
}

/// `path` with what stands for a dot, a slash or a backslash written out, also if it was encoded more than once.
fn decoded(path: &str) -> String {
    let mut path = path.to_ascii_lowercase();
    loop {
        let next = path
            .replace("%25", "%")
            .replace("%2e", ".")
            .replace("%2f", "/")
            .replace("%5c", "\\");
        if next == path {
            return path;
        }
        path = next;
    }
}

/// Neither empty nor a step, `.` or `..`, with or without parameters as in `..;x`.
fn is_plain_segment(segment: &str) -> bool {
    let name = segment.split(';').next().unwrap_or_default();
    !matches!(name, "" | "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    fn is_plain(path: &str) -> bool {
        Outgoing::new(&Method::POST, &uri(path), &HeaderMap::new()).is_plain()
    }

    #[test]
    fn a_path_that_a_server_may_read_otherwise_is_not_plain() {
        for path in [
            "/repos/a/sandbox/../prod/issues/1",
            "/repos/a/sandbox/%2e%2E/prod",
            "/repos/a/sandbox/.%2e",
            "/repos/a/sandbox/x%2f..%2F..%2Fprod",
            "/repos/a/sandbox/..%5c..%5Cprod",
            "/repos/a/sandbox/%252e%252e/prod",
            "/repos/a/sandbox/%25252e./prod",
            "/repos/a/sandbox/..;/prod",
            "/repos/a/sandbox/./x",
            "/repos//a/sandbox",
            "//repos/a/sandbox",
            "/repos/a/sandbox//",
            "/;x",
        ] {
            assert!(!is_plain(path), "{path}");
        }
        for path in [
            "/",
            "/repos/a/sandbox",
            "/repos/a/sandbox/",
            "/projects/group%2Fproject/issues",
            "/repos/a/.github/contents/a..b/...",
            "/a;v=1/b%20c",
            "https://api.example",
        ] {
            assert!(is_plain(path), "{path}");
        }
    }

    #[test]
    fn segments_are_those_on_the_wire() {
        let uri = uri("https://h/repos/a/%73andbox/?x=/y");
        let outgoing = HeaderMap::new();
        let outgoing = Outgoing::new(&Method::POST, &uri, &outgoing);
        assert_eq!(
            outgoing.segments().collect::<Vec<_>>(),
            ["repos", "a", "%73andbox", ""]
        );
    }

    #[test]
    fn debug_shows_no_secret() {
        let uri = uri("https://user:c0ffee@h/bot-c0ffee?token=c0ffee");
        let headers = [(http::header::AUTHORIZATION, "c0ffee".parse().unwrap())];
        let headers = headers.into_iter().collect();
        let shown = format!("{:?}", Outgoing::new(&Method::POST, &uri, &headers));
        assert_eq!(
            shown,
            r#"Outgoing { method: POST, origin: Some("https://h"), .. }"#
        );
    }

    #[test]
    fn an_origin_has_one_spelling() {
        for (url, origin) in [
            ("https://API.github.com:443/x", Some("https://api.github.com")),
            ("http://127.0.0.1:80", Some("http://127.0.0.1")),
            ("https://h:80", Some("https://h:80")),
            ("http://user:pw@h:8080/", Some("http://h:8080")),
            ("http://[::1]:3000/x", Some("http://[::1]:3000")),
            ("/x", None),
            ("h:80", None),
            ("", None),
        ] {
            assert_eq!(origin_in(url).as_deref(), origin, "{url}");
        }
    }

    #[test]
    fn a_host_header_that_names_another_server_leaves_no_origin() {
        let uri = uri("https://sandbox.example/x");
        for (hosts, origin) in [
            (vec!["Sandbox.Example:443"], Some("https://sandbox.example")),
            (vec!["prod.example"], None),
            (vec!["sandbox.example:8443"], None),
            (vec!["sandbox.example", "prod.example"], None),
            (vec![""], None),
        ] {
            let mut headers = HeaderMap::new();
            for host in &hosts {
                headers.append(HOST, host.parse().unwrap());
            }
            let outgoing = Outgoing::new(&Method::POST, &uri, &headers);
            assert_eq!(outgoing.origin().as_deref(), origin, "{hosts:?}");
        }
    }

    #[test]
    fn only_a_safe_method_that_nothing_overrides_reads() {
        let none = HeaderMap::new();
        for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
            let method = method.parse().unwrap();
            assert!(is_read(&method, &none));
            for name in METHOD_OVERRIDES {
                let headers = [(name.parse().unwrap(), "DELETE".parse().unwrap())];
                assert!(
                    !is_read(&method, &headers.into_iter().collect()),
                    "{method} {name}"
                );
            }
        }
        for method in [
            "POST", "PUT", "PATCH", "DELETE", "CONNECT", "MERGE", "get", "QUERY",
        ] {
            assert!(!is_read(&method.parse().unwrap(), &none), "{method}");
        }
    }
}
