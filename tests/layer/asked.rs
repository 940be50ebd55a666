//! Clients that take no layer, with the question in their own hook.

use reqwest::blocking::Client;
use reqwest::redirect;
use tests::Recorder;
use write_guard::Blocked;

use crate::asking::{asked_and_sent, asking_agent};
use crate::stack::opted_in;

#[test]
fn ureq_asks_in_its_own_middleware() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    let agent = asking_agent(opted_in(&server.origin()));
    let url = |project: &str| format!("{}/projects/{project}/7", server.origin());
    assert_eq!(agent.get(url("production")).call().unwrap().status(), 200);
    assert_eq!(agent.post(url("sand")).send("{}").unwrap().status(), 200);
    assert_eq!(server.take().len(), 2);
    let error = agent.post(url("production")).send("{}").unwrap_err();
    let ureq::Error::Other(error) = error else {
        panic!("{error}")
    };
    let blocked = Blocked::find_in(&*error).unwrap();
    assert_eq!(
        (blocked.op(), blocked.code()),
        ("http.post", "prod-project-in-test")
    );
    assert!(
        agent
            .get(format!("{}?_method=PUT", url("production")))
            .call()
            .is_err()
    );
    assert!(server.take().is_empty());
}

#[test]
fn blocking_reqwest_asks_where_it_sends() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    let guard = opted_in(&server.origin());
    let http = Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let send = |project: &str| {
        let url = format!("{}/projects/{project}/7", server.origin());
        // write-guard: excused: made here, and sent where the guard is asked
        asked_and_sent(&http, &guard, http.patch(url).build().unwrap())
    };
    assert_eq!(send("sand").unwrap().status(), 200);
    let error = send("production").unwrap_err();
    assert_eq!(Blocked::find_in(&*error).unwrap().code(), "prod-project-in-test");
    assert_eq!(server.take().len(), 1);
}
