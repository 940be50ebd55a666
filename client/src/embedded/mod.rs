//! A Plane to test against: in memory, on loopback, started in one line.
//!
//! [`Plane`] speaks the REST API v1 of Plane Community Edition over real HTTP: trailing slashes and their 301, status codes,
//! error bodies, the paging envelope. It also does what a real one does and one would wish it did not: a comment posted under
//! one project's URL for a work item of another is stored, and changes that other work item. It remembers everything it was
//! sent, so that a test can count what arrived instead of what a mock was told.
//!
//! | Served | Methods |
//! |---|---|
//! | `users/me/` | GET |
//! | `projects/`, `projects/{id}/` | GET |
//! | `states/`, `states/{id}/` | GET, POST, PATCH, DELETE |
//! | `work-items/`, `work-items/{id}/` | GET, POST, PATCH, DELETE |
//! | `work-items/ORCH-114/`, `work-items/search/` | GET |
//! | `work-items/{id}/comments/`, `…/comments/{id}/` | GET, POST, PATCH, DELETE |
//!
//! `issues` stands for `work-items` in every path, as in older servers. Anything else is answered as a server without that
//! route does, with a 404; writes to projects are answered 501. Descriptions lose `script` elements and `on…` attributes, and
//! are not rewritten beyond that.
//!
//! What goes wrong between a client and a real server goes wrong here when a test says so: see [`Fault`].

mod answer;
mod body;
mod comment;
mod comment_api;
mod connections;
mod expand;
mod fault;
mod field;
mod handler;
mod html;
mod input;
mod order;
mod page;
mod plane;
mod project;
mod received;
mod route;
mod search;
mod seed;
mod server;
mod socket;
mod stamp;
mod state;
mod state_api;
mod target;
mod throttle;
mod user;
mod work_item;
mod work_item_input;
mod work_item_write;
mod world;

pub use comment::Comment;
pub use fault::{Fault, When};
pub use plane::Plane;
pub use project::Project;
pub use received::Received;
pub use stamp::Stamp;
pub use state::{Group, State};
pub use work_item::WorkItem;
