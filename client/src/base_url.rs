//! The server.

use reqwest::Url;

use crate::path::Path;

/// An origin and a path prefix, to which paths made of ids are appended; nothing is ever joined or resolved.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    origin: String,
    prefix: String,
}

impl BaseUrl {
    /// Reads `https://host[:port][/prefix]`; `/api/v1` is appended, as far as it is not there. Plain `http` is for loopback
    /// and the `plain` hosts.
    pub(crate) fn parse(text: &str, plain: &PlainHosts) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let is_bare = url.query().is_none() && url.fragment().is_none();
        let is_plain = url
            .path()
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/_-.".contains(&byte));
        if !(plain.is_private(&url) && is_bare && is_plain) || url.path().contains("//") {
            return None;
        }
        let prefix = url.path().trim_end_matches('/');
        let prefix = ["/api/v1", "/api"]
            .iter()
            .find_map(|api| prefix.strip_suffix(api))
            .unwrap_or(prefix);
        Some(Self {
            origin: url.origin().ascii_serialization(),
            prefix: format!("{prefix}/api/v1/"),
        })
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The URL of `path`; `None` unless it parses back to the very text it was made of.
    pub(crate) fn url(&self, path: &Path) -> Option<Url> {
        let text = format!("{}{}{}", self.origin, self.prefix, path.as_str());
        Url::parse(&text).ok().filter(|url| url.as_str() == text)
    }

    /// The project that `url` names, read from the finished text.
    pub(crate) fn project_of<'u>(&self, url: &'u Url) -> Option<&'u str> {
        let path = url.path().strip_prefix(&self.prefix)?;
        let mut segments = path.split('/');
        match (segments.next(), segments.next(), segments.next(), segments.next()) {
            (Some("workspaces"), Some(_), Some("projects"), Some(project)) if !project.is_empty() => {
                Some(project)
            }
            _ => None,
        }
    }
}

/// The hosts beyond loopback that were named as reached over a network of one's own, where plain `http` will do.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlainHosts(Vec<String>);

impl PlainHosts {
    /// `None` if one of them is more or less than a host in the spelling in which a URL has it.
    pub(crate) fn parse(hosts: &[String]) -> Option<Self> {
        let is_host = |host: &String| {
            let is_plain = host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.[]:".contains(&byte));
            let url = Url::parse(&format!("http://{host}/")).ok();
            is_plain && url.is_some_and(|url| url.host_str() == Some(host) && url.port().is_none())
        };
        let hosts: Vec<_> = hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
        hosts.iter().all(is_host).then_some(Self(hosts))
    }

    /// Whether a request to `url` is nobody else's to read, and `url` holds no credential.
    pub(crate) fn is_private(&self, url: &Url) -> bool {
        self.is_hidden(url) && url.username().is_empty() && url.password().is_none()
    }

    /// Whether what goes to `url` is encrypted, or stays on this machine or a network that was named.
    pub(crate) fn is_hidden(&self, url: &Url) -> bool {
        let is_named = |url: &Url| {
            url.host_str()
                .is_some_and(|host| self.0.iter().any(|named| named == host))
        };
        url.scheme() == "https" || (url.scheme() == "http" && (is_loopback(url) || is_named(url)))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_an_origin_and_a_plain_prefix() {
        for (text, origin, prefix) in [
            ("https://api.plane.so", "https://api.plane.so", "/api/v1/"),
            ("https://api.plane.so/", "https://api.plane.so", "/api/v1/"),
            ("https://api.plane.so/api/v1/", "https://api.plane.so", "/api/v1/"),
            ("https://api.plane.so/api", "https://api.plane.so", "/api/v1/"),
            (
                "https://plane.example/team/api/",
                "https://plane.example",
                "/team/api/v1/",
            ),
            (
                "https://plane.example/myapi",
                "https://plane.example",
                "/myapi/api/v1/",
            ),
            (
                "HTTPS://PLANE.example:8443/team",
                "https://plane.example:8443",
                "/team/api/v1/",
            ),
            ("http://127.0.0.1:4000", "http://127.0.0.1:4000", "/api/v1/"),
            ("http://localhost", "http://localhost", "/api/v1/"),
            ("http://[::1]:1", "http://[::1]:1", "/api/v1/"),
        ] {
            let base = BaseUrl::parse(text, &PlainHosts::default()).unwrap();
            assert_eq!(
                (base.origin.as_str(), base.prefix.as_str()),
                (origin, prefix),
                "{text}"
            );
            assert_eq!(base.is_encrypted(), text.to_lowercase().starts_with("https://"));
        }
    }

    #[test]
    fn what_could_carry_a_request_elsewhere_is_no_base_url() {
        for text in [
            "",
            "plane.so",
            "ftp://plane.so",
            "http://plane.so",
            "http://localhost.evil.example",
            "https://key@plane.so",
            "https://user:key@plane.so",
            "https://plane.so/?x=1",
            "https://plane.so/#x",
            "https://plane.so/a%2Fb",
            "https://plane.so//evil",
            "javascript:1",
            "data:text/plain,x",
        ] {
            assert!(BaseUrl::parse(text, &PlainHosts::default()).is_none(), "{text}");
        }
    }

    fn named(host: &str) -> Option<PlainHosts> {
        PlainHosts::parse(&[host.to_owned()])
    }

    #[test]
    fn a_plain_host_is_a_host_and_nothing_more() {
        for host in [
            "plane.internal",
            "Plane.Internal",
            "10.0.0.7",
            "[fd00::7]",
            "plane",
        ] {
            assert!(named(host).is_some(), "{host}");
        }
        for host in [
            "",
            " ",
            "*",
            "*.internal",
            "http://plane.internal",
            "plane.internal:80",
            "plane.internal:8000",
            "plane.internal/",
            "user@plane.internal",
            "plane.internal?x",
            "0x0a.1",
            "10.7",
            "fd00::7",
            "pl\u{e4}ne",
            "plane%2einternal",
            "a,b",
        ] {
            assert!(named(host).is_none(), "{host}");
        }
    }

    #[test]
    fn plain_http_is_for_the_host_that_was_named_and_for_no_other() {
        let plain = named("plane.internal").unwrap();
        for text in [
            "http://plane.internal:8000/team",
            "http://PLANE.internal",
            "http://[::1]",
        ] {
            assert!(BaseUrl::parse(text, &plain).is_some(), "{text}");
        }
        for text in [
            "http://plane.internal.",
            "http://a.plane.internal",
            "http://plane.internal.evil.example",
            "http://internal",
            "http://plane.internal@evil.example",
            "http://key@plane.internal",
            "ftp://plane.internal",
            "http://10.0.0.7",
        ] {
            assert!(BaseUrl::parse(text, &plain).is_none(), "{text}");
        }
    }

    #[test]
    fn a_url_names_the_project_that_stands_in_its_place_and_no_other() {
        let base = BaseUrl::parse("https://plane.example/team", &PlainHosts::default()).unwrap();
        for (path, project) in [
            ("/team/api/v1/workspaces/lab/projects/1/", Some("1")),
            ("/team/api/v1/workspaces/lab/projects/1/states/2/", Some("1")),
            ("/team/api/v1/workspaces/lab/projects/", None),
            ("/team/api/v1/workspaces/lab/projects//states/", None),
            ("/team/api/v1/workspaces/lab/stickies/1/", None),
            ("/team/api/v1/users/lab/projects/1/", None),
            ("/api/v1/workspaces/lab/projects/1/", None),
        ] {
            let url = format!("https://plane.example{path}").parse().unwrap();
            assert_eq!(base.project_of(&url), project, "{path}");
        }
    }
}
