//! The history of a work item.

use plane_client::embedded::Plane;
use serde_json::json;

use crate::wire::{get, write};

#[test]
fn a_history_tells_what_was_made_and_what_changed() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let label = plane.add_label(project.id(), "bug");
    let path = format!("projects/{}/work-items/", project.id());
    let item = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "Before", "labels": [label.id()]}),
    )
    .at("/id");
    let one = format!("{path}{}/", item.as_str().unwrap());
    let done = project.state("Done").unwrap().id();
    let body = json!({"name": "After", "state": done, "labels": [], "target_date": "2026-12-01"});
    write(&plane, "PATCH", &one, &body);
    write(&plane, "PATCH", &one, &json!({"name": "After"}));
    write(
        &plane,
        "POST",
        &format!("{one}comments/"),
        &json!({"comment_html": "<p>x</p>"}),
    );

    let listed = get(&plane, &format!("{one}activities/"));
    let rows = listed.at("/results");
    let rows: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            json!([
                row["verb"],
                row["field"],
                row["old_value"],
                row["new_value"],
                row["comment"]
            ])
        })
        .collect();
    let expected = [
        json!(["created", null, null, null, "created the issue"]),
        json!(["updated", "state", "Backlog", "Done", "updated the state to"]),
        json!(["updated", "name", "Before", "After", "updated the name to"]),
        json!([
            "updated",
            "target_date",
            "",
            "2026-12-01",
            "updated the target date to"
        ]),
        json!(["updated", "labels", "bug", "", "removed label "]),
    ];
    assert_eq!(
        rows, expected,
        "nothing about the comment, which has a list of its own"
    );
    let activities = plane.activities(item.as_str().unwrap().parse::<uuid::Uuid>().unwrap());
    assert_eq!(activities.last().unwrap().field.as_deref(), Some("comment"));

    let first = listed.at("/results/0/id");
    let first = format!("{one}activities/{}/", first.as_str().unwrap());
    assert_eq!(get(&plane, &first).at("/verb"), json!("created"));
    assert_eq!(write(&plane, "DELETE", &first, &json!({})).status, 405);
}

#[test]
fn an_unknown_activity_is_missed_in_words_of_its_own() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let item = plane.add_work_item(project.id(), "x");
    let path = format!(
        "projects/{}/work-items/{}/activities/{}/",
        project.id(),
        item.id(),
        project.id()
    );
    let answer = get(&plane, &path);
    let body = json!({"message": "Activity not found.", "code": "NOT_FOUND"});
    assert_eq!((answer.status, answer.json()), (404, body));
}
