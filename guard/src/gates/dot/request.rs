//! What the DOT gate is asked.

use std::borrow::Cow;

use super::evidence::Evidence;
use super::owner::OwnerGate;
use super::run_id::RunId;
use super::vocabulary::{Channel, DOT_CODE, Mode};
use crate::gates::json::{Text, Unreadable, Value};
use crate::gates::reading::{self, Defects, Field, Flag, FromLine, TextValue};

/// A schema write, or a plan of one, that somebody wants.
#[derive(Clone, Debug, Default)]
pub struct DotRequest<'r> {
    pub(super) dot_code: TextValue<'r>,
    pub(super) mode: TextValue<'r>,
    pub(super) channel: TextValue<'r>,
    pub(super) actor: TextValue<'r>,
    pub(super) run_id: TextValue<'r>,
    pub(super) owner_authorization_ref: TextValue<'r>,
    pub(super) target_schema: TextValue<'r>,
    pub(super) use_directus_generic_create: Flag,
    pub(super) copy_production_data: Flag,
    pub(super) evidence: Option<Box<Evidence<'r>>>,
    /// Whether the line said something about the owner's gate that was no flag.
    pub(super) has_invalid_gate: bool,
    defects: Defects,
}

impl<'r> DotRequest<'r> {
    /// A request in this mode, through this channel.
    #[must_use]
    pub fn new(mode: Mode, channel: Channel) -> Self {
        Self {
            dot_code: TextValue::Text(DOT_CODE.into()),
            mode: TextValue::Text(mode.as_str().into()),
            channel: TextValue::Text(channel.as_str().into()),
            ..Self::default()
        }
    }

    /// Names who answers for it.
    #[must_use]
    pub fn actor(mut self, actor: impl Into<Cow<'r, str>>) -> Self {
        self.actor = self.text("actor", actor.into());
        self
    }

    /// Names the run.
    #[must_use]
    pub fn run_id(mut self, run_id: &RunId) -> Self {
        self.run_id = self.text("run_id", run_id.as_str().to_owned().into());
        self
    }

    /// Refers to the owner's authorization.
    #[must_use]
    pub fn owner_authorization_ref(mut self, reference: impl Into<Cow<'r, str>>) -> Self {
        self.owner_authorization_ref = self.text("owner_authorization_ref", reference.into());
        self
    }

    /// Names the schema to create or to drop.
    #[must_use]
    pub fn target_schema(mut self, schema: impl Into<Cow<'r, str>>) -> Self {
        self.target_schema = self.text("target_schema", schema.into());
        self
    }

    /// Adds what was measured in production.
    #[must_use]
    pub fn production_untouched_evidence(self, evidence: Evidence<'r>) -> Self {
        Self {
            evidence: Some(Box::new(evidence)),
            ..self
        }
    }

    /// Reads the request from one line of JSON. Whatever is wrong with the line becomes a reason of the decision.
    #[must_use]
    pub fn read(line: &'r [u8]) -> Self {
        let (request, defects) = reading::read(line, Self::member);
        Self { defects, ..request }
    }

    /// Reads the line that holds the request and, beside it, whether the owner's gate is open.
    pub(crate) fn read_with_gate(line: &'r [u8]) -> (Self, OwnerGate) {
        let mut request = Self::default();
        let mut defects = Defects::default();
        let (mut is_open, mut is_there, mut has_invalid_gate) = (false, false, false);
        defects.object(line, |mut field| {
            match field.key() {
                "request" => {
                    request = Self::default();
                    is_there = field.object("request", |field| request.member(field))?;
                }
                "owner_real_run_gate_open" => {
                    let value = field.reader.value()?;
                    is_open = matches!(value, Value::Bool(true));
                    has_invalid_gate |= !matches!(value, Value::Bool(_));
                }
                _ => field.unknown()?,
            }
            Ok(())
        });
        if !is_there {
            defects.give_up();
        }
        if defects.is_unreadable() {
            (request, is_open, has_invalid_gate) = (Self::default(), false, false);
        }
        request.has_invalid_gate = has_invalid_gate;
        request.defects = defects;
        let gate = if is_open {
            OwnerGate::open()
        } else {
            OwnerGate::closed()
        };
        (request, gate)
    }

    /// The mode, if it is one.
    pub(crate) fn known_mode(&self) -> Option<Mode> {
        self.mode.as_str().and_then(Mode::named)
    }

    fn text(&mut self, name: &'static str, text: Cow<'r, str>) -> TextValue<'r> {
        let text = Text::from(text);
        self.defects.inspect(name, &text);
        TextValue::Text(text)
    }

    fn member(&mut self, field: Field<'_, 'r>) -> Result<(), Unreadable> {
        match field.key() {
            "dot_code" => field.text("dot_code", &mut self.dot_code)?,
            "mode" => field.text("mode", &mut self.mode)?,
            "channel" => field.text("channel", &mut self.channel)?,
            "actor" => field.text("actor", &mut self.actor)?,
            "run_id" => field.text("run_id", &mut self.run_id)?,
            "owner_authorization_ref" => {
                field.text("owner_authorization_ref", &mut self.owner_authorization_ref)?;
            }
            "target_schema" => field.text("target_schema", &mut self.target_schema)?,
            "use_directus_generic_create" => {
                self.use_directus_generic_create = field.flag("use_directus_generic_create")?;
            }
            "copy_production_data" => self.copy_production_data = field.flag("copy_production_data")?,
            "production_untouched_evidence" => self.evidence = Evidence::read(field)?.map(Box::new),
            _ => field.unknown()?,
        }
        Ok(())
    }
}

impl FromLine for DotRequest<'_> {
    fn defects(&self) -> &Defects {
        &self.defects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_answers_about_the_owners_gate_the_last_one_counts_and_a_wrong_one_is_told() {
        for (one, two, is_open, is_invalid) in [
            ("true", "false", false, false),
            ("false", "true", true, false),
            ("1", "true", true, true),
            ("true", "1", false, true),
            ("true", "null", false, true),
        ] {
            let line = format!(
                r#"{{"request":{{}},"owner_real_run_gate_open":{one},"owner_real_run_gate_open":{two}}}"#
            );
            let (request, gate) = DotRequest::read_with_gate(line.as_bytes());
            assert_eq!(
                (gate.is_open(), request.has_invalid_gate),
                (is_open, is_invalid),
                "{line}"
            );
            assert!(!request.defects.is_clean(), "a key that came twice blocks");
        }
    }
}
