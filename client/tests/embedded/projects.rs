//! Projects: made, renamed, archived, deleted.

use plane_client::ProjectId;
use plane_client::embedded::Plane;
use serde_json::{Value, json};

use crate::wire::{get, write};

#[test]
fn a_new_project_has_states_and_an_upper_case_identifier() {
    let plane = Plane::start().unwrap();
    let answer = write(
        &plane,
        "POST",
        "projects/",
        &json!({"name": "Throwaway", "identifier": "thrw"}),
    );
    assert_eq!((answer.status, answer.at("/identifier")), (201, json!("THRW")));
    let id: ProjectId = answer.at("/id").as_str().unwrap().parse().unwrap();
    assert_eq!(plane.project(id).unwrap().states.len(), 5);
    let item = write(
        &plane,
        "POST",
        &format!("projects/{id}/work-items/"),
        &json!({"name": "First"}),
    );
    assert_eq!(
        (item.status, get(&plane, "work-items/THRW-1/").at("/id")),
        (201, item.at("/id"))
    );
}

#[test]
fn names_and_identifiers_are_taken_once_and_have_no_special_characters() {
    let plane = Plane::start().unwrap();
    plane.add_project("Throwaway", "THRW");
    let taken = json!({"name": "The project name is already taken"});
    let special = json!({"non_field_errors": ["Project name cannot contain special characters."]});
    for (body, status, error) in [
        (json!({"name": "Throwaway", "identifier": "OTHER"}), 409, &taken),
        (json!({"name": "Other", "identifier": "thrw"}), 409, &taken),
        (json!({"name": "Bad-name", "identifier": "BAD"}), 400, &special),
        (
            json!({"name": "x"}),
            400,
            &json!({"identifier": ["This field is required."]}),
        ),
    ] {
        let answer = write(&plane, "POST", "projects/", &body);
        assert_eq!((answer.status, &answer.json()), (status, error), "{body}");
    }
    assert_eq!(plane.projects().len(), 1);
}

/// Why a guard knows projects by their ids.
#[test]
fn an_identifier_can_move_from_one_project_to_another() {
    let plane = Plane::start().unwrap();
    let sandbox = plane.add_project("Orchestra Sandbox", "SAND");
    let production = plane.add_project("Orchestra Production", "ORCH");
    let rename = |id: ProjectId, identifier| {
        write(
            &plane,
            "PATCH",
            &format!("projects/{id}/"),
            &json!({"identifier": identifier}),
        )
    };
    assert_eq!(rename(sandbox.id(), "SAND2").at("/identifier"), json!("SAND2"));
    assert_eq!(rename(production.id(), "SAND").status, 200);
    assert_eq!(plane.project(production.id()).unwrap().identifier, "SAND");
    plane.add_work_item(production.id(), "Production");
    assert_eq!(
        get(&plane, "work-items/SAND-1/").at("/project"),
        json!(production.id())
    );
}

#[test]
fn an_archived_project_can_still_be_written_to() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/", project.id());
    assert_eq!(
        write(&plane, "POST", &format!("{path}archive/"), &Value::Null).status,
        204
    );
    assert_ne!(get(&plane, &path).at("/archived_at"), Value::Null);
    assert_eq!(
        write(
            &plane,
            "POST",
            &format!("{path}work-items/"),
            &json!({"name": "x"})
        )
        .status,
        201
    );
    assert_eq!(
        write(&plane, "DELETE", &format!("{path}archive/"), &Value::Null).status,
        204
    );
    assert_eq!(get(&plane, &path).at("/archived_at"), Value::Null);
}

#[test]
fn a_deleted_project_takes_everything_along() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let item = plane.add_work_item(project.id(), "x");
    plane.add_label(project.id(), "bug");
    let path = format!("projects/{}/", project.id());
    assert_eq!(write(&plane, "DELETE", &path, &Value::Null).status, 204);
    assert_eq!(plane.project(project.id()), None);
    assert_eq!(plane.work_item(item.id()), None);
    assert!(plane.labels(project.id()).is_empty());
    assert_eq!(get(&plane, &path).status, 404);
}

#[test]
fn a_summary_counts_what_is_asked_for() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    plane.add_work_item(project.id(), "x");
    plane.add_member(project.id(), "Bob");
    let path = format!("projects/{}/summary/", project.id());
    let all = get(&plane, &path).at("/counts");
    assert_eq!(
        (&all["issues"], &all["members"], &all["states"]),
        (&json!(1), &json!(2), &json!(5))
    );
    let some = get(&plane, &format!("{path}?fields=issues,labels")).at("/counts");
    assert_eq!(some, json!({"issues": 1, "labels": 0}));
}

#[test]
fn instants_are_shown_in_the_time_zone_of_the_user() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    plane.set_utc_offset(330);
    let path = format!("projects/{}/work-items/", project.id());
    let made = write(&plane, "POST", &path, &json!({"name": "x"})).at("/created_at");
    assert!(made.as_str().unwrap().ends_with("+05:30"), "{made}");
    let read = get(&plane, "work-items/SAND-1/").at("/updated_at");
    assert!(read.as_str().unwrap().ends_with("+05:30"), "{read}");
    plane.set_utc_offset(0);
    let utc = get(&plane, "work-items/SAND-1/").at("/updated_at");
    assert!(utc.as_str().unwrap().ends_with('Z'), "{utc}");
}
