//! What the rehearsal gate is asked.

use std::collections::BTreeSet;

use super::vocabulary::{CloneTarget, RehearsalAction};
use crate::gates::grant::Grant;
use crate::gates::json::{Text, Unreadable, Value};
use crate::gates::reading::{self, Defects, Field, Flag, FromLine, TextValue};

/// A rehearsal that somebody wants.
#[derive(Clone, Debug, Default)]
pub struct RehearsalRequest<'r> {
    pub(super) target: TextValue<'r>,
    pub(super) action: TextValue<'r>,
    pub(super) isolated_clone_proven: Flag,
    pub(super) claims_rollback_proven: Flag,
    pub(super) rollback_evidence_present: Flag,
    pub(super) before_hash: TextValue<'r>,
    pub(super) after_apply_hash: TextValue<'r>,
    pub(super) emit_pass: Flag,
    pub(super) required_grants: BTreeSet<Grant>,
    pub(super) requires_unknown_grant: bool,
    defects: Defects,
}

impl<'r> RehearsalRequest<'r> {
    /// Asks for `action` on `target`, which is not proven to be isolated.
    #[must_use]
    pub fn new(action: RehearsalAction, target: CloneTarget) -> Self {
        Self {
            action: TextValue::Text(action.as_str().into()),
            target: TextValue::Text(target.as_str().into()),
            ..Self::default()
        }
    }

    /// Says that the isolation of the clone is proven.
    #[must_use]
    pub fn isolated_clone_proven(self) -> Self {
        Self {
            isolated_clone_proven: Flag::On,
            ..self
        }
    }

    /// Claims that the rollback is proven, with the SHA-256 of the state before and after applying.
    #[must_use]
    pub fn claims_rollback_proven(self, before: [u8; 32], after_apply: [u8; 32]) -> Self {
        Self {
            claims_rollback_proven: Flag::On,
            before_hash: TextValue::Text(hex(before).into()),
            after_apply_hash: TextValue::Text(hex(after_apply).into()),
            ..self
        }
    }

    /// Says that the evidence of the rollback is there.
    #[must_use]
    pub fn rollback_evidence_present(self) -> Self {
        Self {
            rollback_evidence_present: Flag::On,
            ..self
        }
    }

    /// Asks for a pass at the end.
    #[must_use]
    pub fn emit_pass(self) -> Self {
        Self {
            emit_pass: Flag::On,
            ..self
        }
    }

    /// Asks for a grant.
    #[must_use]
    pub fn require(mut self, grant: Grant) -> Self {
        self.required_grants.insert(grant);
        self
    }

    /// Reads the request from one line of JSON. Whatever is wrong with the line becomes a reason of the decision.
    #[must_use]
    pub fn read(line: &'r [u8]) -> Self {
        let (request, defects) = reading::read(line, Self::member);
        Self { defects, ..request }
    }

    fn member(&mut self, field: Field<'_, 'r>) -> Result<(), Unreadable> {
        match field.key() {
            "target" => field.text("target", &mut self.target)?,
            "action" => field.text("action", &mut self.action)?,
            "isolated_clone_proven" => self.isolated_clone_proven = field.flag("isolated_clone_proven")?,
            "claims_rollback_proven" => self.claims_rollback_proven = field.flag("claims_rollback_proven")?,
            "rollback_evidence_present" => {
                self.rollback_evidence_present = field.flag("rollback_evidence_present")?;
            }
            "before_hash" => field.text("before_hash", &mut self.before_hash)?,
            "after_apply_hash" => field.text("after_apply_hash", &mut self.after_apply_hash)?,
            "emit_pass" => self.emit_pass = field.flag("emit_pass")?,
            "required_grants" => self.grants(field)?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    fn grants(&mut self, field: Field<'_, 'r>) -> Result<(), Unreadable> {
        const NAME: &str = "required_grants";
        let Field { reader, defects, .. } = field;
        self.required_grants.clear();
        self.requires_unknown_grant = false;
        if reader.look() == Some(b'[') {
            reader.list(|reader| {
                let element = reader.value()?;
                if let Value::Text(name) = &element {
                    defects.inspect(NAME, name);
                } else {
                    defects.wrong_type(NAME);
                }
                self.require_named(&element);
                Ok(())
            })?;
            return Ok(());
        }
        // `null` is of the wrong type, too: it counts as absent only where text belongs.
        self.requires_unknown_grant = reader.value()?.is_truthy();
        defects.wrong_type(NAME);
        Ok(())
    }

    /// What is no text names no known grant.
    fn require_named(&mut self, element: &Value<'_>) {
        let grant = match element {
            Value::Text(name) => Grant::named(name.as_str()),
            _ => None,
        };
        match grant {
            Some(grant) => _ = self.required_grants.insert(grant),
            None => self.requires_unknown_grant = true,
        }
    }

    /// Whether both hashes are there and equal, or both of the wrong type.
    pub(super) fn has_equal_hashes(&self) -> bool {
        !self.after_apply_hash.is_absent() && self.after_apply_hash == self.before_hash
    }

    pub(super) fn hashes(&self) -> [Option<&Text<'r>>; 2] {
        [self.before_hash.text(), self.after_apply_hash.text()]
    }
}

impl FromLine for RehearsalRequest<'_> {
    fn defects(&self) -> &Defects {
        &self.defects
    }
}

fn hex(digest: [u8; 32]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    digest
        .into_iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
