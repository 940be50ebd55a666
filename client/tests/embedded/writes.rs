//! What writes do, and what they refuse.

use plane_client::embedded::{Plane, Project};
use plane_client::{StateId, WorkItemId};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::wire::{Answer, get, write};

pub(crate) fn sandbox() -> (Plane, Project, String) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/work-items/", project.id());
    (plane, project, path)
}

pub(crate) fn id<I: From<Uuid>>(answer: &Answer) -> I {
    let id: Uuid = answer.at("/id").as_str().unwrap().parse().unwrap();
    id.into()
}

fn state(project: &Project, name: &str) -> StateId {
    project.state(name).unwrap().id()
}

#[test]
fn a_new_work_item_gets_number_state_and_order() {
    let (plane, project, path) = sandbox();
    plane.add_work_item_numbered(project.id(), 114, "Seeded");
    let answer = write(
        &plane,
        "POST",
        &path,
        &json!({"name": " New ", "project": Uuid::nil()}),
    );
    assert_eq!(answer.status, 201);
    let item = plane.work_item(id::<WorkItemId>(&answer)).unwrap();
    assert_eq!(
        (item.name.as_str(), item.sequence_id, item.project),
        ("New", 115, project.id())
    );
    assert_eq!(item.state, state(&project, "Backlog"));
    assert_eq!(
        answer.at("/sort_order"),
        json!(75535.0),
        "after the one that was there"
    );
    assert_ne!(
        answer.at("/created_at"),
        json!(item.created_at),
        "the stored row is stamped again"
    );
}

#[test]
fn a_number_is_not_given_twice() {
    let (plane, _, path) = sandbox();
    let first = write(&plane, "POST", &path, &json!({"name": "First"}));
    let gone = write(
        &plane,
        "DELETE",
        &format!("{path}{}/", id::<Uuid>(&first)),
        &Value::Null,
    );
    assert_eq!(
        (gone.status, gone.body.as_str(), gone.header("Content-Type")),
        (204, "", None)
    );
    assert_eq!(
        write(
            &plane,
            "DELETE",
            &format!("{path}{}/", id::<Uuid>(&first)),
            &Value::Null
        )
        .status,
        404
    );
    assert_eq!(
        write(&plane, "POST", &path, &json!({"name": "Second"})).at("/sequence_id"),
        json!(2)
    );
}

#[test]
fn the_legacy_path_is_the_same_resource() {
    let (plane, project, path) = sandbox();
    let legacy = path.replace("work-items", "issues");
    let item: WorkItemId = id(&write(&plane, "POST", &legacy, &json!({"name": "Old"})));
    assert_eq!(get(&plane, &format!("{path}{item}/")).at("/name"), json!("Old"));
    assert_eq!(
        write(
            &plane,
            "PATCH",
            &format!("{legacy}{item}/"),
            &json!({"name": "New"})
        )
        .status,
        200
    );
    assert_eq!(
        write(&plane, "POST", &format!("{legacy}{item}/comments/"), &json!({})).status,
        201
    );
    assert_eq!(plane.comments(item).len(), 1);
    assert_eq!(plane.work_items(project.id())[0].name, "New");
}

#[test]
fn completion_follows_the_group_of_the_state() {
    let (plane, project, path) = sandbox();
    let item = plane.add_work_item(project.id(), "First");
    let path = format!("{path}{}/", item.id());
    let done = write(&plane, "PATCH", &path, &json!({"state": state(&project, "Done")}));
    let completed_at = done.at("/completed_at");
    assert!(completed_at.is_string());
    let renamed = write(&plane, "PATCH", &path, &json!({"name": "Other"}));
    assert_eq!(
        renamed.at("/completed_at"),
        completed_at,
        "only a change of state counts"
    );
    let again = write(
        &plane,
        "PATCH",
        &path,
        &json!({ "state": state(&project, "Done") }),
    );
    assert_eq!(again.at("/completed_at"), completed_at);
    let reset = write(&plane, "PATCH", &path, &json!({ "state": null }));
    assert_eq!(
        reset.at("/state"),
        json!(state(&project, "Backlog")),
        "no state is the default state"
    );
    assert_eq!(reset.at("/completed_at"), Value::Null);
}

