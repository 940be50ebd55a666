//! One client is made by a guard, and one is made of a plain one.

use reqwest_middleware::ClientWithMiddleware;
use write_guard_layer::WriteGuard;

pub fn client() -> ClientWithMiddleware {
    let guard = WriteGuard::new("http://localhost:1", |_| None);
    guard.client(reqwest::Client::builder, |stack| stack).unwrap()
}

pub fn plain() -> ClientWithMiddleware {
    ClientWithMiddleware::from(reqwest::Client::new())
}

pub async fn close(client: &ClientWithMiddleware) {
    let _ = client.delete("http://localhost/1").send().await; //~ unguarded
}

pub async fn with_kinds() {
    let guard = WriteGuard::with_kinds("http://localhost:1", |_| None);
    let client = guard.client(reqwest::Client::builder, |stack| stack).unwrap();
    let _ = client.delete("http://localhost/1").send().await; //~ layer
}
