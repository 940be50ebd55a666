//! How the server is reached, as far as a caller may say.

use std::time::Duration;

use reqwest::header::HeaderValue;
#[cfg(feature = "__tls")]
use reqwest::{Certificate, ClientBuilder};
use reqwest::{Client, Proxy, Url, redirect, retry};

use crate::base_url::{BaseUrl, PlainHosts};

/// What every request says of its sender.
const USER_AGENT: &str = concat!("plane-client/", env!("CARGO_PKG_VERSION"));

/// Settings of a connection, each of them checked.
pub(crate) struct Connection {
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) proxy: Option<Proxy>,
    #[cfg(feature = "__tls")]
    pub(crate) roots: Vec<Certificate>,
}

impl Connection {
    /// What sends without a proxy, and what sends through it if there is one.
    ///
    /// Neither follows a redirect, repeats anything or takes a proxy from the environment.
    pub(crate) fn clients(self) -> Result<(Client, Option<Client>), reqwest::Error> {
        let direct = self.client(None)?;
        let proxied = match &self.proxy {
            Some(proxy) => Some(self.client(Some(proxy.clone()))?),
            None => None,
        };
        Ok((direct, proxied))
    }

    fn client(&self, proxy: Option<Proxy>) -> Result<Client, reqwest::Error> {
        let builder = Client::builder()
            .user_agent(self.user_agent.clone())
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy()
            .connection_verbose(false)
            .timeout(self.timeout);
        let builder = match self.connect_timeout {
            Some(timeout) => builder.connect_timeout(timeout),
            None => builder,
        };
        let builder = match proxy {
            Some(proxy) => builder.proxy(proxy),
            None => builder,
        };
        #[cfg(feature = "__tls")]
        let builder = over_tls(builder).tls_certs_merge(self.roots.iter().cloned());
        builder.build()
    }
}

#[cfg(feature = "__tls")]
fn over_tls(builder: ClientBuilder) -> ClientBuilder {
    // With both, what another crate of the program switched on would decide.
    #[cfg(feature = "__rustls")]
    let builder = builder.tls_backend_rustls();
    #[cfg(not(feature = "__rustls"))]
    let builder = builder.tls_backend_native();
    builder
}

/// Reads a PEM file. `None` if there is no certificate in it, or one that is none inside: some libraries read that late.
#[cfg(feature = "__tls")]
pub(crate) fn roots(pem: &[u8]) -> Option<Vec<Certificate>> {
    let roots = Certificate::from_pem_bundle(pem).ok()?;
    let trusting = over_tls(Client::builder().no_proxy()).tls_certs_only(roots.iter().cloned());
    (!roots.is_empty() && trusting.build().is_ok()).then_some(roots)
}

/// This client's name, and then the program's; `None` if that cannot be a header's value.
pub(crate) fn user_agent(program: Option<&str>) -> Option<HeaderValue> {
    let Some(program) = program else {
        return Some(HeaderValue::from_static(USER_AGENT));
    };
    let is_printable = program
        .bytes()
        .all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let is_said = !program.trim().is_empty() && is_printable;
    is_said
        .then(|| HeaderValue::try_from(format!("{USER_AGENT} {}", program.trim())).ok())
        .flatten()
}

/// Reads `http[s]://[user:password@]host[:port]`.
///
/// `None` too where the proxy would show the credential to a network that nobody named: the way to it is in clear text,
/// and so is what it passes on.
pub(crate) fn proxy(text: &str, base: &BaseUrl, plain: &PlainHosts) -> Option<Proxy> {
    let url = Url::parse(text).ok()?;
    let is_known = matches!(url.scheme(), "http" | "https") && url.has_host();
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_hidden = base.is_encrypted() || plain.is_hidden(&url);
    let is_usable = is_known && is_bare && is_hidden;
    is_usable.then(|| Proxy::all(url).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_behind_this_client_if_a_header_can_hold_it() {
        let named = |program| user_agent(program).and_then(|value| value.to_str().ok().map(str::to_owned));
        assert_eq!(named(None).as_deref(), Some(USER_AGENT));
        assert_eq!(
            named(Some(" app/1 (it) ")),
            Some(format!("{USER_AGENT} app/1 (it)"))
        );
        for program in ["", " ", "app\r\nx-y: z", "\u{e4}pp", "app\t1"] {
            assert_eq!(named(Some(program)), None, "{program:?}");
        }
    }

    #[test]
    fn a_proxy_is_an_origin_that_shows_nobody_the_credential() {
        let plain = PlainHosts::parse(&["inner".to_owned()]).unwrap();
        let [encrypted, local] =
            ["https://plane.example", "http://127.0.0.1:1"].map(|base| BaseUrl::parse(base, &plain).unwrap());
        for (text, is_for_encrypted, is_for_plain) in [
            ("http://proxy:3128", true, false),
            ("http://user:password@inner", true, true),
            ("https://proxy", true, true),
            ("http://[::1]:3128/", true, true),
            ("socks5://127.0.0.1:1", false, false),
            ("socks5://127.0.0.1:1/", false, false),
            ("ftp://127.0.0.1:1/", false, false),
            ("https:proxy/path", false, false),
            ("https://proxy?x", false, false),
            ("https://proxy#x", false, false),
            ("proxy:3128", false, false),
            ("", false, false),
        ] {
            let is_one = [&encrypted, &local].map(|base| proxy(text, base, &plain).is_some());
            assert_eq!(is_one, [is_for_encrypted, is_for_plain], "{text}");
        }
    }
}
