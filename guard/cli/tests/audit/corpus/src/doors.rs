//! Where requests leave for a permit.

use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder};
use write_guard::{Blocked, Permit, Target, guarded_write};

pub struct Transport {
    http: Client,
}

impl Transport {
    pub fn write(&self, permit: Permit, project: &str) -> Result<(), Blocked> {
        permit.spend(|| Target::new(Some(project)))?;
        let _ = self.http.post("http://localhost/1").send(); //~ door
        self.send(Method::POST);
        self.remove();
        Ok(())
    }

    pub fn read(&self) {
        self.send(Method::GET);
    }

    fn send(&self, method: Method) {
        let request = self.http.request(method, "http://localhost/1"); //~ door
        self.finish(request);
    }

    fn finish(&self, request: RequestBuilder) {
        let _ = request.send(); //~ door
    }

    fn remove(&self) {
        let _ = self.http.delete("http://localhost/1").send(); //~ door
    }

    fn from_both(&self) {
        let _ = self.http.delete("http://localhost/1").send(); //~ unguarded
    }

    pub fn past_the_door(&self) {
        self.from_both();
    }

    #[guarded_write(op = "close", target = project)]
    pub fn through_the_door(&self, project: &str) -> Result<(), Blocked> {
        self.from_both();
        helper(&self.http);
        Ok(())
    }

    fn never_called(&self) {
        let _ = self.http.delete("http://localhost/2").send(); //~ unguarded
    }

    fn only_read(&self, method: Method) {
        let _ = self.http.request(method, "http://localhost/1").send(); //~ read
    }

    pub fn reads(&self) {
        self.only_read(Method::GET);
        self.only_read(Method::HEAD);
    }

    fn read_and_written(&self, method: Method) {
        let _ = self.http.request(method, "http://localhost/1").send(); //~ unknown
    }

    pub fn reads_and_writes(&self) {
        self.read_and_written(Method::GET);
        self.read_and_written(Method::PUT);
    }
}

fn helper(client: &Client) {
    let _ = client.put("http://localhost/1").send(); //~ call-only
}

fn there(client: &Client, left: u8) {
    let _ = client.put("http://localhost/1").send(); //~ unguarded
    back(client, left);
}

fn back(client: &Client, left: u8) {
    there(client, left - 1);
}

mod called_otherwise {
    fn renamed(client: &super::Client) {
        let _ = client.put("http://localhost/1").send(); //~ unguarded
    }

    pub fn for_a_permit(client: &super::Client, permit: super::Permit) {
        renamed(client);
        drop(permit);
    }

    mod inner {
        use super::renamed as harmless;

        pub fn call(client: &reqwest::blocking::Client) {
            harmless(client);
        }
    }
}

fn for_included_text(client: &Client) {
    let _ = client.put("http://localhost/1").send(); //~ unguarded
}

pub fn includes_text(client: &Client) {
    include!("call.in")
}

pub fn includes_a_guarded_name(client: &Client, permit: Permit) {
    for_included_text(client);
    drop(permit);
}

pub fn no_door_for_an_option(client: &Client, permit: Option<Permit>) {
    let _ = client.put("http://localhost/1").send(); //~ unguarded
}

#[unsafe(no_mangle)]
extern "C" fn exported() {
    let _ = Client::new().put("http://localhost/1").send(); //~ unguarded
}

#[inline]
fn not_exported(client: &Client) {
    let _ = client.put("http://localhost/1").send(); //~ door
}

pub fn calls_what_is_exported(client: &Client, permit: Permit) {
    exported();
    not_exported(client);
    drop(permit);
}

mod with_text {
    include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/private.in"));

    pub fn calls_it(client: &Client) {
        sends(client);
    }
}
