//! Pages, their order and their fields.

use plane_client::embedded::{Fault, Plane, Project, When};
use serde_json::{Value, json};

use crate::wire::{Answer, get};

/// A project with five work items.
fn five() -> (Plane, Project) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    for number in 1..=5 {
        plane.add_work_item(project.id(), &format!("Item {number}"));
    }
    (plane, project)
}

fn list(plane: &Plane, project: &Project, query: &str) -> Answer {
    get(plane, &format!("projects/{}/work-items/?{query}", project.id()))
}

fn numbers(answer: &Answer) -> Vec<u64> {
    let rows = answer.at("/results");
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["sequence_id"].as_u64().unwrap())
        .collect()
}

#[test]
fn three_pages_follow_each_other_by_their_cursors() {
    let (plane, project) = five();
    let mut cursor = "2:0:0".to_owned();
    let mut pages = Vec::new();
    for _ in 0..3 {
        let page = list(
            &plane,
            &project,
            &format!("per_page=2&order_by=sequence_id&cursor={cursor}"),
        );
        pages.push((
            numbers(&page),
            page.at("/next_page_results"),
            page.at("/prev_page_results"),
        ));
        cursor = page.at("/next_cursor").as_str().unwrap().to_owned();
        assert_eq!(
            (page.at("/total_count"), page.at("/total_pages")),
            (json!(5), json!(3))
        );
    }
    let expected = [
        (vec![1, 2], json!(true), json!(false)),
        (vec![3, 4], json!(true), json!(true)),
        (vec![5], json!(false), json!(true)),
    ];
    assert_eq!(pages, expected);
    assert_eq!(cursor, "2:3:0", "the last page names a next one all the same");
}

#[test]
fn a_page_past_the_end_is_empty_and_no_error() {
    let (plane, project) = five();
    let page = list(&plane, &project, "per_page=2&cursor=2:50:0");
    assert_eq!(
        (page.status, page.at("/count"), page.at("/results")),
        (200, json!(0), json!([]))
    );
    assert_eq!(
        (page.at("/next_cursor"), page.at("/prev_cursor")),
        (json!("2:51:0"), json!("2:49:1"))
    );
}

#[test]
fn a_cursor_without_its_per_page_leads_to_an_empty_page() {
    let (plane, project) = five();
    let page = list(&plane, &project, "cursor=2:1:0");
    assert_eq!(
        (page.status, page.at("/count"), page.at("/total_results")),
        (200, json!(0), json!(5))
    );
}

#[test]
fn the_per_page_of_the_request_counts_not_that_of_the_cursor() {
    let (plane, project) = five();
    let page = list(&plane, &project, "cursor=2:1:0&per_page=3&order_by=sequence_id");
    assert_eq!(numbers(&page), [4, 5]);
}

