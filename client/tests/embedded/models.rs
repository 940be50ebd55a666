//! What is read can be written back, and is the same.

use std::collections::BTreeSet;

use jiff::Timestamp;
use plane_client::{
    Activity, Asset, Attachment, Comment, Cycle, CycleItem, Error, IntakeItem, Invitation, Label, Link,
    Membership, Module, ModuleItem, Parent, PatchedModule, Progress, Project, ProjectSummary, Related,
    SearchHit, State, Sticky, User, WorkItem, WorkItemRelations, WorkspaceMember,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::replay::{DIFFERENCES, EXCHANGES, replay};

/// What an answer tells, read as `T` and written again: what was lost.
type Tried = fn(&Value) -> Vec<String>;

#[test]
fn what_is_read_of_every_recorded_exchange_is_written_back_the_same() {
    let (mut models, mut lost) = (Models::default(), Vec::new());
    for exchanges in [EXCHANGES, DIFFERENCES] {
        replay(exchanges, |exchange, answer| {
            let word = |name: &str| exchange[name].as_str().unwrap_or_default();
            // What was recorded whole, and what the embedded Plane says in the recorded shape.
            let recorded = &exchange["answer"];
            if (200..300).contains(&answer.status) && !word("path").is_empty() {
                lost.extend(models.lost(word("method"), word("path"), &answer.json()));
                if !recorded.is_null() {
                    lost.extend(models.lost(word("method"), word("path"), recorded));
                }
            }
        });
    }
    assert!(lost.is_empty(), "{} values:\n{}", lost.len(), lost.join("\n"));
    let tried: Vec<_> = models.0.into_iter().collect();
    assert_eq!(tried, MODELS);
}

/// What answers were read as.
const MODELS: [&str; 23] = [
    "Activity",
    "Attachment",
    "Comment",
    "Cycle",
    "CycleItem",
    "IntakeItem",
    "Invitation",
    "Label",
    "Link",
    "Membership",
    "Module",
    "ModuleItem",
    "PatchedModule",
    "Project",
    "ProjectSummary",
    "Related",
    "SearchHit",
    "State",
    "Sticky",
    "User",
    "WorkItem",
    "WorkItemRelations",
    "WorkspaceMember",
];

#[test]
fn a_word_that_this_version_does_not_know_is_written_back() {
    let item = json!({"id": Uuid::nil(), "name": "Tune", "sequence_id": 1, "project": Uuid::nil(), "priority": "asap"});
    assert_eq!(lost::<WorkItem>(&item), [""; 0]);
    let state = json!({"id": Uuid::nil(), "name": "Tuned", "group": "of_a_later_version"});
    assert_eq!(lost::<State>(&state), [""; 0]);
    let file = json!({"asset_id": Uuid::nil(), "asset_url": "https://x", "asset_name": "a", "asset_type": "b", "size": 1});
    assert_eq!(lost::<Asset>(&file), [""; 0]);
}

#[test]
fn a_test_makes_a_model_of_json_and_is_told_what_is_missing() {
    let json = json!({"id": Uuid::nil(), "name": "Tune", "sequence_id": 1, "project": Uuid::nil()});
    assert_eq!(WorkItem::from_json(json).unwrap().name, "Tune");
    let unnamed = WorkItem::from_json(json!({"id": Uuid::nil()})).unwrap_err();
    assert!(matches!(&unnamed, Error::Decode(missing) if missing.to_string().contains("`name`")));

    // What stands in another one is made alike.
    let parent = Parent::from_json(json!({"id": Uuid::nil(), "sequence_id": 7, "project_id": Uuid::nil()}));
    assert_eq!(parent.unwrap().sequence_id, 7);
    let progress = Progress::from_json(json!({"total_issues": 3})).unwrap();
    assert_eq!((progress.total, progress.started), (Some(3), None));
}

/// The models that were tried.
#[derive(Default)]
struct Models(BTreeSet<&'static str>);

impl Models {
    /// What the models lose of a success, if it is one whose rows are whole.
    fn lost(&mut self, method: &str, target: &str, body: &Value) -> Vec<String> {
        let path = target.split('?').next().unwrap();
        let is_whole = !target.contains("fields=");
        let segments: Vec<_> = path.trim_matches('/').split('/').skip(2).collect();
        let Some((name, tried)) = model(method, &segments).filter(|_| is_whole) else {
            return Vec::new();
        };
        let lists = ["results", "issues"].map(|field| body[field].as_array());
        let rows = match lists.into_iter().flatten().next().or(body.as_array()) {
            Some(rows) => rows.as_slice(),
            None => std::slice::from_ref(body),
        };
        let lost: Vec<_> = rows
            .iter()
            .filter(|row| !row.is_null())
            .flat_map(|row| {
                self.0.insert(name);
                let mut later = row.clone();
                later["of_a_later_version"] = json!({"deep": [1, null, {"x": 0.5}]});
                [tried(row), tried(&later)].concat()
            })
            .collect();
        let told = |lost: &String| format!("{method} {target} as {name}: {lost}");
        lost.iter().map(told).collect()
    }
}

fn model(method: &str, segments: &[&str]) -> Option<(&'static str, Tried)> {
    macro_rules! model {
        ($name:ident) => {
            Some((stringify!($name), lost::<$name> as Tried))
        };
    }
    let of_workspace = match segments {
        ["users", "me"] => return model!(User),
        ["workspaces", _, rest @ ..] => rest,
        _ => return None,
    };
    let of_project = match of_workspace {
        ["members"] => return model!(WorkspaceMember),
        ["invitations", ..] => return model!(Invitation),
        ["stickies", ..] => return model!(Sticky),
        ["assets", _] => return model!(Asset),
        ["work-items" | "issues", "search"] => return model!(SearchHit),
        ["work-items" | "issues", _] => return model!(WorkItem),
        ["projects"] | ["projects", _] => return model!(Project),
        ["projects", _, rest @ ..] => rest,
        _ => return None,
    };
    let of_item = match of_project {
        ["summary"] => return model!(ProjectSummary),
        ["members" | "project-members", ..] if method == "GET" => return model!(User),
        ["members" | "project-members", ..] => return model!(Membership),
        ["states", ..] => return model!(State),
        ["labels", ..] => return model!(Label),
        ["intake-issues", ..] => return model!(IntakeItem),
        ["cycles" | "archived-cycles"] | ["cycles", _] => return model!(Cycle),
        [_, _, "cycle-issues" | "module-issues"] if method == "GET" => return model!(WorkItem),
        ["cycles", _, "cycle-issues", ..] => return model!(CycleItem),
        ["modules", _] if method == "PATCH" => return model!(PatchedModule),
        ["modules" | "archived-modules"] | ["modules", _] => return model!(Module),
        ["modules", _, "module-issues"] => return model!(ModuleItem),
        ["work-items" | "issues"] | ["work-items" | "issues", _] => return model!(WorkItem),
        ["work-items" | "issues", _, rest @ ..] => rest,
        _ => return None,
    };
    match of_item {
        ["comments", ..] => model!(Comment),
        ["links", ..] => model!(Link),
        ["activities", ..] => model!(Activity),
        ["relations"] if method == "GET" => model!(WorkItemRelations),
        ["relations"] => model!(Related),
        ["attachments" | "issue-attachments"] if method == "GET" => model!(Attachment),
        _ => None,
    }
}

/// What is not the same after `read` was read as `T` and written again.
fn lost<T: DeserializeOwned + Serialize + PartialEq>(read: &Value) -> Vec<String> {
    let model: T = match serde_json::from_value(read.clone()) {
        Ok(model) => model,
        Err(error) => return vec![format!("it is not read: {error}: {read}")],
    };
    let written = serde_json::to_value(&model).unwrap();
    let mut lost = Vec::new();
    compare("", read, &written, &mut lost);
    if serde_json::from_value::<T>(written).ok() != Some(model) {
        lost.push("what was written is read as another value".to_owned());
    }
    lost
}

fn compare(at: &str, read: &Value, written: &Value, lost: &mut Vec<String>) {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            for (name, value) in read {
                compare(
                    &format!("{at}/{name}"),
                    value,
                    written.get(name).unwrap_or(&Value::Null),
                    lost,
                );
            }
            // What a model adds says nothing.
            let added = written.iter().filter(|(name, _)| !read.contains_key(*name));
            let said = added.filter(|(_, value)| !is_nothing(value));
            lost.extend(said.map(|(name, value)| format!("{at}/{name} is made up: {value}")));
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            for (place, (read, written)) in read.iter().zip(written).enumerate() {
                compare(&format!("{at}/{place}"), read, written, lost);
            }
        }
        _ if is_same(read, written) => {}
        _ => lost.push(format!("{at} was {read} and is {written}")),
    }
}

/// Numbers by their value, instants that were not told in UTC too; nothing in any form, such as a relation to nothing, `{}`.
fn is_same(read: &Value, written: &Value) -> bool {
    let instant = |value: &Value| {
        let text = value.as_str()?;
        // Of some instants only the day is told.
        let whole = if text.len() == 10 {
            format!("{text}T00:00:00Z")
        } else {
            text.to_owned()
        };
        whole.parse::<Timestamp>().ok()
    };
    let is_utc = read.as_str().is_some_and(|text| text.ends_with('Z'));
    read == written
        || (is_nothing(read) && is_nothing(written))
        || (read.is_number() && read.as_f64() == written.as_f64())
        || (instant(read).is_some() && !is_utc && instant(read) == instant(written))
}

/// Of an expanded relation to nothing the fields are there, and empty.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.values().all(is_nothing),
        value => [
            json!(null),
            json!(""),
            json!(false),
            json!([]),
            json!("none"),
            json!("planned"),
        ]
        .contains(value),
    }
}
