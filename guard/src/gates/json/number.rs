//! Numbers, with integers kept apart from the rest.

use super::reader::Unreadable;

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
    /// Reads a number at the start of `text`; also says how long it is.
    pub(super) fn parse(text: &str) -> Result<(Self, usize), Unreadable> {
        let bytes = text.as_bytes();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let (magnitude, end_of_whole) = whole(bytes, sign)?;
        let end = exponent(bytes, fraction(bytes, end_of_whole)?)?;
        let number = if end == end_of_whole {
            integer(magnitude, sign > 0)?
        } else {
            other(text.get(..end).ok_or(Unreadable)?)?
        };
        Ok((number, end))
    }

    pub(crate) fn is_zero(self) -> bool {
        match self {
            Self::Integer(integer) => integer == 0,
            Self::Other(other) => other == 0.0,
        }
    }

    /// Whether both stand for the same amount, however written.
    #[expect(
        clippy::float_cmp,
        clippy::cast_precision_loss,
        reason = "equal means equal; what is not an integer is refused later anyway"
    )]
    pub(crate) fn equals(self, that: Self) -> bool {
        match (self, that) {
            (Self::Integer(one), Self::Integer(two)) => one == two,
            (Self::Other(one), Self::Other(two)) => one == two,
            (Self::Integer(integer), Self::Other(other)) | (Self::Other(other), Self::Integer(integer)) => {
                integer as f64 == other
            }
        }
    }
}

/// The amount of the digits from `start` on, if `u64` holds it, and where they end.
fn whole(bytes: &[u8], start: usize) -> Result<(Option<u64>, usize), Unreadable> {
    let mut magnitude = Some(0_u64);
    let mut end = start;
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        magnitude = magnitude.and_then(|all| all.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        end = end.saturating_add(1);
    }
    let count = end.saturating_sub(start);
    let leads_with_zero = bytes.get(start) == Some(&b'0');
    if count == 0 || (leads_with_zero && count > 1) {
        return Err(Unreadable);
    }
    Ok((magnitude, end))
}

fn integer(magnitude: Option<u64>, is_negative: bool) -> Result<Number, Unreadable> {
    let magnitude = magnitude.ok_or(Unreadable)?;
    if is_negative && magnitude > i64::MIN.unsigned_abs() {
        return Err(Unreadable);
    }
    let value = i128::from(magnitude);
    Ok(Number::Integer(if is_negative { -value } else { value }))
}

fn other(written: &str) -> Result<Number, Unreadable> {
    let value = written.parse::<f64>().map_err(|_| Unreadable)?;
    if value.is_finite() {
        Ok(Number::Other(value))
    } else {
        Err(Unreadable)
    }
}

/// The end of the fraction that may start at `at`.
fn fraction(bytes: &[u8], at: usize) -> Result<usize, Unreadable> {
    if bytes.get(at) == Some(&b'.') {
        some_digits(bytes, at.saturating_add(1))
    } else {
        Ok(at)
    }
}

/// The end of the exponent that may start at `at`.
fn exponent(bytes: &[u8], at: usize) -> Result<usize, Unreadable> {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return Ok(at);
    }
    let after = at.saturating_add(1);
    let sign = usize::from(matches!(bytes.get(after), Some(b'+' | b'-')));
    some_digits(bytes, after.saturating_add(sign))
}

fn some_digits(bytes: &[u8], at: usize) -> Result<usize, Unreadable> {
    match digits(bytes, at) {
        0 => Err(Unreadable),
        count => Ok(at.saturating_add(count)),
    }
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
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
                matches!(Number::parse(text), Ok((Number::Integer(v), _)) if v == value),
                "{text}"
            );
        }
        for text in [
            "-9223372036854775809",
            "18446744073709551616",
            &"9".repeat(1000),
            "1e400",
            "-1e400",
            "01",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "",
            "x",
        ] {
            assert!(Number::parse(text).is_err(), "{text}");
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
    fn amounts_are_compared_whatever_their_spelling() {
        let number = |text| Number::parse(text).unwrap().0;
        assert!(number("1").equals(number("1.0")) && number("1e0").equals(number("1")));
        assert!(!number("1").equals(number("2")) && !number("1.5").equals(number("1")));
        assert!(number("0").is_zero() && number("0.0").is_zero() && !number("0.1").is_zero());
    }
}
