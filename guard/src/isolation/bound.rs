//! What a permit for a write is good for.

use std::borrow::Cow;

use write_guard_process::escape;

use super::IsolationCode;
use crate::decision::Reason;
use crate::ident;
use crate::origin::{Origin, Server};
use crate::request::{Target, WriteRequest};

/// One write, to one target.
#[derive(Debug)]
#[expect(unnameable_types, reason = "it is what a `Permit` keeps to itself")]
pub struct Bound {
    op: Cow<'static, str>,
    target: Target<'static>,
}

impl Bound {
    pub(crate) fn new(request: &WriteRequest<'_>, origin: Option<&Origin>) -> Self {
        let target = Target::of(request);
        Self {
            op: request.op().clone(),
            target: match origin {
                Some(origin) => target.at(origin.as_str().to_owned()),
                None => target,
            },
        }
    }

    pub(crate) fn op(&self) -> &str {
        &self.op
    }

    /// `None` if a finished request changes what the decision was about.
    pub(crate) fn objects(&self, finished: &Target<'_>) -> Option<Reason> {
        let remedy = self.remedy(finished)?;
        let meaning = format!(
            "the finished request goes elsewhere than its permit: it would change {}, and the permit is for {}",
            place(finished),
            place(&self.target)
        );
        Some(IsolationCode::diverted(meaning, remedy))
    }

