//! What makes a server take a request for one with another method, path or server.
//!
//! Headers and parameters are judged by parts of their names, since a list of whole names is never complete.

use http::header::{FORWARDED, HOST, HeaderName};
use http::{HeaderValue, Method};

/// The header in which a `MOVE` or a `COPY` names the second place where it writes.
pub(crate) const DESTINATION: HeaderName = HeaderName::from_static("destination");

/// Whether a header is `Upgrade`, one of a websocket's, or like them. `Upgrade-Insecure-Requests`, by which a browser asks for
/// `https`, is not.
pub(crate) fn opens_a_channel(name: &HeaderName) -> bool {
    let name = name.as_str();
    (name.contains("upgrade") && !name.contains("insecure"))
        || ["websocket", "http2-settings"]
            .iter()
            .any(|channel| name.contains(channel))
}

/// Whether a `Connection` header asks for another protocol, whatever separates its options.
pub(crate) fn is_upgrade(connection: &HeaderValue) -> bool {
    String::from_utf8_lossy(connection.as_bytes())
        .to_ascii_lowercase()
        .contains("upgrade")
}

/// Whether a header is `X-HTTP-Method-Override` or like it. `Access-Control-Request-Method`, which a browser sends before a write,
/// is not.
pub(crate) fn names_a_method(name: &HeaderName) -> bool {
    let name = name.as_str();
    ["method", "verb", "override"]
        .iter()
        .any(|part| name.contains(part))
        && !name.starts_with("access-control-")
}

/// Whether a header is `X-Original-URL`, `X-Forwarded-Host` or like them.
pub(crate) fn names_a_place(name: &HeaderName) -> bool {
    let is_place = |name: &str| {
        ["url", "uri", "path"].iter().any(|end| name.ends_with(end))
            || ["host", "rewrite", "rename", "destination"]
                .iter()
                .any(|part| name.contains(part))
            || [
                "prefix",
                "location",
                "server",
                "port",
                "domain",
                "authority",
                "route",
                "script",
                "upstream",
                "backend",
            ]
            .contains(&name)
    };
    (*name != HOST && *name != DESTINATION && name.as_str().split(['-', '_', '.']).any(is_place))
        || *name == FORWARDED
}

/// The parameters in a path: all that follows its first `;` or `?`.
pub(crate) fn parameters_of(path: &str) -> &str {
    path.find([';', '?'])
        .and_then(|at| path.get(at..))
        .unwrap_or_default()
}

/// Whether one of the parameters is `_method` or like it, in whatever spelling.
pub(crate) fn overrides_method(query: &str) -> bool {
    query.split(['&', ';', '?']).any(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let Some(name) = decoded(name) else {
            // Nobody can tell what a server makes of it.
            return true;
        };
        // PHP and others take a dot, a blank or a bracket in a name for `_`.
        let name: String = name
            .chars()
            .map(|sign| if sign.is_alphanumeric() { sign } else { '_' })
            .collect();
        let name = name.to_lowercase();
        if !["method", "verb"].iter().any(|part| name.contains(part)) {
            return false;
        }
        let is_reserved =
            name.starts_with(['_', 'x']) || ["http", "override"].iter().any(|part| name.contains(part));
        is_reserved || decoded(value).is_none_or(|value| is_write(value.trim()))
    })
}

/// Whether a body is a form, of either kind.
pub(crate) fn is_form(content_type: &HeaderValue) -> bool {
    String::from_utf8_lossy(content_type.as_bytes())
        .to_ascii_lowercase()
        .contains("form")
}

/// Whether one of the fields of a form is `_method` or like it.
pub(crate) fn form_overrides_method(form: &str) -> bool {
    // In a multipart form each part has a header with its name.
    let mut named = form
        .split("name=")
        .skip(1)
        .filter_map(|part| part.trim_start_matches('"').split(['"', ';', '\r', '\n']).next());
    overrides_method(form) || named.any(overrides_method)
}

/// Whether `name` is a method that writes. A parameter such as `payment_method` has other values.
fn is_write(name: &str) -> bool {
    const OTHERS: [&str; 4] = ["MOVE", "COPY", "MERGE", "MKCOL"];
    let name = name.to_ascii_uppercase();
    [Method::POST, Method::PUT, Method::PATCH, Method::DELETE]
        .iter()
        .any(|method| method.as_str() == name)
        || OTHERS.contains(&&*name)
}

