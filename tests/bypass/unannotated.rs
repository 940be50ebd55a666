//! Every write of the client, refused.
//!
//! That a write function without its attribute does not compile, and that nothing but the transport sends, is in
//! `tests/it/wall.rs` and `tests/it/operations.rs`.

use std::collections::BTreeMap;
use std::pin::Pin;

use plane_client::{
    CommentPatch, Error, LabelPatch, NewComment, NewLabel, NewState, NewWorkItem, PlaneClient, ProjectId,
    Stage, StatePatch, WorkItemPatch, operations,
};
use tests::World;
use uuid::Uuid;

type Tried<'c> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'c>>;

/// Each operation by its name, tried in `project`, with ids of nothing.
fn tries(client: &PlaneClient, project: ProjectId) -> BTreeMap<&'static str, Tried<'_>> {
    macro_rules! table {
        ($($name:literal: $call:expr;)*) => {
            BTreeMap::from([$(($name, Box::pin(async move { $call.await.map(drop) }) as Tried<'_>)),*])
        };
    }
    let id = Uuid::from_u128(7);
    let items = move || client.work_items(project);
    let (states, labels) = (move || client.states(project), move || client.labels(project));
    let comments = move || client.comments(project, id);
    table! {
        "state": client.update_issue_state(&"ORCH-114".parse().unwrap(), Stage::Done);
        "direct": client.set_issue_state_direct(id.into(), Stage::Done);
        "comment": client.add_comment(id.into(), "x");
        "state.create": states().create(&NewState::new("x", "#000000"));
        "state.update": states().update(id.into(), &StatePatch::new().name("x"));
        "state.delete": states().delete(id.into());
        "label.create": labels().create(&NewLabel::new("x"));
        "label.update": labels().update(id.into(), &LabelPatch::new().name("x"));
        "label.delete": labels().delete(id.into());
        "work-item.create": items().create(&NewWorkItem::new("x"));
        "work-item.update": items().update(id.into(), &WorkItemPatch::new().name("x"));
        "work-item.delete": items().delete(id.into());
        "comment.create": comments().create(&NewComment::new("x"));
        "comment.update": comments().update(id.into(), &CommentPatch::new());
        "comment.delete": comments().delete(id.into());
    }
}

#[tokio::test]
async fn every_operation_that_is_refused_connects_to_nothing() {
    let world = World::start();
    let production = world.production.project;
    for (client, code) in [
        (world.closed(&world.production), "opt-in-disabled"),
        (world.opted_in(&world.production), "prod-project-in-test"),
    ] {
        let tries = tries(&client, production);
        let mut names: Vec<_> = operations().iter().map(|row| row.name).collect();
        names.sort_unstable();
        assert_eq!(
            tries.keys().copied().collect::<Vec<_>>(),
            names,
            "each operation is tried"
        );
        for (name, tried) in tries {
            match tried.await {
                Err(Error::Blocked(blocked)) => {
                    assert_eq!((blocked.op(), blocked.code()), (name, code));
                    assert_eq!(blocked.target(), Some(&*production.to_string()), "{name}");
                }
                other => panic!("{name}: {other:?}"),
            }
            assert_eq!(world.plane.connections(), 0, "{name}");
        }
    }
}
