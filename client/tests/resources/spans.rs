//! What `tracing` hears of a request.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use plane_client::{NewWorkItem, PlaneClient};
use serde_json::json;
use tracing::callsite::rebuild_interest_cache;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use uuid::Uuid;

use servers::{Recorder, World, nobody};

type Fields = BTreeMap<&'static str, String>;

/// The fields of every span, in the order in which they were opened.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(Id, Fields)>>>);

struct Reader<'f>(&'f mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

fn is_ours(metadata: &Metadata<'_>) -> bool {
    metadata.target() == "plane_client" && *metadata.level() == Level::DEBUG
}

impl<S: Subscriber> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut fields = Fields::new();
        if is_ours(attributes.metadata()) {
            attributes.record(&mut Reader(&mut fields));
        }
        self.0.lock().unwrap().push((id.clone(), fields));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        // A number is given out again when its span is closed.
        if let Some((_, fields)) = spans.iter_mut().rev().find(|(known, _)| known == id) {
            values.record(&mut Reader(fields));
        }
    }
}

impl Spans {
    fn take(&self) -> Vec<Fields> {
        let spans = std::mem::take(&mut *self.0.lock().unwrap());
        let fields = spans.into_iter().map(|(_, fields)| fields);
        fields.filter(|fields| !fields.is_empty()).collect()
    }
}

/// The fields of every event.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<Fields>>>);

impl<S: Subscriber> Layer<S> for Events {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::new();
        event.record(&mut Reader(&mut fields));
        self.0.lock().unwrap().push(fields);
    }
}

/// A client of a server that is not there.
fn nowhere() -> PlaneClient {
    PlaneClient::builder("http://127.0.0.1:1", "key")
        .workspace("lab")
        .attempts(1)
        .build()
        .unwrap()
}

/// Listens on this thread. A span that another test's thread meets first, where nobody listens, is off for all until it is
/// looked at again: so it is met here, and then looked at.
async fn listen() -> (Spans, DefaultGuard) {
    let spans = Spans::default();
    let listening = set_default(tracing_subscriber::registry().with(spans.clone()));
    nowhere().me().await.unwrap_err();
    rebuild_interest_cache();
    spans.take();
    (spans, listening)
}

#[tokio::test]
async fn each_attempt_is_a_span_that_says_what_was_tried_and_names_nobody() {
    let world = World::start();
    let mut answers = [502, 404, 404].into_iter();
    let server = Recorder::saying(move |_| {
        let body = json!({"error": "The requested resource does not exist."});
        (answers.next().unwrap_or(500), body.to_string())
    });
    let client = world.opting_in_at(&server).build().unwrap();
    let (spans, _listening) = listen().await;

    let items = client.in_project(world.sandbox.project).work_items();
    items.get_by_external_id("secret", "text").await.unwrap_err();
    let states = client.in_project(world.sandbox.project).states();
    states.delete(nobody()).await.unwrap_err();

    let said: Vec<_> = spans
        .take()
        .into_iter()
        .map(|mut fields| {
            let elapsed = fields.remove("elapsed_ms").unwrap();
            assert!(elapsed.parse::<u64>().is_ok(), "{elapsed}");
            fields.into_values().collect::<Vec<_>>().join(" ")
        })
        .collect();
    // Attempt, method, operation, status: a template has no id, and a query is not in it.
    let read = r#""GET" "workspaces/{workspace}/projects/{project}/work-items/""#;
    assert_eq!(
        said,
        [
            format!("1 {read} 502"),
            format!("2 {read} 404"),
            r#"1 "DELETE" "state.delete" 404"#.to_owned(),
        ]
    );
}

#[tokio::test]
async fn an_attempt_that_is_not_answered_has_no_status() {
    let (spans, _listening) = listen().await;
    nowhere().me().await.unwrap_err();
    let [fields] = spans.take().try_into().unwrap();
    let names: Vec<_> = fields.into_keys().collect();
    assert_eq!(names, ["attempt", "elapsed_ms", "method", "operation"]);
}

#[tokio::test]
async fn of_what_the_server_left_out_the_log_tells_how_many_and_not_who() {
    let world = World::start();
    let stranger = world.plane.add_member(world.production.project, "Ann").id();
    let items = world.opted_in().in_project(world.sandbox.project).work_items();
    let new = NewWorkItem::new("Tune").assignees([stranger]);
    let events = Events::default();
    let _listening = set_default(tracing_subscriber::registry().with(events.clone()));
    // Met here first, as above.
    items.create(&new).await.unwrap();
    rebuild_interest_cache();
    events.0.lock().unwrap().clear();

    let saved = items.create(&new).await.unwrap();
    assert_eq!(saved.dropped()[0].ids, [Uuid::from(stranger)]);
    let events = std::mem::take(&mut *events.0.lock().unwrap());
    let told: Vec<_> = events
        .iter()
        .filter(|event| event.contains_key("dropped"))
        .collect();
    assert_eq!(
        (told.len(), &*told[0]["field"], &*told[0]["dropped"]),
        (1, "\"assignees\"", "1")
    );
    let who = stranger.to_string();
    assert!(
        !events
            .iter()
            .flat_map(Fields::values)
            .any(|value| value.contains(&who)),
        "{events:?}"
    );
}
