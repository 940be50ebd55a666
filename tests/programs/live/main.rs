//! The checks that must run in a live process, started outside of any test runner.
//!
//! Exit 0 only if this process is live and every check holds. The last line counts them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a check that cannot go on has failed"
)]

mod layer;

use std::io::{self, Write};
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use plane_client::{NewAttachment, Stage, operations};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use tests::{Recorder, World, announced, every_write};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use write_guard::production::{ProductionAction, ProductionGate, ProductionRequest};
use write_guard::{Blocked, Grants, IsolationGate, Target, WriteRequest, enforce, guarded_write};

/// In this order: the last one makes the process a test.
const CHECKS: [(&str, fn()); 13] = [
    ("this_process_is_live", this_process_is_live),
    (
        "tc_10_a_live_write_is_byte_for_byte_that_of_an_unguarded_client",
        bytes_are_the_same,
    ),
    (
        "tc_10_production_is_written_and_nothing_is_logged",
        production_is_written,
    ),
    ("tc_11_staging_writes_to_the_sandbox", staging_writes),
    (
        "every_operation_leaves_a_live_process_once_and_nothing_is_read_for_it",
        every_operation_leaves,
    ),
    (
        "a_tower_layer_passes_the_same_bytes",
        layer::tower_bytes_are_the_same,
    ),
    (
        "a_reqwest_middleware_passes_the_same_bytes",
        layer::reqwest_middleware_bytes_are_the_same,
    ),
    (
        "a_live_layer_leaves_redirects_to_the_client",
        layer::redirects_are_followed,
    ),
    ("a_live_write_takes_the_proxy_that_was_given", a_proxy_is_taken),
    ("a_live_process_evaluates_no_argument", no_argument_is_evaluated),
    (
        "a_live_process_leaves_the_ledger_empty",
        write_guard::ledger::assert_empty,
    ),
    (
        "a_live_process_enters_nothing_in_the_ledger_of_a_suite",
        nothing_is_entered,
    ),
    ("a_live_permit_is_worth_nothing_once_the_process_is_a_test", latch),
];

