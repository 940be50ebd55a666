//! What somebody looked at and accepted: with a reason in the code, or in a baseline.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Failure;
use super::class::Class;
use super::classify::Classified;
use super::report::Finding;
use super::source::Source;

/// What a comment begins with that excuses the line it stands on, or the next.
const EXCUSE: &str = "// write-guard: excused:";

/// The reason in a comment at or right above line `line`; a comment without one excuses nothing.
pub(super) fn reason(source: &Source, line: usize) -> Option<String> {
    let own = source.line(line);
    let above = line.checked_sub(1).map(|above| source.line(above));
    let above = above.filter(|above| above.trim_start().starts_with("//"));
    [Some(own), above].into_iter().flatten().find_map(|text| {
        let (before, reason) = text.split_once(EXCUSE)?;
        // What stands in a string is no comment.
        if before.matches('"').count() % 2 == 1 {
            return None;
        }
        let reason = reason.trim();
        reason.chars().any(char::is_alphabetic).then(|| reason.to_owned())
    })
}

/// What a baseline says of findings, wherever they stand in their function by now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Accepted {
    file: String,
    function: Option<String>,
    call: String,
    class: Class,
}

impl Accepted {
    pub(super) fn of(classified: &Classified<'_>, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            function: classified.function.clone(),
            call: classified.hit.path.clone(),
            class: classified.class,
        }
    }
}

/// How often each is accepted.
#[derive(Debug, Default)]
pub(super) struct Baseline(BTreeMap<Accepted, usize>);

impl Baseline {
    /// Reads findings as `--format json` prints them. Lines of another kind count for nothing.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::of(format!("cannot read the baseline {}", path.display()), &error))?;
        let mut baseline = Self::default();
        // Some shells write a mark before the first line.
        for (index, line) in text
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let wrong = |error: &dyn std::error::Error| {
                let number = index.saturating_add(1);
                Failure::of(
                    format!("line {number} of the baseline {} is no finding", path.display()),
                    error,
                )
            };
            let value: serde_json::Value = serde_json::from_str(line).map_err(|error| wrong(&error))?;
            if value.get("kind").is_some_and(|kind| kind != Finding::KIND) {
                continue;
            }
            let accepted: Accepted = serde_json::from_value(value).map_err(|error| wrong(&error))?;
            let count = baseline.0.entry(accepted).or_default();
            *count = count.saturating_add(1);
        }
        Ok(baseline)
    }

    /// Takes one of these, if there is one left.
    pub(super) fn accepts(&mut self, accepted: &Accepted) -> bool {
        match self.0.get_mut(accepted) {
            Some(count) if *count > 0 => {
                *count = count.saturating_sub(1);
                true
            }
            _ => false,
        }
    }

    /// What is accepted and no longer there.
    pub(super) fn stale(&self) -> usize {
        self.0.values().sum()
    }
}
