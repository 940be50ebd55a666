//! Instants as Plane writes them, and a clock that never repeats itself.

use std::cell::Cell;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::{Serialize, Serializer};

/// An instant to the microsecond, written like `2026-11-21T09:16:42.079968Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(Timestamp);

impl Stamp {
    /// Reads an RFC 3339 instant with any offset.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// A time of a day somewhere.
    pub(crate) fn at(day: Date, time: Time, offset: Offset) -> Self {
        let instant = offset.to_timestamp(day.to_datetime(time));
        Self(instant.unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// Whole seconds since the Unix epoch, as an activity shows them.
    pub(crate) fn epoch(self) -> f64 {
        Timestamp::from_second(self.epoch_seconds())
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .as_duration()
            .as_secs_f64()
    }

    /// Seconds since the Unix epoch.
    pub(crate) fn epoch_seconds(self) -> i64 {
        self.0.as_second()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Python leaves the fraction out when it is zero, and writes six digits otherwise.
        if self.0.subsec_microsecond() == 0 && self.0.subsec_millisecond() == 0 {
            write!(f, "{:.0}", self.0)
        } else {
            write!(f, "{:.6}", self.0)
        }
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match OFFSET.get() {
            Offset::UTC => serializer.collect_str(self),
            offset => serializer.collect_str(&format_args!("{:.6}", self.0.display_with_offset(offset))),
        }
    }
}

thread_local! {
    /// Where the user is for whom an answer is being written.
    static OFFSET: Cell<Offset> = const { Cell::new(Offset::UTC) };
}

/// Runs what writes an answer for a user who is so far from UTC.
pub(crate) fn written_at<T>(offset: Offset, write: impl FnOnce() -> T) -> T {
    OFFSET.set(offset);
    let answer = write();
    OFFSET.set(Offset::UTC);
    answer
}

/// Gives every row its own instant, so that "newest first" has one answer.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    last: i64,
}

impl Clock {
    /// Now, or one microsecond after the last answer, whichever is later.
    pub(crate) fn now(&mut self) -> Stamp {
        self.last = Timestamp::now().as_microsecond().max(self.last.saturating_add(1));
        Stamp(Timestamp::from_microsecond(self.last).unwrap_or(Timestamp::UNIX_EPOCH))
    }
}
