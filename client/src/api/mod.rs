//! One handler a resource: `client.in_project(id).work_items().create(…)`.

mod activities;
mod asset_upload;
mod assets;
mod attachments;
mod comments;
mod compared;
mod cycle_items;
mod cycles;
mod in_project;
mod intake;
mod invitations;
mod labels;
mod links;
mod members;
mod module_items;
mod modules;
mod projects;
mod raw;
mod relations;
mod stages;
mod states;
mod stickies;
mod user_assets;
mod work_items;

pub use self::activities::Activities;
pub use self::asset_upload::AssetUpload;
pub use self::assets::Assets;
pub use self::attachments::{Attachments, Upload};
pub use self::comments::Comments;
pub use self::cycle_items::CycleItems;
pub use self::cycles::Cycles;
pub use self::in_project::{InProject, OnItem};
pub use self::intake::Intake;
pub use self::invitations::Invitations;
pub use self::labels::Labels;
pub use self::links::Links;
pub use self::members::Members;
pub use self::module_items::ModuleItems;
pub use self::modules::Modules;
pub use self::projects::Projects;
pub use self::raw::{Raw, RawPath};
pub use self::relations::Relations;
pub use self::stages::{Stages, StateRef};
pub use self::states::States;
pub use self::stickies::Stickies;
pub use self::user_assets::UserAssets;
pub use self::work_items::WorkItems;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::ProjectId;
use crate::model::User;
use crate::template;

impl PlaneClient {
    /// The user whose key this is.
    ///
    /// # Errors
    ///
    /// [`Error::Authentication`] if the server does not know the key, and what can befall any read.
    pub async fn me(&self) -> Result<User, Error> {
        self.read(template::ME, [], &[]).await
    }

    /// The projects of the workspace.
    #[must_use]
    pub fn projects(&self) -> Projects {
        Projects::new(self)
    }

    /// One project, and what is in it.
    #[must_use]
    pub fn in_project(&self, project: impl Into<ProjectId>) -> InProject {
        InProject::new(self, project.into())
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
