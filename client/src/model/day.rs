//! An instant of which the server sometimes tells the day only.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// `"2026-11-20T09:00:00Z"`, or `"2026-11-20"`, which is its first instant in UTC.
pub(super) fn or_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else {
        return Ok(None);
    };
    if let Ok(instant) = text.parse() {
        return Ok(Some(instant));
    }
    let day = text.parse::<Date>().map_err(D::Error::custom)?;
    let start = day.to_zoned(TimeZone::UTC).map_err(D::Error::custom)?;
    Ok(Some(start.timestamp()))
}
