//! What the production gate is asked.

use std::borrow::Cow;

use super::action::ProductionAction;
use crate::gates::json::{Text, Unreadable};
use crate::gates::reading::{Field, Flag, Read, Reading, Words};

/// An action on production that somebody wants.
#[derive(Clone, Debug, Default)]
pub struct ProductionRequest<'r> {
    pub(super) action: Option<ProductionAction>,
    pub(super) target: Words<'r>,
    pub(super) production_gate_present: Flag,
    pub(super) claim: Words<'r>,
    reading: Reading,
}

impl<'r> ProductionRequest<'r> {
    /// Asks for `action` on `target`.
    pub fn new(action: ProductionAction, target: impl Into<Cow<'r, str>>) -> Self {
        let target = Text::from(target);
        let mut reading = Reading::default();
        reading.inspect("target", &target);
        Self {
            action: Some(action),
            target: Words::Text(target),
            reading,
            ..Self::default()
        }
    }

    /// Says whether the pipeline has a production gate of its own; without a word it has none.
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
        let (request, reading) = Reading::of(line, Self::member);
        Self { reading, ..request }
    }

    fn member(&mut self, field: Field<'_, 'r>) -> Result<(), Unreadable> {
        match field.key() {
            "action" => {
                let mut action = Words::Absent;
                field.words("action", &mut action)?;
                self.action = action.as_str().and_then(ProductionAction::named);
            }
            "target" => field.words("target", &mut self.target)?,
            "production_gate_present" => {
                self.production_gate_present = field.flag("production_gate_present")?;
            }
            "claim" => field.words("claim", &mut self.claim)?,
            _ => field.unknown()?,
        }
        Ok(())
    }
}

impl Read for ProductionRequest<'_> {
    fn reading(&self) -> &Reading {
        &self.reading
    }
}
