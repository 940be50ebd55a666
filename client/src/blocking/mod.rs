//! The client for programs that do not await: the same handlers under the same names.
//!
//! Each call runs the asynchronous one, guard included, on a runtime of the client's own and on the thread that calls. From
//! within an asynchronous runtime, which it would bring to a halt, a call is [`Error::InRuntime`](crate::Error::InRuntime)
//! and sends nothing.
//!
//! ```
//! # #[cfg(feature = "embedded")]
//! # fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use plane_client::{PlaneClient, WorkItemPatch, embedded::Plane};
//!
//! let plane = Plane::start()?;
//! let project = plane.add_project("Orchestra", "ORCH").id();
//! for name in ["Tune", "Play", "Bow"] {
//!     plane.add_work_item(project, name);
//! }
//! let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
//!     .workspace(plane.workspace())
//!     .build_blocking()?;
//!
//! let items = client.in_project(project).work_items().list().order_by("sequence_id").per_page(2).all()?;
//! assert_eq!(items.len(), 3);
//!
//! // This doc test is a test process: the write never leaves.
//! let patch = WorkItemPatch::new().name("Tune again");
//! assert!(client.in_project(project).work_items().update(items[0].id, &patch).is_err());
//! assert!(plane.writes().is_empty());
//! # write_guard::ledger::take();
//! # Ok(())
//! # }
//! # #[cfg(feature = "embedded")]
//! # run().unwrap();
//! ```

mod face;
mod handlers;
mod list;
mod runtime;

pub use self::handlers::{
    Activities, Assets, Attachments, Comments, CycleItems, Cycles, InProject, Intake, Invitations, Labels,
    Links, Members, ModuleItems, Modules, OnItem, PlaneClient, Projects, Raw, Relations, Stages, States,
    Stickies, UserAssets, WorkItems,
};
pub use self::list::{List, Rows};
