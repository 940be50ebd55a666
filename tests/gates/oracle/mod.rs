//! What the specification says, written down a second time and in another way.
//!
//! Straight down the tables of the specification over `serde_json::Value`; nothing of the implementation is used.

pub(crate) mod dot;
pub(crate) mod production;
pub(crate) mod rehearsal;

use serde_json::{Map, Value};

/// What a gate must say.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// The codes of the rules, in order.
    pub(crate) rules: Vec<String>,
    /// The codes of the hardenings, in order.
    pub(crate) hardenings: Vec<String>,
}

impl Verdict {
    pub(crate) fn codes(&self) -> Vec<String> {
        self.rules.iter().chain(&self.hardenings).cloned().collect()
    }

    fn rule(&mut self, holds: bool, code: &str) {
        if holds {
            self.rules.push(code.to_owned());
        }
    }

    fn hardening(&mut self, holds: bool, code: &str) {
        if holds {
            self.hardenings.push(code.to_owned());
        }
    }
}

/// Text under `key`, if it is text.
fn text<'v>(request: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    request.get(key).and_then(Value::as_str)
}

/// Whether a flag is exactly true.
fn is_true(request: &Map<String, Value>, key: &str) -> bool {
    request.get(key) == Some(&Value::Bool(true))
}

/// Whether a lenient reader would take a flag for true.
fn is_truthy(request: &Map<String, Value>, key: &str) -> bool {
    match request.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(object)) => !object.is_empty(),
    }
}

fn is_blank(text: &str) -> bool {
    stripped(text).is_empty()
}

fn stripped(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "\u{1c}\u{1d}\u{1e}\u{1f}".contains(c))
}

/// How many keys are not among the known ones.
fn count_unknown(request: &Map<String, Value>, known: &[&str]) -> usize {
    request
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .count()
}

/// How many of the text fields hold something else than text, and how many of the flags something else than a flag.
fn count_wrong_types(request: &Map<String, Value>, texts: &[&str], flags: &[&str]) -> usize {
    let is_wrong_text =
        |key: &&&str| !matches!(request.get(**key), None | Some(Value::Null | Value::String(_)));
    let is_wrong_flag = |key: &&&str| !matches!(request.get(**key), None | Some(Value::Bool(_)));
    texts.iter().filter(is_wrong_text).count() + flags.iter().filter(is_wrong_flag).count()
}

/// How many of the text fields are malformed.
fn count_malformed(request: &Map<String, Value>, texts: &[&str]) -> usize {
    texts
        .iter()
        .filter(|key| text(request, key).is_some_and(is_malformed))
        .count()
}

fn is_malformed(text: &str) -> bool {
    // Only what the generators of the tests make use of.
    let is_bad =
        |c: char| c.is_control() || "\u{200b}\u{202e}\u{feff}\u{2028}\u{2029}\u{ad}\u{e000}".contains(c);
    !is_blank(text) && (text.len() > 256 || text.chars().any(is_bad))
}

fn repeat(code: &str, times: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(code.to_owned(), times)
}
