//! A typed async client of the [Plane](https://plane.so) issue tracker whose writes cannot leave a test process by
//! accident.
//!
//! Every write function carries [`#[guarded_write]`](write_guard::guarded_write), and the transport sends nothing without
//! the permit that the guard hands out. In a live process that costs one atomic load; in a test process a write goes out
//! only with the opt-in, to an allowed sandbox project.
//!
//! ```
//! # #[cfg(feature = "embedded")]
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use plane_client::{Error, PlaneClient, Stage, embedded::Plane};
//!
//! let plane = Plane::start()?;
//! let production = plane.add_project("Orchestra", "ORCH");
//! plane.add_work_item(production.id(), "Ship it");
//!
//! let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
//!     .workspace(plane.workspace())
//!     .project(production.id())
//!     .build()?;
//!
//! // This doc test is a test process: the read is untouched, the write never leaves.
//! let key = "ORCH-1".parse()?;
//! assert_eq!(client.find_work_item(&key).await?.name, "Ship it");
//! let error = client.update_issue_state(&key, Stage::Done).await.unwrap_err();
//! assert!(matches!(error, Error::Blocked(blocked) if blocked.code() == "opt-in-disabled"));
//! assert_eq!(plane.writes().len(), 0);
//! # write_guard::ledger::take();
//! # Ok(())
//! # }
//! # #[cfg(feature = "embedded")]
//! # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod api;
mod attempt;
mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod change;
mod client;
mod config_error;
mod connection;
#[cfg(feature = "embedded")]
pub mod embedded;
mod error;
mod expandable;
mod form;
mod hanging;
mod id;
mod list;
mod made;
mod model;
mod operation;
mod pace;
mod path;
mod proof;
mod read;
mod refusal;
mod retry;
mod saved;
mod stage;
mod storage;
mod template;
mod transport;
#[cfg(feature = "webhooks")]
pub mod webhooks;
mod write;

pub use crate::api::{
    Activities, AssetUpload, Assets, Attachments, Comments, CycleItems, Cycles, InProject, Intake,
    Invitations, Labels, Links, Members, ModuleItems, Modules, OnItem, Projects, Raw, RawPath, Relations,
    Stages, StateRef, States, Stickies, Upload, UserAssets, WorkItems,
};
pub use crate::auth::Auth;
pub use crate::builder::Builder;
pub use crate::change::Change;
pub use crate::client::PlaneClient;
pub use crate::config_error::ConfigError;
pub use crate::error::{Error, NotFound};
pub use crate::expandable::{Expandable, Resource};
pub use crate::id::{
    ActivityId, AssetId, AttachmentId, CommentId, CycleId, CycleItemId, EstimatePointId, IntakeItemId,
    InvalidId, InvitationId, LabelId, LinkId, MembershipId, ModuleId, ModuleItemId, ProjectId, StateId,
    StickyId, UserId, WebhookId, WorkItemId, WorkItemKey, WorkItemTypeId, WorkspaceId,
};
pub use crate::list::{List, Page};
pub use crate::model::{
    Access, Activity, Asset, Attachment, Comment, CommentPatch, Cycle, CycleItem, CyclePatch, CycleView,
    EstimatePoint, FileAttributes, IntakeItem, IntakePatch, IntakeStatus, Invitation, InvitationPatch, Label,
    LabelPatch, Link, LinkPatch, Membership, Module, ModuleItem, ModulePatch, ModuleStatus, Network,
    NewAsset, NewAttachment, NewComment, NewCycle, NewIntakeItem, NewInvitation, NewLabel, NewLink,
    NewModule, NewProject, NewState, NewSticky, NewUserAsset, NewWorkItem, Parent, PatchedModule, Priority,
    Progress, Project, ProjectCounts, ProjectPatch, ProjectSummary, Related, RelationKind, Role, SearchHit,
    State, StateGroup, StatePatch, Sticky, StickyPatch, User, UserAssetKind, WorkItem, WorkItemPatch,
    WorkItemRef, WorkItemRelations, Workspace, WorkspaceMember,
};
pub use crate::operation::{Method, Operation, TargetIn, operations};
pub use crate::path::PathStyle;
pub use crate::saved::{Dropped, Saved};
pub use crate::stage::Stage;
pub use write_guard::{Blocked, Sandbox};
