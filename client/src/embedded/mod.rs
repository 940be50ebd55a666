//! A Plane to test against: in memory, on loopback, started in one line.
//!
//! [`Plane`] speaks the REST API v1 of Plane Community Edition over real HTTP: trailing slashes and their 301, status codes,
//! error bodies, the paging envelope. It also does what a real one does and one would wish it did not: a comment posted under
//! one project's URL for a work item of another is stored, and changes that other work item. It remembers everything it was
//! sent, so that a test can count what arrived instead of what a mock was told.
//!
//! | Below `workspaces/lab/` | Methods |
//! |---|---|
//! | `projects/` | GET, POST |
//! | `work-items/ORCH-114/`, `work-items/search/`, `members/` | GET |
//! | `invitations/`, `stickies/`; one of them | GET, POST; GET, PATCH, DELETE |
//! | `assets/` | POST |
//!
//! | Below `projects/{id}/` | Methods |
//! |---|---|
//! | itself | GET, PATCH, DELETE |
//! | `archive/`, `summary/` | POST, DELETE; GET |
//! | `states/`, `labels/`, `members/`, `work-items/`, `cycles/`, `modules/`, `intake-issues/` | GET, POST |
//! | one of these | GET, PATCH, DELETE |
//! | `work-items/{id}/`: `comments/`, `links/`, `attachments/`; one of them | GET, POST; GET, PATCH, DELETE |
//! | `work-items/{id}/`: `relations/`, `activities/`; one activity | GET, POST; GET; GET |
//! | `cycles/{id}/`: `cycle-issues/`, one of them, `transfer-issues/`, `archive/` | GET, POST; GET, DELETE; POST; POST |
//! | `modules/{id}/`: `module-issues/`, one of them, `archive/` | GET, POST; DELETE; POST |
//! | `archived-cycles/`, `archived-modules/`; `{id}/unarchive/` in them | GET; DELETE |
//!
//! And `users/me/`. `issues` stands for `work-items` in every path, as in older servers. Attachments are uploaded to a second
//! server, on [an origin of its own](Plane::storage_url) and with [a record of its own](Plane::storage_requests), so that a
//! test can see that no API key goes there. Anything else is answered as a server without that route does, with a 404.
//! Descriptions lose `script` elements and `on…` attributes, and are not rewritten beyond that.
//!
//! To find one's way: `route` and `project_route` say which paths there are, `dispatch` which function answers them, a file
//! named after a resource what is stored of it, and its neighbour ending in `_api` how it is read and written.
//!
//! What goes wrong between a client and a real server goes wrong here when a test says so: see [`Fault`].

mod activity;
mod activity_api;
mod answer;
mod attachment;
mod attachment_api;
mod body;
mod comment;
mod comment_api;
mod connections;
mod contents;
mod cycle;
mod cycle_api;
mod cycle_item_api;
mod dispatch;
mod expand;
mod fault;
mod field;
mod handler;
mod html;
mod input;
mod input_reference;
mod intake;
mod intake_api;
mod invitation_api;
mod label;
mod label_api;
mod link;
mod link_api;
mod member;
mod member_api;
mod module;
mod module_api;
mod module_item_api;
mod order;
mod page;
mod plane;
mod progress;
mod project;
mod project_api;
mod project_route;
mod received;
mod relation;
mod relation_api;
mod route;
mod row;
mod search;
mod seed;
mod server;
mod socket;
mod stamp;
mod state;
mod state_api;
mod sticky_api;
mod storage;
mod target;
mod throttle;
mod user;
mod work_item;
mod work_item_input;
mod work_item_write;
mod workspace;
mod world;

pub use activity::Activity;
pub use attachment::Attachment;
pub use comment::Comment;
pub use cycle::Cycle;
pub use fault::{Fault, When};
pub use label::Label;
pub use link::Link;
pub use member::Member;
pub use module::Module;
pub use plane::Plane;
pub use project::Project;
pub use received::Received;
pub use relation::Relation;
pub use stamp::Stamp;
pub use state::{Group, State};
pub use work_item::WorkItem;
