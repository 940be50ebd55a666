//! Requests and clients that are given a name again, or go through one.

use reqwest::{Method, RequestBuilder};
use ureq::Agent;
use write_guard_layer::{Outgoing, WriteGuard};

fn guarded(guard: WriteGuard) -> Agent {
    let ask = move |request: http::Request<ureq::SendBody>, next: ureq::middleware::MiddlewareNext| {
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        guard.ask(&outgoing).map_err(|blocked| ureq::Error::Other(blocked.into()))?;
        next.handle(request)
    };
    Agent::config_builder().middleware(ask).build().into()
}

pub fn shadowed(guard: WriteGuard) {
    let client = guarded(guard);
    let request = client.post("http://localhost/1"); //~ layer
    let request = request.header("a", "b");
    let request = request.query("c", "d");
    let _ = request.send("x"); //~ layer
}

pub fn given_again(guard: WriteGuard, is_long: bool) {
    let client = guarded(guard);
    let mut request = client.put("http://localhost/1"); //~ layer
    request = request.header("a", "b");
    if is_long {
        request = request.query("c", "d");
    }
    for name in ["c", "d"] {
        request = request.header(name, "b");
    }
    let _ = request.send("x"); //~ layer
}

pub fn one_of_several(guard: WriteGuard, is_new: bool) {
    let client = guarded(guard);
    let request = match is_new {
        true => client.post("http://localhost/1"), //~ layer
        false => client.put("http://localhost/1"), //~ layer
    };
    let request = if is_new { request.query("c", "d") } else { request };
    let _ = request.send("x"); //~ layer
}

pub fn one_of_several_is_plain(guard: WriteGuard, plain: Agent, is_new: bool) {
    let client = guarded(guard);
    let request = if is_new {
        client.post("http://localhost/1") //~ layer
    } else {
        plain.post("http://localhost/1") //~ unguarded
    };
    let _ = request.send("x"); //~ unguarded
}

pub fn if_there_is_one(guard: WriteGuard) {
    let client = guarded(guard);
    let request = Some(client.patch("http://localhost/1")); //~ layer
    if let Some(request) = request {
        let _ = request.send("x"); //~ layer
    }
}

pub fn if_there_is_none(guard: WriteGuard) {
    let client = guarded(guard);
    let Some(request) = Some(client.delete("http://localhost/1")) else { //~ layer
        return;
    };
    let _ = request.call(); //~ layer
}

pub fn declared_before(guard: WriteGuard, is_new: bool) {
    let client = guarded(guard);
    let request;
    if is_new {
        request = client.post("http://localhost/1"); //~ layer
    } else {
        request = client.put("http://localhost/1"); //~ layer
    }
    let _ = request.send("x"); //~ layer
}

pub fn through_a_helper(guard: WriteGuard) {
    let client = guarded(guard);
    let request = marked(client.post("http://localhost/1")); //~ layer
    let _ = request.send("x"); //~ layer
}

fn marked(request: Writing) -> Writing {
    request.header("a", "b")
}

type Writing = ureq::RequestBuilder<ureq::typestate::WithBody>;

pub struct Held {
    guarded: Agent,
    plain: Agent,
}

pub fn in_a_field(guard: WriteGuard, plain: Agent) {
    let held = Held { guarded: guarded(guard), plain };
    let _ = held.guarded.post("http://localhost/1").send("x"); //~ layer
    let _ = held.plain.post("http://localhost/1").send("x"); //~ unguarded
    let Held { guarded, plain } = held;
    let _ = guarded.post("http://localhost/1").send("x"); //~ layer
    let _ = plain.post("http://localhost/1").send("x"); //~ unguarded
}

pub fn the_rest_is_of_another(guard: WriteGuard, plain: Held) {
    let held = Held { plain: guarded(guard), ..plain };
    let _ = held.plain.post("http://localhost/1").send("x"); //~ layer
    let _ = held.guarded.post("http://localhost/1").send("x"); //~ unguarded
    let Held { guarded, .. } = held;
    let _ = guarded.put("http://localhost/1").send("x"); //~ unguarded
}

