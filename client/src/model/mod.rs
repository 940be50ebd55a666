//! What the server tells. Unknown fields are ignored.

mod comment;
mod project;
mod state;
mod work_item;

pub use self::comment::Comment;
pub use self::project::Project;
pub use self::state::{State, StateGroup};
pub use self::work_item::WorkItem;