    /// What to do about the difference; `None` if there is none.
    fn remedy(&self, finished: &Target<'_>) -> Option<&'static str> {
        let (Some(id), Some(permitted)) = (finished.id(), self.target.id()) else {
            return Some(
                "let the finished request name what it changes: read it from the request, and send none that names nothing",
            );
        };
        if id != permitted {
            return Some(if ident::folded(id) == ident::folded(permitted) {
                "spell the id that `target` names as it goes over the wire, letter by letter"
            } else {
                "let the request change what `target` names"
            });
        }
        match (self.target.kind_named(), finished.kind_named()) {
            (Some(permitted), Some(kind)) if kind != permitted => {
                return Some("let the request change a thing of the kind that `target` names");
            }
            (Some(_), None) if ident::is_number(id) => {
                return Some(
                    "say with `Target::kind` of which kind the finished request's target is: other kinds of things have its number too",
                );
            }
            _ => {}
        }
        match (self.target.server(), finished.server()) {
            (Server::Unnamed, Server::Unnamed) => None,
            (Server::At(permitted), Server::At(server)) if permitted == server => None,
            (Server::At(permitted), Server::At(server)) if is_loopback(permitted) && is_loopback(server) => {
                Some(
                    "name the machine alike on both sides: `localhost`, `127.0.0.1` and `[::1]` are different servers to a guard, and so \
                 are two ports",
                )
            }
            (Server::At(_), Server::At(_)) => Some(
                "send it to the server that the gate names; what goes to another one, as to a storage, needs a gate that names that one",
            ),
            (Server::At(_), Server::Unnamed) => Some(
                "say with `Target::at` which server the finished request goes to; a layer sees it only if it is the last one before \
                 the wire",
            ),
            (Server::Unnamed, Server::At(_)) => {
                Some("name the server of the gate too: `IsolationGate::origin`")
            }
            (Server::Unclear(_), _) | (_, Server::Unclear(_)) => Some(
                "name the server of the finished request by its scheme, host and port, as in `https://api.example`",
            ),
        }
    }
}

/// A target for people. What is no origin may hold a secret and is not shown.
fn place(target: &Target<'_>) -> String {
    let what = match (target.id(), target.kind_named()) {
        (Some(id), Some(kind)) => format!("`{}` as `{}`", escape(id), escape(kind)),
        (Some(id), None) => format!("`{}`", escape(id)),
        (None, _) => "nothing that it names".into(),
    };
    match target.server() {
        Server::At(origin) => format!("{what} on `{origin}`"),
        Server::Unnamed => format!("{what} on a server that nobody named"),
        Server::Unclear(_) => format!("{what} on what is no server"),
    }
}

fn is_loopback(origin: &Origin) -> bool {
    let host = origin.as_str().split_once("://").map_or("", |(_, host)| host);
    ["localhost", "127.", "[::1]"]
        .iter()
        .any(|name| host.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(id: Option<&str>, origin: Option<&str>) -> Bound {
        let origin = origin.map(|origin| Origin::parse(origin).unwrap());
        Bound::new(&WriteRequest::new("close", id), origin.as_ref())
    }

    #[test]
    fn a_permit_admits_its_target_on_its_server_and_no_other() {
        let target = || Target::new(Some("p1"));
        let anywhere = bound(Some("p1"), None);
        let there = bound(Some("p1"), Some("https://a.example"));
        assert_eq!(anywhere.op(), "close");
        assert_eq!(anywhere.objects(&target()), None);
        assert_eq!(there.objects(&target().at("https://a.example")), None);
        assert_eq!(there.objects(&target().at("HTTPS://A.example:443/")), None);
        for (bound, finished) in [
            (&anywhere, target().at("https://a.example")),
            (&anywhere, target().at("no origin")),
            (&there, target()),
            (&there, target().at("https://b.example")),
            (&there, target().at("no origin")),
            (&there, Target::new(Some("p2")).at("https://a.example")),
            (&there, Target::new(None::<&str>).at("https://a.example")),
        ] {
            assert!(bound.objects(&finished).is_some(), "{bound:?} {finished:?}");
        }
        assert!(bound(None, None).objects(&Target::new(None::<&str>)).is_some());
    }

    #[test]
    fn a_permit_for_a_kind_is_for_no_other_and_a_number_says_its_kind() {
        let bound = |id, kind| Bound::new(&WriteRequest::new("close", Some(id)).kind(kind), None);
        let target = |id, kind| Target::new(Some(id)).kind(kind);
        let (project, group) = (Some("project"), Some("group"));
        for (permitted, finished, is_refused) in [
            (bound("7", project), target("7", project), false),
            (bound("7", project), target("7", group), true),
            (bound("7", project), target("7", None), true),
            (bound("p7", project), target("p7", group), true),
            (bound("p7", project), target("p7", None), false),
            (bound("7", None), target("7", project), false),
        ] {
            let reason = permitted.objects(&finished);
            assert_eq!(reason.is_some(), is_refused, "{permitted:?} {finished:?}");
            assert!(reason.is_none_or(|reason| reason.meaning().contains("as `project`")));
        }
    }

    #[test]
    fn a_refusal_tells_both_sides_and_the_remedy_of_its_cause() {
        let (a, local) = (Some("https://a.example"), Some("http://localhost:1"));
        let none = Target::new(None::<&str>);
        let p1 = || Target::new(Some("p1"));
        for (origin, finished, words) in [
            (a, none, ["nothing that it names on", "read it from the request"]),
            (
                a,
                Target::new(Some("P1")).at("https://a.example"),
                ["`P1`", "letter by letter"],
            ),
            (
                a,
                Target::new(Some("p2")).at("https://a.example"),
                ["`p2`", "what `target` names"],
            ),
            (a, p1(), ["a server that nobody named", "`Target::at`"]),
            (
                a,
                p1().at("https://b.example"),
                ["`https://b.example`", "as to a storage"],
            ),
            (
                a,
                p1().at("https://u:c0ffee@a.example"),
                ["what is no server", "scheme, host and port"],
            ),
            (
                local,
                p1().at("http://127.0.0.1:1"),
                ["`http://127.0.0.1:1`", "different servers"],
            ),
            (
                local,
                p1().at("https://a.example"),
                ["`https://a.example`", "as to a storage"],
            ),
            (
                a,
                p1().at("http://[::1]:1"),
                ["`http://[::1]:1`", "as to a storage"],
            ),
            (
                None,
                p1().at("https://a.example"),
                ["`https://a.example`", "IsolationGate::origin"],
            ),
        ] {
            let reason = bound(Some("p1"), origin).objects(&finished).unwrap();
            let told = format!("{}; {}", reason.meaning(), reason.help());
            for words in words
                .into_iter()
                .chain(["the permit is for `p1` on "])
                .chain(origin)
            {
                assert!(told.contains(words), "{words}: {told}");
            }
            assert!(!told.contains("c0ffee"), "{told}");
        }
    }
}
