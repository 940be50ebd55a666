//! A module that stands elsewhere than its name says.

pub fn call(client: &reqwest::blocking::Client) {
    super::reached_by_path(client);
}
