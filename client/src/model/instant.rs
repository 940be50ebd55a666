//! An instant, of which a server sometimes tells the day only.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `"2026-11-20T09:00:00Z"`, or `"2026-11-20"`, which is its first instant in UTC.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let instant = Option::<Instant>::deserialize(deserializer)?;
    Ok(instant.map(|instant| instant.0))
}

struct Instant(Timestamp);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Read)
    }
}

struct Read;

impl Visitor<'_> for Read {
    type Value = Instant;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant or a day")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Instant, E> {
        if let Ok(instant) = text.parse() {
            return Ok(Instant(instant));
        }
        let day = text.parse::<Date>().map_err(E::custom)?;
        let start = day.to_zoned(TimeZone::UTC).map_err(E::custom)?;
        Ok(Instant(start.timestamp()))
    }
}

/// As a server writes it to a user in UTC: with six digits behind the second, or none.
#[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
pub(super) fn serialize<S: Serializer>(
    instant: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match instant {
        Some(instant) if instant.subsec_nanosecond() == 0 => {
            serializer.collect_str(&format_args!("{instant:.0}"))
        }
        Some(instant) if instant.subsec_nanosecond() % 1000 == 0 => {
            serializer.collect_str(&format_args!("{instant:.6}"))
        }
        other => other.serialize(serializer),
    }
}
