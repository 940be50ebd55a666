//! A request as it is about to be sent.

use std::fmt;

use http::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderName};
use http::{HeaderMap, HeaderValue, Method, Uri};

use crate::disguise::{
    DESTINATION, form_overrides_method, is_form, is_upgrade, names_a_method, names_a_place, opens_a_channel,
    overrides_method, parameters_of,
};

/// A request as it is about to be sent.
///
/// Its `Debug` has the method and the server, and nothing in which a client may send a secret.
#[derive(Clone, Copy)]
pub struct Outgoing<'r> {
    method: &'r Method,
    uri: &'r Uri,
    headers: &'r HeaderMap,
    body: Option<&'r [u8]>,
    /// Whether its client may add headers that the guard cannot see.
    adds_unseen: bool,
}

impl<'r> Outgoing<'r> {
    /// A request whose body is not known.
    #[must_use]
    pub fn new(method: &'r Method, uri: &'r Uri, headers: &'r HeaderMap) -> Self {
        Self {
            method,
            uri,
            headers,
            body: None,
            adds_unseen: false,
        }
    }

    /// Says whether its client may add headers that the guard cannot see.
    #[cfg(feature = "reqwest-middleware")]
    pub(crate) fn adding_unseen(self, adds_unseen: bool) -> Self {
        Self { adds_unseen, ..self }
    }

    pub(crate) fn adds_unseen(&self) -> bool {
        self.adds_unseen
    }

    /// The same request with its body.
    #[must_use]
    pub fn with_body(self, body: &'r [u8]) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// The method. `target` gets a safe one only where something overrides it, or where `also_asks` said that it writes.
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

    /// The body, if it is in memory; `None` if it is streamed, or of a type that nobody told the layer how to read.
    #[must_use]
    pub fn body(&self) -> Option<&'r [u8]> {
        self.body
    }

    /// The segments of the path, exactly as they go over the wire: percent-encoded if they are.
    pub fn segments(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.uri.path().trim_start_matches('/').split('/')
    }

    /// Whether every server reads the path in the same way.
    pub(crate) fn is_plain(&self) -> bool {
        write_guard::plain_segments(self.uri.path()).is_some()
    }

    /// Whether the method is one of the four of RFC 9110, section 9.2.1, and nothing makes it another one.
    ///
    /// Not by `Method::is_safe`, to which a version of the `http` crate may add methods.
    pub(crate) fn seems_to_read(&self) -> bool {
        let is_safe = matches!(
            *self.method,
            Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
        );
        is_safe && !self.is_overridden()
    }

    /// Whether nothing in the request names another method, path or server, or opens a channel to write on.
    pub(crate) fn is_straight(&self) -> bool {
        !self.is_overridden() && self.detour().is_none() && !self.headers.contains_key(DESTINATION)
    }

    /// Whether something in the request may make a server use another method, or open a channel to write on.
    fn is_overridden(&self) -> bool {
        self.adds_unseen
            || self.headers.get_all(CONNECTION).iter().any(is_upgrade)
            || self.headers.keys().any(opens_a_channel)
            || self.headers.keys().any(names_a_method)
            || overrides_method(self.uri.query().unwrap_or_default())
            || overrides_method(parameters_of(self.uri.path()))
            || self
                .detours()
                .any(|(_, place)| overrides_method(parameters_of(&String::from_utf8_lossy(place.as_bytes()))))
    }

    /// Whether a form in the body names another method, as a browser's form does that cannot send any but POST.
    pub(crate) fn form_says_a_method(&self) -> bool {
        let is_form = self.headers.get_all(CONTENT_TYPE).iter().any(is_form);
        is_form
            && self
                .body
                .is_some_and(|body| form_overrides_method(&String::from_utf8_lossy(body)))
    }

    /// The name of a header that names another path or server, if there is one.
    pub(crate) fn detour(&self) -> Option<&'r HeaderName> {
        self.detours().map(|(name, _)| name).next()
    }

    fn detours(&self) -> impl Iterator<Item = (&'r HeaderName, &'r HeaderValue)> + use<'r> {
        self.headers.iter().filter(|(name, _)| names_a_place(name))
    }

    /// The second places where a `MOVE` or a `COPY` writes; `None` for one that is no URI.
    pub(crate) fn destinations(&self) -> impl Iterator<Item = Option<Uri>> + use<'r> {
        let destinations = self.headers.get_all(DESTINATION).iter();
        destinations.map(|destination| destination.to_str().ok()?.parse().ok())
    }

    /// The same request to another place.
    pub(crate) fn at<'o>(&self, uri: &'o Uri) -> Outgoing<'o>
    where
        'r: 'o,
    {
        Outgoing { uri, ..*self }
    }

    /// The server that the request goes to; `None` if the request does not say, or says two.
    pub(crate) fn origin(&self) -> Option<String> {
        let own = self.origin_of_uri()?;
        let (scheme, authority) = own.split_once("://")?;
        let is_same = |host: &HeaderValue| {
            let uri = host.to_str().ok().and_then(|host| host.parse::<Uri>().ok());
            uri.and_then(|uri| server(scheme, &uri)).as_deref() == Some(authority)
        };
        self.headers.get_all(HOST).iter().all(is_same).then_some(own)
    }

    /// The server that the URI names.
    pub(crate) fn origin_of_uri(&self) -> Option<String> {
        let scheme = self.uri.scheme_str()?.to_ascii_lowercase();
        Some(format!("{scheme}://{}", server(&scheme, self.uri)?))
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

/// The origin of a URL.
pub(crate) fn origin_in(url: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
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
    fn a_request_shows_what_it_was_made_of() {
        let (method, uri) = (Method::POST, uri("https://h/x"));
        let headers = HeaderMap::from_iter([(HOST, "h".parse().unwrap())]);
        let request = Outgoing::new(&method, &uri, &headers);
        assert_eq!((request.method(), request.uri()), (&method, &uri));
        assert_eq!((request.headers(), request.body()), (&headers, None));
        assert_eq!(request.with_body(b"y").body(), Some(&b"y"[..]));
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
}
