//! Closing an issue on GitHub: from a test, and from one that opted in.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../../../guard/layer/examples/octocrab/github.rs"]
mod github;

use octocrab::models::IssueState;
use serde_json::json;
use tests::Recorder;
use write_guard::{Blocked, Sandbox};

use crate::github::github;

/// A GitHub that knows one answer.
fn github_on_loopback() -> Recorder {
    Recorder::start(&Recorder::json("200 OK", include_str!("issue.json")))
}

/// Closes `acme/{repository}#7`, and says whether GitHub answered that it is closed.
async fn close(server: &Recorder, sandbox: Option<Sandbox>, repository: &str) -> Result<bool, Blocked> {
    let github = github(server.origin().parse().unwrap(), sandbox);
    let issues = github.issues("acme", repository);
    let closing = issues.update(7).state(IssueState::Closed).send().await;
    match closing {
        Ok(issue) => Ok(issue.state == IssueState::Closed),
        Err(octocrab::Error::Service { source, .. }) => Err(*source.downcast().unwrap()),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_test_does_not_close_an_issue() {
    let server = github_on_loopback();
    let blocked = close(&server, None, "production").await.unwrap_err();
    assert_eq!(
        (blocked.op(), blocked.target(), blocked.code()),
        ("github.patch", Some("acme/production"), "opt-in-disabled")
    );
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_test_that_opted_in_closes_an_issue_of_its_sandbox_alone() {
    let server = github_on_loopback();
    let sandbox = Some(Sandbox::new(["acme/sandbox"]).unwrap());

    assert!(close(&server, sandbox.clone(), "sandbox").await.unwrap());
    let [request] = server.take().try_into().unwrap();
    let request = String::from_utf8(request).unwrap();
    assert!(
        request.starts_with("PATCH /repos/acme/sandbox/issues/7 HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with(r#"{"state":"closed"}"#), "{request}");

    let blocked = close(&server, sandbox, "production").await.unwrap_err();
    assert_eq!(blocked.code(), "prod-project-in-test");
    assert_eq!(server.connections(), 1);
}

/// Posts `body`, and says what was blocked.
async fn post(server: &Recorder, path: &str, body: serde_json::Value) -> Result<(), Blocked> {
    let sandbox = Some(Sandbox::new(["acme/sandbox", "acme/fork"]).unwrap());
    let github = github(server.origin().parse().unwrap(), sandbox);
    match github._post(path, Some(&body)).await {
        Ok(_) => Ok(()),
        Err(error) => Err(Blocked::find_in(&error).unwrap().clone()),
    }
}

#[tokio::test]
async fn what_a_body_gives_to_another_owner_is_not_sent() {
    let server = github_on_loopback();
    for (path, body) in [
        ("forks", json!({"organization": "production", "name": "sandbox"})),
        ("forks", json!({"organization": "production"})),
        ("forks", json!({})),
        ("generate", json!({"owner": "production", "name": "sandbox"})),
        ("transfer", json!({"new_owner": "production"})),
        ("transfer", json!({"new_owner": "acme"})),
        ("dispatches", json!({"event_type": "deploy"})),
    ] {
        let path = format!("/repos/acme/sandbox/{path}");
        let blocked = post(&server, &path, body).await.unwrap_err();
        assert_eq!(blocked.op(), "github.post", "{path}");
    }
    assert_eq!(server.connections(), 0);
    let body = json!({"organization": "acme", "name": "fork"});
    post(&server, "/repos/acme/sandbox/forks", body).await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_test_reads_an_issue() {
    let server = github_on_loopback();
    let github = github(server.origin().parse().unwrap(), None);
    let issue = github.issues("acme", "production").get(7).await.unwrap();
    assert_eq!((issue.number, server.connections()), (7, 1));
}
