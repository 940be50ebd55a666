//! Why a permit is not good for a finished request.

use super::code::IsolationCode;
use crate::decision::Reason;
use crate::escape::escape;
use crate::request::Target;

/// `AmbiguousTarget`, with both sides, and what to do about the difference.
pub(crate) fn reason(permitted: &Target<'_>, finished: &Target<'_>) -> Reason {
    let meaning = format!(
        "the finished request goes elsewhere than its permit: it changes {}, and the permit is for {}",
        shown(finished),
        shown(permitted)
    );
    Reason::new(
        IsolationCode::AmbiguousTarget.as_str(),
        meaning,
        remedy(permitted, finished),
    )
}

fn remedy(permitted: &Target<'_>, finished: &Target<'_>) -> &'static str {
    let Some(id) = finished.id() else {
        return "read the target from the finished request: from the place where its URL or its body names it";
    };
    if permitted.id() != Some(id) {
        return if permitted
            .id()
            .is_some_and(|permitted| is_respelled(permitted, id))
        {
            "spell `target` as it goes over the wire: case and percent-encoding count"
        } else {
            "let the request change what `target` names"
        };
    }
    match (permitted.origin(), finished.origin()) {
        (None, _) => "name the server at the gate, with `IsolationGate::origin`",
        (_, None) => "name the server that the request goes to, with `Target::at`",
        (Some(permitted), Some(finished)) if is_loopback(permitted) && is_loopback(finished) => {
            "name one server in one way: names and ports are compared as text, and `localhost` is not `127.0.0.1`"
        }
        _ => "let the request go to the server that the gate names, spelled in the same way",
    }
}

/// The target and its server. Nothing of a URL but scheme, host and port: the rest may hold a secret.
fn shown(target: &Target<'_>) -> String {
    let id = match target.id() {
        Some(id) => format!("`{}`", escape(id)),
        None => "nothing that could be read".into(),
    };
    match target.origin() {
        Some(origin) => format!("{id} on `{}`", escape(&bare(origin))),
        None => format!("{id} on a server that nothing names"),
    }
}

fn bare(origin: &str) -> String {
    let (scheme, rest) = origin.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let server = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{server}")
}

/// Whether these differ in case and percent-encoding alone.
fn is_respelled(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let mut plain = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            let mut ahead = rest.clone();
            let digits = (ahead.next().and_then(hex), ahead.next().and_then(hex));
            match (byte, digits) {
                (b'%', (Some(high), Some(low))) => {
                    plain.push((high * 16 + low).to_ascii_lowercase());
                    rest = ahead;
                }
                _ => plain.push(byte.to_ascii_lowercase()),
            }
        }
        plain
    };
    plain(one) == plain(other)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn is_loopback(origin: &str) -> bool {
    ["://localhost", "://127.", "://[::1]"]
        .iter()
        .any(|host| origin.contains(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_has_a_remedy_of_its_own() {
        let sand = || Target::new(Some("acme/sand"));
        let here = || sand().at("http://127.0.0.1:80");
        for (permitted, finished, remedy) in [
            (
                here(),
                Target::unknown().at("http://127.0.0.1:80"),
                "read the target",
            ),
            (sand(), Target::new(Some("prod")), "what `target` names"),
            (
                sand(),
                Target::new(Some("Acme%2fsand")),
                "case and percent-encoding",
            ),
            (sand(), here(), "`IsolationGate::origin`"),
            (here(), sand(), "`Target::at`"),
            (here(), sand().at("http://localhost:80"), "`localhost` is not"),
            (
                here(),
                sand().at("https://prod.example"),
                "the server that the gate names",
            ),
        ] {
            let reason = reason(&permitted, &finished);
            assert!(reason.help().contains(remedy), "{reason:?}");
        }
    }

    #[test]
    fn both_sides_are_shown_with_their_server_and_without_a_secret() {
        let permitted = Target::new(Some("sand")).at("https://key:c0ffee@sand.example:8443/c0ffee?c0ffee");
        let reason = reason(&permitted, &Target::new(Some("prod`\n")));
        assert_eq!(
            reason.meaning(),
            r"the finished request goes elsewhere than its permit: it changes `prod\u{60}\n` on a server that nothing names, and the permit is for `sand` on `https://sand.example:8443`"
        );
    }
}
