//! Proxies that the environment names, and one that the client was given.

use std::process::Command;

use plane_client::{ConfigError, Error, PlaneClient};
use tests::{Recorder, World};

use crate::fixture::{Verb, item, line, opted_in, sandbox, write};

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

#[tokio::test]
async fn an_allowed_write_takes_no_proxy_and_a_read_takes_it() {
    let (server, proxy) = (
        Recorder::start(&Recorder::json("404 Not Found", "{}")),
        Recorder::start(&Recorder::json("404 Not Found", "{}")),
    );
    let given = proxy.origin().replace("http://", "http://user:password@");
    let client = opted_in(&server.origin()).proxy(&given).build().unwrap();
    client
        .in_project(sandbox())
        .work_items()
        .get(item())
        .await
        .unwrap_err();
    let [read] = proxy.take().try_into().unwrap();
    assert!(line(&read).starts_with(&format!("GET {}/api/v1/", server.origin())));
    assert_eq!(server.connections(), 0);
    for verb in [Verb::Post, Verb::Patch, Verb::Delete] {
        write(&client, sandbox(), verb).await.unwrap_err();
    }
    drop(client);
    assert_eq!((proxy.take().len(), server.take().len()), (0, 3));
}

#[tokio::test]
async fn an_allowed_write_that_needs_the_proxy_says_that_it_takes_none() {
    let proxy = Recorder::start(&Recorder::json("404 Not Found", "{}"));
    // Nobody listens there.
    let builder = opted_in("http://127.0.0.1:1").attempts(2).proxy(&proxy.origin());
    let client = builder.build().unwrap();
    for verb in [Verb::Post, Verb::PostAgain, Verb::Patch, Verb::Delete] {
        let error = write(&client, sandbox(), verb).await.unwrap_err();
        assert!(matches!(error, Error::Unproxied(_)), "{error:?}");
    }
    drop(client);
    assert_eq!(proxy.take().len(), 0);
}

#[test]
fn what_shows_a_credential_on_the_way_is_no_proxy() {
    let built = |base: &str, proxy: &str| {
        PlaneClient::builder(base, "key")
            .workspace("lab")
            .proxy(proxy)
            .build()
    };
    for proxy in [
        "",
        "proxy",
        "proxy:3128",
        "socks5://proxy:1080",
        "ftp://proxy",
        "http://proxy:3128/path",
        "http://proxy:3128?x",
        "http://proxy:3128#x",
        "http://",
    ] {
        let refused = built("https://plane.example", proxy);
        assert!(matches!(refused, Err(ConfigError::Proxy)), "{proxy}: {refused:?}");
    }
    // To a server on https nobody on the way reads along.
    built("https://plane.example", "http://proxy:3128").unwrap();
    let refused = built("http://127.0.0.1:8000", "http://proxy:3128");
    assert!(matches!(refused, Err(ConfigError::Proxy)), "{refused:?}");
    let named = PlaneClient::builder("http://127.0.0.1:8000", "key")
        .workspace("lab")
        .plain_http_host("proxy");
    named.proxy("http://proxy:3128").build().unwrap();
}
