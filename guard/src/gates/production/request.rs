//! What the production gate is asked.

use std::borrow::Cow;

use super::action::ProductionAction;
use crate::gates::json::{Text, Unreadable};
use crate::gates::reading::{self, Defects, Field, Flag, FromLine, TextValue};

/// An action on production that somebody wants.
#[derive(Clone, Debug, Default)]
pub struct ProductionRequest<'r> {
    pub(super) action: Option<ProductionAction>,
    pub(super) target: TextValue<'r>,
    pub(super) production_gate_present: Flag,
    pub(super) claim: TextValue<'r>,
    defects: Defects,
}

impl<'r> ProductionRequest<'r> {
    /// Asks for `action` on `target`.
    pub fn new(action: ProductionAction, target: impl Into<Cow<'r, str>>) -> Self {
        let target = Text::from(target);
        let mut defects = Defects::default();
        defects.inspect("target", &target);
        Self {
            action: Some(action),
            target: TextValue::Text(target),
            defects,
            ..Self::default()
        }
    }

    /// Says whether the pipeline has a production gate of its own; if nothing is said, it has none.
    #[must_use]
    pub fn production_gate_present(self, is_present: bool) -> Self {
        Self {
            production_gate_present: is_present.into(),
            ..self
        }
    }

    /// Reads the request from one line of JSON. Whatever is wrong with the line becomes a reason of the decision.
    #[must_use]
    pub fn read(line: &'r [u8]) -> Self {
        let (request, defects) = reading::read(line, Self::member);
        Self { defects, ..request }
    }

    fn member(&mut self, field: Field<'_, 'r>) -> Result<(), Unreadable> {
        match field.key() {
            "action" => {
                let mut action = TextValue::Absent;
                field.text("action", &mut action)?;
                self.action = action.as_str().and_then(ProductionAction::named);
            }
            "target" => field.text("target", &mut self.target)?,
            "production_gate_present" => {
                self.production_gate_present = field.flag("production_gate_present")?;
            }
            "claim" => field.text("claim", &mut self.claim)?,
            _ => field.unknown()?,
        }
        Ok(())
    }
}

impl FromLine for ProductionRequest<'_> {
    fn defects(&self) -> &Defects {
        &self.defects
    }
}
