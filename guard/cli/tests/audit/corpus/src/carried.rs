//! Clients and requests that are carried about before anything is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use reqwest::Method;
use reqwest::blocking::{Client, Request, RequestBuilder};

static ONCE: OnceLock<Client> = OnceLock::new();
static LAZY: LazyLock<Client> = LazyLock::new(Client::new);

thread_local! {
    static LOCAL: Client = Client::new();
}

fn url() -> reqwest::Url {
    "http://localhost/1".parse().unwrap()
}

pub fn of_a_once_lock() {
    let client = ONCE.get_or_init(Client::new);
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    let _ = ONCE.get().unwrap().get("http://localhost/1").send(); //~ read
}

pub fn of_a_lazy_lock() {
    let _ = LAZY.post("http://localhost/1").send(); //~ unguarded
}

pub fn of_a_thread() {
    LOCAL.with(|client| client.put("http://localhost/1").send().is_ok()); //~ unguarded
    LOCAL.with(|client| client.head("http://localhost/1").send().is_ok()); //~ read
}

pub fn of_a_closure() {
    let make = || Client::new();
    let _ = make().delete("http://localhost/1").send(); //~ unguarded
    let _ = make().get("http://localhost/1").send(); //~ read
}

fn some_client() -> impl std::ops::Deref<Target = Client> {
    Box::new(Client::new())
}

pub fn of_an_impl_trait() {
    let _ = some_client().patch("http://localhost/1").send(); //~ unguarded
}

pub fn of_a_lock(client: Arc<Mutex<Client>>) {
    let _ = client.lock().unwrap().delete("http://localhost/1").send(); //~ unguarded
}

pub fn of_a_map(clients: &BTreeMap<String, Client>) {
    let _ = clients["a"].post("http://localhost/1").send(); //~ unguarded
    for client in clients.values() {
        let _ = client.put("http://localhost/1").send(); //~ unguarded
        let _ = client.get("http://localhost/1").send(); //~ read
    }
}

pub trait HttpSend {
    fn send(&self, request: Request);
}

impl HttpSend for Client {
    fn send(&self, request: Request) {
        let _ = self.execute(request); //~ unknown
    }
}

pub fn of_a_trait_object(sender: Arc<dyn HttpSend>) {
    sender.send(Request::new(Method::POST, url())); //~ unguarded
    sender.send(Request::new(Method::GET, url())); //~ read
}

#[async_trait::async_trait]
pub trait Tracker {
    async fn close(&self);

    async fn look(&self) {
        let _ = reqwest::get("http://localhost/1").await; //~ read
    }
}

#[async_trait::async_trait]
impl Tracker for reqwest::Client {
    async fn close(&self) {
        let _ = self.delete("http://localhost/1").send().await; //~ unguarded
    }
}

pub fn over_an_iterator(client: &Client) {
    let requests = ["a", "b"].into_iter().map(|name| client.post(name)); //~ unguarded
    for request in requests {
        let _ = request.send(); //~ unguarded
    }
}

pub fn read_over_an_iterator(client: &Client) {
    for request in ["a", "b"].map(|name| client.get(name)) { //~ read
        let _ = request.send(); //~ read
    }
    let requests: Vec<RequestBuilder> = ["a", "b"].iter().map(|name| client.head(*name)).collect(); //~ read
    for request in requests {
        let _ = request.header("a", "b").send(); //~ read
    }
}

pub fn sent_in_an_adapter(client: &Client) {
    let _: Vec<_> = ["a", "b"].iter().map(|name| client.get(*name)).map(|request| request.send()).collect(); //~ read
    let _: Vec<_> = ["a", "b"].iter().map(|name| client.put(*name)).map(|request| request.send()).collect(); //~ unguarded
}

pub fn sent_by_a_value(client: &Client) {
    let _: Vec<_> = ["a", "b"].iter().map(|name| client.get(*name)).map(RequestBuilder::send).collect(); //~ read unknown
}

pub fn pushed_later(client: &Client, other: RequestBuilder) {
    let mut requests = vec![client.get("http://localhost/1")]; //~ read
    requests.push(other);
    for request in requests {
        let _ = request.send(); //~ unknown
    }
}

pub fn chained(client: &Client, others: Vec<RequestBuilder>) {
    for request in [client.get("http://localhost/1")].into_iter().chain(others) { //~ read
        let _ = request.send(); //~ unknown
    }
}

pub struct Pending {
    request: RequestBuilder,
    client: Option<Client>,
}

impl Pending {
    pub fn of(client: &Client) -> Self {
        Self { request: client.post("http://localhost/1"), client: None } //~ unguarded
    }

    pub fn reading(client: &Client) -> Self {
        Self { request: client.get("http://localhost/1"), client: None } //~ read
    }

    pub fn finish(self) {
        let _ = self.request.send(); //~ unknown
    }

    pub fn close(&self) {
        if let Some(client) = &self.client {
            let _ = client.delete("http://localhost/1").send(); //~ unguarded
        }
        let _ = self.client.as_ref().map(|client| client.delete("http://localhost/1").send()); //~ unguarded
    }
}

