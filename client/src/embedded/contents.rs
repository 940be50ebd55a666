//! What a server holds, read back by a test without a request.

use uuid::Uuid;

use super::data::activity::Activity;
use super::data::attachment::Attachment;
use super::data::comment::Comment;
use super::data::cycle::Cycle;
use super::data::label::Label;
use super::data::link::Link;
use super::data::module::Module;
use super::data::project::Project;
use super::data::relation::Relation;
use super::data::row::Row;
use super::data::state::State;
use super::data::work_item::WorkItem;
use super::plane::Plane;
use crate::id::{CycleId, LabelId, ModuleId, ProjectId, StateId, UserId, WorkItemId};

/// What the server holds. Lists are oldest first, if nothing else is said.
impl Plane {
    /// A project.
    #[must_use]
    pub fn project(&self, id: impl Into<ProjectId>) -> Option<Project> {
        let world = self.world();
        world.project(id.into()).map(|row| world.shown(row))
    }

    /// All projects.
    #[must_use]
    pub fn projects(&self) -> Vec<Project> {
        let world = self.world();
        world.projects.iter().map(|row| world.shown(row)).collect()
    }

    /// A state, the hidden ones too.
    #[must_use]
    pub fn state(&self, id: impl Into<StateId>) -> Option<State> {
        self.world().states.get(&id.into()).cloned()
    }

    /// All labels of a project.
    #[must_use]
    pub fn labels(&self, project: impl Into<ProjectId>) -> Vec<Label> {
        self.of(project.into())
    }

    /// A label.
    #[must_use]
    pub fn label(&self, id: impl Into<LabelId>) -> Option<Label> {
        self.world().labels.get(&id.into()).cloned()
    }

    /// A work item.
    #[must_use]
    pub fn work_item(&self, id: impl Into<WorkItemId>) -> Option<WorkItem> {
        self.world().items.get(&id.into()).cloned()
    }

    /// All work items of a project, by their number.
    #[must_use]
    pub fn work_items(&self, project: impl Into<ProjectId>) -> Vec<WorkItem> {
        let world = self.world();
        sorted(world.items_of(project.into()), |item| item.sequence_id)
    }

    /// What a work item in an intake is a duplicate of.
    #[must_use]
    pub fn duplicate_of(&self, item: impl Into<WorkItemId>) -> Option<WorkItemId> {
        let (world, item) = (self.world(), item.into());
        let row = world.intake.values().find(|row| row.issue == item);
        row.and_then(|row| row.duplicate_to)
    }

    /// All comments on a work item, under whichever project's URL they came.
    #[must_use]
    pub fn comments(&self, item: impl Into<WorkItemId>) -> Vec<Comment> {
        let item = item.into();
        self.rows(|comment: &Comment| comment.issue == item)
    }

    /// All links on a work item, under whichever project's URL they came.
    #[must_use]
    pub fn links(&self, item: impl Into<WorkItemId>) -> Vec<Link> {
        let item = item.into();
        self.rows(|link: &Link| link.issue == item)
    }

    /// All relations of a work item, from either side.
    #[must_use]
    pub fn relations(&self, item: impl Into<WorkItemId>) -> Vec<Relation> {
        let (world, item) = (self.world(), item.into());
        let relations = world.relations.iter();
        sorted(
            relations.filter(|relation| relation.seen_from(item).is_some()),
            |relation| relation.created_at,
        )
    }

    /// The history of a work item, comments included, under whichever project's URL it was written.
    #[must_use]
    pub fn activities(&self, item: impl Into<WorkItemId>) -> Vec<Activity> {
        let (world, item) = (self.world(), item.into());
        let activities = world.activities.iter().filter(|activity| activity.issue == item);
        activities.cloned().collect()
    }

    /// All attachments of a work item, uploaded or not.
    #[must_use]
    pub fn attachments(&self, item: impl Into<WorkItemId>) -> Vec<Attachment> {
        let item = Some(item.into());
        self.files(|file| file.issue == item)
    }

    /// All files that belong to a project and to no work item.
    #[must_use]
    pub fn assets(&self, project: impl Into<ProjectId>) -> Vec<Attachment> {
        let project = Some(project.into());
        self.files(|file| file.project == project && file.issue.is_none())
    }

    /// All pictures of a user, uploaded or not.
    #[must_use]
    pub fn user_assets(&self, user: impl Into<UserId>) -> Vec<Attachment> {
        let user = Some(user.into());
        self.files(|file| file.user == user)
    }

    /// The bytes that the storage has for an attachment or an asset.
    #[must_use]
    pub fn contents(&self, attachment: impl Into<Uuid>) -> Option<Vec<u8>> {
        let world = self.world();
        let id: Uuid = attachment.into();
        let file = world.attachments.get(&id.into())?;
        world.storage.contents(file).map(<[u8]>::to_vec)
    }

    /// All cycles of a project, archived ones too.
    #[must_use]
    pub fn cycles(&self, project: impl Into<ProjectId>) -> Vec<Cycle> {
        self.of(project.into())
    }

    /// The cycle that a work item is in, in whichever project.
    #[must_use]
    pub fn cycle_of(&self, item: impl Into<WorkItemId>) -> Option<CycleId> {
        self.world().cycle_of(item.into())
    }

    /// All modules of a project, archived ones too.
    #[must_use]
    pub fn modules(&self, project: impl Into<ProjectId>) -> Vec<Module> {
        self.of(project.into())
    }

    /// The modules that a work item is in.
    #[must_use]
    pub fn modules_of(&self, item: impl Into<WorkItemId>) -> Vec<ModuleId> {
        let (world, item) = (self.world(), item.into());
        let rows = world.module_items.values().filter(|row| row.issue == item);
        rows.map(|row| row.module).collect()
    }

    fn of<R: Row>(&self, project: ProjectId) -> Vec<R> {
        self.rows(|row: &R| row.project == project)
    }

    fn rows<R: Row>(&self, is_wanted: impl Fn(&R) -> bool) -> Vec<R> {
        let world = self.world();
        let rows = R::table(&world).values().filter(|row| is_wanted(row));
        sorted(rows, |row| row.created_at)
    }

    fn files(&self, is_wanted: impl Fn(&Attachment) -> bool) -> Vec<Attachment> {
        let world = self.world();
        let files = world.attachments.values().filter(|file| is_wanted(file));
        sorted(files, |file| file.created_at)
    }
}

fn sorted<'a, T: Clone + 'a, K: Ord>(rows: impl Iterator<Item = &'a T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut rows: Vec<T> = rows.cloned().collect();
    rows.sort_by_key(key);
    rows
}
