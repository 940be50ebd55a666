//! Which server.

use std::error::Error;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A server: scheme, host and port, in one spelling.
///
/// Scheme and host are in lower case, a port that the scheme implies is left out, and there is nothing else: no
/// credentials, no path. Two names of one machine are two servers.
///
/// ```
/// use write_guard::Origin;
///
/// assert_eq!(Origin::parse("HTTPS://API.Example:443/")?.as_str(), "https://api.example");
/// assert_eq!(Origin::of_url("http://127.0.0.1:8080/v1?page=2")?.as_str(), "http://127.0.0.1:8080");
/// assert!(Origin::parse("api.example").is_err());
/// # Ok::<(), write_guard::NoOrigin>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(Box<str>);

impl Origin {
    /// Reads an origin, and nothing but an origin; a single slash may follow.
    ///
    /// # Errors
    ///
    /// [`NoOrigin`] if there is no scheme or no plain host, or if there are credentials, a path, a query or a fragment.
    pub fn parse(text: &str) -> Result<Self, NoOrigin> {
        let (origin, has_credentials, rest) = read(text)?;
        if has_credentials {
            Err(NoOrigin("it holds credentials"))
        } else if !matches!(rest, "" | "/") {
            Err(NoOrigin("a path, a query or a fragment is no part of one"))
        } else {
            Ok(origin)
        }
    }

    /// The origin of a URL: its credentials, its path and what follows are left out.
    ///
    /// # Errors
    ///
    /// [`NoOrigin`] if the URL has no scheme or no plain host.
    pub fn of_url(url: &str) -> Result<Self, NoOrigin> {
        read(url).map(|(origin, ..)| origin)
    }

    /// The one spelling, as in `https://api.example`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        Self::parse(text)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is no origin, and why; the text itself may hold a secret and is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoOrigin(&'static str);

impl fmt::Display for NoOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not an origin, which is scheme, host and port as in `https://api.example`: {}",
            self.0
        )
    }
}

impl Error for NoOrigin {}

/// A server as somebody named it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Server {
    /// Nobody did.
    #[default]
    Unnamed,
    At(Origin),
    /// Somebody did, by what is no origin: no request can go there.
    Unclear(NoOrigin),
}

impl Server {
    pub(crate) fn named(text: &str) -> Self {
        Origin::parse(text).map_or_else(Self::Unclear, Self::At)
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        match self {
            Self::At(origin) => Some(origin),
            Self::Unnamed | Self::Unclear(_) => None,
        }
    }
}

/// The origin, whether credentials stand before it, and what follows.
fn read(text: &str) -> Result<(Origin, bool, &str), NoOrigin> {
    let (scheme, after) = text.split_once("://").ok_or(NoOrigin("it has no scheme"))?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if !is_scheme {
        return Err(NoOrigin("its scheme is unclear"));
    }
    let scheme = scheme.to_ascii_lowercase();
    let end = after.find(['/', '\\', '?', '#']).unwrap_or(after.len());
    let (authority, rest) = after.split_at_checked(end).unwrap_or((after, ""));
    let (credentials, server) = match authority.rsplit_once('@') {
        Some((credentials, server)) => (Some(credentials), server),
        None => (None, authority),
    };
    let unclear = NoOrigin("its host is unclear");
    let (host, port) = if let Some(bracketed) = server.strip_prefix('[') {
        let (host, port) = bracketed.split_once(']').ok_or(unclear)?;
        let host: Ipv6Addr = host.parse().map_err(|_| unclear)?;
        (format!("[{host}]"), port)
    } else {
        let end = server.find(':').unwrap_or(server.len());
        let (host, port) = server.split_at_checked(end).unwrap_or((server, ""));
        (plain_host(host).ok_or(unclear)?, port)
    };
    let port = port_of(&scheme, port)?;
    let origin = match port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    };
    Ok((Origin(origin.into()), credentials.is_some(), rest))
}

/// A name of letters, digits, `-` and `_` between dots; one that ends in a number is an IPv4 address in its one spelling.
fn plain_host(host: &str) -> Option<String> {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with(|first: char| first.is_ascii_digit());
    let is_plain = host.split('.').all(is_label) && (!is_number || host.parse::<Ipv4Addr>().is_ok());
    is_plain.then(|| host.to_ascii_lowercase())
}

/// The port after `:`, if there is one that the scheme does not imply.
fn port_of(scheme: &str, text: &str) -> Result<Option<u16>, NoOrigin> {
    if text.is_empty() {
        return Ok(None);
    }
    let unclear = NoOrigin("its port is unclear");
    let digits = text.strip_prefix(':').ok_or(unclear)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(unclear);
    }
    let port: u16 = digits.parse().map_err(|_| unclear)?;
    let is_implied = matches!((scheme, port), ("http" | "ws", 80) | ("https" | "wss", 443));
    Ok((!is_implied).then_some(port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_one_spelling() {
        for (text, origin) in [
            ("https://api.example", "https://api.example"),
            ("HTTP://Host:80/", "http://host"),
            ("https://API.github.com:0443", "https://api.github.com"),
            ("https://h:80", "https://h:80"),
            ("http://127.0.0.1:3000/", "http://127.0.0.1:3000"),
            ("http://[::0001]:3000", "http://[::1]:3000"),
            ("wss://h_1.example:443", "wss://h_1.example"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin, "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_none() {
        for text in [
            "",
            "h",
            "h:80",
            "//h",
            "/x",
            "://h",
            "1http://h",
            "ht tp://h",
            "http://",
            "http:///x",
            "http://:80",
            "http://h:",
            "http://h:x",
            "http://h:+80",
            "http://h:65536",
            "http://h:80:80",
            "http://h h",
            " http://h",
            "http://h ",
            "http://h.",
            "http://.h",
            "http://h..x",
            "http://h%2e",
            "http://h\u{e4}",
            "http://127.1",
            "http://0x7f000001",
            "http://2130706433",
            "http://[::1",
            "http://[h]",
            "http://[::1]x",
            "http://h//",
            "http://h/x",
            "http://h?",
            "http://h#",
            "http://h\\",
            "http://u@h",
            "http://u:p@h",
            "http://@h",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_origin_of_a_url_is_where_a_client_would_connect() {
        for (url, origin) in [
            ("https://API.example:443/x?y#z", "https://api.example"),
            ("http://user:pw@h:8080/", "http://h:8080"),
            ("https://api.github.com@evil.example/x", "https://evil.example"),
            ("https://evil.example\\@api.github.com", "https://evil.example"),
            ("https://evil.example?@api.github.com", "https://evil.example"),
            ("https://a@b@c/", "https://c"),
        ] {
            assert_eq!(Origin::of_url(url).unwrap().as_str(), origin, "{url}");
        }
        assert!(Origin::of_url("/x").is_err());
    }

    #[test]
    fn a_refusal_repeats_no_secret() {
        let message = Origin::parse("http://user:c0ffee@h/").unwrap_err().to_string();
        assert!(
            message.contains("credentials") && !message.contains("c0ffee"),
            "{message}"
        );
    }
}
