//! Labels of a project.

use serde::Serialize;
use uuid::Uuid;

use super::row::{Base, External, of_project, row};
use super::world::World;

/// What the first label of a project stands at, and how far the next ones stand behind.
const FIRST: f64 = 65535.0;
const STEP: f64 = 10000.0;

/// A label as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    #[serde(flatten)]
    pub(crate) base: Base,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) color: String,
    pub(crate) sort_order: f64,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) parent: Option<Uuid>,
}

impl Label {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The project it belongs to.
    #[must_use]
    pub fn project(&self) -> Uuid {
        self.project
    }

    /// Its name, which no other label of the project has.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The label it is below, of whichever project.
    #[must_use]
    pub fn parent(&self) -> Option<Uuid> {
        self.parent
    }

    /// Its colour, such as `#ff0000`, or nothing.
    #[must_use]
    pub fn color(&self) -> &str {
        &self.color
    }
}

row!(Label, labels, "Label");

impl World {
    /// A label after all others of its project, not stored yet.
    pub(crate) fn new_label(&self, base: Base, name: &str) -> Label {
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
