//! Writes without a project: no opt-in reaches them.

use plane_client::{
    Error, Invitation, InvitationPatch, NewInvitation, NewSticky, NewUserAsset, NotFound, PlaneClient,
    Sticky, StickyPatch, UserAssetKind,
};
use serde_json::json;

use servers::{World, assert_blocked, nobody};

async fn assert_all_blocked(client: &PlaneClient, code: &str) {
    let invitations = client.invitations();
    let new = NewInvitation::new("eve@example.com");
    assert_blocked(invitations.create(&new).await, code);
    assert_blocked(
        invitations
            .update(nobody(), &InvitationPatch::new().role(20))
            .await,
        code,
    );
    assert_blocked(invitations.delete(nobody()).await, code);

    let stickies = client.stickies();
    assert_blocked(stickies.create(&NewSticky::new("<p>leak</p>")).await, code);
    assert_blocked(
        stickies.update(nobody(), &StickyPatch::new().name("leak")).await,
        code,
    );
    assert_blocked(
        stickies.replace(nobody(), &NewSticky::new("<p>leak</p>")).await,
        code,
    );
    assert_blocked(stickies.delete(nobody()).await, code);
    assert_blocked(client.assets().confirm(nobody()).await, code);

    let pictures = client.user_assets();
    for kind in [UserAssetKind::Avatar, UserAssetKind::Cover] {
        let new = NewUserAsset::new("leak.png", "image/png", 4_u64, kind);
        assert_blocked(pictures.create(&new).await, code);
        assert_blocked(pictures.create_for_server(&new).await, code);
    }
    assert_blocked(pictures.confirm(nobody()).await, code);
    assert_blocked(pictures.delete(nobody()).await, code);
}

#[tokio::test]
async fn what_belongs_to_no_project_is_written_by_no_test_process() {
    let world = World::start();
    assert_all_blocked(&world.closed(), "opt-in-disabled").await;
    assert_all_blocked(&world.opted_in(), "ambiguous-target").await;
    let client = world.opted_in().with_project(world.sandbox.project);
    assert_all_blocked(&client, "ambiguous-target").await;
    world.assert_unreached();
}

#[tokio::test]
async fn what_belongs_to_no_project_is_read() {
    let world = World::start();
    let client = world.closed();
    assert_eq!(client.invitations().list().await.unwrap(), []);
    assert_eq!(client.stickies().list().all().await.unwrap(), []);
    let invitation = client.invitations().get(nobody()).await.unwrap_err();
    assert!(
        matches!(invitation, Error::NotFound(NotFound::Object)),
        "{invitation}"
    );
    let sticky = client.stickies().get(nobody()).await.unwrap_err();
    assert!(matches!(sticky, Error::NotFound(NotFound::Object)), "{sticky}");
    let paths: Vec<_> = world
        .plane
        .requests()
        .iter()
        .map(|read| read.path.clone())
        .collect();
    assert_eq!(
        paths,
        [
            "/api/v1/workspaces/lab/invitations/",
            "/api/v1/workspaces/lab/stickies/?per_page=100",
            "/api/v1/workspaces/lab/invitations/00000000-0000-0000-0000-00000000dead/",
            "/api/v1/workspaces/lab/stickies/00000000-0000-0000-0000-00000000dead/",
        ]
    );
}

/// No test process may send it.
#[test]
fn a_new_picture_is_sent_as_said() {
    for (kind, said) in [
        (UserAssetKind::Avatar, "USER_AVATAR"),
        (UserAssetKind::Cover, "USER_COVER"),
    ] {
        let picture = NewUserAsset::new("me.png", "image/png", 5_u64, kind);
        let body = json!({"name": "me.png", "type": "image/png", "size": 5, "entity_type": said});
        assert_eq!(serde_json::to_value(picture).unwrap(), body);
    }
}

#[test]
fn invitations_and_notes_are_read_whatever_else_they_hold() {
    let invitation: Invitation = serde_json::from_value(json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "email": "ada@example.com", "role": 15, "accepted": false, "responded_at": null,
        "created_at": "2026-03-01T10:00:00.5+05:30", "updated_at": "2026-03-01T10:00:00Z",
        "of_a_later_version": {},
    }))
    .unwrap();
    assert_eq!((invitation.role, invitation.responded_at), (Some(15), None));

    let note: Sticky = serde_json::from_value(json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "name": null, "description": {}, "description_html": "<p>s</p>", "description_stripped": "s",
        "description_binary": null, "logo_props": {}, "color": null, "background_color": null,
        "sort_order": 65535.0, "created_by": null, "updated_by": null, "workspace": {},
        "owner": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02", "created_at": null, "updated_at": null,
        "of_a_later_version": 1,
    }))
    .unwrap();
    assert_eq!((note.name, note.workspace.id()), (None, None));
    assert!(note.owner.id().is_some());
}
