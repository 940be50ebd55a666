//! Observations and events as JSON.

use super::observation::{ArtifactKind, AuthorityEffect, Ending, Event, EventType, Observation};
use crate::json::{Number, Unreadable, Value};
use crate::reading::{Field, Reading, Words};

impl Observation {
    /// Reads an observation from one line of JSON. What cannot be read makes it malformed.
    ///
    /// The line is `{"exit_code": …, "events": […], "artifacts": […], "stdout": […], "stderr": […]}`; a negative
    /// `exit_code` is the signal that killed the checker.
    #[must_use]
    pub fn read(line: &[u8]) -> Self {
        let mut run = Self::new(Ending::Unknown);
        let mut reading = Reading::default();
        reading.object(line, |field| run.member(field));
        if reading.is_unreadable() {
            run = Self::new(Ending::Unknown);
        }
        run.is_malformed |= !reading.is_clean();
        run
    }

    fn member(&mut self, field: Field<'_, '_>) -> Result<(), Unreadable> {
        match field.key() {
            "exit_code" => {
                self.ending = match field.reader.value()? {
                    Value::Number(Number::Integer(code)) => {
                        i64::try_from(code).map_or(Ending::Unknown, Ending::Exited)
                    }
                    _ => Ending::Unknown,
                };
            }
            "events" => self.list(field, |run, field| run.event(field))?,
            "artifacts" => self.list(field, |run, field| run.artifact(field))?,
            "stdout" | "stderr" => self.list(field, |run, field| {
                match field.reader.value()? {
                    Value::Text(line) => run.lines.push(line.as_str().to_owned()),
                    _ => run.is_malformed = true,
                }
                Ok(())
            })?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    /// Reads a list, element by element.
    fn list<'a>(
        &mut self,
        field: Field<'_, 'a>,
        mut element: impl FnMut(&mut Self, Field<'_, 'a>) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let Field { reader, reading, .. } = field;
        match reader.look() {
            Some(b'[') => {
                reader.list(|reader| element(self, Field::nameless(reader, reading)))?;
            }
            _ => self.is_malformed |= !matches!(reader.value()?, Value::Null),
        }
        Ok(())
    }

    fn event(&mut self, field: Field<'_, '_>) -> Result<(), Unreadable> {
        match event(field, Extras::Refused)? {
            Some(event) => self.events.push(event),
            None => self.is_malformed = true,
        }
        Ok(())
    }

    fn artifact(&mut self, mut field: Field<'_, '_>) -> Result<(), Unreadable> {
        let (mut path, mut kind) = (Words::Absent, Words::Absent);
        field.object("artifacts", |field| {
            match field.key() {
                "path" => path = field.plain_words()?,
                "kind" => kind = field.plain_words()?,
                _ => field.unknown()?,
            }
            Ok(())
        })?;
        match kind.as_str().and_then(ArtifactKind::named) {
            Some(kind) => self.artifacts.push(kind),
            None => self.is_malformed = true,
        }
        self.is_malformed |= path.as_str().is_none();
        Ok(())
    }
}

impl Event {
    /// Reads an event that a checker wrote as one line of JSON; `None` if it is outside the vocabulary.
    ///
    /// A checker may add fields of its own.
    #[must_use]
    pub fn read(line: &[u8]) -> Option<Self> {
        let (members, reading) = Reading::of(line, |members: &mut Members<'_>, field| {
            members.member(field, Extras::Welcome)
        });
        members.event().filter(|_| reading.is_clean())
    }
}

/// Whether an event may have fields that the contract does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extras {
    Refused,
    Welcome,
}

/// The members of an event.
#[derive(Debug, Default)]
struct Members<'a> {
    event_type: Words<'a>,
    authority_effect: Words<'a>,
}

fn event(mut field: Field<'_, '_>, extras: Extras) -> Result<Option<Event>, Unreadable> {
    let mut members = Members::default();
    let is_object = field.object("events", |field| members.member(field, extras))?;
    Ok(members.event().filter(|_| is_object))
}

impl<'a> Members<'a> {
    fn member(&mut self, field: Field<'_, 'a>, extras: Extras) -> Result<(), Unreadable> {
        match field.key() {
            "event_type" => self.event_type = field.plain_words()?,
            "authority_effect" => self.authority_effect = field.plain_words()?,
            "token" | "text" => _ = field.plain_words()?,
            _ if extras == Extras::Welcome => field.reader.skip()?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    fn event(&self) -> Option<Event> {
        Some(Event::new(
            EventType::named(self.event_type.as_str()?)?,
            AuthorityEffect::named(self.authority_effect.as_str()?)?,
        ))
    }
}
