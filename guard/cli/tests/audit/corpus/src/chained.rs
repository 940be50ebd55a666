//! What is called on a request may make another one of it, and not only by its own name.

use reqwest::Method;
use reqwest::blocking::{Client, Request, RequestBuilder};

const URL: &str = "http://localhost/1";

pub trait OfOnesOwn: Sized {
    fn as_write(self) -> Self;
}

impl OfOnesOwn for Method {
    fn as_write(self) -> Self {
        Self::PUT
    }
}

impl OfOnesOwn for Request {
    fn as_write(mut self) -> Self {
        self.become_write();
        self
    }
}

impl OfOnesOwn for RequestBuilder {
    fn as_write(self) -> Self {
        let (client, request) = self.build_split();
        Self::from_parts(client, request.unwrap().as_write())
    }
}

pub trait Changes {
    fn become_write(&mut self);
}

impl Changes for Request {
    fn become_write(&mut self) {
        *self.method_mut() = Method::PUT;
    }
}

pub fn by_a_method_of_ones_own(client: &Client) {
    let _ = client.get(URL).as_write().send(); //~ read unknown
}

pub fn by_a_method_on_the_request(client: &Client) {
    let request = client.get(URL).build().unwrap().as_write(); //~ read
    let _ = client.execute(request); //~ unknown
}

pub fn by_a_method_that_changes_it(client: &Client) {
    let mut request = client.get(URL).build().unwrap(); //~ read
    request.become_write();
    let _ = client.execute(request); //~ unknown
}

pub fn by_a_method_on_the_verb(client: &Client) {
    let _ = client.request(Method::GET.as_write(), URL).send(); //~ unknown
}

pub fn by_settings(client: &Client) {
    let request = client.get(URL).header("a", "b").bearer_auth("a").json("a"); //~ read
    let _ = request.timeout(std::time::Duration::from_secs(1)).send(); //~ read
}

pub fn by_a_closure(client: &Client) {
    let request = client.get(URL).build().map(|mut request| { //~ read
        *request.method_mut() = Method::PUT;
        request
    });
    let _ = client.execute(request.unwrap()); //~ unguarded
}

pub fn by_a_closure_that_gives_another(client: &Client) {
    let request = Some(client.get(URL)).map(|_| client.put(URL)); //~ read unguarded
    let _ = request.unwrap().send(); //~ unguarded
}

pub fn by_a_closure_that_leaves_it(client: &Client) {
    let request = Some(client.get(URL)).map(|request| request.header("a", "b")); //~ read
    let _ = request.unwrap().send(); //~ read
}

pub fn by_a_function(client: &Client) {
    let request = Some(client.get(URL)).or_else(|| any(client)); //~ read
    let _ = request.unwrap().send(); //~ unknown
}

pub fn any(client: &Client) -> Option<RequestBuilder> {
    Some(client.put(URL)) //~ unguarded
}

pub fn or_another(client: &Client, other: Option<RequestBuilder>) {
    let _ = other.unwrap_or(client.get(URL)).send(); //~ read unknown
}

pub fn put_into_its_place(client: &Client) {
    let mut request = Some(client.get(URL)); //~ read
    let _ = request.insert(client.put(URL)); //~ unguarded
    let _ = request.unwrap().send(); //~ unguarded
}

pub fn changed_where_it_is(client: &Client) {
    let mut request = client.get(URL).build().ok(); //~ read
    if let Some(request) = request.as_mut() {
        *request.method_mut() = Method::PUT;
    }
    let _ = client.execute(request.unwrap()); //~ unknown
}

pub fn changed_by_a_pattern(client: &Client) {
    let mut request = client.get(URL).build().ok(); //~ read
    if let Some(ref mut request) = request {
        *request.method_mut() = Method::PUT;
    }
    let _ = client.execute(request.unwrap()); //~ unknown
}

pub struct Job {
    request: Request,
}

pub fn changed_in_a_field(client: &Client) {
    let mut job = Job { request: client.get(URL).build().unwrap() }; //~ read
    *job.request.method_mut() = Method::PUT;
    let _ = client.execute(job.request); //~ unknown
}

pub fn changed_with_what_it_is_in(client: &Client) {
    let mut job = Job { request: client.get(URL).build().unwrap() }; //~ read
    change(&mut job);
    let _ = client.execute(job.request); //~ unknown
}

fn change(job: &mut Job) {
    job.request.become_write();
}

macro_rules! change {
    ($request:ident) => {
        *$request.method_mut() = Method::PUT;
    };
}

pub fn changed_by_a_macro(client: &Client) {
    let mut request = client.get(URL).build().unwrap(); //~ read
    change!(request);
    let _ = client.execute(request); //~ unknown
}

pub fn changed_to_what_reads(client: &Client) {
    let mut request = client.get(URL).build().unwrap(); //~ read
    *request.method_mut() = Method::HEAD;
    let _ = client.execute(request); //~ read
}
