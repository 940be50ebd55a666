//! A Plane to test against: in memory, on loopback, started in one line.
//!
//! [`Plane`] speaks the REST API v1 of Plane Community Edition over real HTTP: trailing slashes and their 301, status codes,
//! error bodies, the paging envelope. It also does what a real one does and one would wish it did not: a comment posted under
//! one project's URL for a work item of another is stored, and changes that other work item; a delete takes what refers to what
//! is deleted, in whichever project. It remembers everything it was
//! sent, so that a test can count what arrived instead of what a mock was told.
//!
//! | Below `workspaces/lab/` | Methods |
//! |---|---|
//! | `projects/` | GET, POST |
//! | `work-items/ORCH-114/`, `work-items/search/`, `members/` | GET |
//! | `invitations/`, `stickies/`; one of them | GET, POST; GET, PUT, PATCH, DELETE |
//! | `assets/`; one of them | POST; GET, PATCH |
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
//! And `users/me/`, and `assets/user-assets/` (POST; one of them: PATCH, DELETE). `issues` stands for `work-items` in every
//! path, and `issue-attachments` for `attachments` below it, as in older servers. Attachments are uploaded to a second server, on [an origin of its own](Plane::storage_url) and with [a record of its own](Plane::storage_requests), so that a
//! test can see that no API key goes there. Anything else is answered as a server without that route does, with a 404.
//! What a real server of version 1.3.1 answers to the requests in `tests/fixtures`, this one does; where it is known to differ
//! is said in the README of this package.
//!
//! To find one's way: `http` takes a request from its socket to the function that answers it, and `routes` in there is the table of
//! them; `api` has those functions, a file a resource, and in `rows` what most do alike; `data` what is stored of each, under the same name; `input`
//! reads bodies and `output` shows rows. What a test holds is beside them: [`Plane`], how it is seeded, what it contains, and
//! its faults.
//!
//! What goes wrong between a client and a real server goes wrong here when a test says so: see [`Fault`].

mod api;
mod contents;
mod crossing;
mod data;
mod fault;
mod http;
mod input;
mod output;
mod percent;
mod plane;
mod seed;

pub use data::activity::Activity;
pub use data::attachment::Attachment;
pub use data::comment::Comment;
pub use data::cycle::Cycle;
pub use data::label::Label;
pub use data::link::Link;
pub use data::member::Member;
pub use data::module::Module;
pub use data::project::Project;
pub use data::relation::Relation;
pub use data::row::{Base, External};
pub use data::stamp::Stamp;
pub use data::state::{Group, State};
pub use data::work_item::WorkItem;
pub use fault::{Fault, When};
pub use http::received::Received;
pub use plane::Plane;
