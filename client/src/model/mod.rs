//! What the server tells. Unknown fields are ignored, and fields that a version of the server may lack are optional.

mod asset;
mod comment;
mod cycle;
mod invitation;
mod label;
mod module;
mod progress;
mod project;
mod state;
mod sticky;
mod user;
mod work_item;

pub use self::asset::{Asset, AssetForm, AssetUpload, NewAsset};
pub use self::comment::{Access, Comment, CommentPatch, NewComment};
pub use self::cycle::{Cycle, CycleItem, CyclePatch, CycleView, NewCycle};
pub use self::invitation::{Invitation, InvitationPatch, NewInvitation};
pub use self::label::{Label, LabelPatch, NewLabel};
pub use self::module::{Module, ModuleItem, ModulePatch, ModuleStatus, NewModule, PatchedModule};
pub use self::progress::Progress;
pub use self::project::Project;
pub use self::state::{NewState, State, StateGroup, StatePatch};
pub use self::sticky::{NewSticky, Sticky, StickyPatch};
pub use self::user::{User, Workspace};
pub use self::work_item::{EstimatePoint, NewWorkItem, Parent, Priority, SearchHit, WorkItem, WorkItemPatch};

/// Makes a type an object with an id.
macro_rules! resource {
    ($name:ident, $id:ty) => {
        impl crate::expandable::Resource for $name {
            type Id = $id;

            fn id(&self) -> $id {
                self.id
            }
        }
    };
}
use resource;