pub fn cloned(client: &Client) {
    let request = client.post("http://localhost/1"); //~ unguarded
    let again = request.try_clone().unwrap();
    let _ = again.send(); //~ unguarded
}

pub fn read_and_cloned(client: &Client) {
    let request = client.get("http://localhost/1"); //~ read
    if let Some(again) = request.try_clone() {
        let _ = again.send(); //~ read
    }
    let _ = request.send(); //~ read
}

pub fn built(client: &Client) {
    let request = client.put("http://localhost/1").build().unwrap(); //~ unguarded
    let _ = client.execute(request); //~ unguarded
    let _ = client.execute(client.delete("http://localhost/1").build().unwrap()); //~ unguarded
}

pub fn read_and_built(client: &Client) -> reqwest::Result<()> {
    let request = client.get("http://localhost/1").build()?; //~ read
    let _ = client.execute(request); //~ read
    Ok(())
}

pub fn split(client: &Client) {
    let (client, request) = client.post("http://localhost/1").build_split(); //~ unguarded
    let _ = client.execute(request.unwrap()); //~ unguarded
}

pub fn read_and_split(client: &Client) {
    let (client, request) = client.get("http://localhost/1").build_split(); //~ read
    let _ = client.execute(request.unwrap()); //~ read
}

pub fn of_its_parts(client: &Client) {
    let _ = RequestBuilder::from_parts(client.clone(), Request::new(Method::PUT, url())).send(); //~ unguarded
    let _ = RequestBuilder::from_parts(client.clone(), Request::new(Method::GET, url())).send(); //~ read
}

pub fn converted(client: &Client) {
    let request = http::Request::put("http://localhost/1").body("x").unwrap();
    let request = Request::try_from(request).unwrap();
    let _ = client.execute(request); //~ unguarded
}

pub fn converted_into(client: &Client) {
    let request = http::Request::delete("http://localhost/1").body("x").unwrap();
    let _ = client.execute(request.try_into().unwrap()); //~ unguarded
}

pub fn read_and_converted(client: &Client) {
    let request = http::Request::get("http://localhost/1").body("x").unwrap();
    let request: Request = request.try_into().unwrap();
    let _ = client.execute(request); //~ read
    let request = http::Request::head("http://localhost/1").body("x").unwrap();
    let _ = client.execute(Request::try_from(request).unwrap()); //~ read
}

pub fn taken(client: &Client) {
    let mut request = Some(client.get("http://localhost/1")); //~ read
    if let Some(request) = request.take() {
        let _ = request.send(); //~ read
    }
}

pub fn swapped(client: &Client, other: RequestBuilder) {
    let mut request = client.get("http://localhost/1"); //~ read
    let before = std::mem::replace(&mut request, other);
    let _ = request.send(); //~ unknown
    drop(before);
}

pub fn by_a_table(client: &Client, index: usize) {
    let table: [fn(&Client, &'static str) -> RequestBuilder; 2] = [Client::post::<&str>, Client::put::<&str>]; //~ unguarded
    let _ = table[index](client, "http://localhost/1").send(); //~ unguarded
}

pub fn by_a_boxed_closure(client: Client) {
    let post: Box<dyn Fn(&str) -> RequestBuilder> = Box::new(move |url| client.post(url)); //~ unguarded
    let _ = post("http://localhost/1").send(); //~ unguarded
}

pub fn by_a_sending_closure(client: &Client) {
    let send = |request: RequestBuilder| request.send(); //~ unguarded
    let _ = send(client.delete("http://localhost/1")); //~ unguarded
}

pub fn out_of_a_loop(client: &Client) {
    let request = loop {
        break client.get("http://localhost/1"); //~ read
    };
    let _ = request.send(); //~ read
    let request = 'found: {
        if url().port().is_some() {
            break 'found client.post("http://localhost/1"); //~ unguarded
        }
        client.get("http://localhost/1") //~ read
    };
    let _ = request.send(); //~ unguarded
}

fn prepared(client: &Client) -> RequestBuilder {
    client.get("http://localhost/1") //~ read
}

pub fn of_a_function(client: &Client) {
    let _ = prepared(client).send(); //~ unknown
}

pub async fn in_a_moving_block(client: reqwest::Client) {
    let send = async move {
        let request = client.delete("http://localhost/1"); //~ unguarded
        request.send().await //~ unguarded
    };
    let _ = send.await;
}

pub async fn in_an_async_closure(client: &reqwest::Client) {
    let send = async |name: &str| client.put(name).send().await; //~ unguarded
    let _ = send("http://localhost/1").await;
}

pub async fn in_a_stream(client: &reqwest::Client) {
    use futures_util::StreamExt;
    let sent = futures_util::stream::iter(["a", "b"]).then(|name| client.post(name).send()); //~ unguarded
    let _ = sent.collect::<Vec<_>>().await;
}
