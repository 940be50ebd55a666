//! Calls that a macro writes, or that stand in one.

macro_rules! close {
    ($url:expr) => {
        ureq::delete($url).call()
    };
}

macro_rules! fetch {
    ($url:expr) => {
        ureq::get($url).call()
    };
}

macro_rules! client_of {
    ($name:ident) => {
        pub fn $name() {
            let _ = minreq::post("http://localhost/1").send();
        }
    };
}

pub fn by_a_macro() {
    let _ = close!("http://localhost/1"); //~ unguarded
}

pub fn read_by_a_macro() {
    let _ = fetch!("http://localhost/1"); //~ read
}

client_of!(made); //~ unguarded

pub fn in_an_assertion() {
    assert!(ureq::post("http://localhost/1").send_empty().is_ok()); //~ unguarded
}

pub fn read_in_an_assertion() {
    assert_eq!(ureq::get("http://localhost/1").call().is_ok(), true, "said"); //~ read
}

pub fn in_a_format() -> String {
    format!("{:?}", minreq::delete("http://localhost/1").send()) //~ unguarded
}

pub async fn in_a_select(client: &reqwest::Client) {
    tokio::select! {
        _ = client.delete("http://localhost/1").send() => {} //~ unguarded
        _ = std::future::ready(()) => {}
    }
}

pub async fn joined(client: &reqwest::Client) {
    let _ = tokio::join!(
        client.get("http://localhost/1").send(), //~ read
        client.post("http://localhost/1").send(), //~ unguarded
    );
}

#[derive(derive::Close)] //~ unguarded
pub struct Derived;
