//! What a run says.

use std::io::Read;

use write_guard::contract::{Event, holds_authority};

/// The longest line that is read whole, in bytes.
const LONGEST: usize = 1 << 20;

/// How many suspicious lines are kept.
const MOST: usize = 100;

/// Everything that matters of what was said: memory does not grow with what was said in all.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// Each kind of event once.
    pub(super) events: Vec<Event>,
    /// Unstructured lines that hold a word of authority.
    pub(super) lines: Vec<String>,
    /// The first lines that speak against the checker, for people.
    pub(super) suspicious: Vec<String>,
    /// Whether something could not be read.
    pub(super) is_malformed: bool,
}

/// Where lines come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// JSON Lines, or unstructured text.
    Stdout,
    /// Unstructured text; a line that is an event counts as one here too.
    Stderr,
}

impl Output {
    /// Reads until the end.
    pub(super) fn of(mut source: impl Read, kind: Source) -> Self {
        let mut output = Self::default();
        let mut chunk = vec![0; 1 << 16];
        let mut line = Vec::new();
        loop {
            let read = match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => chunk.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => {
                    output.is_malformed = true;
                    break;
                }
            };
            let mut parts = read.split(|byte| *byte == b'\n');
            line.extend_from_slice(parts.next().unwrap_or_default());
            for part in parts {
                output.line(&line, kind);
                line.clear();
                line.extend_from_slice(part);
            }
            if line.len() > LONGEST {
                // A line that nobody can read whole could hold anything.
                output.suspect("a line of more than a megabyte");
                output.line(&line, kind);
                line.clear();
                output.is_malformed = true;
            }
        }
        if !line.is_empty() {
            output.line(&line, kind);
        }
        output
    }

    /// Puts two outputs together.
    pub(super) fn and(mut self, mut other: Self) -> Self {
        self.events.append(&mut other.events);
        self.lines.append(&mut other.lines);
        self.suspicious.append(&mut other.suspicious);
        self.is_malformed |= other.is_malformed;
        self
    }

    fn line(&mut self, line: &[u8], kind: Source) {
        let text = String::from_utf8_lossy(line);
        if !looks_structured(&text) {
            self.unstructured(&text);
            return;
        }
        match Event::read(line) {
            Ok(event) => self.event(event, &text),
            Err(malformed) => {
                if let Some(grant) = malformed.grant() {
                    self.event(grant, &text);
                }
                match kind {
                    Source::Stdout => {
                        self.is_malformed = true;
                        self.suspect(&text);
                    }
                    Source::Stderr => self.unstructured(&text),
                }
            }
        }
    }

    fn event(&mut self, event: Event, text: &str) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
        if event.is_grant() {
            self.suspect(text);
        }
    }

    fn unstructured(&mut self, text: &str) {
        if holds_authority(text) {
            if self.lines.len() < MOST {
                self.lines.push(text.to_owned());
            }
            self.suspect(text);
        }
    }

    fn suspect(&mut self, line: &str) {
        let line: String = line.chars().take(200).collect();
        if self.suspicious.len() < MOST && self.suspicious.last() != Some(&line) {
            self.suspicious.push(line);
        }
    }
}

/// Whether a line begins like an object or a list of objects: what a reader less strict than ours might take for events.
fn looks_structured(text: &str) -> bool {
    let is_before = |character: char| character.is_whitespace() || matches!(character, '[' | '\u{feff}');
    text.trim_start_matches(is_before).starts_with('{')
}

#[cfg(test)]
mod tests {
    use write_guard::contract::{AuthorityEffect, EventType};

    use super::*;

    const GRANT: Event = Event::new(EventType::Grant, AuthorityEffect::None);

    fn stdout(text: &str) -> Output {
        Output::of(text.as_bytes(), Source::Stdout)
    }

    fn stderr(text: &str) -> Output {
        Output::of(text.as_bytes(), Source::Stderr)
    }

    #[test]
    fn half_a_grant_is_a_grant() {
        let line = r#"{"event_type":"GRANT"}"#;
        let output = stdout(line);
        assert_eq!((output.events, output.is_malformed), (vec![GRANT], true));
        let output = stderr(line);
        assert_eq!((output.events, output.is_malformed), (vec![GRANT], false));
    }

    #[test]
    fn events_in_a_list_or_after_a_byte_order_mark_are_not_overlooked() {
        let grant = r#"{"event_type":"GRANT","authority_effect":"GRANTED"}"#;
        for line in [
            format!("[{grant}]"),
            format!(" [ [{grant}]]"),
            format!("\u{feff}{grant}"),
        ] {
            assert!(stdout(&line).is_malformed, "{line}");
        }
        assert!(!stdout("[info] rejected: {}").is_malformed);
    }

    #[test]
    fn a_grant_is_shown_to_whoever_asks_why() {
        let line = r#"{"event_type":"GRANT","authority_effect":"NONE"}"#;
        for output in [stdout(line), stderr(line)] {
            assert_eq!(output.suspicious, [line]);
        }
    }
}
