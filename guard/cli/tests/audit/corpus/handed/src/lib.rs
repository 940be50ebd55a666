//! A guard is here, for something else: the client comes from elsewhere.

use reqwest_middleware::ClientWithMiddleware;
use write_guard_layer::{Outgoing, WriteGuard};

pub fn asks(request: &http::Request<String>) -> bool {
    let guard = WriteGuard::new("http://localhost:1", |_| None);
    let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
    guard.ask(&outgoing).is_ok()
}

pub async fn close(client: &ClientWithMiddleware) {
    let _ = client.delete("http://localhost/1").send().await; //~ unguarded
}
