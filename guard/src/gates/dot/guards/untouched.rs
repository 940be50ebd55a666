//! Guard 3, `DOT_PRODUCTION_UNTOUCHED_VERIFY`: production is the same before and after.

use crate::gates::dot::evidence::{Evidence, Snapshot};
use crate::gates::dot::surface::Surface;
use crate::gates::dot::time;
use crate::gates::json::{Number, Value, canonical_by_amount};

/// What guard 3 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gates::dot) enum Verdict {
    Pass,
    Fail,
    Unknown,
}

/// One finding of guard 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gates::dot) enum Finding {
    /// No surface differs.
    Equal,
    /// There is no evidence.
    NoEvidence,
    /// One of the two snapshots is not there.
    MissingHalf,
    /// Surfaces that a snapshot does not have.
    Incomplete(Surfaces),
    /// Surfaces that differ.
    Drift(Surfaces),
    /// Surfaces whose values prove nothing, and whether there are surfaces that nobody knows.
    Unusable(Surfaces, bool),
    /// The append tables were written.
    Appended,
}

/// What guard 3 found: one finding by the rules, and what the hardenings add to it.
#[derive(Clone, Copy, Debug)]
pub(in crate::gates::dot) struct Untouched {
    pub(in crate::gates::dot) by_rule: Finding,
    pub(in crate::gates::dot) unusable: Option<Finding>,
    pub(in crate::gates::dot) appended: Option<Finding>,
}

/// Compares what the evidence says of before and after.
pub(in crate::gates::dot) fn verify(evidence: Option<&Evidence<'_>>) -> Untouched {
    let halves = evidence.and_then(|evidence| Some((evidence.before.as_ref()?, evidence.after.as_ref()?)));
    let has_writes = evidence
        .and_then(|evidence| evidence.writes.as_ref())
        .is_some_and(|writes| !writes.is_empty);
    Untouched {
        by_rule: match (evidence, halves) {
            (None, _) => Finding::NoEvidence,
            (Some(_), None) => Finding::MissingHalf,
            (Some(_), Some((before, after))) => compare(before, after),
        },
        unusable: halves.and_then(|(before, after)| usability(before, after)),
        appended: has_writes.then_some(Finding::Appended),
    }
}

