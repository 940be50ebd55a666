//! One reqwest client for the reads and the allowed writes of a test, so that a login and what follows it share a session.
//!
//! A finished client does not give its cookie jar away, and has no option per request to follow no redirect. But its redirect policy
//! is a function that is called while a request is polled, so a mark of the thread tells it whether that request is a write.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;

use reqwest_middleware::reqwest::{Client, ClientBuilder, Result, redirect, retry};

thread_local! {
    /// Whether this thread polls an allowed write.
    static WRITES: Cell<bool> = const { Cell::new(false) };
}

/// The client for both, if `configured` keeps cookies and nothing else of it would have to differ for a write.
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

/// Polls `sent` as a write: the policy of [`shared`] follows no redirect of its answer.
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

/// Reads the redirect policy in the `Debug` of a client. `None` if it keeps no cookies, takes a proxy, or its policy is code.
fn redirects_of_one_with_cookies(shown: &str) -> Option<redirect::Policy> {
    // Of the fields that are looked for here, only a proxy can contain text of the caller's, and with a proxy the answer is `None`.
    let (shown, _) = shown.split_once("default_headers: {")?;
    let (_, shown) = shown.split_once("cookie_store: true")?;
    if let Some((_, proxies)) = shown.split_once("proxies: ") {
        // What is there without a proxy: the look at an environment that names none.
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