/// `text` with its escapes decoded, again and again until it has none; `None` if one of them is malformed.
fn decoded(text: &str) -> Option<String> {
    let mut text = text.replace('+', " ");
    while text.contains('%') {
        let mut bytes = Vec::with_capacity(text.len());
        let mut parts = text.split('%');
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let digits = part.get(..2)?;
            bytes.push(
                u8::from_str_radix(digits, 16)
                    .ok()
                    .filter(|_| !digits.starts_with('+'))?,
            );
            bytes.extend(part.bytes().skip(2));
        }
        text = String::from_utf8(bytes).ok()?;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, Uri};

    use super::*;
    use crate::outgoing::Outgoing;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    fn reads(method: &str, target: &str, headers: &[(&'static str, &str)]) -> bool {
        let (method, uri) = (method.parse().unwrap(), uri(target));
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Outgoing::new(&method, &uri, &headers.collect()).seems_to_read()
    }

    #[test]
    fn only_a_safe_method_that_nothing_overrides_reads() {
        for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
            for (headers, target) in [
                (vec![], "/"),
                (vec![], "/?method=x&payment_method=1&a=%26_method%3DDELETE&b=%"),
                (vec![], "/?n%61me=x&m%65thod=%78"),
                (
                    vec![
                        ("access-control-request-method", "DELETE"),
                        ("connection", "keep-alive"),
                    ],
                    "/",
                ),
                (vec![("x-original-url", "/x?y=1"), ("destination", "/x")], "/"),
            ] {
                assert!(reads(method, target, &headers), "{method} {headers:?} {target}");
            }
            for (headers, target) in [
                (vec![("x-http-method-override", "DELETE")], "/"),
                (vec![("x-http-method", "DELETE")], "/"),
                (vec![("x-original-method", "DELETE")], "/"),
                (vec![("x-tunneled-method", "DELETE")], "/"),
                (vec![("x-rest-method", "")], "/"),
                (vec![("x_method", "GET")], "/"),
                (vec![("upgrade", "websocket")], "/"),
                (vec![("connection", "keep-alive, Upgrade")], "/"),
                (vec![("x-http-verb", "DELETE")], "/"),
                (vec![("x-override", "DELETE")], "/"),
                (vec![("x-upgrade", "websocket")], "/"),
                (vec![("connection", "keep-alive;\tUPGRADE")], "/"),
                (vec![("connection", "\"upgrade\"")], "/"),
                (vec![("sec-websocket-key", "x")], "/"),
                (vec![("http2-settings", "x")], "/"),
                (vec![("x-rewrite-url", "/x?_method=DELETE")], "/"),
                (vec![("x-original-url", "/x;_method=DELETE")], "/"),
                (vec![], "/x;_method=DELETE/y"),
                (vec![], "/?.method=DELETE"),
                (vec![], "/?+_method=DELETE"),
                (vec![], "/?_method%5B%5D=DELETE"),
                (vec![], "/?_method%00=DELETE"),
                (vec![], "/?%2525255fmethod=DELETE"),
                (vec![], "/?%c1%9fmethod=DELETE"),
                (vec![], "/?%u005fmethod=DELETE"),
                // `%+f` is no escape, although a parser of numbers takes `+f`.
                (vec![], "/?%25%2bf=x"),
                (vec![], "/?_me%ef%bd%94hod%=DELETE"),
                (vec![], "/?_httpMethod=x"),
                (vec![], "/?$httpMethod=x"),
                (vec![], "/?methodOverride=x"),
                (vec![], "/?x-http-method-override=x"),
                (vec![], "/?_verb=x"),
                (vec![], "/?method=delete"),
                (vec![], "/?method=%50UT"),
                (vec![], "/?_method=DELETE"),
                (vec![], "/?a=1&_METHOD=DELETE"),
                (vec![], "/?%5fmethod=DELETE"),
                (vec![], "/?%5Fm%65thod=DELETE"),
                (vec![], "/?a=1;%255fmethod=DELETE"),
            ] {
                assert!(!reads(method, target, &headers), "{method} {headers:?} {target}");
            }
        }
        for method in [
            "POST", "PUT", "PATCH", "DELETE", "CONNECT", "MERGE", "get", "QUERY",
        ] {
            assert!(!reads(method, "/", &[]), "{method}");
        }
    }

    #[test]
    fn a_form_that_says_a_method_is_known() {
        for (form, says) in [
            ("q=x&_method=DELETE", true),
            (
                "--x\r\ncontent-disposition: form-data; name=\"_method\"\r\n\r\nDELETE\r\n--x--",
                true,
            ),
            (
                "--x\r\ncontent-disposition: form-data; name=_method\r\n\r\nDELETE\r\n--x--",
                true,
            ),
            ("q=x&payment_method=card", false),
            (
                "--x\r\ncontent-disposition: form-data; name=\"q\"\r\n\r\nx\r\n--x--",
                false,
            ),
        ] {
            assert_eq!(form_overrides_method(form), says, "{form}");
        }
        let is_form = |text: &'static str| super::is_form(&HeaderValue::from_static(text));
        assert!(
            is_form("application/x-www-form-urlencoded; charset=utf-8") && is_form("Multipart/Form-Data")
        );
        assert!(!is_form("application/json"));
    }

    #[test]
    fn a_header_that_names_another_place_is_a_detour() {
        let uri = uri("https://h/x");
        for (name, is_one) in [
            ("x-original-url", true),
            ("x-rewrite-url", true),
            ("x-forwarded-uri", true),
            ("x-http-destinationurl", true),
            ("x-original-path", true),
            ("x-forwarded-host", true),
            ("x-host", true),
            ("forwarded", true),
            ("x-forwarded-prefix", true),
            ("x-forwarded-path", true),
            ("x-forwarded-server", true),
            ("x-forwarded-port", true),
            ("x-hostname", true),
            ("x-basepath", true),
            ("x-script-name", true),
            ("x-rewrite", true),
            ("x-ms-rename-source", true),
            ("destination-account", true),
            ("content-location", true),
            ("destination", false),
            ("referer", false),
            ("origin", false),
            ("user-agent", false),
            ("idempotency-key", false),
            ("x-amz-target", false),
            ("host", false),
            ("x-api-key", false),
            ("content-type", false),
            ("x-forwarded-for", false),
            ("x-request-id", false),
        ] {
            let headers: HeaderMap = [(name.parse().unwrap(), "h".parse().unwrap())]
                .into_iter()
                .collect();
            assert_eq!(
                Outgoing::new(&Method::POST, &uri, &headers).detour().is_some(),
                is_one,
                "{name}"
            );
        }
    }
}
