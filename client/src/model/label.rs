use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use crate::change::body;
use crate::id::{LabelId, ProjectId};

/// A label of a project.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Label {
    /// Its id.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its color, such as `#ff0000`.
    #[serde(default)]
    pub color: String,
    /// What it stands for.
    #[serde(default)]
    pub description: String,
    /// Its place among the labels.
    pub sort_order: Option<f64>,
    /// The label that it is a part of.
    pub parent: Option<LabelId>,
    /// The project it belongs to.
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

resource!(Label, LabelId);

body! {
    /// What a new label is made of: a name.
    NewLabel (name: String);
    optional {
        /// Its color, such as `#ff0000`.
        color: String,
        /// What it stands for.
        description: String,
        /// Its place among the labels.
        sort_order: f64,
    }
    nullable {
        /// The label that it is a part of.
        parent: LabelId,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a label.
    LabelPatch;
    optional {
        /// Its name.
        name: String,
        /// Its color, such as `#ff0000`.
        color: String,
        /// What it stands for.
        description: String,
        /// Its place among the labels.
        sort_order: f64,
    }
    nullable {
        /// The label that it is a part of.
        parent: LabelId,
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}