fn main() -> ExitCode {
    let mut failed = 0;
    for (name, check) in CHECKS {
        let holds = catch_unwind(check).is_ok();
        failed += usize::from(!holds);
        let _ = writeln!(io::stdout(), "{} {name}", if holds { "ok    " } else { "FAILED" });
    }
    let _ = writeln!(io::stdout(), "{} passed, {failed} failed", CHECKS.len() - failed);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A production gate blocks in a live process too; the folder that a suite would name stays as it was.
fn nothing_is_entered() {
    let gate = ProductionGate::new(Grants::of([]));
    let request = ProductionRequest::new(ProductionAction::Cutover, "everything");
    assert!(enforce(&gate, &request).is_err());
    assert_eq!(write_guard::ledger::take().len(), 1);
    if let Some(folder) = std::env::var_os("WRITE_GUARD_LEDGER") {
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
    }
}

fn this_process_is_live() {
    assert!(write_guard::subject().is_live(), "{:?}", write_guard::subject());
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

const ITEM: &str = r#"{"id":"0d2877db-f7af-4d62-960e-427f1c8c07d3","name":"x","sequence_id":114,
    "project":"916875b8-45da-456e-a8cd-856fdc8cad93","state":null}"#;

fn bytes_are_the_same() {
    let world = World::start();
    let server = Recorder::start(&Recorder::json("200 OK", ITEM));
    let client = plane_client::PlaneClient::builder(&server.origin(), "plane_api_0")
        .workspace("lab")
        .project(world.production.project)
        .build()
        .unwrap();
    let (item, state) = (world.production.item, world.production.done);
    block_on(client.set_issue_state_direct(item, state)).unwrap();

    let url = format!(
        "{}/api/v1/workspaces/lab/projects/{}/work-items/{item}/",
        server.origin(),
        world.production.project
    );
    block_on(unguarded(url, format!(r#"{{"state":"{state}"}}"#)));

    let [guarded, unguarded] = server.take().try_into().unwrap();
    assert!(!guarded.is_empty());
    assert_eq!(String::from_utf8(guarded), String::from_utf8(unguarded));
}

fn a_proxy_is_taken() {
    let world = World::start();
    let proxy = Recorder::start(&Recorder::json("200 OK", ITEM));
    let client = plane_client::PlaneClient::builder(&world.plane.base_url(), "plane_api_0")
        .workspace("lab")
        .project(world.production.project)
        .proxy(&proxy.origin())
        .build()
        .unwrap();
    block_on(client.set_issue_state_direct(world.production.item, world.production.done)).unwrap();
    assert_eq!(proxy.take().len(), 1);
    assert_eq!(world.plane.connections(), 0);
}

/// The same request from a client that never heard of a guard.
async fn unguarded(url: String, body: String) {
    let http = reqwest::Client::builder()
        .no_proxy()
        .user_agent("plane-client/0.1.0")
        .build()
        .unwrap();
    let request = http
        // write-guard: excused: the unguarded twin, to a server of the test
        .patch(url)
        .header("x-api-key", "plane_api_0")
        .header(ACCEPT, "application/json");
    request
        .header(CONTENT_TYPE, "application/json")
        .body(body)
        // write-guard: excused: the unguarded twin, to a server of the test
        .send()
        .await
        .unwrap();
}

/// Counts the guard's events.
struct Count(&'static AtomicUsize);

impl<S: Subscriber> Layer<S> for Count {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with("write_guard") {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn production_is_written() {
    static EVENTS: AtomicUsize = AtomicUsize::new(0);
    let world = World::start();
    let client = world.closed().with_project(world.production.project);
    let log = tracing_subscriber::registry().with(Count(&EVENTS));
    tracing::subscriber::with_default(log, || {
        block_on(client.notify_stage_change(&world.production.key, Stage::Deploy, Stage::Done)).unwrap();
        // Nor does the gate when it is asked without an attribute.
        let request = WriteRequest::new("close", Some("production"));
        enforce(&IsolationGate::new(), &request).map(drop).unwrap();
    });
    assert_eq!(EVENTS.load(Ordering::Relaxed), 0, "a live process logs nothing");
    assert_eq!(
        world.plane.writes().len(),
        2,
        "the change and the comment arrived"
    );
    let item = world.plane.work_item(world.production.item).unwrap();
    assert_eq!(item.state.to_string(), world.production.done.to_string());
}

fn staging_writes() {
    let world = World::start();
    for client in [
        world.closed().with_project(world.sandbox.project),
        world.opted_in().with_project(world.sandbox.project),
    ] {
        block_on(client.set_issue_done(world.sandbox.item)).unwrap();
    }
    assert_eq!(world.plane.writes().len(), 2);
    world.plane.clear();
    block_on(
        world
            .closed()
            .with_project(world.sandbox.project)
            .add_comment(world.sandbox.item, "<p>Done.</p>"),
    )
    .unwrap();
    assert_eq!(
        world.plane.requests().len(),
        1,
        "a live process reads nothing to prove anything"
    );
}

fn every_operation_leaves() {
    let world = World::start();
    let plane = &world.plane;
    let client = world.closed().with_project(world.production.project);
    let files = client
        .in_project(world.production.project)
        .item(world.production.item)
        .attachments();
    let upload = block_on(files.create(&NewAttachment::new("a.txt", "text/plain", 1_u64))).unwrap();
    let asset = block_on(announced(world.production.project, &plane.storage_url()));
    plane.clear();
    let mut seen = 0;
    block_on(every_write(
        &client,
        &world.production,
        (&upload, &asset),
        |name, _| {
            let row = operations().iter().find(|row| row.name == name).unwrap();
            let requests = plane.requests();
            let writes = plane.writes();
            if row.path == "(storage)" {
                assert_eq!((requests.len(), plane.storage_requests().len()), (0, 1), "{name}");
            } else {
                assert_eq!(writes.len(), 1, "{name}: {requests:?}");
                // A stage is found by the key's work item and the project's states.
                let reads = if name == "state" { 2 } else { 0 };
                assert_eq!(requests.len(), 1 + reads, "{name}: {requests:?}");
                assert_eq!(
                    writes[0].method.as_str(),
                    format!("{:?}", row.method).to_uppercase(),
                    "{name}"
                );
                let template = row
                    .path
                    .replace("(raw)", "workspaces/{workspace}/projects/{project}/estimates/");
                assert!(fits(&writes[0].path, &template), "{name}: {}", writes[0].path);
            }
            seen += 1;
            plane.clear();
        },
    ));
    assert_eq!(seen, operations().len());
}

/// Whether `path` is `template` with its placeholders filled.
fn fits(path: &str, template: &str) -> bool {
    let path: Vec<_> = path.trim_start_matches("/api/v1/").split('/').collect();
    let template: Vec<_> = template.split('/').collect();
    path.len() == template.len()
        && path
            .iter()
            .zip(&template)
            .all(|(part, expected)| expected.starts_with('{') || part == expected)
}

#[guarded_write(op = "probe", target = target, gate = gate())]
fn guarded(target: &str) -> Result<usize, Blocked> {
    Ok(target.len())
}

fn gate() -> write_guard::IsolationGate {
    panic!("a live process does not look at the gate")
}

fn no_argument_is_evaluated() {
    assert_eq!(guarded("anything").unwrap(), 8);
}

#[guarded_write(op = "probe", target = target, permit = permit)]
fn held(target: &str, meanwhile: fn()) -> Result<(), Blocked> {
    meanwhile();
    permit.spend(|| Target::new(Some(target)))
}

fn latch() {
    assert!(held("anything", || ()).is_ok());
    let blocked = held("anything", write_guard::mark_test_process).unwrap_err();
    assert_eq!(blocked.code(), "ambiguous-target");
    assert_eq!(held("anything", || ()).unwrap_err().code(), "opt-in-disabled");
    assert!(!write_guard::subject().is_live());
}
