//! Observations and events as JSON.

use std::error::Error;
use std::fmt;

use super::observation::{ArtifactKind, AuthorityEffect, Ending, Event, EventType, Observation};
use crate::gates::json::{Number, Unreadable, Value};
use crate::gates::reading::{self, Defects, Field, TextValue};
use crate::ident::is_blank;

impl Observation {
    /// Reads an observation from one line of JSON. What cannot be read makes it malformed.
    ///
    /// The line is `{"exit_code": …, "events": […], "artifacts": […], "stdout": […], "stderr": […]}`; a negative
    /// `exit_code` is the signal that killed the checker. Only the output may be left out: without its events and artifacts,
    /// nothing says that a run emitted none.
    #[must_use]
    pub fn read(line: &[u8]) -> Self {
        let mut run = Self::new(Ending::Unknown);
        let mut defects = Defects::default();
        let (mut has_events, mut has_artifacts) = (false, false);
        defects.object(line, |field| {
            let is_list = field.reader.look() == Some(b'[');
            has_events |= is_list && field.key() == "events";
            has_artifacts |= is_list && field.key() == "artifacts";
            run.member(field)
        });
        if defects.is_unreadable() {
            run = Self::new(Ending::Unknown);
        }
        run.is_malformed |= !defects.is_clean() || !has_events || !has_artifacts;
        run
    }

    fn member(&mut self, field: Field<'_, '_>) -> Result<(), Unreadable> {
        match field.key() {
            "exit_code" => {
                self.ending = match field.reader.value()? {
                    Value::Number(Number::Integer(code)) => {
                        i64::try_from(code).map_or(Ending::Unknown, Ending::Exited)
                    }
                    // Of the wrong type, but a lenient reader would take it for 0.
                    Value::Bool(false) | Value::Number(Number::Other(0.0)) => {
                        self.is_malformed = true;
                        Ending::Exited(0)
                    }
                    _ => Ending::Unknown,
                };
            }
            "events" => self.list(field, &mut |run, field| run.event(field))?,
            "artifacts" => self.list(field, &mut |run, field| run.artifact(field))?,
            "stdout" | "stderr" => self.list(field, &mut |run, field| {
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

    /// Reads a list, element by element. An element where the list should be, or in a list within it, is malformed, and read like
    /// any other: it could be a grant.
    fn list<'a>(
        &mut self,
        field: Field<'_, 'a>,
        element: &mut dyn FnMut(&mut Self, Field<'_, 'a>) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let Field { reader, defects, .. } = field;
        if reader.look() != Some(b'[') {
            self.is_malformed = true;
            return element(self, Field::nameless(reader, defects));
        }
        reader.list(|reader| {
            let is_list = reader.look() == Some(b'[');
            let field = Field::nameless(reader, defects);
            if is_list {
                self.is_malformed = true;
                return self.list(field, element);
            }
            element(self, field)
        })?;
        Ok(())
    }

    fn event(&mut self, field: Field<'_, '_>) -> Result<(), Unreadable> {
        let event = event(field, Extras::Refused)?;
        self.is_malformed |= event.is_err();
        self.events
            .extend(event.map_or_else(|malformed| malformed.grant(), Some));
        Ok(())
    }

    fn artifact(&mut self, mut field: Field<'_, '_>) -> Result<(), Unreadable> {
        let (mut path, mut kind) = (TextValue::Absent, TextValue::Absent);
        field.object("artifacts", |field| {
            match field.key() {
                "path" => path = field.any_text()?,
                "kind" => kind = field.any_text()?,
                _ => field.unknown()?,
            }
            Ok(())
        })?;
        match kind.as_str().and_then(ArtifactKind::named) {
            Some(kind) => self.artifacts.push(kind),
            None => self.is_malformed = true,
        }
        self.is_malformed |= !path.as_str().is_some_and(names_a_file);
        Ok(())
    }
}

/// Whether a path names something: one of its parts is neither blank nor a step, and none holds what no system lets a
/// name hold.
fn names_a_file(path: &str) -> bool {
    let is_name = |part: &str| !is_blank(part) && part != "." && part != "..";
    path.split(['/', '\\']).any(is_name) && !path.contains('\0')
}

impl Event {
    /// Reads an event that a checker wrote as one line of JSON. A checker may add fields of its own.
    ///
    /// ```
    /// use write_guard::contract::{AuthorityEffect, Event, EventType};
    ///
    /// let rejection = Event::read(br#"{"event_type":"REJECTION","authority_effect":"NONE","rule":7}"#)?;
    /// assert_eq!(rejection, Event::new(EventType::Rejection, AuthorityEffect::None));
    ///
    /// let malformed = Event::read(br#"{"event_type":"GRANT"}"#).unwrap_err();
    /// assert!(malformed.grant().is_some());
    /// # Ok::<(), write_guard::contract::MalformedEvent>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`MalformedEvent`] if the line cannot be read, or the event is outside the vocabulary.
    pub fn read(line: &[u8]) -> Result<Self, MalformedEvent> {
        let (members, defects) = reading::read(line, |members: &mut Members<'_>, field| {
            members.member(field, Extras::Welcome)
        });
        match members.event() {
            Ok(event) if !defects.is_clean() => Err(MalformedEvent::with(event)),
            event => event,
        }
    }
}

/// An event that cannot be read, or is outside the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedEvent {
    grant: Option<Event>,
}

impl MalformedEvent {
    fn with(event: Event) -> Self {
        Self {
            grant: Some(event).filter(|event| event.is_grant()),
        }
    }

