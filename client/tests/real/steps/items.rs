//! Work items, and what is on them.

use futures_util::TryStreamExt as _;
use plane_client::{
    AssetId, CommentPatch, LinkPatch, NewAttachment, NewComment, NewLink, NewWorkItem, PlaneClient, Priority,
    Project, ProjectId, RelationKind, Stage, WorkItem, WorkItemId, WorkItemPatch,
};
use uuid::Uuid;

use crate::ground::Ground;
use crate::trace::Trace;

pub(super) async fn take(ground: &Ground, trace: &mut Trace, project: &Project) {
    let client = ground.client.with_project(project.id);
    let items = client.in_project(project.id).work_items();
    let new = NewWorkItem::new("Driver")
        .description_html("<p>one</p><p>two</p>")
        .priority(Priority::High)
        .external_source("plane-client driver")
        .external_id("1");
    let (Some(item), Some(other)) = (
        trace.note("work-item.create", items.create(&new).await),
        trace.note(
            "work-item.create: second",
            items.create(&NewWorkItem::new("Other")).await,
        ),
    ) else {
        return;
    };
    let (item, other) = (item.into_object(), other.into_object());
    reads(&client, trace, project, &item).await;
    let patch = WorkItemPatch::new().name("Driven");
    trace.note("work-item.update", items.update(item.id, &patch).await);
    stages(&client, trace, project, &item).await;
    comments_and_links(&client, trace, project.id, item.id).await;
    let relations = client.in_project(project.id).item(item.id).relations();
    let related = relations.create(RelationKind::Blocking, &[other.id]).await;
    trace.note("relation.create", related);
    trace.note("read: relations", relations.list().await);
    files(&client, trace, project.id, item.id).await;
    trace.note("work-item.delete", items.delete(other.id).await);
    trace.note("read: deleted work item", items.get(other.id).await);
}

async fn reads(client: &PlaneClient, trace: &mut Trace, project: &Project, item: &WorkItem) {
    let items = client.in_project(project.id).work_items();
    trace.note("read: work item", items.get(item.id).await);
    let expanded = items.get_expanded(item.id, ["state", "project", "parent"]).await;
    trace.note("read: work item, expanded", expanded);
    let found = items.get_by_external_id("plane-client driver", "1").await;
    trace.note("read: work item by external id", found);
    let listed = items.list().per_page(1).order_by("sequence_id").stream();
    trace.note("read: work items, by pages", listed.try_collect::<Vec<_>>().await);
    if let Ok(key) = format!("{}-{}", project.identifier, item.sequence_id).parse() {
        trace.note("read: work item by key", client.find_work_item(&key).await);
        trace.note(
            "read: search",
            client.search_work_items(&key.to_string(), 1).await,
        );
    }
}

async fn stages(client: &PlaneClient, trace: &mut Trace, project: &Project, item: &WorkItem) {
    if let Ok(key) = format!("{}-{}", project.identifier, item.sequence_id).parse() {
        trace.note("state", client.update_issue_state(&key, Stage::InProgress).await);
    }
    trace.note(
        "direct",
        client.set_issue_state_direct(item.id, Stage::Done).await,
    );
}

async fn comments_and_links(client: &PlaneClient, trace: &mut Trace, project: ProjectId, item: WorkItemId) {
    let comments = client.in_project(project).item(item).comments();
    let made = comments.create(&NewComment::new("<p>driver</p>")).await;
    if let Some(comment) = trace.note("comment", made) {
        trace.note("read: comment", comments.get(comment.id).await);
        let listed = comments.list().stream().try_collect::<Vec<_>>().await;
        trace.note("read: comments", listed);
        let patch = CommentPatch::new().comment_html("<p>driven</p>");
        trace.note("comment.update", comments.update(comment.id, &patch).await);
        trace.note("comment.delete", comments.delete(comment.id).await);
    }
    let links = client.in_project(project).item(item).links();
    let made = links.create(&NewLink::new("https://plane.invalid/driver")).await;
    if let Some(link) = trace.note("link.create", made) {
        trace.note("read: link", links.get(link.id).await);
        let listed = links.list().stream().try_collect::<Vec<_>>().await;
        trace.note("read: links", listed);
        trace.note(
            "link.update",
            links.update(link.id, &LinkPatch::new().title("driven")).await,
        );
        trace.note("link.delete", links.delete(link.id).await);
    }
    let activities = client.in_project(project).item(item).activities();
    let listed = activities.list().stream().try_collect::<Vec<_>>().await;
    // They are written later: how many there are by now says nothing.
    if let Some(activity) = trace
        .note_only("read: activities", listed)
        .and_then(|all| all.into_iter().next())
    {
        trace.note_only("read: activity", activities.get(activity.id).await);
    }
}

async fn files(client: &PlaneClient, trace: &mut Trace, project: ProjectId, item: WorkItemId) {
    let (files, assets) = (
        client.in_project(project).item(item).attachments(),
        client.assets(),
    );
    let made = files
        .create(&NewAttachment::new("Käse.txt", "text/plain", 6_u64))
        .await;
    let Some(upload) = trace.note_only("attachment.create", made) else {
        return;
    };
    let id = upload.attachment().id;
    trace.note("attachment.upload", files.send(&upload, b"driver").await);
    trace.note("attachment.confirm", files.confirm(id).await);
    trace.note_only("read: attachments", files.list().await);
    trace.note_only("read: download url", files.download_url(id).await);
    // An attachment is a file of the workspace too, and the only one that is sure to be there.
    let asset = AssetId::from(Uuid::from(id));
    trace.note("asset.confirm", assets.confirm(asset).await);
    trace.note_only("read: asset", assets.get(asset).await);
    trace.note("attachment.delete", files.delete(id).await);
}