fn compare(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Finding {
    let missing = Surfaces::of(|surface| before.get(surface).is_none() || after.get(surface).is_none());
    if !missing.is_empty() {
        return Finding::Incomplete(missing);
    }
    let drift = Surfaces::of(|surface| !are_equal(before.get(surface), after.get(surface)));
    if drift.is_empty() {
        Finding::Equal
    } else {
        Finding::Drift(drift)
    }
}

fn usability(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Option<Finding> {
    let unusable = Surfaces::of(|surface| match (before.get(surface), after.get(surface)) {
        (Some(one), Some(two)) => !is_usable(surface, one) || !is_usable(surface, two),
        (Some(value), None) | (None, Some(value)) => !is_usable(surface, value),
        (None, None) => false,
    });
    let has_unknown = before.has_unknown_surface || after.has_unknown_surface;
    (has_unknown || !unusable.is_empty()).then_some(Finding::Unusable(unusable, has_unknown))
}

/// Whether a value proves something: a count that is an integer from 0 up, a date of RFC 3339.
///
/// Two usable values of one surface are of one type.
fn is_usable(surface: Surface, value: &Value<'_>) -> bool {
    match value {
        Value::Number(Number::Integer(count)) => surface.is_count() && *count >= 0,
        Value::Text(date) => !surface.is_count() && time::is_rfc3339(date.as_str()),
        _ => false,
    }
}

/// Whether a lenient reader would call two values equal. Those that it should not call equal are unusable anyway.
fn are_equal(one: Option<&Value<'_>>, two: Option<&Value<'_>>) -> bool {
    match (one, two) {
        (Some(Value::Text(one)), Some(Value::Text(two))) => one == two,
        (Some(Value::Number(Number::Integer(one))), Some(Value::Number(Number::Integer(two)))) => one == two,
        (Some(one), Some(two)) => spelled(one) == spelled(two),
        _ => false,
    }
}

fn spelled(value: &Value<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    canonical_by_amount(value, &mut out);
    out
}

impl Untouched {
    /// The worst that was found.
    pub(in crate::gates::dot) fn verdict(&self) -> Verdict {
        self.leading().verdict()
    }

    /// The first of the worst findings.
    pub(in crate::gates::dot) fn leading(&self) -> Finding {
        let rank = |finding: &Finding| match finding.verdict() {
            Verdict::Fail => 0,
            Verdict::Unknown => 1,
            Verdict::Pass => 2,
        };
        self.findings().min_by_key(rank).unwrap_or(Finding::NoEvidence)
    }

    /// All that was found.
    pub(in crate::gates::dot) fn findings(&self) -> impl Iterator<Item = Finding> {
        [Some(self.by_rule), self.unusable, self.appended]
            .into_iter()
            .flatten()
    }
}

impl Finding {
    pub(in crate::gates::dot) const fn verdict(self) -> Verdict {
        match self {
            Self::Equal => Verdict::Pass,
            Self::Drift(_) | Self::Appended => Verdict::Fail,
            Self::NoEvidence | Self::MissingHalf | Self::Incomplete(_) | Self::Unusable(..) => {
                Verdict::Unknown
            }
        }
    }

    pub(in crate::gates::dot) const fn reason(self) -> &'static str {
        match self {
            Self::Equal => "all_surfaces_equal",
            Self::NoEvidence => "no_evidence_supplied",
            Self::MissingHalf => "missing_before_or_after",
            Self::Incomplete(_) => "incomplete_surfaces",
            Self::Drift(_) => "production_drift_detected",
            Self::Unusable(..) => "unusable_evidence",
            Self::Appended => "append_write_set_not_empty",
        }
    }
}

impl Verdict {
    pub(in crate::gates::dot) const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// A set of surfaces: one bit for each, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gates::dot) struct Surfaces(u16);

impl Surfaces {
    fn of(is_in: impl Fn(Surface) -> bool) -> Self {
        let bit = |surface: &Surface| u16::from(is_in(*surface)) << *surface as u16;
        Self(Surface::ALL.iter().map(bit).sum())
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their names, in the order of the table.
    pub(in crate::gates::dot) fn names(self) -> impl Iterator<Item = &'static str> {
        let is_in = move |surface: &Surface| self.0 >> *surface as u16 & 1 == 1;
        Surface::ALL.iter().copied().filter(is_in).map(Surface::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, verify};
    use crate::gates::dot::DotRequest;
    use crate::gates::dot::surface::Surface;

    /// Whether the rule takes for equal what one surface measured before and after.
    fn are_equal(before: &str, after: &str) -> bool {
        let half = |value: &str| {
            let values = Surface::ALL.iter().enumerate();
            let values = values.map(|(index, surface)| match index {
                0 => format!(r#""{surface}":{value}"#),
                _ => format!(r#""{surface}":7"#),
            });
            format!("{{{}}}", values.collect::<Vec<_>>().join(","))
        };
        let (before, after) = (half(before), half(after));
        let line = format!(r#"{{"production_untouched_evidence":{{"before":{before},"after":{after}}}}}"#);
        let untouched = verify(DotRequest::read(line.as_bytes()).evidence.as_deref());
        assert!(
            matches!(untouched.by_rule, Finding::Equal | Finding::Drift(_)),
            "{line}"
        );
        untouched.by_rule == Finding::Equal
    }

    #[test]
    fn the_rule_takes_for_equal_what_its_reference_did_however_deep_it_lies() {
        for (before, after, expected) in [
            ("7", "7", true),
            ("7", "8", false),
            ("1", "1.0", true),
            ("1", "true", true),
            ("-0.0", "false", true),
            ("9007199254740992", "9007199254740992.0", true),
            ("9007199254740993", "9007199254740992.0", false),
            ("18446744073709551615", "18446744073709551616.0", false),
            ("[1]", "[1.0]", true),
            (r#"{"a":[true]}"#, r#"{"a":[1]}"#, true),
            (r#"{"a":2}"#, r#"{"a":1,"a":2}"#, true),
            ("[0]", "[null]", false),
            ("7", r#""7""#, false),
            ("null", "null", true),
            ("0", "null", false),
        ] {
            assert_eq!(are_equal(before, after), expected, "{before} {after}");
            assert_eq!(are_equal(after, before), expected, "{after} {before}");
        }
    }
}
