//! Cycles and the work items in them.

use plane_client::embedded::{Plane, Project};
use serde_json::{Value, json};

use crate::wire::{get, write, write_as};

fn world() -> (Plane, Project, String) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let path = format!("projects/{}/cycles/", project.id());
    (plane, project, path)
}

#[test]
fn a_lone_end_of_a_cycle_is_midnight_where_the_caller_is_and_who_writes_it_owns_it() {
    let (plane, project, path) = world();
    let cycle = format!("{path}{}/", plane.add_cycle(project.id(), "Sprint").id());
    let both = json!({"start_date": "2026-11-20", "end_date": "2026-12-04"});
    plane.set_utc_offset(330);
    let answer = write(&plane, "PATCH", &cycle, &both);
    assert_eq!(answer.at("/end_date"), json!("2026-12-05T05:29:00.000000+05:30"));
    let bob = plane.add_member(project.id(), "Bob");
    let lone = json!({"end_date": "2026-12-11"});
    let answer = write_as(&plane, bob.api_key(), "PATCH", &cycle, &lone);
    assert_eq!(answer.at("/end_date"), json!("2026-12-11T00:00:00.000000+05:30"));
    assert_eq!(
        answer.at("/start_date"),
        json!("2026-11-20T05:30:01.000000+05:30")
    );
    assert_eq!(answer.at("/owned_by"), json!(bob.id()));
}

#[test]
fn a_cycle_has_both_dates_or_none() {
    let (plane, project, path) = world();
    let body = |start: Value, end: Value| json!({"name": "Sprint", "project_id": project.id(), "start_date": start, "end_date": end});
    let dated = write(
        &plane,
        "POST",
        &path,
        &body(json!("2026-11-20"), json!("2099-12-30")),
    );
    assert_eq!(
        (dated.status, dated.at("/start_date"), dated.at("/end_date")),
        (201, json!("2026-11-20T00:00:01Z"), json!("2099-12-30T23:59:00Z"))
    );
    for (start, end, complaint) in [
        ("2026-11-20", "", "either required or are to be null"),
        ("2026-12-30", "2026-11-20", "Start date cannot exceed end date"),
        ("soon", "later", "Datetime has wrong format"),
    ] {
        let value = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        let answer = write(&plane, "POST", &path, &body(value(start), value(end)));
        assert_eq!(answer.status, 400, "{start} to {end}");
        assert!(answer.json().to_string().contains(complaint), "{}", answer.json());
    }
    assert_eq!(plane.cycles(project.id()).len(), 1);
}

