use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use super::user::User;
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::{LinkId, ProjectId, WorkItemId};

/// A link on a work item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Where it leads.
    pub url: String,
    /// What it is called.
    pub title: Option<String>,
    /// The project in whose name it was made.
    pub project: ProjectId,
    /// The work item it is on.
    pub issue: WorkItemId,
    /// Who made it.
    #[serde(default)]
    pub created_by: Expandable<User>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Link, LinkId);

body! {
    /// What a new link is made of: a URL, once a work item. The server visits it, for its title and icon.
    NewLink (url: String);
    nullable {
        /// What it is called.
        title: String,
    }
}

body! {
    /// What changes about a link.
    LinkPatch;
    optional {
        /// Where it leads. The server visits it, for its title and icon.
        url: String,
    }
    nullable {
        /// What it is called.
        title: String,
    }
}
