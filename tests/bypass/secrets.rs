//! A key that must not be told, and text that means to be more than one line.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use plane_client::{Auth, NewWorkItem, PlaneClient, Sandbox};
use quote::ToTokens;
use serde_json::{Value, json};
use tests::tracker::Tracker;
use tests::{Answer, Lines, Recorder, World, block_on, logged};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use write_guard::{Diagnosis, IsolationGate, WriteRequest, enforce};

use crate::fixture::{ITEM, PRODUCTION, SANDBOX, Verb, item, opted_in, sandbox, write};
use tests::parsed;

/// The key. Half of it is as bad as all of it.
const CANARY: &str = "plane_api_c0ffeec0ffeec0ffeec0ffeec0ffee00";
const HALF: &str = "c0ffee";

/// Text that somebody else chose.
const HOSTILE: [&str; 12] = [
    "x\nERROR write_guard: forged=1",
    "x\r\n{\"level\":\"INFO\",\"message\":\"forged\"}",
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "\u{202e}gnp.exe\u{2066}",
    "a\u{2028}b\u{2029}c\u{85}d",
    "a allowed=true reason=\"sandbox-allowed\"",
    "`; rm -rf / #`\\",
    "\u{feff}\u{200b}\u{ad}",
    "\0\u{8}\u{7f}",
    "\u{e0041}\u{e000}",
];

/// Whether a character could move, hide or reorder what is around it.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(character, '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}')
}

fn assert_clean(said: &str, case: &str) {
    assert!(!said.contains(HALF), "{case}: the key is told: {said}");
    let harmful = said.char_indices().find(|(_, character)| is_harmful(*character));
    if let Some((place, character)) = harmful {
        let before: String = said[..place].chars().rev().take(100).collect();
        let before: String = before.chars().rev().collect();
        panic!("{case}: {character:?} after {before:?}");
    }
}

