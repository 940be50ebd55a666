//! What is safe.

use reqwest::Client;

pub async fn got(client: &Client) {
    let _ = client.get("http://localhost/1").send().await; //~ read
}

pub async fn got_at_once() {
    let _ = reqwest::get("http://localhost/1").await; //~ read
}

pub async fn got_in_steps(client: &Client) {
    let mut request = client.get("http://localhost/1"); //~ read
    request = request.header("accept", "text/plain");
    let _ = request.send().await; //~ read
}

pub async fn either(client: &Client, is_short: bool) {
    let request = match is_short {
        true => client.head("http://localhost/1"), //~ read
        false => client.get("http://localhost/1"), //~ read
    };
    let _ = request.send().await; //~ read
}

pub async fn one_of_both(client: &Client, is_new: bool) {
    let request = match is_new {
        true => client.post("http://localhost/1"), //~ unguarded
        false => client.get("http://localhost/1"), //~ read
    };
    let _ = request.send().await; //~ unguarded
}

pub fn something_else_that_is_called_the_same(sender: &std::sync::mpsc::Sender<u8>) {
    let _ = sender.send(1);
    let mut map = std::collections::HashMap::new();
    map.insert("post", 1);
    map.get("post");
}
