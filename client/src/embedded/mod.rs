//! A Plane to test against: in memory, on loopback, started in one line.
//!
//! [`Plane`] speaks the REST API v1 of Plane Community Edition over real HTTP: trailing slashes and their 301, status codes,
//! error bodies, the paging envelope. It also does what a real one does and one would wish it did not: a comment posted under
//! one project's URL for a work item of another is stored, and changes that other work item. It remembers everything it was
//! sent, so that a test can count what arrived instead of what a mock was told.
//!
//! | Served below `workspaces/lab/` | Methods |
//! |---|---|
//! | `projects/`, `projects/{id}/` | GET, POST; GET, PATCH, DELETE |
//! | `projects/{id}/archive/`, `…/summary/` | POST, DELETE; GET |
//! | `states/`, `labels/`, `members/`, `intake-issues/` | GET, POST; one of them GET, PATCH, DELETE |
//! | `work-items/`, and on one: `comments/`, `links/`, `attachments/` | GET, POST; one of them GET, PATCH, DELETE |
//! | `work-items/{id}/activities/`, `…/relations/` | GET; GET, POST |
//! | `cycles/`, and in one: `cycle-issues/`, `transfer-issues/`, `archive/`; `archived-cycles/` | as the table of routes says |
//! | `modules/`, and in one: `module-issues/`, `archive/`; `archived-modules/` | as the table of routes says |
//! | `work-items/ORCH-114/`, `work-items/search/`, `members/` | GET |
//! | `invitations/`, `stickies/` | GET, POST; one of them GET, PATCH, DELETE |
//! | `assets/` | POST |
//!
//! And `users/me/`. `issues` stands for `work-items` in every path, as in older servers. Attachments are uploaded to a second
//! server, on [an origin of its own](Plane::storage_url) and with [a record of its own](Plane::storage_requests), so that a
//! test can see that no API key goes there. Anything else is answered as a server without that route does, with a 404.
//! Descriptions lose `script` elements and `on…` attributes, and are not rewritten beyond that.
//!
//! To find one's way: `route` and `project_route` say which paths there are, `dispatch` which function answers them, a file
//! named after a resource what is stored of it, and its neighbour ending in `_api` how it is read and written.

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
mod field;
mod handler;
mod html;
mod input;
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
