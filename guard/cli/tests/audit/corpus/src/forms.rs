//! Ways to write the same call.

use reqwest::{Client, RequestBuilder as Builder};

use self::renamed::*;

mod renamed {
    pub use reqwest::Client as Http;
    pub type Wire = reqwest::blocking::Client;
}

pub async fn chain(client: &Client) {
    let _ = client.post("http://localhost/1").body("x").send().await; //~ unguarded
}

pub async fn chain_over_lines(client: &Client) {
    let _ = client
        .patch("http://localhost/1") //~ unguarded
        .body("x")
        .send() //~ unguarded
        .await;
}

pub async fn in_steps(client: &Client) {
    let request = client.put("http://localhost/1"); //~ unguarded
    let request = request.body("x");
    let _ = request.send().await; //~ unguarded
}

pub async fn by_path(client: &Client) {
    let request = Client::delete(client, "http://localhost/1"); //~ unguarded
    let _ = Builder::send(request).await; //~ unguarded
}

pub async fn by_a_glob(client: &Http) {
    let _ = client.delete("http://localhost/1").send().await; //~ unguarded
}

pub fn by_an_alias(client: &Wire) {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
}

pub async fn as_a_value(client: &Client) {
    let close = Client::delete::<&str>; //~ unguarded
    let _ = close(client, "http://localhost/1").send().await; //~ unguarded
}

pub fn sending_as_a_value(requests: Vec<reqwest::blocking::RequestBuilder>) {
    let _: Vec<_> = requests.into_iter().map(reqwest::blocking::RequestBuilder::send).collect(); //~ unknown
}

pub fn in_a_closure(client: &Wire) {
    let close = |id: u32| client.delete(format!("http://localhost/{id}")).send(); //~ unguarded
    let _ = close(1);
}

pub fn in_an_async_block(client: Client) -> impl Future<Output = ()> {
    async move {
        let _ = client.post("http://localhost/1").send().await; //~ unguarded
    }
}

pub async fn in_a_task(client: Client) {
    let task = tokio::task::spawn(async move {
        let _ = client.delete("http://localhost/1").send().await; //~ unguarded
    });
    let _ = task.await;
}

pub struct Wrapped(Client);

impl std::ops::Deref for Wrapped {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

pub async fn through_deref(client: &Wrapped) {
    let _ = client.post("http://localhost/1").send().await; //~ unguarded
}

pub fn through_a_generic<C: std::ops::Deref<Target = Wire>>(client: C) {
    let _ = client.post("http://localhost/1").send(); //~ unguarded
}

#[allow(clippy::disallowed_methods, reason = "nobody may silence this")]
pub fn under_allow(client: &Wire) {
    let _ = client.post("http://localhost/1").send(); //~ unguarded
}

pub trait Tracker {
    fn close(&self);

    fn close_by_default(&self) {
        let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
    }
}

impl Tracker for Wire {
    fn close(&self) {
        let _ = self.delete("http://localhost/1").send(); //~ unguarded
    }
}

pub fn through_dyn(tracker: &dyn Tracker) {
    tracker.close();
}

pub static CLOSE: fn() = || {
    let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
};

pub static AGENT: std::sync::LazyLock<()> = std::sync::LazyLock::new(|| {
    let _ = ureq::post("http://localhost/1").send_empty(); //~ unguarded
});

pub const fn nothing() {}

pub struct Held {
    client: Wire,
}

impl Held {
    pub fn from_a_field(&self) {
        let _ = self.client.put("http://localhost/1").send(); //~ unguarded
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.client.delete("http://localhost/1").send(); //~ unguarded
    }
}

pub fn nested() {
    fn inner() {
        let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
    }
    inner();
}

#[cfg(unix)]
pub fn of_this_system(client: &Wire) {
    let _ = client.post("http://localhost/1").send(); //~ unguarded
}

#[cfg(feature = "extra")]
pub fn of_a_feature_that_is_off(client: &Wire) {
    let _ = client.post("http://localhost/1").send();
}

pub mod included {
    include!("included.rs");
}

pub fn included_statements(client: &Wire) {
    include!("statements.in")
}

#[derive::traced]
pub fn under_an_attribute(client: &Wire) {
    let _ = client.post("http://localhost/1").send(); //~ unguarded
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_unit_test_that_closes() {
        if std::env::var_os("CORPUS_RUN").is_some() {
            let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
        }
    }
}
