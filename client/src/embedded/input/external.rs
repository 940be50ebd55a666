//! What a write may say of a row's name in another system.

use super::check::{Input, Text};
use super::field::Field;
use crate::embedded::data::row::External;

/// A write to an [`External`].
#[derive(Debug)]
pub(crate) struct ExternalChange {
    source: Field<String>,
    id: Field<String>,
}

impl ExternalChange {
    pub(crate) fn read(input: &mut Input) -> Self {
        Self {
            source: input.text("external_source", Text::OPTIONAL),
            id: input.text("external_id", Text::OPTIONAL),
        }
    }

    pub(crate) fn write(self, external: &mut External) {
        self.source.write(&mut external.external_source);
        self.id.write(&mut external.external_id);
    }
}
