//! Proxies that the environment names.

use std::process::Command;

use tests::{Recorder, World};

/// What is set, with `PROXY` for where the proxy listens.
const ENVIRONMENTS: [&[(&str, &str)]; 15] = [
    &[("HTTP_PROXY", "http://PROXY")],
    &[("http_proxy", "http://PROXY")],
    &[("ALL_PROXY", "http://PROXY")],
    &[("all_proxy", "http://PROXY")],
    &[("HTTPS_PROXY", "http://PROXY")],
    &[("https_proxy", "http://PROXY")],
    &[("HTTP_PROXY", "PROXY")],
    &[("ALL_PROXY", "socks5h://PROXY")],
    &[("ALL_PROXY", "socks5://PROXY")],
    &[("HTTP_PROXY", "http://PROXY"), ("NO_PROXY", "localhost")],
    &[("HTTP_PROXY", "http://PROXY"), ("NO_PROXY", "127.0.0.1")],
    &[("HTTP_PROXY", "http://PROXY"), ("NO_PROXY", "127.0.0.0/8")],
    &[("http_proxy", "http://PROXY"), ("no_proxy", "")],
    &[("HTTP_PROXY", "http://PROXY"), ("REQUEST_METHOD", "GET")],
    &[("HTTP_PROXY", "http://user:password@PROXY")],
];

#[test]
fn a_write_goes_through_no_proxy_of_the_environment() {
    let world = World::start();
    let proxy = Recorder::start(&Recorder::json("200 OK", "{}"));
    let listens = proxy.origin().replace("http://", "");
    let project = world.sandbox.project.to_string();
    for environment in ENVIRONMENTS {
        world.plane.clear();
        let set = environment
            .iter()
            .map(|(name, value)| (name, value.replace("PROXY", &listens)));
        let output = Command::new(env!("CARGO_BIN_EXE_probe"))
            .args([
                &*world.plane.base_url(),
                world.plane.api_key(),
                world.plane.workspace(),
                &project,
            ])
            .args([
                world.sandbox.item.to_string(),
                world.sandbox.done.to_string(),
                project.clone(),
            ])
            .env_clear()
            .env("WRITE_GUARD_TEST_PROCESS", "1")
            .envs(set)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert_eq!(
            (said.as_str(), world.plane.writes().len()),
            ("test allow", 1),
            "{environment:?}: {output:?}"
        );
        assert_eq!(proxy.connections(), 0, "{environment:?}");
    }
}