#[test]
fn newest_comes_first_unless_an_order_is_asked_for() {
    let (plane, project) = five();
    assert_eq!(numbers(&list(&plane, &project, "")), [5, 4, 3, 2, 1]);
    assert_eq!(
        numbers(&list(&plane, &project, "order_by=created_at")),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(
        numbers(&list(&plane, &project, "order_by=-sequence_id")),
        [5, 4, 3, 2, 1]
    );
}

#[test]
fn priorities_are_ordered_by_urgency_and_states_by_progress() {
    let (plane, project) = five();
    let path = |number: usize| {
        let items = plane.work_items(project.id());
        format!("projects/{}/work-items/{}/", project.id(), items[number - 1].id())
    };
    crate::wire::write(&plane, "PATCH", &path(2), &json!({"priority": "low"}));
    crate::wire::write(&plane, "PATCH", &path(4), &json!({"priority": "urgent"}));
    let page = list(&plane, &project, "order_by=priority");
    assert_eq!(numbers(&page)[..2], [4, 2]);
    let page = list(&plane, &project, "order_by=-priority");
    assert_eq!(numbers(&page)[3..], [2, 4]);

    let items = plane.work_items(project.id());
    plane.set_state(items[2].id(), project.state("Done").unwrap().id());
    let page = list(&plane, &project, "order_by=-state__group");
    assert_eq!(numbers(&page)[0], 3);
}

/// The order of a list is kept while nothing changes, and only so long.
#[test]
fn a_page_shows_what_was_changed_since_the_last_one() {
    let (plane, project) = five();
    let other = plane.add_project("Orchestra Production", "ORCH");
    plane.add_work_item(other.id(), "Another project's");
    let by_name = || numbers(&list(&plane, &project, "order_by=name"));
    let path = |number: usize| {
        let items = plane.work_items(project.id());
        format!("projects/{}/work-items/{}/", project.id(), items[number - 1].id())
    };
    assert_eq!(by_name(), [1, 2, 3, 4, 5]);
    assert_eq!(
        numbers(&list(&plane, &project, "order_by=-name")),
        [5, 4, 3, 2, 1]
    );
    assert_eq!(numbers(&list(&plane, &other, "order_by=-name")), [1]);

    assert_eq!(by_name(), [1, 2, 3, 4, 5]);
    crate::wire::write(&plane, "PATCH", &path(2), &json!({"name": "Item 9"}));
    assert_eq!(by_name(), [1, 3, 4, 5, 2]);
    crate::wire::write(&plane, "DELETE", &path(3), &json!({}));
    assert_eq!(by_name(), [1, 4, 5, 2]);
    // Nor does a test that changes what is there have to ask for it.
    plane.add_work_item(project.id(), "Item 0");
    assert_eq!(by_name(), [6, 1, 4, 5, 2]);
    plane.move_work_item(plane.work_items(project.id())[0].id(), other.id());
    assert_eq!(by_name(), [6, 4, 5, 2]);
    let moved = Fault::Moved {
        item: plane.work_items(project.id())[0].id(),
        to: other.id(),
    };
    plane.fail(When::reads().times(1), moved);
    assert_eq!(by_name(), [6, 4, 5, 2]);
    assert_eq!(by_name(), [6, 4, 5]);
}

#[test]
fn fields_choose_keys_and_expand_opens_ids() {
    let (plane, project) = five();
    let page = list(
        &plane,
        &project,
        "fields=sequence_id,state&expand=state&per_page=1",
    );
    let backlog = project.state("Backlog").unwrap();
    let state = json!({"id": backlog.id(), "name": "Backlog", "color": "#60646C", "group": "backlog"});
    assert_eq!(page.at("/results"), json!([{"sequence_id": 5, "state": state}]));
    let page = list(&plane, &project, "expand=parent,nope&fields=parent");
    assert_eq!(
        page.at("/results/0"),
        json!({"parent": {}}),
        "nothing expands to an empty object"
    );
}

#[test]
fn an_external_id_finds_one_bare_object() {
    let (plane, project) = five();
    let path = format!("projects/{}/work-items/", project.id());
    let body = json!({"name": "Known elsewhere", "external_source": "tests", "external_id": "e 1"});
    let id = crate::wire::write(&plane, "POST", &path, &body).at("/id");
    let found = list(&plane, &project, "external_id=e+1&external_source=tests");
    assert_eq!((found.status, found.at("/id")), (200, id));
    let half = list(&plane, &project, "external_id=e+1");
    assert_eq!(
        half.at("/total_count"),
        json!(6),
        "half an external id is no question"
    );
}

#[test]
fn search_finds_names_numbers_and_keys() {
    let (plane, project) = five();
    let other = plane.add_project("Orchestra Production", "ORCH");
    plane.add_work_item_numbered(other.id(), 3, "Third");
    let found = |query: &str| -> Vec<Value> {
        let answer = get(&plane, &format!("work-items/search/?{query}"));
        let rows = answer.at("/issues");
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].clone())
            .collect()
    };
    assert_eq!(found("search=iTeM%204"), ["Item 4"]);
    assert_eq!(
        found("search=SAND-3"),
        ["Third", "Item 3"],
        "a number is looked for in every project"
    );
    assert_eq!(
        found(&format!("search=SAND-3&project_id={}", project.id())),
        ["Item 3"]
    );
    assert_eq!(found("search=sand&limit=2"), ["Item 5", "Item 4"]);
    assert_eq!(found("search="), Vec::<Value>::new());
}
