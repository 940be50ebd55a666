//! What belongs to the workspace or to the key's user.

use futures_util::TryStreamExt as _;
use plane_client::{
    InvitationPatch, NewAsset, NewInvitation, NewSticky, NewUserAsset, Role, StickyPatch, UserAssetKind,
};

use crate::ground::Ground;
use crate::trace::Trace;

pub(super) async fn take(ground: &Ground, trace: &mut Trace) {
    let client = &ground.client;
    trace.note_only("read: me", client.me().await);
    trace.note_only("read: workspace members", client.workspace_members().await);

    let invitations = client.invitations();
    let address = format!("driver-{}@plane.invalid", ground.mark.to_lowercase());
    let made = invitations.create(&NewInvitation::new(&address)).await;
    if let Some(invitation) = trace.note("invitation.create", made) {
        let id = invitation.id;
        trace.note("read: invitation", invitations.get(id).await);
        trace.note_only("read: invitations", invitations.list().await);
        let patch = InvitationPatch::new().role(Role::Guest);
        trace.note("invitation.update", invitations.update(id, &patch).await);
        trace.note("invitation.delete", invitations.delete(id).await);
    }

    let stickies = client.stickies();
    let made = stickies.create(&NewSticky::new("<p>driver</p>")).await;
    if let Some(sticky) = trace.note("sticky.create", made) {
        trace.note("read: sticky", stickies.get(sticky.id).await);
        let listed = stickies.list().stream().try_collect::<Vec<_>>().await;
        trace.note_only("read: stickies", listed);
        let patch = StickyPatch::new().name("driver");
        trace.note("sticky.update", stickies.update(sticky.id, &patch).await);
        let anew = NewSticky::new("<p>driven</p>");
        trace.note("sticky.replace", stickies.replace(sticky.id, &anew).await);
        let found = stickies.search("driven").stream().try_collect::<Vec<_>>().await;
        trace.note_only("read: stickies by text", found);
        trace.note("sticky.delete", stickies.delete(sticky.id).await);
    }

    let asset = NewAsset::new("driver.txt", "text/plain", 6_u64);
    let assets = client.assets();
    match trace.note_only("asset.create", assets.create(&asset).await) {
        Some(upload) => _ = trace.note("asset.upload", assets.send(&upload, b"driver").await),
        None => trace.leave("asset.upload", "nothing was announced"),
    }

    let pictures = client.user_assets();
    let beside = NewUserAsset::new("driver.png", "image/png", 6_u64, UserAssetKind::Cover);
    trace.note_only(
        "user-asset.create-server",
        pictures.create_for_server(&beside).await,
    );
    let picture = NewUserAsset::new("driver.png", "image/png", 6_u64, UserAssetKind::Avatar);
    if let Some(upload) = trace.note_only("user-asset.create", pictures.create(&picture).await) {
        trace.note("user-asset.upload", pictures.send(&upload, b"driver").await);
        trace.note("user-asset.confirm", pictures.confirm(upload.asset_id()).await);
        trace.note("user-asset.delete", pictures.delete(upload.asset_id()).await);
    }
}
