//! The policy, for people.

use std::fmt;

use super::entry::Entry;
use super::{Ids, List, OptIn, Policy};

/// What a policy says, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PolicySummary {
    opted_in: bool,
    allowed: Option<Vec<String>>,
    protected: Option<Vec<String>>,
    unusable: Option<String>,
    files: Vec<String>,
    warnings: Vec<&'static str>,
}

impl Policy {
    /// What this policy says, to be shown.
    #[must_use]
    pub fn summary(&self) -> PolicySummary {
        PolicySummary {
            opted_in: self.opt_in == OptIn::On,
            allowed: shown(&self.allowed, &|entry, lists| {
                lists.iter().all(|ids| ids.objects(entry.asked()).is_none())
            }),
            protected: shown(&self.protected, &|_, _| true),
            unusable: self.unusable().map(ToString::to_string),
            files: self.files.clone(),
            warnings: self.warnings(),
        }
    }

    fn warnings(&self) -> Vec<&'static str> {
        let names_any = |lists: &[List]| lists.iter().flatten().any(|ids| !ids.is_empty());
        let mut warnings = Vec::new();
        if names_any(&self.allowed) && !names_any(&self.protected) && self.unusable().is_none() {
            warnings.push(
                "something is allowed and nothing is protected: name what no test may ever write to in `protected` of \
                 `.config/write-guard.toml`, or in `WRITE_GUARD_PROTECTED_PROJECTS`",
            );
        }
        if self.opt_in == OptIn::Misspelt {
            warnings.push("`WRITE_GUARD_SANDBOX_WRITES` is set and not exactly `1`, so nothing opted in");
        }
        if self.files.len() > 1 {
            warnings.push(
                "there is more than one reviewed file: what any of them protects is protected, and allowed is only what all \
                 of them name that name sandboxes",
            );
        }
        warnings
    }
}

/// The entries of which `counts` holds, in order; `None` if no list was given that can be used.
fn shown(lists: &[List], counts: &dyn Fn(&Entry, &[&Ids]) -> bool) -> Option<Vec<String>> {
    let given: Vec<&Ids> = lists.iter().flatten().collect();
    let mut shown = Vec::new();
    for ids in &given {
        for entry in ids.entries() {
            if counts(entry, &given) {
                shown.push(entry.to_string());
            }
        }
    }
    shown.sort_unstable();
    shown.dedup();
    (!given.is_empty()).then_some(shown)
}

impl fmt::Display for PolicySummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |list: &Option<Vec<String>>| match list {
            Some(ids) if !ids.is_empty() => ids.join(", "),
            _ => "none".into(),
        };
        f.write_str(if self.opted_in {
            "opted in to sandbox writes"
        } else {
            "not opted in to sandbox writes"
        })?;
        write!(
            f,
            "; allowed: {}; protected: {}",
            listed(&self.allowed),
            listed(&self.protected)
        )?;
        match &*self.files {
            [] => {}
            files => write!(f, "; reviewed in `{}`", files.join("`, `"))?,
        }
        if let Some(unusable) = &self.unusable {
            write!(f, "; {unusable}, so every write is blocked")?;
        }
        for warning in &self.warnings {
            write!(f, "; warning: {warning}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_told_in_one_line() {
        let told = |policy: &Policy| policy.summary().to_string();
        assert_eq!(
            told(&Policy::new(false)),
            "not opted in to sandbox writes; allowed: none; protected: none"
        );
        assert_eq!(
            told(&Policy::new(true).allow("b,a").protect("c")),
            "opted in to sandbox writes; allowed: a, b; protected: c"
        );
        assert!(
            told(&Policy::new(true).allow("a*")).ends_with("is not a plain id, so every write is blocked")
        );
    }

    #[test]
    fn an_empty_list_is_shown_as_none() {
        let told = Policy::new(true).allow("").protect("").summary().to_string();
        assert_eq!(told, "opted in to sandbox writes; allowed: none; protected: none");
    }

    #[test]
    fn what_is_allowed_without_anything_protected_is_warned_of() {
        let warnings = |policy: Policy| policy.summary().warnings;
        for policy in [
            Policy::new(false).allow("a"),
            Policy::new(true).allow("a").protect(""),
        ] {
            let warnings = warnings(policy);
            assert_eq!(warnings.len(), 1, "{warnings:?}");
            assert!(warnings[0].starts_with("something is allowed and nothing is protected"));
        }
        for policy in [
            Policy::new(true),
            Policy::new(true).allow(""),
            Policy::new(true).allow("a").protect("b"),
            Policy::new(true).protect("b"),
            Policy::new(true).allow("a").protect("b;c"),
        ] {
            assert!(warnings(policy.clone()).is_empty(), "{policy:?}");
        }
    }

    #[test]
    fn a_misspelt_opt_in_and_a_second_file_are_warned_of() {
        let misspelt = Policy {
            opt_in: OptIn::Misspelt,
            ..Policy::new(false)
        };
        assert_eq!(misspelt.summary().warnings.len(), 1);
        for (files, expected) in [(0, 0), (1, 0), (2, 1), (3, 1)] {
            let policy = Policy {
                files: vec!["f".into(); files],
                ..Policy::new(true)
            };
            assert_eq!(policy.summary().warnings.len(), expected, "{files}");
        }
    }
}
