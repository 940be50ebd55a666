use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::resource;
use super::user::{User, Workspace};
use crate::change::body;
use crate::expandable::Expandable;
use crate::id::StickyId;

/// A note of the key's user, which nobody else sees.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Sticky {
    /// Its id.
    pub id: StickyId,
    /// Its name.
    pub name: Option<String>,
    /// Its text, as HTML that the server has sanitised.
    pub description_html: Option<String>,
    /// Its text without the markup.
    pub description_stripped: Option<String>,
    /// The color of its text.
    pub color: Option<String>,
    /// The color behind its text.
    pub background_color: Option<String>,
    /// Its place among the notes.
    pub sort_order: Option<f64>,
    /// Whose it is.
    #[serde(default)]
    pub owner: Expandable<User>,
    /// The workspace it belongs to.
    #[serde(default)]
    pub workspace: Expandable<Workspace>,
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

resource!(Sticky, StickyId);

body! {
    /// What a new note is made of: its text as HTML, which the server sanitises.
    NewSticky (description_html: String);
    nullable {
        /// Its name.
        name: String,
        /// The color of its text.
        color: String,
        /// The color behind its text.
        background_color: String,
    }
}

body! {
    /// What changes about a note.
    StickyPatch;
    optional {
        /// Its text as HTML, which the server sanitises.
        description_html: String,
    }
    nullable {
        /// Its name.
        name: String,
        /// The color of its text.
        color: String,
        /// The color behind its text.
        background_color: String,
    }
}
