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
        let is_structured = text.trim_start().starts_with('{');
        match is_structured.then(|| Event::read(line)).flatten() {
            Some(event) if !self.events.contains(&event) => self.events.push(event),
            None if is_structured && kind == Source::Stdout => {
                self.is_malformed = true;
                self.suspect(&text);
            }
            None if holds_authority(&text) => {
                if self.lines.len() < MOST {
                    self.lines.push(text.clone().into_owned());
                }
                self.suspect(&text);
            }
            Some(_) | None => {}
        }
    }

    fn suspect(&mut self, line: &str) {
        if self.suspicious.len() < MOST {
            self.suspicious.push(line.chars().take(200).collect());
        }
    }
}
