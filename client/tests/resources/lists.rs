//! Pages, order and expansion.

use futures_util::TryStreamExt as _;
use plane_client::{Error, Expandable, Priority};
use serde_json::json;

use servers::{Recorder, World};

/// The sandbox with so many work items.
fn filled(items: usize) -> World {
    let world = World::start();
    for number in 2..=items {
        world
            .plane
            .add_work_item(world.sandbox.project, &format!("Item {number}"));
    }
    world
}

fn queries(world: &World) -> Vec<String> {
    let requests = world.plane.requests();
    let query = |path: &str| {
        path.split_once('?')
            .map_or_else(String::new, |(_, query)| query.to_owned())
    };
    requests.iter().map(|request| query(&request.path)).collect()
}

#[tokio::test]
async fn every_page_is_asked_for_with_its_size_and_no_page_after_the_last() {
    for (count, per_page, pages) in [(5, 2, 3), (4, 2, 2), (1, 2, 1), (3, 100, 1)] {
        let world = filled(count);
        let list = world
            .closed()
            .in_project(world.sandbox.project)
            .work_items()
            .list();
        let found = list
            .per_page(per_page)
            .order_by("sequence_id")
            .all()
            .await
            .unwrap();
        let numbers: Vec<_> = found.iter().map(|item| item.sequence_id).collect();
        assert_eq!(numbers, (1..=u64::try_from(count).unwrap()).collect::<Vec<_>>());
        let asked = queries(&world);
        assert_eq!(asked.len(), pages, "{asked:?}");
        for (page, query) in asked.iter().enumerate() {
            let start = format!("per_page={per_page}&order_by=sequence_id");
            let cursor = match page {
                0 => start,
                page => format!("{start}&cursor={per_page}%3A{page}%3A0"),
            };
            assert_eq!(*query, cursor);
        }
    }
}

#[tokio::test]
async fn a_stream_asks_for_a_page_when_its_first_row_is_wanted() {
    let world = filled(5);
    let list = world
        .closed()
        .in_project(world.sandbox.project)
        .work_items()
        .list();
    let mut rows = list.per_page(2).stream();
    assert_eq!(queries(&world).len(), 0);
    for (row, pages) in [1, 1, 2, 2, 3].into_iter().enumerate() {
        assert!(rows.try_next().await.unwrap().is_some());
        assert_eq!(queries(&world).len(), pages, "after row {row}");
    }
    assert!(rows.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_page_has_its_rows_and_says_how_many_there_are() {
    let world = filled(5);
    let items = world.closed().in_project(world.sandbox.project).work_items();
    assert_eq!(items.list().total_count().await.unwrap(), Some(5));
    assert_eq!(queries(&world), ["per_page=1"]);
    world.plane.clear();

    let mut pages = items.list().per_page(2).pages();
    for (rows, asked) in [(2, 1), (2, 2), (1, 3)] {
        let page = pages.try_next().await.unwrap().unwrap();
        assert_eq!((page.rows.len(), page.total_count), (rows, Some(5)));
        assert_eq!(queries(&world).len(), asked);
    }
    assert_eq!(pages.try_next().await.unwrap(), None);
    assert_eq!(queries(&world).len(), 3);
}

#[tokio::test]
async fn rows_that_are_alike_in_what_is_asked_for_are_told_apart_by_their_ids() {
    #[derive(serde::Deserialize)]
    struct Urgency {
        priority: Priority,
    }
    let world = filled(3);
    let items = world.closed().in_project(world.sandbox.project).work_items();
    let list = items.list().fields(["priority"]).per_page(1);
    let rows: Vec<Urgency> = list.all().await.unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.priority == Priority::None));
    assert_eq!(queries(&world)[0], "per_page=1&fields=priority%2Cid");
}

