//! Functions that are guarded.

use reqwest::blocking::{Client, Response};
use write_guard::{Blocked, Target, guarded_write, guarded_write as asked};

pub fn close_unguarded(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    Ok(())
}

#[guarded_write(op = "close", target = project)]
pub fn close(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ call-only
    Ok(())
}

#[write_guard::guarded_write(op = "close", target = project)]
pub fn close_by_path(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ call-only
    Ok(())
}

#[asked(op = "close", target = project)]
pub fn close_by_another_name(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ call-only
    Ok(())
}

#[cfg_attr(unix, guarded_write(op = "close", target = project))]
pub fn close_on_some_systems(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    Ok(())
}

#[cfg_attr(feature = "usual", guarded_write(op = "close", target = project))]
pub fn close_with_a_feature_that_is_on(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ call-only
    Ok(())
}

#[cfg_attr(all(feature = "usual", not(feature = "extra")), guarded_write(op = "close", target = project, permit = permit))]
pub fn close_for_the_permit_of_a_feature(client: &Client, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))?;
    let _ = client.delete("http://localhost/1").send(); //~ guarded
    Ok(())
}

#[cfg_attr(feature = "extra", guarded_write(op = "close", target = project))]
pub fn close_with_a_feature_that_is_off(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    Ok(())
}

#[cfg_attr(not(test), guarded_write(op = "close", target = project))]
pub fn close_outside_of_tests(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = client.delete("http://localhost/1").send(); //~ unguarded
    Ok(())
}

#[guarded_write(op = "close", target = project, permit = permit)]
pub fn close_for_a_permit(client: &Client, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))?;
    let _ = client.delete("http://localhost/1").send(); //~ guarded
    Ok(())
}

#[guarded_write(op = "close", target = project)]
pub async fn close_async(client: &reqwest::Client, project: &str) -> Result<(), Blocked> {
    let _ = client.get("http://localhost/1").send().await; //~ read
    let _ = client.delete("http://localhost/1").send().await; //~ call-only
    Ok(())
}

pub struct Tracker {
    client: Client,
}

impl Tracker {
    #[guarded_write(op = "close", target = project)]
    pub fn close(&self, project: &str) -> Result<(), Blocked> {
        let delete = || self.client.delete("http://localhost/1").send(); //~ call-only
        let _ = delete();
        Ok(())
    }

    pub fn forgotten(&self) {
        let _ = self.client.delete("http://localhost/1").send(); //~ unguarded
    }

    pub fn excused(&self) {
        // write-guard: excused: the ping of a health check, which changes nothing
        let _ = self.client.post("http://localhost/ping").send(); //~ unguarded
    }
}
