//! Base URLs that lead elsewhere than they look.

use plane_client::{ConfigError, PlaneClient};
use tests::Recorder;

use crate::fixture::{ITEM, SANDBOX, Verb, item, line, opted_in, sandbox, write};

/// Spellings of a server that are read as it, with the path prefix that goes before `/api/v1`. `HOST` is where it listens,
/// `PORT` the port.
const READ: [(&str, &str); 18] = [
    ("http://HOST", ""),
    ("http://HOST/", ""),
    ("http://HOST/api/v1", ""),
    ("http://HOST/api/v1/", ""),
    ("http://HOST/team", "/team"),
    ("http://HOST/team/", "/team"),
    ("http://HOST/team/api/v1/", "/team"),
    ("http://HOST/api/v1/team", "/api/v1/team"),
    ("http://HOST/a/../b", "/b"),
    ("http://HOST/a/.\t./b", "/b"),
    ("http://HOST/..", ""),
    ("HTTP://HOST", ""),
    ("http:HOST", ""),
    ("http:\\\\HOST", ""),
    (" \thttp://HOST\n", ""),
    ("http://0x7f.1:PORT", ""),
    ("http://127.1:PORT", ""),
    ("http://loc\u{ad}alhost:PORT", ""),
];

/// Spellings that are refused.
const REFUSED: [&str; 27] = [
    "",
    "HOST",
    "//HOST",
    "\\\\HOST",
    "/api/v1",
    "ftp://HOST",
    "ws://HOST",
    "file:///etc/passwd",
    "javascript:1",
    "data:text/plain,x",
    "http://key@HOST",
    "http://user:key@HOST",
    "http://HOST@evil.example",
    "http://HOST?x=1",
    "http://HOST/api/v1/?x=1",
    "http://HOST/api/v1/?method=DELETE#f",
    "http://HOST#f",
    "http://HOST/a%2Fb",
    "http://HOST/%2e%2e/b c",
    "http://HOST//evil.example",
    "http://HOST/a//b",
    "http://HOST/..;/b",
    "http://evil.example",
    "http://localhost.evil.example",
    "http://localhost.:PORT",
    "http://127.0.0.1.evil.example",
    "http://192.168.0.1",
];

fn spelled(spelling: &str, server: &Recorder) -> String {
    let host = server.origin().replace("http://", "");
    let port = host.rsplit(':').next().unwrap();
    spelling.replace("HOST", &host).replace("PORT", port)
}

#[tokio::test]
async fn a_base_url_is_kept_whole_before_every_path() {
    let server = Recorder::start("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    for (spelling, prefix) in READ {
        let base = spelled(spelling, &server);
        let client = opted_in(&base).build().unwrap();
        for verb in [Verb::Post, Verb::Patch, Verb::Delete] {
            write(&client, sandbox(), verb).await.unwrap_err();
        }
        let items = format!("{prefix}/api/v1/workspaces/lab/projects/{SANDBOX}/work-items/");
        let lines: Vec<_> = server.take().iter().map(|request| line(request)).collect();
        assert_eq!(
            lines,
            [
                format!("POST {items} HTTP/1.1"),
                format!("PATCH {items}{ITEM}/ HTTP/1.1"),
                format!("DELETE {prefix}/api/v1/workspaces/lab/projects/{SANDBOX}/states/{ITEM}/ HTTP/1.1"),
            ],
            "{base:?}"
        );
    }
}

#[test]
fn what_is_not_an_origin_and_a_plain_path_is_no_base_url() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    for spelling in REFUSED {
        let base = spelled(spelling, &server);
        let built = PlaneClient::builder(&base, "key").workspace("lab").build();
        assert!(matches!(built, Err(ConfigError::BaseUrl)), "{base:?}: {built:?}");
    }
    assert_eq!(server.connections(), 0);
}

/// What was named stays what it is: neither another host, nor another spelling of it, nor a pattern.
#[test]
fn plain_http_goes_to_the_host_that_was_named_alone() {
    let built = |base: &str, host: &str| {
        let builder = PlaneClient::builder(base, "key").workspace("lab");
        builder.plain_http_host(host).build()
    };
    for base in ["http://plane.internal", "http://PLANE.internal:8000/team"] {
        built(base, "plane.internal").unwrap();
    }
    for base in [
        "http://plane.internal.",
        "http://plane.internal.evil.example",
        "http://x.plane.internal",
        "http://plane.internal@evil.example",
        "http://key@plane.internal",
        "http://evil.example/plane.internal",
        "http://evil.example",
        "ws://plane.internal",
    ] {
        let refused = built(base, "plane.internal");
        assert!(
            matches!(refused, Err(ConfigError::BaseUrl)),
            "{base}: {refused:?}"
        );
    }
    for host in [
        "",
        "*",
        "*.internal",
        "http://plane.internal",
        "plane.internal:80",
        "plane.internal/",
        "0x0a.1",
        "\n",
    ] {
        let refused = built("https://plane.example", host);
        assert!(
            matches!(refused, Err(ConfigError::PlainHttpHost)),
            "{host:?}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn a_named_host_is_asked_as_it_was_named() {
    let proxy = Recorder::start(&Recorder::json("404 Not Found", "{}"));
    let builder = opted_in("http://plane.internal:8000/team").plain_http_host("plane.internal");
    let client = builder.proxy(&proxy.origin()).build().unwrap();
    client
        .in_project(sandbox())
        .work_items()
        .get(item())
        .await
        .unwrap_err();
    drop(client);
    let [read] = proxy.take().try_into().unwrap();
    let path = format!("/team/api/v1/workspaces/lab/projects/{SANDBOX}/work-items/{ITEM}/");
    assert_eq!(
        line(&read),
        format!("GET http://plane.internal:8000{path} HTTP/1.1")
    );
}

/// The shortest way to lose a part of a base URL is to resolve a path against it.
#[test]
fn nothing_joins_or_resolves_urls() {
    let mut seen = 0;
    for (path, file) in tests::parsed("client/src") {
        // The embedded server is a server, and for tests.
        if path.to_string_lossy().contains("client/src/embedded/") {
            continue;
        }
        let text = quote::ToTokens::to_token_stream(&file).to_string();
        seen += text.matches("Url :: parse (").count();
        for way in [
            "Url :: join",
            "Url :: options",
            "base_url (Some",
            "parse_with_params",
            "set_path",
            "set_host",
            "set_scheme",
            "set_port",
            "path_segments_mut",
            "IntoUrl",
            "make_relative",
        ] {
            assert!(!text.contains(way), "`{way}` in {}", path.display());
        }
        // Texts are joined by a text that stands there; whatever else is joined may be a URL.
        for joined in text.split(". join (").skip(1) {
            let by: String = joined.chars().take(20).collect();
            assert!(by.starts_with('"'), "`.join({by}` in {}", path.display());
        }
    }
    assert!(seen > 0, "the place where URLs are parsed was found");
}
