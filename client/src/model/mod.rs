//! What the server tells. Unknown fields are ignored, and fields that a version of the server may lack are optional.

mod comment;
mod label;
mod project;
mod state;
mod user;
mod work_item;

pub use self::comment::{Access, Comment, CommentPatch, NewComment};
pub use self::label::{Label, LabelPatch, NewLabel};
pub use self::project::Project;
pub use self::state::{NewState, State, StateGroup, StatePatch};
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
