//! One handler a resource: `client.work_items(project).create(…)`.

mod activities;
mod attachments;
mod comments;
mod intake;
mod labels;
mod links;
mod members;
mod projects;
mod relations;
mod stages;
mod states;
mod work_items;

pub use self::activities::Activities;
pub use self::attachments::{Attachments, Upload};
pub use self::comments::Comments;
pub use self::intake::Intake;
pub use self::labels::Labels;
pub use self::links::Links;
pub use self::members::Members;
pub use self::projects::Projects;
pub use self::relations::Relations;
pub use self::stages::StateRef;
pub use self::states::States;
pub use self::work_items::WorkItems;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ProjectId, WorkItemId};
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
}
