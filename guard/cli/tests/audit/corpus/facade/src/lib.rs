//! Another crate's names, handed on.

pub use reqwest as wire;
pub use reqwest::blocking::*;

/// A client as it is.
pub fn client() -> Client {
    Client::new()
}

/// Sends for whoever calls.
pub fn close(client: &Client) {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
}
