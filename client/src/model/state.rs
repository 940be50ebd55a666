use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use crate::change::body;
use crate::id::{ProjectId, StateId};

/// A state that a work item can be in.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct State {
    /// Its id.
    pub id: StateId,
    /// Its name.
    pub name: String,
    /// The kind of state.
    pub group: StateGroup,
    /// Its color, such as `#60646C`.
    #[serde(default)]
    pub color: String,
    /// What it stands for.
    #[serde(default)]
    pub description: String,
    /// Its place among the states of the project.
    pub sequence: Option<f64>,
    /// Whether a work item without a state gets it.
    #[serde(default)]
    pub default: bool,
    /// The project it belongs to; missing where a work item is expanded.
    pub project: Option<ProjectId>,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
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

resource!(State, StateId);

/// The kinds of state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StateGroup {
    /// Not planned yet.
    #[default]
    Backlog,
    /// Planned.
    Unstarted,
    /// Being worked on.
    Started,
    /// Finished.
    Completed,
    /// Given up.
    Cancelled,
    /// Waiting to be accepted.
    Triage,
    /// A kind that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

body! {
    /// What a new state is made of: a name, and a color such as `#60646C`.
    NewState (name: String, color: String);
    optional {
        /// The kind of state, [`StateGroup::Backlog`] unless set.
        group: StateGroup,
        /// What it stands for.
        description: String,
        /// Whether a work item without a state gets it; no other state does then.
        default: bool,
    }
    nullable {
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a state.
    StatePatch;
    optional {
        /// Its name.
        name: String,
        /// Its color, such as `#60646C`.
        color: String,
        /// The kind of state.
        group: StateGroup,
        /// What it stands for.
        description: String,
        /// Its place among the states of the project.
        sequence: f64,
        /// Whether a work item without a state gets it. The server leaves the old default beside it; this client clears that.
        default: bool,
    }
    nullable {
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
