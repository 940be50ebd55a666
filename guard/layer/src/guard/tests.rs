use http::{HeaderMap, HeaderName, Method, Uri};
use write_guard::ledger;

use super::*;

const HERE: &str = "https://tracker.example";

/// Guards `/projects/{project}/…` of one server, for tests that may write to `sand`.
fn guard() -> WriteGuard {
    let target = |request: &Outgoing<'_>| {
        let mut segments = request.segments();
        (segments.next()? == "projects").then(|| segments.next().map(ToOwned::to_owned))?
    };
    WriteGuard::new(HERE, target)
        .named("tracker")
        .sandbox(Sandbox::new(["sand"]).unwrap())
}

/// What the guard says to a request: how it may leave, or the code of the block and the words of its reason.
fn said(guard: &WriteGuard, method: &Method, uri: &str, headers: &[(&'static str, &str)]) -> String {
    let uri: Uri = uri.parse().unwrap();
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect();
    let request = Outgoing::new(method, &uri, &headers);
    let answer = guard.leave(&request);
    assert_eq!(guard.ask(&request).is_ok(), answer.is_ok());
    ledger::take();
    match answer {
        Ok(Leave::Read) => "read".into(),
        Ok(Leave::KnownRead) => "known read".into(),
        Ok(Leave::Write(_)) => "write".into(),
        Err(blocked) => format!("{} {}: {blocked}", blocked.op(), blocked.code()),
    }
}

fn patch(uri: &str, headers: &[(&'static str, &str)]) -> String {
    said(&guard(), &Method::PATCH, uri, headers)
}

#[test]
fn a_write_leaves_for_its_sandbox_on_its_server_and_for_nowhere_else() {
    assert_eq!(patch("https://tracker.example/projects/sand/7", &[]), "write");
    assert_eq!(patch("https://TRACKER.example:443/projects/sand/7", &[]), "write");
    for (uri, code) in [
        ("https://tracker.example/projects/prod/7", "prod-project-in-test"),
        ("https://tracker.example/other/sand/7", "ambiguous-target"),
        (
            "https://tracker.example/projects/prod/../sand",
            "ambiguous-target",
        ),
        ("https://other.example/projects/sand/7", "ambiguous-target"),
        ("http://tracker.example/projects/sand/7", "ambiguous-target"),
        ("https://tracker.example:8443/projects/sand/7", "ambiguous-target"),
    ] {
        let answer = patch(uri, &[]);
        assert!(
            answer.starts_with(&format!("tracker.patch {code}: ")),
            "{uri}: {answer}"
        );
    }
    let nowhere =
        WriteGuard::new("no origin", |_| Some("sand".to_owned())).sandbox(Sandbox::new(["sand"]).unwrap());
    let answer = said(&nowhere, &Method::DELETE, "https://tracker.example/x", &[]);
    assert!(answer.starts_with("http.delete "), "{answer}");
}

#[test]
fn a_request_that_does_not_say_where_it_goes_is_told_why() {
    for (uri, headers, words) in [
        ("/projects/sand/7", &[][..], "names no server"),
        (
            "https://tracker.example/projects/sand/7",
            &[("host", "prod.example")],
            "name different servers",
        ),
        (
            "https://tracker.example/projects/sand/7",
            &[("x-original-url", "/projects/prod/7")],
            "another path or server",
        ),
    ] {
        let answer = patch(uri, headers);
        assert!(
            answer.contains("ambiguous-target") && answer.contains(words),
            "{words}: {answer}"
        );
    }
    let same_host = [("host", "tracker.example")];
    assert_eq!(
        patch("https://tracker.example/projects/sand/7", &same_host),
        "write"
    );
}

#[test]
fn what_else_a_request_names_has_to_be_the_same() {
    let to = |destination: &str| {
        patch(
            "https://tracker.example/projects/sand/7",
            &[("destination", destination)],
        )
    };
    for destination in [
        "/projects/sand/8",
        "https://tracker.example/projects/sand/8",
        "https://TRACKER.example:443/projects/sand/8",
    ] {
        assert_eq!(to(destination), "write", "{destination}");
    }
    for destination in [
        "/projects/prod/8",
        "/elsewhere",
        "/projects/sand/../prod",
        "https://prod.example/projects/sand/8",
        "http://tracker.example/projects/sand/8",
        "*",
        "",
    ] {
        let answer = to(destination);
        assert!(
            answer.starts_with("tracker.patch ambiguous-target: "),
            "{destination}: {answer}"
        );
    }
}

#[test]
fn a_read_is_asked_about_only_where_somebody_says_so() {
    let get = |guard: &WriteGuard, path: &str| {
        let answer = said(guard, &Method::GET, &format!("{HERE}{path}"), &[]);
        answer.split(':').next().unwrap().to_owned()
    };
    assert_eq!(get(&guard(), "/rpc/close"), "read");
    let guard = guard()
        .also_asks(|request| request.uri().path().starts_with("/rpc/"))
        .also_asks(|request| request.uri().query().is_some());
    assert_eq!(get(&guard, "/projects/sand"), "read");
    for path in ["/rpc/close", "/projects/prod?close", "/rpc/close?x"] {
        assert!(get(&guard, path).starts_with("tracker.get "), "{path}");
    }
}

#[test]
fn what_is_known_to_read_is_believed_of_a_plain_request_to_this_server_alone() {
    let guard = guard().known_to_read(|request| request.uri().path().starts_with("/search"));
    let post = |uri: &str, headers: &[(&'static str, &str)]| said(&guard, &Method::POST, uri, headers);
    let here = "https://tracker.example/search";
    assert_eq!(post(here, &[]), "known read");
    assert_eq!(post("/search", &[]), "known read", "the server is added below");
    for (uri, headers) in [
        ("https://tracker.example/projects/prod", &[][..]),
        ("https://prod.example/search", &[]),
        ("http://tracker.example/search", &[]),
        ("https://tracker.example/search/../projects/prod", &[]),
        (here, &[("x-http-method-override", "DELETE")]),
        (here, &[("x-original-url", "/projects/prod")]),
        (here, &[("destination", "/search")]),
        (here, &[("host", "prod.example")]),
    ] {
        let answer = post(uri, headers);
        assert!(answer.starts_with("tracker.post "), "{uri} {headers:?}: {answer}");
    }
    let nowhere = WriteGuard::new("no origin", |_| None).known_to_read(|_| true);
    assert!(said(&nowhere, &Method::POST, here, &[]).starts_with("http.post "));
}

#[test]
fn a_kind_is_asked_about_too() {
    let kind = |kind: &'static str| {
        let guard = WriteGuard::with_kinds(HERE, move |_| Some(("7".to_owned(), kind)))
            .sandbox(Sandbox::new(["7 as project"]).unwrap());
        said(&guard, &Method::PUT, HERE, &[])
    };
    assert_eq!(kind("project"), "write");
    assert!(kind("group").starts_with("http.put prod-project-in-test"));
}

#[cfg(feature = "tower")]
#[test]
fn a_body_is_shown_by_whoever_knows_its_type() {
    let guard = guard().showing(|body: &String| Some(body.clone().into_bytes()));
    assert_eq!(guard.shown(&"a".to_owned()), Some(b"a".to_vec()));
    assert_eq!(guard.shown(&7), None);
    assert_eq!(self::guard().shown(&"a".to_owned()), None);
}

#[cfg(feature = "reqwest-middleware")]
#[test]
fn a_redirect_is_a_write_that_nobody_may_do() {
    let uri: Uri = "https://tracker.example/projects/sand/7".parse().unwrap();
    let headers = HeaderMap::new();
    let Ok(Leave::Write(allowed)) = guard().leave(&Outgoing::new(&Method::PATCH, &uri, &headers)) else {
        panic!("the sandbox may be written");
    };
    let blocked = allowed.redirected();
    assert_eq!(
        (blocked.code(), blocked.target()),
        ("ambiguous-target", Some("sand"))
    );
    assert!(blocked.to_string().contains("redirects"), "{blocked}");
    ledger::take();
}

#[test]
fn a_guard_shows_whose_it_is() {
    let shown = format!("{:?}", guard());
    assert!(
        shown.contains("tracker") && shown.contains("IsolationGate"),
        "{shown}"
    );
}