#[test]
fn a_patch_keeps_clears_and_sets() {
    let (plane, _, path) = sandbox();
    let body =
        json!({"name": "First", "target_date": "2026-12-01", "start_date": "2026-11-01", "priority": "high"});
    let item: WorkItemId = id(&write(&plane, "POST", &path, &body));
    let path = format!("{path}{item}/");
    let patched = write(
        &plane,
        "PATCH",
        &path,
        &json!({"target_date": null, "no_such_field": 1}),
    );
    let shown = (
        patched.at("/target_date"),
        patched.at("/start_date"),
        patched.at("/priority"),
    );
    assert_eq!(shown, (Value::Null, json!("2026-11-01"), json!("high")));
    assert_eq!(get(&plane, &path).at("/target_date"), Value::Null);
}

#[test]
fn fields_are_checked_before_anything_is_stored() {
    let (plane, project, path) = sandbox();
    let foreign = state(&plane.add_project("Orchestra Production", "ORCH"), "Done");
    let unknown = Uuid::from_u128(5);
    let pk = format!("Invalid pk \"{unknown}\" - object does not exist.");
    let cases = [
        (json!({}), json!({"name": ["This field is required."]})),
        (
            json!({"name": " "}),
            json!({"name": ["This field may not be blank."]}),
        ),
        (
            json!({ "name": null }),
            json!({"name": ["This field may not be null."]}),
        ),
        (json!({"name": ["x"]}), json!({"name": ["Not a valid string."]})),
        (
            json!({"name": "a\u{0}b"}),
            json!({"name": ["Null characters are not allowed."]}),
        ),
        (
            json!({"name": "ü".repeat(256)}),
            json!({"name": ["Ensure this field has no more than 255 characters."]}),
        ),
        (
            json!({"priority": "huge"}),
            json!({"name": ["This field is required."], "priority": ["\"huge\" is not a valid choice."]}),
        ),
        (
            json!({"name": "x", "state": "Todo"}),
            json!({"state": ["“Todo” is not a valid UUID."]}),
        ),
        (json!({"name": "x", "state": unknown}), json!({"state": [pk]})),
        (
            json!({"name": "x", "labels": [unknown]}),
            json!({"labels": {"0": [pk]}}),
        ),
        (
            json!({"name": "x", "assignees": [unknown]}),
            json!({"assignees": {"0": [pk]}}),
        ),
        (
            json!({"name": "x", "state": foreign}),
            json!({"non_field_errors": ["State is not valid please pass a valid state_id"]}),
        ),
        (
            json!({"name": "x", "start_date": "2026-12-02", "target_date": "2026-12-01"}),
            json!({"non_field_errors": ["Start date cannot exceed target date"]}),
        ),
        (
            json!({"name": "x", "description_html": null}),
            json!({"description_html": ["This field may not be null."]}),
        ),
        (
            json!({"name": "x", "description_html": ""}),
            json!({"non_field_errors": ["Invalid HTML passed"]}),
        ),
    ];
    for (body, error) in cases {
        let answer = write(&plane, "POST", &path, &body);
        assert_eq!((answer.status, answer.json()), (400, error), "{body}");
    }
    assert!(plane.work_items(project.id()).is_empty());
    assert_eq!(
        write(&plane, "POST", &path, &json!({"name": "ü".repeat(255)})).status,
        201
    );
}