#[tokio::test]
async fn an_expanded_field_holds_the_object_and_nothing_is_empty() {
    let world = World::start();
    let items = world.closed().in_project(world.sandbox.project).work_items();
    let plain = items.get(world.sandbox.item).await.unwrap();
    let expanded = items
        .get_expanded(world.sandbox.item, ["state", "parent", "project"])
        .await
        .unwrap();
    assert!(plain.state.object().is_none());
    assert_eq!(expanded.state.object().unwrap().name, "Deploy");
    assert_eq!(expanded.state.id(), plain.state.id());
    assert_eq!(expanded.project.object().unwrap().identifier, "SAND");
    assert_eq!(
        (&plain.parent, &expanded.parent),
        (&Expandable::Empty, &Expandable::Empty)
    );

    let list = items.list().expand(["state"]).all().await.unwrap();
    assert_eq!(list[0].state.object().unwrap().id, plain.state.id().unwrap());
    assert!(queries(&world).contains(&"expand=state%2Cparent%2Cproject".to_owned()));
}

#[tokio::test]
async fn a_time_is_read_in_any_offset() {
    let world = World::start();
    let items = world.closed().in_project(world.sandbox.project).work_items();
    let utc = items.get(world.sandbox.item).await.unwrap().created_at;
    world.plane.set_utc_offset(330);
    assert_eq!(items.get(world.sandbox.item).await.unwrap().created_at, utc);
    assert!(utc.is_some());
}

#[tokio::test]
async fn projects_and_states_are_listed() {
    let world = World::start();
    let client = world.closed();
    let names: Vec<_> = client.projects().list().all().await.unwrap();
    assert_eq!(names.len(), 2);
    assert_eq!(
        client
            .projects()
            .get(world.sandbox.project)
            .await
            .unwrap()
            .identifier,
        "SAND"
    );
    let states = client
        .in_project(world.sandbox.project)
        .states()
        .list()
        .per_page(2)
        .all()
        .await
        .unwrap();
    let names: Vec<_> = states.iter().map(|state| state.name.as_str()).collect();
    let expected = ["Backlog", "Todo", "In Progress", "Done", "Cancelled", "Deploy"];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn a_list_that_does_not_get_on_ends_in_an_error() {
    let world = World::start();
    // What the pages after the first one have: other rows or none, and another cursor or the same. After how many rows and
    // pages it ends.
    for (row_of, cursor_of, rows, pages) in [
        (|_| Some(1), |page| page, 1, 2),
        (|page| Some(page % 2), |page| page, 2, 3),
        (|page| Some(page), |_| 1, 2, 2),
        (|page| (page == 1).then_some(page), |page| page, 1, 2),
    ]
        as [(fn(u128) -> Option<u128>, fn(u128) -> u128, usize, usize); 4]
    {
        let mut page = 0;
        let server = Recorder::saying(move |_| {
            page += 1;
            let row = row_of(page).map(uuid::Uuid::from_u128);
            let row = row.map(|id| json!({"id": id, "name": "a", "identifier": "A"}));
            let rows: Vec<_> = row.into_iter().collect();
            let cursor = format!("100:{}:0", cursor_of(page));
            let page = json!({"next_cursor": cursor, "next_page_results": page < 9, "results": rows});
            (200, page.to_string())
        });
        let list = world.opting_in_at(&server).build().unwrap().projects().list();
        let mut stream = list.stream();
        for _ in 0..rows {
            stream.try_next().await.unwrap().unwrap();
        }
        let end = stream.try_next().await;
        assert!(matches!(end, Err(Error::Repeats)), "{end:?}");
        assert_eq!(server.lines().len(), pages);
    }
}

#[tokio::test]
async fn how_many_rows_there_are_is_told_whatever_they_are() {
    let world = World::start();
    let good = json!({"id": uuid::Uuid::nil(), "name": "a"});
    for (results, expected) in [
        (json!([{}]), "missing field `id`"),
        (json!([good, {}]), "missing field `id`"),
        (json!(null), "expected rows"),
    ] {
        let mut page = json!({"total_count": 7, "next_cursor": "", "next_page_results": false});
        page["results"] = results;
        let page = page.to_string();
        let server = Recorder::saying(move |_| (200, page.clone()));
        let client = world.opting_in_at(&server).build().unwrap();
        let labels = client.in_project(world.sandbox.project).labels();
        assert_eq!(labels.list().total_count().await.unwrap(), Some(7));
        let rows = labels.list().all().await;
        assert!(
            matches!(&rows, Err(Error::Decode(source)) if source.to_string().contains(expected)),
            "{rows:?}"
        );
    }
}
