//! TC-12: what the audit says.

use std::io;
use std::sync::{Arc, Mutex};

use issue_client::Issues;
use plane_client::Stage;
use serde_json::Value;
use tests::World;
use tracing_subscriber::fmt::MakeWriter;
use write_guard::{Blocked, Sandbox, guarded_write};

/// What was written.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The events of the guard.
    fn events(&self) -> Vec<Value> {
        let events = self
            .text()
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .collect::<Vec<_>>();
        events
            .into_iter()
            .filter(|event| event["target"] == "write_guard")
            .collect()
    }
}

/// Runs `write` with every event of every level going to a JSON log.
fn logged<F: Future>(write: F) -> (F::Output, Lines) {
    let lines = Lines::default();
    let log = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    (
        tracing::subscriber::with_default(log, || runtime.block_on(write)),
        lines,
    )
}

#[test]
fn tc_12_a_block_is_an_error_with_project_work_item_operation_and_reason() {
    let world = World::start();
    let client = world.opted_in(&world.production);
    let (result, log) = logged(client.update_issue_state(&world.production.key, Stage::Done));
    result.unwrap_err();

    let events = log.events();
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert_eq!(event["level"], "ERROR");
    let fields = &event["fields"];
    assert_eq!(fields["project_id"], world.production.project.to_string());
    assert_eq!(fields["work_item"], "ORCH-114");
    assert_eq!(fields["op"], "state");
    assert_eq!(fields["reason"], "prod-project-in-test");
    assert!(
        fields["signal"].as_str().is_some_and(|signal| !signal.is_empty()),
        "it says why this is a test"
    );
}

#[test]
fn tc_12_a_sandbox_allow_is_an_info_that_says_allowed() {
    let world = World::start();
    let client = world.opted_in(&world.sandbox);
    let (result, log) = logged(client.add_comment(world.sandbox.item, "<p>Done.</p>"));
    result.unwrap();

    let events = log.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["level"], "INFO");
    assert!(
        events[0]["fields"]["message"]
            .as_str()
            .is_some_and(|message| message.contains("ALLOWED"))
    );
    assert_eq!(events[0]["fields"]["reason"], "sandbox-allowed");
}

#[guarded_write(op = "issues.patch", target = project, gate = gate)]
fn by_attribute(project: &str, gate: &write_guard::IsolationGate) -> Result<(), Blocked> {
    Ok(())
}

#[test]
fn tc_12_a_layer_leaves_the_records_of_the_attribute() {
    let server = tests::Recorder::start(&tests::Recorder::json("200 OK", "{}"));
    let sandbox = Some(Sandbox::new(["sand"]).unwrap());
    let gate = write_guard::IsolationGate::new().sandbox(sandbox.clone().unwrap());
    let client = Issues::new(&server.origin(), sandbox, |stack| stack).unwrap();
    for project in ["sand", "production"] {
        let (by_layer, layer) = logged(client.close(project, 7));
        let (by_attribute, attribute) = logged(async { by_attribute(project, &gate) });
        assert_eq!(by_layer.is_ok(), by_attribute.is_ok(), "{project}");
        if let (Err(issue_client::Error::Blocked(by_layer)), Err(by_attribute)) = (by_layer, by_attribute) {
            assert_eq!(by_layer, by_attribute);
        }
        let [layer, attribute] = [layer.events(), attribute.events()];
        assert_eq!(layer.len(), 1, "{project}");
        for field in ["level", "target", "fields"] {
            assert_eq!(layer[0][field], attribute[0][field], "{project}");
        }
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn tc_12_without_a_target_all_four_fields_are_still_there() {
    let world = World::start();
    let client = world.client().build().unwrap();
    let (result, log) = logged(client.set_issue_done(world.sandbox.item));
    result.unwrap_err();
    for field in ["project_id", "work_item", "op", "reason"] {
        assert!(log.events()[0]["fields"][field].is_string(), "{field}");
    }
}

#[test]
fn hostile_text_stays_on_its_line() {
    let tracker = foreign_client::Tracker::new("http://127.0.0.1:9", "key");
    let hostile = "x\u{1b}[31m\nERROR forged=1 \u{202e}\u{9b}\u{2028}`\"";
    let (result, log) = logged(async { tracker.comment(Some(hostile), hostile, "") });
    let shown = result.unwrap_err().to_string();
    for text in [shown, log.text().trim_end().to_owned()] {
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{text}");
    }
}

#[test]
fn the_key_is_nowhere() {
    const CANARY: &str = "plane_api_c0ffeec0ffeec0ffeec0ffeec0ffee00";
    let world = World::start();
    let builder = plane_client::PlaneClient::builder(&world.plane.base_url(), CANARY);
    let builder_shown = format!("{builder:?}");
    let client = builder
        .workspace("lab")
        .project(world.production.project)
        .build()
        .unwrap();
    let client_shown = format!("{client:?}");
    let (result, log) = logged(async {
        let read = client.find_work_item(&world.production.key).await.unwrap_err();
        let write = client.set_issue_done(world.production.item).await.unwrap_err();
        format!("{read:?} {read} {write:?} {write}")
    });
    let said = [builder_shown, client_shown, result, log.text()].concat();
    assert!(!said.contains(CANARY) && !said.contains("c0ffee"), "{said}");
}
