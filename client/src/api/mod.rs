//! One handler a resource: `client.work_items(project).create(…)`.

mod activities;
mod assets;
mod attachments;
mod comments;
mod compared;
mod cycle_items;
mod cycles;
mod intake;
mod invitations;
mod labels;
mod links;
mod members;
mod module_items;
mod modules;
mod projects;
mod relations;
mod stages;
mod states;
mod stickies;
mod user_assets;
mod work_items;

pub use self::activities::Activities;
pub use self::assets::Assets;
pub use self::attachments::{Attachments, Upload};
pub use self::comments::Comments;
pub use self::cycle_items::CycleItems;
pub use self::cycles::Cycles;
pub use self::intake::Intake;
pub use self::invitations::Invitations;
pub use self::labels::Labels;
pub use self::links::Links;
pub use self::members::Members;
pub use self::module_items::ModuleItems;
pub use self::modules::Modules;
pub use self::projects::Projects;
pub use self::relations::Relations;
pub use self::stages::StateRef;
pub use self::states::States;
pub use self::stickies::Stickies;
pub use self::user_assets::UserAssets;
pub use self::work_items::WorkItems;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{CycleId, ModuleId, ProjectId, WorkItemId};
use crate::model::User;

impl PlaneClient {
    /// The user whose key this is.
    ///
    /// # Errors
    ///
    /// [`Error::Authentication`] if the server does not know the key, and what can befall any read.
    pub async fn me(&self) -> Result<User, Error> {
        self.read("users/me/", [], &[]).await
    }

    /// The projects of the workspace.
    #[must_use]
    pub fn projects(&self) -> Projects {
        Projects::new(self)
    }

    /// The states of a project.
    #[must_use]
    pub fn states(&self, project: impl Into<ProjectId>) -> States {
        States::new(self, project.into())
    }

    /// The labels of a project.
    #[must_use]
    pub fn labels(&self, project: impl Into<ProjectId>) -> Labels {
        Labels::new(self, project.into())
    }

    /// The work items of a project.
    #[must_use]
    pub fn work_items(&self, project: impl Into<ProjectId>) -> WorkItems {
        WorkItems::new(self, project.into())
    }

    /// The comments on a work item.
    #[must_use]
    pub fn comments(&self, project: impl Into<ProjectId>, item: impl Into<WorkItemId>) -> Comments {
        Comments::new(self, project.into(), item.into())
    }

    /// The links on a work item.
    #[must_use]
    pub fn links(&self, project: impl Into<ProjectId>, item: impl Into<WorkItemId>) -> Links {
        Links::new(self, project.into(), item.into())
    }

    /// The history of a work item.
    #[must_use]
    pub fn activities(&self, project: impl Into<ProjectId>, item: impl Into<WorkItemId>) -> Activities {
        Activities::new(self, project.into(), item.into())
    }

    /// The files attached to a work item.
    #[must_use]
    pub fn attachments(&self, project: impl Into<ProjectId>, item: impl Into<WorkItemId>) -> Attachments {
        Attachments::new(self, project.into(), item.into())
    }

    /// How a work item relates to others.
    #[must_use]
    pub fn relations(&self, project: impl Into<ProjectId>, item: impl Into<WorkItemId>) -> Relations {
        Relations::new(self, project.into(), item.into())
    }

    /// The members of a project.
    #[must_use]
    pub fn members(&self, project: impl Into<ProjectId>) -> Members {
        Members::new(self, project.into())
    }

    /// The work items of a project that wait to be accepted.
    #[must_use]
    pub fn intake(&self, project: impl Into<ProjectId>) -> Intake {
        Intake::new(self, project.into())
    }

    /// The cycles of a project.
    #[must_use]
    pub fn cycles(&self, project: impl Into<ProjectId>) -> Cycles {
        Cycles::new(self, project.into())
    }

    /// The work items of a cycle.
    #[must_use]
    pub fn cycle_items(&self, project: impl Into<ProjectId>, cycle: impl Into<CycleId>) -> CycleItems {
        CycleItems::new(self, project.into(), cycle.into())
    }

    /// The modules of a project.
    #[must_use]
    pub fn modules(&self, project: impl Into<ProjectId>) -> Modules {
        Modules::new(self, project.into())
    }

    /// The work items of a module.
    #[must_use]
    pub fn module_items(&self, project: impl Into<ProjectId>, module: impl Into<ModuleId>) -> ModuleItems {
        ModuleItems::new(self, project.into(), module.into())
    }

    /// The invitations to the workspace.
    #[must_use]
    pub fn invitations(&self) -> Invitations {
        Invitations::new(self)
    }

    /// The notes of the key's user.
    #[must_use]
    pub fn stickies(&self) -> Stickies {
        Stickies::new(self)
    }

    /// The files of the workspace that belong to no work item.
    #[must_use]
    pub fn assets(&self) -> Assets {
        Assets::new(self)
    }

    /// The pictures of the key's user.
    #[must_use]
    pub fn user_assets(&self) -> UserAssets {
        UserAssets::new(self)
    }
}
