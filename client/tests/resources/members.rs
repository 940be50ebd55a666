use plane_client::{Membership, Role, WorkspaceMember};
use serde_json::{Value, json};

use servers::{World, assert_blocked, nobody, one};

#[tokio::test]
async fn a_membership_of_the_sandbox_is_written_as_said() {
    let world = World::start();
    let user = world.plane.add_member(world.production.project, "Bob").id();
    world.plane.clear();
    let members = world.opted_in().in_project(world.sandbox.project).members();
    let project = world.sandbox.project;

    let membership = members.add(user, Role::Guest).await.unwrap();
    assert_eq!((membership.member, membership.role), (Some(user), Role::Guest));
    let body = json!({"member": user, "role": 5});
    assert_eq!(world.arrived(), one("POST", format!("{project}/members/"), body));
    assert_eq!(members.list().await.unwrap().len(), 2);
    assert_eq!(members.get(membership.id).await.unwrap().id, user);

    let path = format!("{project}/members/{}/", membership.id);
    let changed = members.update(membership.id, Role::Admin).await.unwrap();
    assert_eq!((changed.id, changed.role), (membership.id, Role::Admin));
    assert_eq!(world.arrived(), one("PATCH", path.clone(), json!({"role": 20})));

    members.remove(membership.id).await.unwrap();
    assert_eq!(world.arrived(), one("DELETE", path, Value::Null));
    let listed = members.list().await.unwrap();
    assert_eq!(listed.len(), 2, "whoever is removed stays listed");
}

#[tokio::test]
async fn nobody_is_made_a_member_of_production() {
    let world = World::start();
    let members = world.opted_in().in_project(world.production.project).members();
    assert_blocked(members.add(nobody(), Role::Guest).await, "prod-project-in-test");
    assert_blocked(
        members.update(nobody(), Role::Guest).await,
        "prod-project-in-test",
    );
    assert_blocked(members.remove(nobody()).await, "prod-project-in-test");
    world.assert_unreached();
}

#[tokio::test]
async fn the_workspace_tells_what_its_users_may_do() {
    let world = World::start();
    let user = world.plane.add_member(world.sandbox.project, "Bob").id();
    let members = world.closed().workspace_members().await.unwrap();
    let bob = members.iter().find(|member| member.user.id == user).unwrap();
    assert_eq!(bob.role, Some(Role::Member));
    assert!(members.iter().any(|member| member.role == Some(Role::Admin)));
}

#[test]
fn members_are_read_whatever_else_they_hold() {
    let member = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "first_name": "Eve",
        "email": null,
        "avatar": "",
        "avatar_url": null,
        "display_name": "eve",
        "role": 17,
        "new_in_version_2": {},
    });
    let member: WorkspaceMember = serde_json::from_value(member).unwrap();
    assert_eq!(
        (member.user.display_name.as_str(), member.role),
        ("eve", Some(Role::Unknown(17)))
    );

    let membership = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01",
        "member": null,
        "role": 15,
        "project": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "view_props": {},
    });
    let membership: Membership = serde_json::from_value(membership).unwrap();
    assert_eq!((membership.role, membership.is_active), (Role::Member, None));
}
