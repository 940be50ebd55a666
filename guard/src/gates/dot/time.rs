//! Dates and instants in text.

/// Whether `text` is a date or an instant as RFC 3339 writes them.
pub(super) fn is_rfc3339(text: &str) -> bool {
    match text.split_once(['T', 't']) {
        Some((date, time)) => month_and_day(date).is_some_and(|date| is_time(time, date)),
        None => month_and_day(text).is_some(),
    }
}

/// Whether `text` is eight digits, `T`, six digits, `Z`.
pub(super) fn has_run_id_shape(text: &str) -> bool {
    run_id_parts(text.as_bytes(), b'T', b'Z').is_some()
}

/// Whether `group` is a run id in lower case.
pub(super) fn is_run_id_group(group: &[u8]) -> bool {
    run_id_parts(group, b't', b'z').is_some()
}

/// Whether `text`, which has the shape of a run id, is a real instant.
pub(super) fn is_instant(text: &str) -> bool {
    let Some((date, time)) = run_id_parts(text.as_bytes(), b'T', b'Z') else {
        return false;
    };
    let pair = |tens: u8, ones: u8| u32::from(tens & 15) * 10 + u32::from(ones & 15);
    let [y1, y2, y3, y4, m1, m2, d1, d2] = date;
    let [h1, h2, n1, n2, s1, s2] = time;
    is_day(pair(y1, y2) * 100 + pair(y3, y4), pair(m1, m2), pair(d1, d2))
        && pair(h1, h2) < 24
        && pair(n1, n2) < 60
        && pair(s1, s2) < 60
}

fn month_and_day(date: &str) -> Option<(u32, u32)> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let (year, month, day) = (fixed(year, 4)?, fixed(month, 2)?, fixed(day, 2)?);
    (parts.next().is_none() && is_day(year, month, day)).then_some((month, day))
}

/// Whether `text` is a time with its offset from UTC; `date` says whether there may be a leap second.
fn is_time(text: &str, date: (u32, u32)) -> bool {
    let Some(zone) = text.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (time, zone) = text.split_at(zone);
    match (clock(time), offset(zone)) {
        (Some((hour, minute, 60)), Some(offset)) => {
            let minutes = i64::from(hour * 60 + minute);
            ends_in_leap_second(minutes - offset, date)
        }
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

/// Whether a minute of UTC, counted from the midnight of `date`, is one that may have 61 seconds: the last of June or December.
fn ends_in_leap_second(minute: i64, date: (u32, u32)) -> bool {
    matches!((minute, date), (1439, (6, 30) | (12, 31)) | (-1, (7 | 1, 1)))
}

/// The offset from UTC in minutes.
fn offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
    let (Some(hours @ 0..=23), Some(minutes @ 0..=59)) = (fixed(Some(hours), 2), fixed(Some(minutes), 2))
    else {
        return None;
    };
    let offset = i64::from(hours * 60 + minutes);
    Some(if text.starts_with('-') { -offset } else { offset })
}

/// Hour, minute and second, which may be 60.
fn clock(text: &str) -> Option<(u32, u32, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':');
    let (hour, minute, second) = (parts.next(), parts.next(), parts.next());
    let clock = (fixed(hour, 2)?, fixed(minute, 2)?, fixed(second, 2)?);
    let is_one = matches!(clock, (0..=23, 0..=59, 0..=60)) && is_digits(fraction);
    (is_one && parts.next().is_none()).then_some(clock)
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=longest).contains(&day)
}

/// The digits of a date and of a time, if `text` is those with these letters between and after.
fn run_id_parts(text: &[u8], between: u8, after: u8) -> Option<([u8; 8], [u8; 6])> {
    let (date, rest) = text.split_first_chunk::<8>()?;
    let (letter, rest) = rest.split_first()?;
    let (time, rest) = rest.split_first_chunk::<6>()?;
    let is_right = *letter == between && rest == [after] && are_digits(date) && are_digits(time);
    is_right.then_some((*date, *time))
}

fn fixed(text: Option<&str>, length: usize) -> Option<u32> {
    text.filter(|text| text.len() == length).and_then(number)
}

fn number(text: &str) -> Option<u32> {
    is_digits(text).then(|| text.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && are_digits(text.as_bytes())
}

fn are_digits(bytes: &[u8]) -> bool {
    // A loop that always runs to its end is compiled to look at all of them at once.
    bytes.iter().fold(true, |all, byte| all & byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_id_is_a_real_second_in_utc() {
        for text in [
            "20260611T083000Z",
            "20240229T235959Z",
            "20000229T000000Z",
            "00010101T000000Z",
        ] {
            assert!(has_run_id_shape(text) && is_instant(text), "{text}");
        }
        for text in [
            "20260230T083000Z",
            "20250229T000000Z",
            "19000229T000000Z",
            "20261301T000000Z",
            "20260001T000000Z",
            "20260100T000000Z",
            "20260431T000000Z",
            "20260101T240000Z",
            "20260101T006000Z",
            "20260101T000060Z",
            "00000101T000000Z",
        ] {
            assert!(has_run_id_shape(text) && !is_instant(text), "{text}");
        }
    }

    #[test]
    fn the_shape_of_a_run_id_is_that_of_the_whole_text() {
        for text in [
            "",
            "20260611T083000",
            "20260611t083000z",
            "20260611T083000Z\n",
            " 20260611T083000Z",
            "20260611T083000ZZ",
            "2026061T1083000Z",
            "٢٠٢٦٠٦١١T083000Z",
            "20260611T08300aZ",
        ] {
            assert!(!has_run_id_shape(text) && !is_instant(text), "{text:?}");
        }
        assert!(is_run_id_group(b"20260611t083000z") && !is_run_id_group(b"20260611T083000Z"));
    }

    #[test]
    fn dates_and_instants_are_those_of_rfc_3339() {
        for text in [
            "2026-06-11",
            "2024-02-29",
            "2026-06-11T08:30:00Z",
            "2026-06-11t08:30:00z",
            "2026-06-11T08:30:00.123456+02:00",
            "2026-06-11T08:30:00-23:59",
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.5Z",
            "1990-12-31T15:59:60-08:00",
            "2015-07-01T05:29:60+05:30",
            "2017-01-01T08:59:60+09:00",
        ] {
            assert!(is_rfc3339(text), "{text}");
        }
        for text in [
            "",
            "today",
            "2026-6-11",
            "2026-02-30",
            "20260611",
            "2026-06-11T08:30:00",
            "2026-06-11 08:30:00Z",
            "2026-06-11T08:30Z",
            "2026-06-11T08:30:60Z",
            "2026-06-11T08:59:60Z",
            "2026-06-11T23:59:60Z",
            "2026-06-30T22:59:60Z",
            "2016-12-31T23:59:60+01:00",
            "2017-01-01T23:59:60Z",
            "2016-12-31T23:59:61Z",
            "2026-06-11T24:00:00Z",
            "2026-06-11T08:60:00Z",
            "2026-06-11T08:30:00.Z",
            "2026-06-11T08:30:00+24:00",
            "2026-06-11T08:30:00+02:60",
            "2026-06-11T08:30:00+0200",
            "2026-06-11T08:30:00Zx",
            "2026-06-11-01",
            "2026-06-11T08:30:00:00Z",
            " 2026-06-11",
            "+026-06-11",
        ] {
            assert!(!is_rfc3339(text), "{text:?}");
        }
    }
}
