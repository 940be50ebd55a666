//! What writes and looks like what does not; what is unguarded and looks like what is not.

use reqwest::{Client, Method, Request};
use tower::ServiceExt;
use tower::util::Oneshot;
use write_guard::Permit as Leave;

pub async fn changed_before_a_copy(client: &Client, method: Method) {
    let mut request = Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    *request.method_mut() = method;
    let _ = client.execute(request.try_clone().unwrap()).await; //~ unknown
}

pub async fn changed_before_it_was_renamed(client: &Client, method: Method) {
    let mut request = Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    *request.method_mut() = method;
    let renamed = request;
    let _ = client.execute(renamed).await; //~ unknown
}

pub async fn changed_elsewhere(client: &Client) {
    let mut request = client.get("http://localhost/1").build().unwrap(); //~ read
    change(&mut request);
    let _ = client.execute(request).await; //~ unknown
}

pub fn change(request: &mut Request) {
    *request.method_mut() = Method::DELETE;
}

pub async fn changed_under_another_name(client: &Client, method: Method) {
    let mut request = Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    let other = &mut request;
    *other.method_mut() = method;
    let _ = client.execute(request).await; //~ unknown
}

pub async fn sent_with_another_body(
    client: &hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, String>,
    method: Method,
) {
    let mut request = http::Request::get("http://localhost/1").body(()).unwrap();
    *request.method_mut() = method;
    let _ = client.request(request.map(|()| String::new())).await; //~ unknown
}

pub async fn in_a_macro_of_its_own_syntax(client: &Client, request: Request) {
    tokio::select! {
        _ = client.get("http://localhost/1").send() => {} //~ read
        _ = client.execute(request) => {} //~ unknown
    }
}

pub async fn beside_a_read_in_a_macro(client: &Client, request: reqwest::RequestBuilder) {
    tokio::select! {
        _ = client.get("http://localhost/1").send() => {} //~ read
        _ = request.send() => {} //~ unknown
    }
}

pub async fn for_a_permit_of_a_channel(client: &Client, permit: tokio::sync::mpsc::Permit<'_, u8>) {
    let _ = client.delete("http://localhost/1").send().await; //~ unguarded
    permit.send(1);
}

mod parking {
    use tokio::sync::mpsc::Permit;

    pub struct Ticket;

    pub async fn for_an_imported_permit(client: &reqwest::Client, permit: Permit<'_, u8>) {
        let _ = client.delete("http://localhost/1").send().await; //~ unguarded
        permit.send(1);
    }
}

pub use parking::for_an_imported_permit;

pub async fn for_a_permit_by_another_name(client: &Client, leave: Leave) {
    let _ = client.delete("http://localhost/1").send().await; //~ door
    drop(leave);
}

pub fn told_by_a_guard(guard: &write_guard_layer::WriteGuard) {
    let url = format!("http://localhost/{}", name_of(guard));
    let _ = ureq::post(&url).send("x"); //~ unguarded
    let client = reqwest::blocking::Client::new();
    let request = client.post(url);  //~ unguarded
    let _ = request.send(); //~ unguarded
}

fn name_of(guard: &write_guard_layer::WriteGuard) -> String {
    format!("{guard:?}")
}

pub async fn by_tower<S: tower::Service<http::Request<String>> + Clone>(service: S, request: http::Request<String>) {
    let _ = Oneshot::new(service.clone(), request.clone()).await; //~ unknown
    let _ = service.clone().call_all(futures_of(request.clone())); //~ unknown
    let mut service = service;
    if let Ok(ready) = service.ready().await {
        let _ = ready.call(request).await; //~ unknown
    }
}

pub fn futures_of(request: http::Request<String>) -> impl futures_core::Stream<Item = http::Request<String>> {
    futures_util::stream::iter([request])
}

fn reached_by_path(client: &reqwest::blocking::Client) {
    let _ = client.put("http://localhost/1").send(); //~ unguarded
}

pub fn reached_for_a_permit(client: &reqwest::blocking::Client, permit: Leave) {
    reached_by_path(client);
    drop(permit);
}

#[path = "elsewhere/moved.rs"]
mod moved;

pub use moved::call;
