use plane_client::{
    AssetUpload, CommentPatch, CyclePatch, Error, IntakePatch, InvitationPatch, LabelPatch, LinkPatch,
    ModulePatch, NewAsset, NewAttachment, NewComment, NewCycle, NewIntakeItem, NewInvitation, NewLabel,
    NewLink, NewModule, NewProject, NewState, NewSticky, NewUserAsset, NewWorkItem, PlaneClient, ProjectId,
    ProjectPatch, RelationKind, Role, Sandbox, StatePatch, StickyPatch, Upload, UserAssetKind, WorkItemPatch,
};
use serde_json::json;
use uuid::Uuid;

use super::{Place, Recorder};

/// Calls every write of `client` once, on `place` and on objects that do not exist, and tells what came of each, in the
/// order of [`plane_client::operations`]. Between two calls, `after` is told the operation.
///
/// # Panics
///
/// Never.
pub async fn every_write(
    client: &PlaneClient,
    place: &Place,
    (upload, asset): (&Upload, &AssetUpload),
    mut after: impl FnMut(&'static str, Result<(), Error>),
) {
    let project = place.project;
    let nobody = Uuid::from_u128(0x7777_0000_0000_4000_8000_0000_0000_0007);
    let within = client.in_project(project);
    let on_item = within.item(place.item);
    let (states, labels, items) = (within.states(), within.labels(), within.work_items());
    let (comments, links) = (on_item.comments(), on_item.links());
    let (relations, files) = (on_item.relations(), on_item.attachments());
    let (cycles, cycle_items) = (within.cycles(), within.cycle_items(nobody));
    let (modules, module_items) = (within.modules(), within.module_items(nobody));
    let picture = NewUserAsset::new("a.png", "image/png", 1_u64, UserAssetKind::Avatar);
    let (members, intake) = (within.members(), within.intake());
    let (raw, path) = (within.raw(), "estimates".parse().unwrap());

    macro_rules! each {
        ($($name:literal: $call:expr;)*) => {
            $(after($name, $call.await.map(drop));)*
        };
    }
    each! {
        "state": client.update_issue_state(&place.key, plane_client::Stage::Done);
        "direct": client.set_issue_state_direct(place.item, place.done);
        "state.create": states.create(&NewState::new("x", "#000000"));
        "state.update": states.update(nobody.into(), &StatePatch::new());
        "state.delete": states.delete(nobody.into());
        "label.create": labels.create(&NewLabel::new("x"));
        "label.update": labels.update(nobody.into(), &LabelPatch::new());
        "label.delete": labels.delete(nobody.into());
        "work-item.create": items.create(&NewWorkItem::new("x"));
        "work-item.update": items.update(place.item, &WorkItemPatch::new());
        "work-item.delete": items.delete(nobody.into());
        "comment": comments.create(&NewComment::new("<p></p>"));
        "comment.update": comments.update(nobody.into(), &CommentPatch::new());
        "comment.delete": comments.delete(nobody.into());
        "link.create": links.create(&NewLink::new("https://example.org"));
        "link.update": links.update(nobody.into(), &LinkPatch::new());
        "link.delete": links.delete(nobody.into());
        "relation.create": relations.create(RelationKind::Blocking, &[place.item]);
        "attachment.create": files.create(&NewAttachment::new("a.txt", "text/plain", 1_u64));
        "attachment.upload": files.send(upload, b"x");
        "attachment.confirm": files.confirm(nobody.into());
        "attachment.delete": files.delete(nobody.into());
        "cycle.create": cycles.create(&NewCycle::new("x"));
        "cycle.update": cycles.update(nobody.into(), &CyclePatch::new());
        "cycle.delete": cycles.delete(nobody.into());
        "cycle.archive": cycles.archive(nobody.into());
        "cycle.unarchive": cycles.unarchive(nobody.into());
        "cycle-item.add": cycle_items.add(&[place.item]);
        "cycle-item.remove": cycle_items.remove(place.item);
        "cycle-item.transfer": cycle_items.transfer(nobody.into());
        "module.create": modules.create(&NewModule::new("x"));
        "module.update": modules.update(nobody.into(), &ModulePatch::new());
        "module.delete": modules.delete(nobody.into());
        "module.archive": modules.archive(nobody.into());
        "module.unarchive": modules.unarchive(nobody.into());
        "module-item.add": module_items.add(&[place.item]);
        "module-item.remove": module_items.remove(place.item);
        "member.add": members.add(nobody.into(), Role::Member);
        "member.update": members.update(nobody.into(), Role::Member);
        "member.remove": members.remove(nobody.into());
        "intake.create": intake.create(&NewIntakeItem::new("x"));
        "intake.update": intake.update(nobody.into(), &IntakePatch::new());
        "intake.delete": intake.delete(nobody.into());
        "invitation.create": client.invitations().create(&NewInvitation::new("a@example.org"));
        "invitation.update": client.invitations().update(nobody.into(), &InvitationPatch::new());
        "invitation.delete": client.invitations().delete(nobody.into());
        "sticky.create": client.stickies().create(&NewSticky::new("<p></p>"));
        "sticky.update": client.stickies().update(nobody.into(), &StickyPatch::new());
        "sticky.replace": client.stickies().replace(nobody.into(), &NewSticky::new("<p></p>"));
        "sticky.delete": client.stickies().delete(nobody.into());
        "asset.create": client.assets().create(&NewAsset::new("a.txt", "text/plain", 1_u64).project_id(project));
        "asset.upload": client.assets().send(asset, b"x");
        "asset.confirm": client.assets().confirm(nobody.into());
        "user-asset.create": client.user_assets().create(&picture);
        "user-asset.create-server": client.user_assets().create_for_server(&picture);
        "user-asset.upload": client.user_assets().send(asset, b"x");
        "user-asset.confirm": client.user_assets().confirm(nobody.into());
        "user-asset.delete": client.user_assets().delete(nobody.into());
        "raw.post": raw.post(&path, &json!({}));
        "raw.patch": raw.patch(&path, &json!({}));
        "raw.delete": raw.delete(&path);
        "project.create": client.projects().create(&NewProject::new("X", "X"));
        "project.update": client.projects().update(project, &ProjectPatch::new());
        "project.archive": client.projects().archive(project);
        "project.unarchive": client.projects().unarchive(project);
        "project.delete": client.projects().delete(project);
    }
}

/// A file of `project` that a server announced for `storage`.
///
/// # Panics
///
/// If that server does not answer.
pub async fn announced(project: ProjectId, storage: &str) -> AssetUpload {
    let body = json!({"asset_id": Uuid::nil(), "upload_data": {"url": storage, "fields": {}}});
    let server = Recorder::start(&Recorder::json("200 OK", &body.to_string()));
    let client = PlaneClient::builder(&server.origin(), "plane_api_0")
        .workspace("lab")
        .sandbox(Sandbox::new([project.to_string()]).unwrap())
        .build()
        .unwrap();
    let file = NewAsset::new("a.txt", "text/plain", 1_u64).project_id(project);
    client.assets().create(&file).await.unwrap()
}
