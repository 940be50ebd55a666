//! Cycles, modules and the intake.

use futures_util::TryStreamExt as _;
use jiff::civil::date;
use plane_client::{
    CyclePatch, CycleView, IntakePatch, ModulePatch, ModuleStatus, NewCycle, NewIntakeItem, NewModule,
    NewWorkItem, ProjectId, WorkItemId, WorkItemPatch,
};

use crate::ground::Ground;
use crate::trace::Trace;

pub(super) async fn take(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let items = ground.client.in_project(project).work_items();
    let made = items.create(&NewWorkItem::new("Planned")).await;
    if let Some(item) = trace.note("work-item.create: planned", made) {
        let item = item.into_object().id;
        cycles(ground, trace, project, item).await;
        modules(ground, trace, project, item).await;
    }
    archived_cycle(ground, trace, project).await;
    intake(ground, trace, project).await;
}

async fn cycles(ground: &Ground, trace: &mut Trace, project: ProjectId, item: WorkItemId) {
    let cycles = ground.client.in_project(project).cycles();
    let (Some(cycle), Some(next)) = (
        trace.note("cycle.create", cycles.create(&NewCycle::new("Driver")).await),
        trace.note(
            "cycle.create: second",
            cycles.create(&NewCycle::new("Next")).await,
        ),
    ) else {
        return;
    };
    let patch = CyclePatch::new().description("driven");
    trace.note("cycle.update", cycles.update(cycle.id, &patch).await);
    let places = ground.client.in_project(project).cycle_items(cycle.id);
    trace.note("cycle-item.add", places.add(&[item]).await);
    trace.note("read: cycle item", places.get(item).await);
    let listed = places.list().stream().try_collect::<Vec<_>>().await;
    trace.note("read: cycle items", listed);
    trace.note("read: cycle", cycles.get(cycle.id).await);
    let listed = cycles.list().stream().try_collect::<Vec<_>>().await;
    trace.note("read: cycles", listed);
    let listed = cycles
        .list_view(CycleView::Draft)
        .stream()
        .try_collect::<Vec<_>>()
        .await;
    trace.note("read: draft cycles", listed);
    trace.note("read: current cycles", cycles.current().await);
    trace.note("cycle-item.transfer", places.transfer(next.id).await);
    let places = ground.client.in_project(project).cycle_items(next.id);
    trace.note("cycle-item.remove", places.remove(item).await);
    trace.note("cycle.delete", cycles.delete(cycle.id).await);
}

async fn archived_cycle(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let cycles = ground.client.in_project(project).cycles();
    let past = NewCycle::new("Past")
        .start_date(date(2020, 1, 1))
        .end_date(date(2020, 1, 31));
    if let Some(past) = trace.note("cycle.create: past", cycles.create(&past).await) {
        trace.note("cycle.archive", cycles.archive(past.id).await);
        let listed = cycles.list_archived().stream().try_collect::<Vec<_>>().await;
        trace.note("read: archived cycles", listed);
        trace.note("cycle.unarchive", cycles.unarchive(past.id).await);
    }
}

async fn modules(ground: &Ground, trace: &mut Trace, project: ProjectId, item: WorkItemId) {
    let modules = ground.client.in_project(project).modules();
    let Some(module) = trace.note("module.create", modules.create(&NewModule::new("Driver")).await) else {
        return;
    };
    let id = module.into_object().id;
    let places = ground.client.in_project(project).module_items(id);
    trace.note("module-item.add", places.add(&[item]).await);
    let listed = places.list().stream().try_collect::<Vec<_>>().await;
    trace.note("read: module items", listed);
    trace.note("module-item.remove", places.remove(item).await);
    let patch = ModulePatch::new().status(ModuleStatus::Completed);
    trace.note("module.update", modules.update(id, &patch).await);
    trace.note("read: module", modules.get(id).await);
    let listed = modules.list().stream().try_collect::<Vec<_>>().await;
    trace.note("read: modules", listed);
    trace.note("module.archive", modules.archive(id).await);
    let listed = modules.list_archived().stream().try_collect::<Vec<_>>().await;
    trace.note("read: archived modules", listed);
    trace.note("module.unarchive", modules.unarchive(id).await);
    trace.note("module.delete", modules.delete(id).await);
}

async fn intake(ground: &Ground, trace: &mut Trace, project: ProjectId) {
    let intake = ground.client.in_project(project).intake();
    let made = intake.create(&NewIntakeItem::new("Driver")).await;
    if let Some(item) = trace.note("intake.create", made) {
        trace.note("read: intake item", intake.get(item.issue).await);
        let listed = intake.list().stream().try_collect::<Vec<_>>().await;
        trace.note("read: intake", listed);
        let patch = IntakePatch::new().issue(WorkItemPatch::new().name("Driven"));
        trace.note("intake.update", intake.update(item.issue, &patch).await);
        trace.note("intake.delete", intake.delete(item.issue).await);
    }
}
