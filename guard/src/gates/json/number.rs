//! Numbers, with integers kept apart from the rest.

/// A number that was written as an integer, or otherwise.
///
/// An integer outside `i64::MIN..=u64::MAX`, and anything beyond `f64`, is out of range: rounding it could make two
/// different counts equal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Integer(i128),
    Other(f64),
}

impl Number {
    /// Reads a number at the start of `text`; also says how long it is. `None` if there is none, or it is out of range.
    pub(super) fn parse(text: &str) -> Option<(Self, usize)> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let after_whole = match unsigned.strip_prefix('0') {
            Some(rest) => rest,
            None => after_digits(unsigned)?,
        };
        let rest = after_exponent(after_fraction(after_whole)?)?;
        let length = text.len().saturating_sub(rest.len());
        let written = text.get(..length)?;
        let number = if rest.len() == after_whole.len() {
            integer(written)?
        } else {
            other(written)?
        };
        Some((number, length))
    }

    pub(crate) fn is_zero(self) -> bool {
        match self {
            Self::Integer(integer) => integer == 0,
            Self::Other(other) => other == 0.0,
        }
    }
}

/// An integer from `i64::MIN` to `u64::MAX`.
fn integer(written: &str) -> Option<Number> {
    let unsigned = written.parse::<u64>().map(i128::from);
    let value = unsigned.or_else(|_| written.parse::<i64>().map(i128::from));
    value.ok().map(Number::Integer)
}

fn other(written: &str) -> Option<Number> {
    let value = written.parse::<f64>().ok()?;
    value.is_finite().then_some(Number::Other(value))
}

/// What follows the fraction that `text` may begin with.
fn after_fraction(text: &str) -> Option<&str> {
    match text.strip_prefix('.') {
        Some(digits) => after_digits(digits),
        None => Some(text),
    }
}

/// What follows the exponent that `text` may begin with.
fn after_exponent(text: &str) -> Option<&str> {
    match text.strip_prefix(['e', 'E']) {
        Some(exponent) => after_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => Some(text),
    }
}

/// What follows the digits that `text` must begin with.
fn after_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_kept_exactly_or_refused() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("7,", 7),
            ("-9223372036854775808", i128::from(i64::MIN)),
            ("18446744073709551615", i128::from(u64::MAX)),
        ] {
            assert!(
                matches!(Number::parse(text), Some((Number::Integer(v), _)) if v == value),
                "{text}"
            );
        }
        for text in [
            "-9223372036854775809",
            "18446744073709551616",
            &"9".repeat(1000),
            "1e400",
            "-1e400",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "",
            "x",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn nothing_follows_a_leading_zero() {
        for text in ["01", "-01", "00", "0x1"] {
            let (number, length) = Number::parse(text).unwrap();
            assert!(number.is_zero() && length < text.len(), "{text}");
        }
    }

    #[test]
    fn what_has_a_point_or_an_exponent_is_no_integer() {
        for text in ["1.0", "1e2", "1E+2", "0.0", "1e-400"] {
            let (number, length) = Number::parse(text).unwrap();
            assert!(matches!(number, Number::Other(_)), "{text}");
            assert_eq!(length, text.len());
        }
    }

    #[test]
    fn zero_is_zero_whatever_its_spelling() {
        let is_zero = |text| Number::parse(text).unwrap().0.is_zero();
        assert!(is_zero("0") && is_zero("-0") && is_zero("0.0") && !is_zero("0.1"));
    }
}
