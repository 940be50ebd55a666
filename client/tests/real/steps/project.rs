//! A project of this run's own, and its members, states and labels.

use futures_util::TryStreamExt as _;
use plane_client::{
    LabelPatch, NewLabel, NewProject, NewState, ProjectId, ProjectPatch, Role, StateGroup, StatePatch,
};

use serde_json::{Value, json};

use super::{items, plans};
use crate::ground::Ground;
use crate::trace::Trace;

pub(super) async fn take(ground: &Ground, trace: &mut Trace) {
    let projects = ground.client.projects();
    let new = NewProject::new(format!("Driver {}", ground.mark), format!("D{}", ground.mark));
    let Some(project) = trace.note("project.create", projects.create(&new).await) else {
        return;
    };
    let id = project.id;
    trace.note("read: project", projects.get(id).await);
    let listed = projects.list().stream().try_collect::<Vec<_>>().await;
    let listed = listed.map(|all| all.into_iter().filter(|row| row.id == id).collect::<Vec<_>>());
    trace.note("read: projects", listed);
    let patch = ProjectPatch::new()
        .description("driven")
        .cycle_view(true)
        .module_view(true)
        .intake_view(true);
    trace.note("project.update", projects.update(id, &patch).await);

    members(ground, trace, id).await;
    states(ground, trace, id).await;
    labels(ground, trace, id).await;
    raw(ground, trace, id).await;
    items::take(ground, trace, &project).await;
    plans::take(ground, trace, id).await;

    trace.note("read: project summary", projects.summary(id).await);
    trace.note("project.archive", projects.archive(id).await);
    trace.note("read: archived project", projects.get(id).await);
    trace.note("project.unarchive", projects.unarchive(id).await);
    trace.note("project.delete", projects.delete(id).await);
}

async fn members(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let members = ground.client.in_project(project).members();
    trace.note_only("read: members", members.list().await);
    let (Ok(me), Ok(all)) = (ground.client.me().await, ground.client.workspace_members().await) else {
        return;
    };
    let Some(colleague) = all.into_iter().find(|member| member.user.id != me.id) else {
        return;
    };
    let added = members.add(colleague.user.id, Role::Member).await;
    if let Some(membership) = trace.note("member.add", added) {
        trace.note_only("read: member", members.get(membership.id).await);
        trace.note("member.update", members.update(membership.id, Role::Guest).await);
        trace.note("member.remove", members.remove(membership.id).await);
        let left = members.list().await.map(|left| left.len());
        trace.note("read: members after a removal", left);
    }
}

async fn states(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let states = ground.client.in_project(project).states();
    let listed = states.list().stream().try_collect::<Vec<_>>().await;
    trace.note("read: states", listed);
    let new = NewState::new("Driver", "#123456").group(StateGroup::Started);
    if let Some(state) = trace.note("state.create", states.create(&new).await) {
        trace.note("read: state", states.get(state.id).await);
        let patch = StatePatch::new().description("driven");
        trace.note("state.update", states.update(state.id, &patch).await);
        trace.note("state.delete", states.delete(state.id).await);
    }
}

async fn labels(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let labels = ground.client.in_project(project).labels();
    if let Some(label) = trace.note("label.create", labels.create(&NewLabel::new("driver")).await) {
        trace.note("read: label", labels.get(label.id).await);
        let listed = labels.list().stream().try_collect::<Vec<_>>().await;
        trace.note("read: labels", listed);
        let patch = LabelPatch::new().color("#123456");
        trace.note("label.update", labels.update(label.id, &patch).await);
        trace.note("label.delete", labels.delete(label.id).await);
    }
}

async fn raw(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let raw = ground.client.in_project(project).raw();
    let parsed = ["labels", "summary"].map(str::parse);
    let [Ok(labels), Ok(summary)] = parsed else {
        return;
    };
    trace.note("read: raw", raw.get(&summary, &[("fields", "labels")]).await);
    let made = raw.post(&labels, &json!({"name": "raw driver"})).await;
    let Some(label) = trace.note("raw.post", made) else {
        return;
    };
    let id = label.get("id").and_then(Value::as_str).unwrap_or_default();
    if let Ok(label) = format!("labels/{id}").parse() {
        trace.note("raw.patch", raw.patch(&label, &json!({"color": "#123456"})).await);
        trace.note("raw.delete", raw.delete(&label).await);
    }
}
