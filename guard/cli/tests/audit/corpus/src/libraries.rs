//! One client after the other.

use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;

pub fn attohttpc_writes() {
    let _ = attohttpc::post("http://localhost/1").text("x").send(); //~ unguarded
    let _ = attohttpc::patch("http://localhost/1").prepare().send(); //~ unguarded
    let _ = attohttpc::get("http://localhost/1").send(); //~ read
}

pub fn minreq_writes() {
    let _ = minreq::put("http://localhost/1").with_body("x").send(); //~ unguarded
    let _ = minreq::delete("http://localhost/1").send_lazy(); //~ unguarded
    let _ = minreq::Request::new(minreq::Method::Post, "http://localhost/1").send(); //~ unguarded
    let _ = minreq::head("http://localhost/1").send(); //~ read
}

pub fn ureq_writes(agent: &ureq::Agent) {
    let _ = agent.put("http://localhost/1").send("x"); //~ unguarded
    let _ = agent.patch("http://localhost/1").send_form([("a", "b")]); //~ unguarded
    let _ = agent.delete("http://localhost/1").force_send_body().send("x"); //~ unguarded
    let _ = agent.get("http://localhost/1").call(); //~ read
    let request = http::Request::post("http://localhost/1").body("x").unwrap();
    let _ = agent.run(request); //~ unguarded
    let _ = ureq::run(http::Request::get("http://localhost/1").body(()).unwrap()); //~ read
}

pub fn ureq_2_writes() {
    let _ = ureq2::post("http://localhost/1").send_string("x"); //~ unguarded
    let _ = ureq2::get("http://localhost/1").call(); //~ read
}

pub async fn hyper_writes(sender: &mut hyper::client::conn::http1::SendRequest<String>) {
    let request = http::Request::builder().method("DELETE").uri("/1").body(String::new()).unwrap();
    let _ = sender.send_request(request).await; //~ unguarded
    let request = http::Request::builder().uri("/1").body(String::new()).unwrap();
    let _ = sender.send_request(request).await; //~ read
}

pub async fn hyper_reads(sender: &mut hyper::client::conn::http1::SendRequest<String>) {
    let request = http::Request::builder().uri("/1").body(String::new()).unwrap();
    let _ = sender.send_request(request).await; //~ read
}

pub async fn hyper_util_writes(client: &Client<HttpConnector, String>) {
    let request = http::Request::put("http://localhost/1").body(String::new()).unwrap();
    let _ = client.request(request).await; //~ unguarded
    let _ = client.get("http://localhost/1".parse().unwrap()).await; //~ read
}

pub async fn hyper_util_sends(client: &Client<HttpConnector, String>, request: http::Request<String>) {
    let _ = client.request(request).await; //~ unknown
}

pub async fn tower_calls<S: tower::Service<http::Request<String>>>(mut service: S, request: http::Request<String>) {
    let _ = service.call(request).await; //~ unknown
}

pub async fn tower_writes<S: tower::Service<http::Request<String>>>(service: S) {
    let request = http::Request::post("http://localhost/1").body(String::new()).unwrap();
    let _ = tower::ServiceExt::oneshot(service, request).await; //~ unknown
}

pub async fn not_http() {
    let _ = std::net::TcpStream::connect("localhost:1"); //~ not-http
    let _ = tokio::net::TcpStream::connect("localhost:1").await; //~ not-http
    let _ = std::process::Command::new("curl"); //~ not-http
    let _ = tokio::process::Command::new("curl"); //~ not-http
}

pub fn bodies_alone(_: Incoming) {}
