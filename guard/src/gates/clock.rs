//! Date and time, for records.

use std::time::{SystemTime, UNIX_EPOCH};

/// A date and time, as a record shows it: RFC 3339, in UTC and to the millisecond.
///
/// ```
/// use std::time::UNIX_EPOCH;
/// use write_guard::Moment;
///
/// assert_eq!(Moment::from(UNIX_EPOCH).as_str(), "1970-01-01T00:00:00.000Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment([u8; 24]);

impl Moment {
    /// What the system's clock says.
    #[must_use]
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The time as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Digits and punctuation are UTF-8.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A time before 1970 counts as its beginning, one after 9999 as some time of that year.
impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let (days, second) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
        let (year, month, day) = civil(days);
        let [y1, y2] = pair(year.min(9999) / 100);
        let [y3, y4] = pair(year.min(9999) % 100);
        let ([m1, m2], [d1, d2]) = (pair(month), pair(day));
        let ([h1, h2], [n1, n2], [s1, s2]) = (pair(second / 3600), pair(second / 60 % 60), pair(second % 60));
        let millis = u64::from(since.subsec_millis());
        let ([f1, f2], [_, f3]) = (pair(millis / 10), pair(millis % 10));
        Self([
            y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'.', f1,
            f2, f3, b'Z',
        ])
    }
}

/// The two digits of a number below 100.
fn pair(number: u64) -> [u8; 2] {
    let number = u8::try_from(number).unwrap_or_default();
    [b'0' + number / 10, b'0' + number % 10]
}

/// The date that lies `days` after 1 January 1970.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that the leap day is the last; an era is 400 years.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_clock_is_written_as_utc() {
        let written = |time: SystemTime| Moment::from(time).as_str().to_owned();
        let at = |seconds, millis: u32| written(UNIX_EPOCH + Duration::new(seconds, millis * 1_000_000));
        assert_eq!(at(0, 0), "1970-01-01T00:00:00.000Z");
        assert_eq!(at(951_782_400, 7), "2000-02-29T00:00:00.007Z");
        assert_eq!(at(951_868_799, 999), "2000-02-29T23:59:59.999Z");
        assert_eq!(at(951_868_800, 0), "2000-03-01T00:00:00.000Z");
        assert_eq!(at(1_781_166_600, 0), "2026-06-11T08:30:00.000Z");
        assert_eq!(at(4_107_542_400, 0), "2100-03-01T00:00:00.000Z");
        assert_eq!(at(1_798_761_599, 0), "2026-12-31T23:59:59.000Z");
        assert_eq!(
            written(UNIX_EPOCH - Duration::from_secs(1)),
            "1970-01-01T00:00:00.000Z"
        );
    }
}
