//! Verbs that are values.

use reqwest::{Client, Method, Request};

pub async fn a_constant(client: &Client) {
    let _ = client.request(Method::DELETE, "http://localhost/1").send().await; //~ unguarded
}

pub async fn a_safe_constant(client: &Client) {
    let _ = client.request(Method::HEAD, "http://localhost/1").send().await; //~ read
}

pub async fn an_argument(client: &Client, method: Method) {
    let _ = client.request(method, "http://localhost/1").send().await; //~ unknown
}

pub async fn read_from_text(client: &Client, text: &str) {
    let method: Method = text.parse().unwrap();
    let _ = client.request(method, "http://localhost/1").send().await; //~ unknown
}

pub async fn chosen(client: &Client, is_new: bool) {
    let method = if is_new { Method::POST } else { Method::PUT };
    let _ = client.request(method, "http://localhost/1").send().await; //~ unguarded
}

pub async fn chosen_among_safe_ones(client: &Client, is_short: bool) {
    let method = if is_short { Method::HEAD } else { Method::GET };
    let _ = client.request(method, "http://localhost/1").send().await; //~ read
}

pub async fn executed(client: &Client) {
    let request = Request::new(Method::POST, "http://localhost/1".parse().unwrap()); //~ unguarded
    let _ = client.execute(request).await; //~ unguarded
}

pub async fn changed_afterwards(client: &Client, method: Method) {
    let mut request = Request::new(Method::GET, "http://localhost/1".parse().unwrap()); //~ read
    *request.method_mut() = method;
    let _ = client.execute(request).await; //~ unknown
}

pub async fn handed_over(client: &Client, request: Request) {
    let _ = client.execute(request).await; //~ unknown
}

pub async fn from_bytes(client: &Client) {
    let method = Method::from_bytes(b"PATCH").unwrap();
    let _ = client.request(method, "http://localhost/1").send().await; //~ unguarded
}

pub fn by_text(agent: &ureq2::Agent) {
    let _ = agent.request("DELETE", "http://localhost/1").call(); //~ unguarded
    let _ = agent.request("GET", "http://localhost/1").call(); //~ read
}
