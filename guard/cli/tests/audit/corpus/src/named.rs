//! Verbs and libraries by names of one's own.

extern crate reqwest as wire;

use reqwest as r;
use reqwest::Method;
use reqwest::blocking::Client;

const CLOSE: Method = Method::DELETE;
const LOOK: Method = Method::GET;
static EITHER: [Method; 2] = [Method::POST, Method::PUT];

pub struct Verbs;

impl Verbs {
    const WRITE: Method = Method::PATCH;
    const READ: Method = Method::HEAD;

    pub fn of_the_type(client: &Client) {
        let _ = client.request(Self::WRITE, "http://localhost/1").send(); //~ unguarded
        let _ = client.request(Self::READ, "http://localhost/1").send(); //~ read
    }
}

pub fn by_a_constant(client: &Client) {
    let _ = client.request(CLOSE, "http://localhost/1").send(); //~ unguarded
    let _ = client.request(LOOK, "http://localhost/1").send(); //~ read
    let _ = client.request(Verbs::WRITE, "http://localhost/1").send(); //~ unguarded
    let _ = client.request(LOOK.clone(), "http://localhost/1").send(); //~ read
}

pub fn by_a_constant_of_another_module(client: &Client) {
    let _ = client.request(inner::SEND, "http://localhost/1").send(); //~ unguarded
}

mod inner {
    pub const SEND: reqwest::Method = reqwest::Method::POST;
    /// In this module it is another one.
    pub const LOOK: reqwest::Method = reqwest::Method::PUT;
}

pub fn by_a_constant_of_its_own(client: &Client) {
    const LOOK: Method = Method::PUT;
    let _ = client.request(LOOK, "http://localhost/1").send(); //~ unguarded
}

pub fn by_one_of_several(client: &Client) {
    for verb in &EITHER {
        let _ = client.request(verb.clone(), "http://localhost/1").send(); //~ unknown
    }
}

pub fn by_a_text_that_is_a_constant(client: &Client) {
    const TEXT: &str = "DELETE";
    let _ = client.request(TEXT.parse().unwrap(), "http://localhost/1").send(); //~ unguarded
    let _ = client.request("OPTIONS".parse().unwrap(), "http://localhost/1").send(); //~ read
    let _ = client.request(Method::try_from("PUT").unwrap(), "http://localhost/1").send(); //~ unguarded
}

pub fn matched(client: &Client, method: Method) {
    let request = match method {
        Method::GET => client.get("http://localhost/1"), //~ read
        Method::POST => client.post("http://localhost/1"), //~ unguarded
        other => client.request(other, "http://localhost/1"), //~ unknown
    };
    let _ = request.send(); //~ unguarded
}

pub fn matched_to_a_verb(client: &Client, kind: u8) {
    let method = match kind {
        0 => Method::GET,
        1 => Method::HEAD,
        _ => return,
    };
    let _ = client.request(method, "http://localhost/1").send(); //~ read
    let method = match kind {
        0 => Method::GET,
        1 => Method::DELETE,
        _ => unreachable!(),
    };
    let _ = client.request(method, "http://localhost/1").send(); //~ unguarded
}

pub fn by_anything_that_is_one<M: Into<Method>>(client: &Client, method: M) {
    let _ = client.request(method.into(), "http://localhost/1").send(); //~ unknown
}

fn reading<M: Into<Method>>(client: &Client, method: M) {
    let _ = client.request(method.into(), "http://localhost/1").send(); //~ read
}

pub fn reads(client: &Client) {
    reading(client, Method::GET);
    reading(client, LOOK_TOO);
}

const LOOK_TOO: Method = Method::HEAD;

pub fn set_afterwards(client: &Client) {
    let mut request = reqwest::blocking::Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    *request.method_mut() = Method::DELETE;
    let _ = client.execute(request); //~ unguarded
}

pub fn set_afterwards_to_what_reads(client: &Client) {
    let mut request = reqwest::blocking::Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    *request.method_mut() = Method::HEAD;
    let _ = client.execute(request); //~ read
}

pub fn overridden(client: &Client) {
    let _ = client.get("http://localhost/1").header("X-HTTP-Method-Override", "DELETE").send(); //~ unknown
}

pub fn by_a_short_name(client: &r::blocking::Client) {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    let _ = r::blocking::Client::put(client, "http://localhost/1").send(); //~ unguarded
}

pub fn by_the_name_of_the_crate(client: &wire::blocking::Client) {
    let _ = wire::blocking::Client::post(client, "http://localhost/1").send(); //~ unguarded
    let _ = wire::blocking::get("http://localhost/1"); //~ read
}

pub fn by_a_facade() {
    let _ = facade::client().delete("http://localhost/1").send(); //~ unguarded
    let client: facade::wire::blocking::Client = facade::Client::new();
    let _ = facade::Client::get(&client, "http://localhost/1").send(); //~ read
    facade::close(&client);
}

pub fn r#move(r#type: &Client) {
    let _ = r#type.r#delete("http://localhost/1").r#send(); //~ unguarded
}

pub async fn by_hyper(
    sender: &mut hyper::client::conn::http1::SendRequest<String>,
    request: http::request::Builder,
    parts: http::request::Parts,
) {
    let _ = sender.send_request(request.method("POST").body(String::new()).unwrap()).await; //~ unguarded
    let _ = sender.send_request(http::Request::from_parts(parts, String::new())).await; //~ unknown
}

pub async fn taken_apart(sender: &mut hyper::client::conn::http1::SendRequest<String>, method: Method) {
    let request = http::Request::get("/1").body(()).unwrap();
    let (mut parts, ()) = request.into_parts();
    parts.method = method;
    let _ = sender.send_request(http::Request::from_parts(parts, String::new())).await; //~ unknown
}

pub async fn by_a_service(
    client: hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, String>,
    http: reqwest::Client,
) {
    use tower::ServiceExt;
    let request = http::Request::get("http://localhost/1").body(String::new()).unwrap();
    let _ = client.clone().oneshot(request).await; //~ read
    let request = reqwest::Request::new(Method::DELETE, "http://localhost/1".parse().unwrap()); //~ unguarded
    let _ = http.oneshot(request).await; //~ unknown
}

pub fn configured(agent: &ureq::Agent, request: http::Request<()>) {
    let request = agent.configure_request(request).http_status_as_error(false).build();
    let _ = agent.run(request); //~ unknown
    let request = http::Request::post("http://localhost/1").body(()).unwrap();
    let request = agent.configure_request(request).http_status_as_error(false).build();
    let _ = agent.run(request); //~ unguarded
}

pub fn configured_to_read(agent: &ureq::Agent) {
    let request = http::Request::get("http://localhost/1").body(()).unwrap();
    let request = agent.configure_request(request).http_status_as_error(false).build();
    let _ = agent.run(request); //~ read
}
