//! What a test puts in and reads back.

use plane_client::embedded::{Group, Plane};
use plane_client::{ProjectId, StateId};
use serde_json::json;
use uuid::Uuid;

use crate::wire::{get, write};

#[test]
fn a_project_begins_with_five_states_and_a_hidden_one() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let states: Vec<_> = project
        .states
        .iter()
        .map(|state| (state.name.as_str(), state.group))
        .collect();
    let expected = [
        ("Backlog", Group::Backlog),
        ("Todo", Group::Unstarted),
        ("In Progress", Group::Started),
        ("Done", Group::Completed),
        ("Cancelled", Group::Cancelled),
    ];
    assert_eq!(states, expected);
    let taken = json!({"name": "Triage", "color": "#000000"});
    let path = format!("projects/{}/states/", project.id());
    let taken = write(&plane, "POST", &path, &taken);
    let hidden: StateId = taken.at("/id").as_str().unwrap().parse().unwrap();
    assert_eq!(plane.state(hidden).unwrap().group, Group::Triage);
    assert_eq!(get(&plane, &format!("{path}{hidden}/")).status, 404);
    let listed = get(&plane, &format!("projects/{}/states/", project.id()));
    assert_eq!(
        (listed.at("/count"), listed.at("/results/0/default")),
        (json!(5), json!(true))
    );
}

#[test]
fn ids_and_numbers_can_be_chosen() {
    let plane = Plane::start().unwrap();
    let id = ProjectId::from(Uuid::from_u128(0x114));
    let project = plane.add_project_with_id(id, "Orchestra Production", "ORCH");
    assert_eq!(
        (project.id(), project.name.as_str(), project.identifier.as_str()),
        (id, "Orchestra Production", "ORCH")
    );
    let item = plane.add_work_item_numbered(id, 114, "Ship it");
    assert_eq!(plane.add_work_item(id, "Next").sequence_id, 115);
    assert_eq!(get(&plane, "work-items/ORCH-114/").at("/id"), json!(item.id()));
}

#[test]
fn a_seeded_state_is_one_of_the_project() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let deploy = plane.add_state(project.id(), "Deploy", Group::Started);
    let item = plane.add_work_item(project.id(), "Ship it");
    plane.set_state(item.id(), deploy.id());
    assert_eq!(plane.work_item(item.id()).unwrap().state, deploy.id());
    assert_eq!(plane.project(project.id()).unwrap().states.last(), Some(&deploy));
    let shown = get(&plane, "work-items/ORCH-1/?expand=state&fields=state");
    assert_eq!(shown.at("/state/name"), json!("Deploy"));
}

#[test]
fn seeding_sends_nothing() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    plane.add_work_item(project.id(), "Ship it");
    assert_eq!((plane.requests().len(), plane.connections()), (0, 0));
}

#[tokio::test]
async fn it_starts_and_stops_inside_a_runtime() {
    let plane = Plane::start().unwrap();
    assert_eq!(plane.connections(), 0);
    drop(plane);
}

#[test]
fn stamps_are_written_with_six_digits_in_utc() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Production", "ORCH");
    let item = plane.add_work_item(project.id(), "Ship it");
    let text = item.created_at.to_string();
    let digits = text.rsplit_once('.').map(|(_, fraction)| fraction.len());
    assert!(
        text.ends_with('Z') && digits.is_none_or(|digits| digits == 7),
        "{text}"
    );
    assert_eq!(get(&plane, "work-items/ORCH-1/").at("/created_at"), json!(text));
}
