//! What came of every step, in words that two servers can be compared by.

use std::fmt::Debug;

use plane_client::Error;

/// All steps that were taken, in their order.
#[derive(Debug)]
pub(crate) struct Trace {
    mark: String,
    pub(crate) steps: Vec<Step>,
}

/// A step, and what the client made of the answer.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) outcome: Result<String, String>,
}

impl Trace {
    pub(crate) fn new(mark: &str) -> Self {
        Self {
            mark: mark.to_owned(),
            steps: Vec::new(),
        }
    }

    /// Notes a step, and hands out what it answered for the next ones.
    pub(crate) fn note<T: Debug>(&mut self, name: &'static str, answer: Result<T, Error>) -> Option<T> {
        let outcome = match &answer {
            Ok(value) => Ok(self.plain(&format!("{value:?}"))),
            Err(error) => Err(self.plain(&error.to_string())),
        };
        self.steps.push(Step { name, outcome });
        answer.ok()
    }

    /// The same of what says something about people or about others' work: that it was answered is all that is kept.
    pub(crate) fn note_only<T>(&mut self, name: &'static str, answer: Result<T, Error>) -> Option<T> {
        let (value, answer) = match answer {
            Ok(value) => (Some(value), Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.note(name, answer);
        value
    }

    /// Notes a step that cannot be taken here.
    pub(crate) fn leave(&mut self, name: &'static str, why: &str) {
        let outcome = Err(why.to_owned());
        self.steps.push(Step { name, outcome });
    }

    /// Without what is another one in each run: ids, instants, the mark.
    fn plain(&self, text: &str) -> String {
        let text = text
            .replace(&self.mark, "MARK")
            .replace(&self.mark.to_lowercase(), "mark");
        let mut plain = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let length = if let Some(length) = id_length(rest) {
                plain.push_str("ID");
                length
            } else if let Some(length) = instant_length(rest) {
                plain.push_str("INSTANT");
                length
            } else {
                plain.push(first);
                first.len_utf8()
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        plain
    }
}

/// How long the UUID is that the text begins with.
fn id_length(text: &str) -> Option<usize> {
    const LENGTH: usize = 36;
    let id = text.get(..LENGTH)?;
    uuid::Uuid::try_parse(id).ok().map(|_| LENGTH)
}

/// How long the instant is that the text begins with; a date alone is none.
fn instant_length(text: &str) -> Option<usize> {
    let day = text.get(..11)?.strip_suffix('T')?;
    day.parse::<jiff::civil::Date>().ok()?;
    let is_part = |c: char| c.is_ascii_digit() || "-T:.Z+".contains(c);
    Some(text.find(|c| !is_part(c)).unwrap_or(text.len()))
}
