//! Labels of a project.

use serde::Serialize;

use super::row::{Base, External, of_project, row};
use super::world::World;
use crate::id::LabelId;

/// What the first label of a project stands at, and how far the next ones stand behind.
const FIRST: f64 = 65535.0;
const STEP: f64 = 10000.0;

/// A label as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    #[serde(flatten)]
    pub(crate) base: Base<LabelId>,
    /// Its name, which no other label of the project has.
    pub name: String,
    pub(crate) description: String,
    /// Its colour, such as `#ff0000`, or nothing.
    pub color: String,
    pub(crate) sort_order: f64,
    /// What another system calls it.
    #[serde(flatten)]
    pub external: External,
    /// The label it is below, of whichever project.
    pub parent: Option<LabelId>,
}

row!(Label: LabelId, labels, "Label");

impl World {
    /// A label after all others of its project, not stored yet.
    pub(crate) fn new_label(&self, base: Base<LabelId>, name: &str) -> Label {
        let orders = of_project::<Label>(self, base.project).map(|label| label.sort_order);
        Label {
            sort_order: orders.max_by(f64::total_cmp).map_or(FIRST, |last| last + STEP),
            base,
            name: name.to_owned(),
            description: String::new(),
            color: String::new(),
            external: External::default(),
            parent: None,
        }
    }
}
