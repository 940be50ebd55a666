//! Clients that ask a guard.

use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use write_guard_layer::{Outgoing, WriteGuard};

fn guard() -> WriteGuard {
    WriteGuard::new("http://localhost:1", |_| None)
}

pub fn client() -> ClientWithMiddleware {
    guard().client(reqwest::Client::builder, |stack| stack).unwrap()
}

pub async fn close(client: &ClientWithMiddleware) {
    let _ = client.delete("http://localhost/1").send().await; //~ layer
    let _ = client.get("http://localhost/1").send().await; //~ read
}

pub fn by_hand(guard: &WriteGuard) {
    let request = http::Request::post("http://localhost/1").body("x").unwrap();
    if guard.ask(&Outgoing::new(request.method(), request.uri(), request.headers())).is_ok() {
        let _ = ureq::run(request); //~ layer
    }
}

pub fn an_agent_with_a_guard() {
    let guard = guard();
    let config = ureq::Agent::config_builder();
    let config = config.middleware(move |request: http::Request<ureq::SendBody>, next: ureq::middleware::MiddlewareNext| {
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        guard.ask(&outgoing).map_err(|blocked| ureq::Error::Other(blocked.into()))?;
        next.handle(request)
    });
    let agent: ureq::Agent = config.build().into();
    let _ = agent.post("http://localhost/1").send("x"); //~ layer
}

pub fn bound_by_something_else(agents: Vec<ureq::Agent>) {
    let agent = guarded_agent();
    let _ = agent.post("http://localhost/1").send("x"); //~ layer
    for agent in agents {
        let _ = agent.post("http://localhost/1").send("x"); //~ unguarded
    }
}

fn guarded_agent() -> ureq::Agent {
    let guard = guard();
    let config = ureq::Agent::config_builder();
    let ask = move |request: http::Request<ureq::SendBody>, next: ureq::middleware::MiddlewareNext| {
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        guard.ask(&outgoing).map_err(|blocked| ureq::Error::Other(blocked.into()))?;
        next.handle(request)
    };
    config.middleware(ask).build().into()
}

pub fn made_by_a_function() {
    let agent = guarded_agent();
    let _ = agent.post("http://localhost/1").send("x"); //~ layer
}

pub async fn made_here_and_by_a_function() {
    let client = client();
    let _ = client.post("http://localhost/1").send().await; //~ layer
    let plain = reqwest::Client::new();
    let _ = plain.post("http://localhost/1").send().await; //~ unguarded
}