    /// The grant that it is nevertheless: its type is `GRANT` or its effect is `GRANTED`, and either alone is one.
    #[must_use]
    pub fn grant(&self) -> Option<Event> {
        self.grant
    }
}

impl fmt::Display for MalformedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the event cannot be read or is outside the vocabulary")
    }
}

impl Error for MalformedEvent {}

/// Whether an event may have fields that the contract does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extras {
    Refused,
    Welcome,
}

/// The members of an event.
#[derive(Debug, Default)]
struct Members<'a> {
    event_type: TextValue<'a>,
    authority_effect: TextValue<'a>,
}

fn event(mut field: Field<'_, '_>, extras: Extras) -> Result<Result<Event, MalformedEvent>, Unreadable> {
    let mut members = Members::default();
    // What is no object leaves the members empty, and these are no event.
    field.object("events", |field| members.member(field, extras))?;
    Ok(members.event())
}

impl<'a> Members<'a> {
    fn member(&mut self, field: Field<'_, 'a>, extras: Extras) -> Result<(), Unreadable> {
        match field.key() {
            "event_type" => self.event_type = field.any_text()?,
            "authority_effect" => self.authority_effect = field.any_text()?,
            "token" | "text" => _ = field.any_text()?,
            _ if extras == Extras::Welcome => field.reader.skip()?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    fn event(&self) -> Result<Event, MalformedEvent> {
        let event_type = self.event_type.as_str().and_then(EventType::named);
        let effect = self.authority_effect.as_str().and_then(AuthorityEffect::named);
        if let (Some(event_type), Some(effect)) = (event_type, effect) {
            return Ok(Event::new(event_type, effect));
        }
        // What stands for the half that cannot be read is harmless, so only the other half can make this a grant.
        Err(MalformedEvent::with(Event::new(
            event_type.unwrap_or(EventType::Info),
            effect.unwrap_or(AuthorityEffect::None),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_checker_may_have_fields_of_its_own_and_no_defect() {
        let read = |members: &str| Event::read(format!("{{{members}}}").as_bytes());
        let info = Event::new(EventType::Info, AuthorityEffect::None);
        let grant = Event::new(EventType::Grant, AuthorityEffect::None);
        for extra in ["", r#","rule":7"#, r#","token":null"#, r#","text":"x""#] {
            let members = format!(r#""event_type":"INFO","authority_effect":"NONE"{extra}"#);
            assert_eq!(read(&members), Ok(info), "{members}");
        }
        for extra in [
            r#","token":5"#,
            r#","event_type":"INFO""#,
            r#","event_type":"GRANT""#,
        ] {
            let members = format!(r#""event_type":"INFO","authority_effect":"NONE"{extra}"#);
            let malformed = read(&members).unwrap_err();
            let is_grant = members.contains("GRANT");
            assert_eq!(malformed.grant(), is_grant.then_some(grant), "{members}");
            assert_eq!(
                malformed.to_string(),
                "the event cannot be read or is outside the vocabulary"
            );
        }
    }
}