#[test]
fn views_choose_cycles_and_the_current_ones_are_no_page() {
    let (plane, project, path) = world();
    for (name, dates) in [
        ("Over", Some(("2020-01-01", "2020-02-01"))),
        ("Now", Some(("2020-01-01", "2099-01-01"))),
        ("Soon", Some(("2099-01-01", "2099-02-01"))),
        ("Someday", None),
    ] {
        let (start, end) = dates.unzip();
        let body = json!({"name": name, "project_id": project.id(), "start_date": start, "end_date": end});
        assert_eq!(write(&plane, "POST", &path, &body).status, 201, "{name}");
    }
    let names = |view: &str, pointer: &str| {
        let listed = get(&plane, &format!("{path}?cycle_view={view}")).at(pointer);
        let names = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|cycle| cycle["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("current", ""), "Now");
    assert_eq!(names("completed", "/results"), "Over");
    assert_eq!(names("upcoming", "/results"), "Soon");
    assert_eq!(names("draft", "/results"), "Someday");
    assert_eq!(names("incomplete", "/results"), "Someday Soon Now");
    assert_eq!(names("all", "/results"), "Someday Soon Now Over");
}

#[test]
fn a_work_item_is_in_one_cycle_at_a_time() {
    let (plane, project, path) = world();
    let item = plane.add_work_item(project.id(), "One");
    let (first, second) = (
        plane.add_cycle(project.id(), "First"),
        plane.add_cycle(project.id(), "Second"),
    );
    for cycle in [&first, &second] {
        let answer = write(
            &plane,
            "POST",
            &format!("{path}{}/cycle-issues/", cycle.id()),
            &json!({"issues": [item.id()]}),
        );
        assert_eq!((answer.status, answer.at("/0/issue")), (200, json!(item.id())));
        assert_eq!(plane.cycle_of(item.id()), Some(cycle.id()));
    }
    let at = format!("{path}{}/cycle-issues/{}/", second.id(), item.id());
    assert_eq!(get(&plane, &at).at("/cycle"), json!(second.id()));
    assert_eq!(
        get(&plane, &format!("{path}{}/", second.id())).at("/backlog_issues"),
        json!(1)
    );
    assert_eq!(write(&plane, "DELETE", &at, &Value::Null).status, 204);
    assert_eq!(write(&plane, "DELETE", &at, &Value::Null).status, 404);
    assert_eq!(plane.cycle_of(item.id()), None);
}

#[test]
fn what_is_open_is_transferred_from_a_cycle_that_is_over() {
    let (plane, project, path) = world();
    let (open, done) = (
        plane.add_work_item(project.id(), "Open"),
        plane.add_work_item(project.id(), "Done"),
    );
    plane.set_state(done.id(), project.state("Done").unwrap().id());
    let (old, new) = (
        plane.add_cycle(project.id(), "Old"),
        plane.add_cycle(project.id(), "New"),
    );
    for item in [&open, &done] {
        plane.add_to_cycle(old.id(), item.id());
    }
    let transfer = || {
        let target = format!("{path}{}/transfer-issues/", old.id());
        write(&plane, "POST", &target, &json!({"new_cycle_id": new.id()}))
    };
    let dates = json!({"start_date": "2026-01-01", "end_date": "2999-01-01"});
    let one = format!("{path}{}/", old.id());
    assert_eq!(write(&plane, "PATCH", &one, &dates).status, 200);
    assert_eq!(
        transfer().json(),
        json!({"error": "The old cycle is not completed yet"})
    );
    plane.end_cycle(old.id());
    assert_eq!(transfer().status, 200);
    assert_eq!(plane.cycle_of(open.id()), Some(new.id()));
    assert_eq!(plane.cycle_of(done.id()), Some(old.id()));
    let late = write(
        &plane,
        "POST",
        &format!("{path}{}/cycle-issues/", old.id()),
        &json!({"issues": [open.id()]}),
    );
    assert_eq!((late.status, late.at("/code")), (400, json!("CYCLE_COMPLETED")));
}

#[test]
fn a_cycle_is_archived_when_it_is_over_and_comes_back() {
    let (plane, project, path) = world();
    let cycle = plane.add_cycle(project.id(), "Sprint");
    let archive = format!("{path}{}/archive/", cycle.id());
    assert_eq!(
        write(&plane, "POST", &archive, &Value::Null).status,
        500,
        "it has no end"
    );
    plane.end_cycle(cycle.id());
    assert_eq!(write(&plane, "POST", &archive, &Value::Null).status, 204);
    let archived = format!("projects/{}/archived-cycles/", project.id());
    let counts = || {
        (
            get(&plane, &path).at("/count"),
            get(&plane, &archived).at("/count"),
        )
    };
    assert_eq!(counts(), (json!(0), json!(1)));
    let edited = write(
        &plane,
        "PATCH",
        &format!("{path}{}/", cycle.id()),
        &json!({"name": "x"}),
    );
    assert_eq!(edited.json(), json!({"error": "Archived cycle cannot be edited"}));
    let unarchive = format!("{archived}{}/unarchive/", cycle.id());
    assert_eq!(write(&plane, "DELETE", &unarchive, &Value::Null).status, 204);
    assert_eq!(counts(), (json!(1), json!(0)));
}

#[test]
fn cycles_must_be_switched_on() {
    let (plane, project, path) = world();
    let off = json!({"cycle_view": false});
    write(&plane, "PATCH", &format!("projects/{}/", project.id()), &off);
    let answer = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "Sprint", "project_id": project.id()}),
    );
    let error = json!({"non_field_errors": ["Cycles are not enabled for this project"]});
    assert_eq!((answer.status, answer.json()), (400, error));
}
