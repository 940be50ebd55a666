//! One reqwest client for the reads and the allowed writes of a test, so that the session of a login is one.
//!
//! A finished client does not give its cookie jar away, and cannot be told per request not to follow a redirect. Its policy can be
//! told: it is asked while the request is polled.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;

use reqwest_middleware::reqwest::{Client, ClientBuilder, Result, redirect, retry};

thread_local! {
    /// Whether this thread polls an allowed write.
    static WRITES: Cell<bool> = const { Cell::new(false) };
}

/// The client for both, if `configured` keeps cookies and is told to do nothing else that has to be another for a write.
///
/// # Errors
///
/// reqwest's, if what `http` configures cannot be built.
pub(crate) fn shared(configured: &Client, http: impl Fn() -> ClientBuilder) -> Result<Option<Client>> {
    let Some(redirects) = redirects_of_one_with_cookies(&format!("{configured:?}")) else {
        return Ok(None);
    };
    let policy = redirect::Policy::custom(move |attempt| {
        if WRITES.get() {
            attempt.stop()
        } else {
            redirects.redirect(attempt)
        }
    });
    let client = http().redirect(policy).retry(retry::never()).no_proxy();
    client.build().map(Some)
}

/// Polls `sent` so that the policy of [`shared`] stops at whatever its answer names.
pub(crate) async fn writing<T>(sent: impl Future<Output = T>) -> T {
    struct Polled;
    impl Drop for Polled {
        fn drop(&mut self) {
            WRITES.set(false);
        }
    }

    let mut sent = pin!(sent);
    poll_fn(|context| {
        WRITES.set(true);
        let _polled = Polled;
        sent.as_mut().poll(context)
    })
    .await
}

/// Reads what a client shows of itself. `None` if it keeps no cookies, takes a proxy, or has a policy that is code.
fn redirects_of_one_with_cookies(shown: &str) -> Option<redirect::Policy> {
    // Nothing of these can hold a text of the caller's but a proxy, and that ends it.
    let (shown, _) = shown.split_once("default_headers: {")?;
    let (_, shown) = shown.split_once("cookie_store: true")?;
    if let Some((_, proxies)) = shown.split_once("proxies: ") {
        // That of the environment, where it names none.
        proxies.strip_prefix("[Matcher]")?;
    }
    let Some((_, policy)) = shown.split_once("redirect_policy: ") else {
        return Some(redirect::Policy::default());
    };
    let policy = policy.strip_prefix("\"Policy(")?;
    if policy.starts_with("None)") {
        return Some(redirect::Policy::none());
    }
    let (most, _) = policy.strip_prefix("Limit(")?.split_once(')')?;
    most.parse().ok().map(redirect::Policy::limited)
}

#[cfg(test)]
mod tests {
    use reqwest_middleware::reqwest::Proxy;

    use super::*;

    fn redirects(builder: ClientBuilder) -> Option<String> {
        let shown = format!("{:?}", builder.build().unwrap());
        redirects_of_one_with_cookies(&shown).map(|policy| format!("{policy:?}"))
    }

    #[test]
    fn only_what_is_as_it_is_shown_is_shared() {
        let with_cookies = || Client::builder().no_proxy().cookie_store(true);
        for (builder, expected) in [
            (with_cookies(), Some("Policy(Limit(10))")),
            (
                with_cookies().redirect(redirect::Policy::limited(3)),
                Some("Policy(Limit(3))"),
            ),
            (
                with_cookies().redirect(redirect::Policy::none()),
                Some("Policy(None)"),
            ),
            (
                with_cookies().redirect(redirect::Policy::custom(|attempt| attempt.error("none"))),
                None,
            ),
            (with_cookies().proxy(Proxy::all("http://proxy").unwrap()), None),
            (Client::builder().no_proxy(), None),
        ] {
            assert_eq!(redirects(builder).as_deref(), expected);
        }
    }

    #[test]
    fn a_proxy_of_the_environment_is_one() {
        let variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];
        let is_proxy = |name: &std::ffi::OsStr| {
            variables
                .iter()
                .any(|variable| name.eq_ignore_ascii_case(variable))
        };
        let named = std::env::vars_os().any(|(name, value)| is_proxy(&name) && !value.is_empty());
        assert_eq!(redirects(Client::builder().cookie_store(true)).is_none(), named);
        let client =
            |proxy| format!("Client {{ cookie_store: true, proxies: [{proxy}], default_headers: {{}} }}");
        assert!(redirects_of_one_with_cookies(&client("Matcher")).is_some());
        for proxy in ["Matcher { http: http://proxy }", "Matcher, Matcher", "_"] {
            assert!(redirects_of_one_with_cookies(&client(proxy)).is_none(), "{proxy}");
        }
    }
}
