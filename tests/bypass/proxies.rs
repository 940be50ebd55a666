//! No proxy of the environment carries a write elsewhere.

use std::process::Command;

use tests::{Recorder, World};

#[test]
fn a_write_is_not_proxied() {
    let world = World::start();
    let proxy = Recorder::start(&Recorder::json("200 OK", "{}"));
    let project = world.sandbox.project.to_string();
    for variable in [
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
        "HTTPS_PROXY",
        "https_proxy",
    ] {
        world.plane.clear();
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
            .env(variable, proxy.origin())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert_eq!(
            (said.as_str(), world.plane.writes().len()),
            ("test allow", 1),
            "{variable}: {output:?}"
        );
        assert_eq!(proxy.take().len(), 0, "{variable}");
    }
}
