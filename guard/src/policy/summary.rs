//! The policy, for people.

use std::fmt;

use serde::Serialize;

use super::Policy;

/// What a policy says, to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicySummary {
    opted_in: bool,
    allowed: Option<Vec<String>>,
    protected: Option<Vec<String>>,
    unusable: Option<String>,
}

impl Policy {
    /// What this policy says, to be shown.
    #[must_use]
    pub fn summary(&self) -> PolicySummary {
        PolicySummary {
            opted_in: self.opt_in,
            allowed: self.allowed.sorted(),
            protected: self.protected.sorted(),
            unusable: self.unusable().map(ToString::to_string),
        }
    }
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
        match &self.unusable {
            Some(unusable) => write!(f, "; {unusable}, so every write is blocked"),
            None => Ok(()),
        }
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
}