/// Counts every event.
struct Count(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Count {
    fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// An error, in both forms, and all that it comes from.
fn told(error: &dyn StdError) -> String {
    let mut said = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        write!(said, "{error} {error:?} ").unwrap();
        next = error.source();
    }
    said
}

/// Refusals and successes of a server, with hostile text in them.
fn answers(hostile: &str) -> (Vec<Value>, Vec<Value>) {
    let refusals = vec![
        json!({"detail": hostile}),
        json!({"error": hostile, "id": hostile}),
        json!({hostile: [hostile, {hostile: hostile}]}),
        json!([hostile]),
    ];
    let item = |field: &str| {
        let mut item = json!({"id": ITEM, "name": "x", "sequence_id": 1, "project": SANDBOX});
        item[field] = hostile.into();
        item
    };
    let fields = [
        "id",
        "project",
        "sequence_id",
        "priority",
        "state",
        "labels",
        "created_at",
        "target_date",
    ];
    let mut items: Vec<_> = fields.map(item).into();
    items.push(json!({"results": hostile}));
    (refusals, items)
}

/// Everything that is said somewhere, with the key and the hostile text wherever a caller or a server can put it.
fn everything(world: &World) -> String {
    let mut said = String::new();
    let (mut refused, mut accepted) = (Vec::new(), Vec::new());
    for hostile in HOSTILE {
        let tracker = Tracker::new(world.root(), CANARY);
        said += &told(&tracker.comment(Some(hostile), hostile, hostile).unwrap_err());
        let request = WriteRequest::new(hostile, Some(hostile)).item(Some(hostile));
        said += &told(&enforce(&IsolationGate::new(), &request).unwrap_err());
        write!(said, "{request:?}").unwrap();

        let (refusals, items) = answers(hostile);
        for status in ["400 x", "403 x", "404 x", "409 x", "422 x"] {
            refused.extend(refusals.iter().map(|body| kept(status, body)));
        }
        accepted.extend(items.iter().flat_map(|body| vec![kept("200 OK", body); 5]));
    }
    // One connection for all of each, or the time goes into setting up clients.
    let (server, client) = serving(&refused);
    block_on(async {
        for _ in &refused {
            said += &told(&write(&client, sandbox(), Verb::Patch).await.unwrap_err());
        }
    });
    assert_eq!(server.connections(), 1);
    let (server, client) = serving(&accepted);
    block_on(async {
        let items = client.in_project(sandbox()).work_items();
        for _ in 0..accepted.len() / 5 {
            let results = [
                write(&client, sandbox(), Verb::Patch).await,
                items.get(item()).await.map(drop),
                items.list().all().await.map(drop),
                client.in_project(sandbox()).states().list().all().await.map(drop),
                client.me().await.map(drop),
            ];
            for error in results.into_iter().filter_map(Result::err) {
                said += &told(&error);
            }
        }
    });
    assert_eq!(server.connections(), 1);
    said
}

/// An answer that leaves the connection open.
fn kept(status: &str, body: &Value) -> Answer {
    Answer::Bytes(Recorder::json(status, &body.to_string()).replace("connection: close\r\n", ""))
}

/// A server of these answers, and a client with the key.
fn serving(answers: &[Answer]) -> (Recorder, PlaneClient) {
    let server = Recorder::conversing("127.0.0.1", answers);
    let builder = PlaneClient::builder(&server.origin(), CANARY)
        .workspace("lab")
        .attempts(1);
    let client = builder.sandbox(Sandbox::new([SANDBOX]).unwrap()).build();
    (server, client.unwrap())
}

#[test]
fn one_record_is_one_line_and_the_key_is_in_none() {
    for is_json in [false, true] {
        let (lines, count) = (Lines::default(), Arc::new(AtomicUsize::new(0)));
        let format = tracing_subscriber::fmt::layer().with_writer(lines.clone());
        let format = if is_json {
            format.json().boxed()
        } else {
            format.with_ansi(false).boxed()
        };
        let log = tracing_subscriber::registry()
            .with(tracing_subscriber::filter::LevelFilter::from_level(Level::TRACE))
            .with(Count(Arc::clone(&count)))
            .with(format);
        let world = World::start();
        let said = tracing::subscriber::with_default(log, || everything(&world));
        assert_clean(&said, "an error");

        let text = lines.text();
        assert_eq!(
            text.lines().count(),
            count.load(Ordering::Relaxed),
            "JSON: {is_json}"
        );
        assert!(text.lines().count() > HOSTILE.len() * 8, "the log was on");
        for line in text.lines() {
            assert_clean(line, "a line of the log");
            assert!(!is_json || serde_json::from_str::<Value>(line).is_ok(), "{line}");
        }
    }
}

#[test]
fn hostile_text_stays_on_its_line() {
    let tracker = Tracker::new("http://127.0.0.1:9", "key");
    let hostile = "x\u{1b}[31m\nERROR forged=1 \u{202e}\u{9b}\u{2028}`\"";
    let (result, log) = logged(async { tracker.comment(Some(hostile), hostile, "") });
    let shown = result.unwrap_err().to_string();
    for text in [shown, log.text().trim_end().to_owned()] {
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{text}");
    }
}

#[test]
fn the_key_is_in_nothing_that_is_shown() {
    let world = World::start();
    let builder = PlaneClient::builder(&world.plane.base_url(), CANARY).workspace("lab");
    let mut said = format!(
        "{builder:?} {:?} {:?}",
        Auth::from(CANARY),
        Auth::Bearer(CANARY.into())
    );
    let client = builder.project(world.production.project).build().unwrap();
    let (items, list) = (
        client.in_project(sandbox()).work_items(),
        client.projects().list(),
    );
    write!(said, "{client:?} {items:?} {list:?}").unwrap();
    let (errors, log) = logged(async {
        let read = client.find_work_item(&world.production.key).await.unwrap_err();
        let write = client.set_issue_done(world.production.item).await.unwrap_err();
        told(&read) + &told(&write)
    });
    // Nobody listens there, and nobody finds the other.
    for base in ["http://127.0.0.1:1", "https://plane.invalid"] {
        let client = PlaneClient::builder(base, CANARY)
            .workspace("lab")
            .attempts(1)
            .build()
            .unwrap();
        said += &told(&block_on(client.me()).unwrap_err());
    }
    // Nor is a proxy's password told, nor an access token by a server that does not know it.
    let proxy = format!("http://user:{CANARY}@127.0.0.1:1");
    for (base, proxy) in [
        ("http://127.0.0.1:1", Some(&proxy)),
        ("https://plane.invalid", Some(&proxy)),
        (&*world.plane.base_url(), None),
    ] {
        let builder = PlaneClient::builder(base, Auth::Bearer(CANARY.into()))
            .workspace("lab")
            .attempts(1);
        let builder = match proxy {
            Some(proxy) => builder.proxy(proxy),
            None => builder,
        };
        write!(said, "{builder:?}").unwrap();
        let client = builder.build().unwrap();
        write!(said, "{client:?}").unwrap();
        let (error, log) = logged(async { client.me().await.unwrap_err() });
        said += &told(&error);
        assert!(!log.text().contains(HALF), "{}", log.text());
    }
    assert_clean(&(said + &errors), "what is shown");
    assert!(!log.text().contains(HALF), "{}", log.text());
    assert!(log.text().lines().count() > 0, "the log was on");
}

#[test]
fn the_key_is_in_no_panic_whichever_setting_it_was_mistaken_for() {
    let origin = "http://127.0.0.1:9";
    let with =
        |base: &str, key: &str, workspace: &str| PlaneClient::builder(base, key).workspace(workspace).build();
    let userinfo = format!("http://{CANARY}@127.0.0.1:9");
    let query = format!("{origin}/?key={CANARY}");
    let (broken, path) = (format!("{CANARY}\n"), format!("{CANARY}/"));
    for (base, key, workspace) in [
        (userinfo.as_str(), "key", "lab"),
        (&query, "key", "lab"),
        (CANARY, "key", "lab"),
        (origin, &broken, "lab"),
        (origin, CANARY, ""),
        (origin, "key", &path),
    ] {
        let panic = catch_unwind(AssertUnwindSafe(|| with(base, key, workspace).unwrap())).unwrap_err();
        let said = panic.downcast_ref::<String>().unwrap();
        assert_clean(said, "a panic");
    }
    let builder = || PlaneClient::builder(origin, "key").workspace("lab");
    for builder in [
        builder().proxy(CANARY),
        builder().proxy(&format!("socks5://{CANARY}@127.0.0.1:1")),
        builder().plain_http_host(&path),
        builder().user_agent(&broken),
        builder().storage_origin(CANARY),
        builder().root_certificates(CANARY.as_bytes()),
        PlaneClient::builder(origin, Auth::Bearer(broken.clone())).workspace("lab"),
    ] {
        let panic = catch_unwind(AssertUnwindSafe(|| builder.build().unwrap())).unwrap_err();
        assert_clean(panic.downcast_ref::<String>().unwrap(), "a panic");
    }
}

/// A handler that held a key of its own could show it; it holds a client and ids.
#[test]
fn a_handler_holds_a_client_and_ids() {
    let mut seen = 0;
    for (path, file) in parsed("client/src/api") {
        for item in &file.items {
            let syn::Item::Struct(item) = item else { continue };
            let kinds = item
                .fields
                .iter()
                .map(|field| field.ty.to_token_stream().to_string());
            let kinds: Vec<_> = kinds.collect();
            if !kinds.iter().any(|kind| kind == "PlaneClient") {
                continue;
            }
            for kind in kinds {
                assert!(
                    ["PlaneClient", "NoProject", "Option < ProjectId >"].contains(&kind.as_str())
                        || kind.ends_with("Id"),
                    "`{kind}` of {} in {}",
                    item.ident,
                    path.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "{seen} fields were found");
}

/// The evidence names variables and programs, never what is in them.
#[test]
fn a_diagnosis_repeats_no_value_and_no_argument() {
    let mut child = Command::new("sleep")
        .arg0(CANARY)
        .arg("60")
        .envs(
            [
                "RUST_TEST_THREADS",
                "NEXTEST",
                "NEXTEST_RUN_ID",
                "WRITE_GUARD_TEST_PROCESS",
                "CARGO_BIN_EXE_x",
                "PLANE_API_KEY",
            ]
            .map(|name| (name, format!("{CANARY}\n\u{1b}[31m"))),
        )
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    // For a moment it has no environment yet.
    let environment = format!("/proc/{}/environ", child.id());
    let deadline = Instant::now() + Duration::from_secs(10);
    while fs::read(&environment).unwrap().is_empty() && Instant::now() < deadline {
        sleep(Duration::from_millis(1));
    }
    let seen = [Diagnosis::of(child.id()), Diagnosis::below(child.id())];
    child.kill().unwrap();
    child.wait().unwrap();
    for diagnosis in seen {
        let diagnosis = diagnosis.unwrap();
        let shown = format!("{diagnosis}").replace('\n', " ");
        let json = serde_json::to_string(&diagnosis).unwrap();
        assert!(
            json.contains("RUST_TEST_THREADS"),
            "the variables were seen: {json}"
        );
        assert_clean(&format!("{shown} {diagnosis:?} {json}"), "a diagnosis");
    }
}

#[test]
fn an_answer_of_another_project_is_told_without_its_text() {
    let other = json!({"project": PRODUCTION, "name": HOSTILE[0]});
    let server = Recorder::start(&Recorder::json("200 OK", &other.to_string()));
    let client = opted_in(&server.origin()).build().unwrap();
    let (result, log) = logged(async {
        client
            .in_project(sandbox())
            .work_items()
            .create(&NewWorkItem::new("x"))
            .await
            .map(drop)
    });
    assert!(
        matches!(result, Err(plane_client::Error::OtherAnswer)),
        "{result:?}"
    );
    assert!(
        log.text().contains(PRODUCTION) && !log.text().contains("forged"),
        "{}",
        log.text()
    );
}