pub fn the_rest_is_known(guard: WriteGuard, agent: Agent) {
    let base = Held { guarded: guarded(guard), plain: agent.clone() };
    let held = Held { plain: agent, ..base };
    let _ = held.guarded.post("http://localhost/1").send("x"); //~ layer
    let _ = held.plain.post("http://localhost/1").send("x"); //~ unguarded
}

pub fn in_a_field_that_is_given_again(guard: WriteGuard, one: Agent, other: Agent) {
    let mut held = Held { guarded: guarded(guard), plain: one };
    held.guarded = other;
    let _ = held.guarded.post("http://localhost/1").send("x"); //~ unguarded
    let mut pair = (held, 1);
    pair.0.plain = Agent::new_with_defaults();
    let _ = pair.0.plain.post("http://localhost/1").send("x"); //~ unguarded
}

pub fn in_a_pair(guard: WriteGuard, plain: Agent) {
    let (guarded, plain) = (guarded(guard), plain);
    let _ = guarded.post("http://localhost/1").send("x"); //~ layer
    let _ = plain.post("http://localhost/1").send("x"); //~ unguarded
    let pair = (guarded, plain);
    let _ = pair.0.put("http://localhost/1").send("x"); //~ layer
    let _ = pair.1.put("http://localhost/1").send("x"); //~ unguarded
}

pub fn each_of_several(guard: WriteGuard, plain: Agent) {
    for client in [guarded(guard), plain] {
        let _ = client.post("http://localhost/1").send("x"); //~ unguarded
    }
}

pub fn another_client_by_the_same_name(guard: WriteGuard, plain: Agent) {
    let client = guarded(guard);
    let _ = client.post("http://localhost/1").send("x"); //~ layer
    {
        let client = &plain;
        let _ = client.post("http://localhost/1").send("x"); //~ unguarded
    }
    let _ = client.put("http://localhost/1").send("x"); //~ layer
    let client = plain;
    let _ = client.put("http://localhost/1").send("x"); //~ unguarded
}

pub async fn another_request_by_the_same_name(client: &reqwest::Client) {
    let request = client.get("http://localhost/1"); //~ read
    let request = request.header("a", "b");
    let _ = request.send().await; //~ read
    let request = client.post("http://localhost/1"); //~ unguarded
    let _ = request.send().await; //~ unguarded
}

pub async fn read_and_given_again(client: &reqwest::Client, is_long: bool) {
    let mut request = client.get("http://localhost/1"); //~ read
    if is_long {
        request = request.header("a", "b");
    }
    let held = (1, request);
    let _ = held.1.send().await; //~ read
}

pub async fn given_a_write_at_last(client: &reqwest::Client, is_new: bool) {
    let mut request = client.get("http://localhost/1"); //~ read
    if is_new {
        request = client.post("http://localhost/1"); //~ unguarded
    }
    let _ = request.send().await; //~ unguarded
}

pub async fn read_if_there_is_one(client: &reqwest::Client) {
    let mut request = None;
    for name in ["a", "b"] {
        request = Some(client.head(name)); //~ read
    }
    if let Some(request) = request {
        let _ = request.send().await; //~ read
    }
}

pub async fn read_or_whatever(client: &reqwest::Client, other: Option<RequestBuilder>) {
    let request = match other {
        Some(other) => other,
        None => client.get("http://localhost/1"), //~ read
    };
    let _ = request.send().await; //~ unknown
}

pub async fn by_a_verb_of_the_same_name(client: &reqwest::Client, method: Method) {
    let _ = client.request(method, "http://localhost/1").send().await; //~ unknown
    let method = Method::GET;
    let _ = client.request(method, "http://localhost/1").send().await; //~ read
}