#[test]
fn comments_are_made_read_changed_and_deleted() {
    let (plane, project, path) = sandbox();
    let item = plane.add_work_item(project.id(), "First");
    let path = format!("{path}{}/comments/", item.id());
    let body = json!({"comment_html": "<p>Hello</p>", "external_source": "tests", "external_id": "c-1"});
    let made = write(&plane, "POST", &path, &body);
    assert_eq!(
        (made.status, made.at("/is_member"), made.at("/access")),
        (201, Value::Null, json!("INTERNAL"))
    );
    let again = write(&plane, "POST", &path, &body);
    let error = "Work item comment with the same external id and external source already exists";
    assert_eq!(
        (again.status, again.json()),
        (409, json!({"error": error, "id": made.at("/id")}))
    );
    let one = format!("{path}{}/", id::<Uuid>(&made));
    let read = get(&plane, &one);
    assert_eq!(
        (read.at("/is_member"), read.at("/updated_by")),
        (json!(true), Value::Null)
    );
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"comment_html": "<p>Bye</p>"})).status,
        200
    );
    assert_eq!(plane.comments(item.id())[0].comment_html, "<p>Bye</p>");
    assert!(plane.work_item(item.id()).unwrap().updated_at > item.updated_at);
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert_eq!(get(&plane, &one).status, 404);

    let nothing = path.replace(&item.id().to_string(), &Uuid::from_u128(9).to_string());
    let answer = write(&plane, "POST", &nothing, &json!({}));
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({"error": "The payload is not valid"}))
    );
}

#[test]
fn states_are_made_with_200_and_deleted_when_empty() {
    let (plane, project, _) = sandbox();
    let path = format!("projects/{}/states/", project.id());
    let body = json!({"name": "In Review", "color": "#123456", "group": "started"});
    let made = write(&plane, "POST", &path, &body);
    assert_eq!(
        (made.status, made.at("/slug"), made.at("/sequence")),
        (200, json!("in-review"), json!(70000.0))
    );
    let again = write(&plane, "POST", &path, &body);
    let error = "State with the same name already exists in the project";
    assert_eq!(
        (again.status, again.json()),
        (409, json!({"error": error, "id": made.at("/id")}))
    );
    let one = format!("{path}{}/", id::<Uuid>(&made));
    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"name": "Review"})).at("/slug"),
        json!("review")
    );

    let item = plane.add_work_item(project.id(), "First");
    plane.set_state(item.id(), id::<StateId>(&made));
    let full = write(&plane, "DELETE", &one, &Value::Null);
    let error = "The state is not empty, only empty states can be deleted";
    assert_eq!((full.status, full.json()), (400, json!({ "error": error })));
    plane.set_state(item.id(), state(&project, "Todo"));
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);

    let body = json!({"name": "New default", "color": "#000000", "default": true});
    let made: StateId = id(&write(&plane, "POST", &path, &body));
    assert!(!plane.state(state(&project, "Backlog")).unwrap().default);
    assert_eq!(plane.add_work_item(project.id(), "Second").state, made);
}

#[test]
fn a_new_work_item_stands_behind_the_last_one_of_its_state_whatever_became_of_others() {
    let (plane, project, path) = sandbox();
    let new = || {
        let made = write(&plane, "POST", &path, &json!({"name": "a"}));
        (id::<WorkItemId>(&made), made.at("/sort_order"))
    };
    let put = |item: WorkItemId, order: f64| {
        let order = json!({"sort_order": order});
        write(&plane, "PATCH", &format!("{path}{item}/"), &order).status
    };
    let [first, second, third] = [new(), new(), new()];
    let orders = [first.1, second.1, third.1];
    assert_eq!(orders, [json!(65535.0), json!(75535.0), json!(85535.0)]);
    // Gone, put before others, in another state, in another project: the last one is the last of those that are left.
    write(&plane, "DELETE", &format!("{path}{}/", third.0), &Value::Null);
    let third = new();
    assert_eq!(third.1, json!(85535.0));
    assert_eq!(put(third.0, 1.5), 200);
    let third = new();
    assert_eq!(third.1, json!(85535.0));
    plane.set_state(third.0, state(&project, "Done"));
    let third = new();
    assert_eq!(third.1, json!(85535.0));
    plane.move_work_item(third.0, plane.add_project("Other", "OTHER").id());
    assert_eq!(new().1, json!(85535.0));
    // One that is put behind all others is the last one.
    assert_eq!(put(first.0, 900_000.5), 200);
    assert_eq!(new().1, json!(910_000.5));
}
