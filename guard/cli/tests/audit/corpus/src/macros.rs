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

macro_rules! send {
    ($client:expr, $verb:ident) => {
        $client.$verb("http://localhost/1").send()
    };
}

pub fn with_a_verb(client: &reqwest::blocking::Client) {
    let _ = send!(client, delete); //~ unguarded
    let _ = send!(client, get); //~ read
}

macro_rules! outer {
    ($client:expr) => {
        send!($client, put)
    };
}

macro_rules! outer_read {
    ($client:expr) => {
        send!($client, get)
    };
}

macro_rules! logged {
    ($call:expr) => {{
        println!("{}", stringify!($call));
        $call
    }};
}

macro_rules! twice {
    ($call:expr) => {
        logged!(logged!($call))
    };
}

pub fn two_deep(client: &reqwest::blocking::Client) {
    let _ = outer!(client); //~ unguarded
    let _ = outer_read!(client); //~ read
    let _ = logged!(client.delete("http://localhost/1").send()); //~ unguarded
    let _ = logged!(client.get("http://localhost/1").send()); //~ read
    let _ = twice!(client.delete("http://localhost/1").send()); //~ unguarded
    let _ = twice!(client.get("http://localhost/1").send()); //~ read
    let _ = logged!(fetch!("http://localhost/1")); //~ read
    let _ = logged!(close!("http://localhost/1")); //~ unguarded
    let _ = twice!(send!(client, get)); //~ read
    let _ = twice!(send!(client, post)); //~ unguarded
}

macro_rules! tested {
    ($($name:ident => $body:block)*) => { $(pub fn $name() $body)* };
}

tested! {
    reads_in_a_macro => { let _ = ureq::get("http://localhost/1").call(); } //~ read
    writes_in_a_macro => { let _ = ureq::delete("http://localhost/1").call(); } //~ unguarded
}

#[derive(derive::Close)] //~ unguarded
pub struct Derived;
