//! What the server tells. Unknown fields are kept, and fields that a version of the server may lack are optional.

mod activity;
mod asset;
mod attachment;
mod comment;
mod cycle;
mod instant;
mod intake;
mod invitation;
mod label;
mod link;
mod member;
mod module;
mod progress;
mod project;
mod relation;
mod state;
mod sticky;
mod user;
mod work_item;

pub use self::activity::Activity;
pub use self::asset::{Asset, NewAsset, NewUserAsset, UserAssetKind};
pub use self::attachment::{Attachment, FileAttributes, NewAttachment};
pub use self::comment::{Access, Comment, CommentPatch, NewComment};
pub use self::cycle::{Cycle, CycleItem, CyclePatch, CycleView, NewCycle};
pub use self::intake::{IntakeItem, IntakePatch, IntakeStatus, NewIntakeItem};
pub use self::invitation::{Invitation, InvitationPatch, NewInvitation};
pub use self::label::{Label, LabelPatch, NewLabel};
pub use self::link::{Link, LinkPatch, NewLink};
pub use self::member::{Membership, Role, WorkspaceMember};
pub use self::module::{Module, ModuleItem, ModulePatch, ModuleStatus, NewModule, PatchedModule};
pub use self::progress::Progress;
pub use self::project::{Network, NewProject, Project, ProjectCounts, ProjectPatch, ProjectSummary};
pub use self::relation::{Related, RelationKind, WorkItemRef, WorkItemRelations};
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

/// Makes an enum of what the wire says in numbers.
macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
        #[serde(from = "i64", into = "i64")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A number that this version does not know.
            Unknown(i64),
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)+
                    unknown => Self::Unknown(unknown),
                }
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => $number,)+
                    $name::Unknown(unknown) => unknown,
                }
            }
        }
    };
}
use numbered;

/// Makes what the server tells of JSON, as a test needs it.
macro_rules! told {
    ($($name:ty),+ $(,)?) => {
        $(impl $name {
            /// Reads it from JSON, as from an answer of a server: for a test that has none.
            ///
            /// # Errors
            ///
            /// [`Error::Decode`](crate::Error::Decode) if a field that every server tells is missing, or is of another type.
            pub fn from_json(json: serde_json::Value) -> Result<Self, crate::Error> {
                crate::answer::read(&json).map_err(|error| crate::answer::not_understood(&error))
            }
        })+
    };
}
told! {
    Activity, Asset, Attachment, Comment, Cycle, CycleItem, EstimatePoint, FileAttributes, IntakeItem, Invitation,
    Label, Link, Membership, Module, ModuleItem, Parent, PatchedModule, Progress, Project, ProjectCounts,
    ProjectSummary, Related, SearchHit, State, Sticky, User, WorkItem, WorkItemRef, WorkItemRelations, Workspace,
    WorkspaceMember,
}
