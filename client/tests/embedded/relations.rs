//! Relations, from both ends.

use plane_client::embedded::Plane;
use serde_json::json;

use crate::wire::{get, write};

#[test]
fn each_kind_is_seen_from_the_other_end_as_its_counterpart() {
    for (kind, counterpart) in [
        ("blocking", "blocked_by"),
        ("blocked_by", "blocking"),
        ("duplicate", "duplicate"),
        ("relates_to", "relates_to"),
        ("start_before", "start_after"),
        ("start_after", "start_before"),
        ("finish_before", "finish_after"),
        ("finish_after", "finish_before"),
    ] {
        let plane = Plane::start().unwrap();
        let project = plane.add_project("Orchestra Sandbox", "SAND").id();
        let one = plane.add_work_item(project, "One").id();
        let two = plane.add_work_item(project, "Two").id();
        let path = |item| format!("projects/{project}/work-items/{item}/relations/");
        let body = json!({"relation_type": kind, "issues": [two]});
        assert_eq!(write(&plane, "POST", &path(one), &body).status, 201);
        let row = |item| json!([{"project_id": project, "issue_id": item}]);
        assert_eq!(
            get(&plane, &path(one)).at(&format!("/{kind}")),
            row(two),
            "{kind}"
        );
        assert_eq!(
            get(&plane, &path(two)).at(&format!("/{counterpart}")),
            row(one),
            "{kind}"
        );
        assert_eq!(plane.relations(one)[0].seen_from(two), Some((counterpart, one)));
        let again = write(&plane, "POST", &path(one), &body);
        assert_eq!(
            (again.status, again.json()),
            (201, json!([])),
            "a pair is related once"
        );
    }
}

#[test]
fn unknown_kinds_and_work_items_are_refused() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND").id();
    let item = plane.add_work_item(project, "One").id();
    let path = format!("projects/{project}/work-items/{item}/relations/");
    let answer = write(
        &plane,
        "POST",
        &path,
        &json!({"relation_type": "loves", "issues": []}),
    );
    let errors = json!({
        "relation_type": ["\"loves\" is not a valid choice."],
        "issues": ["Ensure this field has at least 1 elements."],
    });
    assert_eq!((answer.status, answer.json()), (400, errors));
    let unknown = json!({"relation_type": "blocking", "issues": ["00000000-0000-0000-0000-000000000007"]});
    assert_eq!(write(&plane, "POST", &path, &unknown).status, 400);
    assert!(plane.relations(item).is_empty());
}
