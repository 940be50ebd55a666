//! Characters that do not print.

/// Whether `character` is of Unicode category Cc, Cf, Co, Zl or Zp; a `char` is never Cs.
pub(crate) fn is_unprintable(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    let place = UNPRINTABLE.partition_point(|&(_, last)| last < character);
    UNPRINTABLE
        .get(place)
        .is_some_and(|&(first, _)| first <= character)
}

/// The ranges beyond ASCII, in order; Unicode 17.
const UNPRINTABLE: [(char, char); 25] = [
    ('\u{80}', '\u{9f}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{2064}'),
    ('\u{2066}', '\u{206f}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0001}', '\u{e0001}'),
    ('\u{e0020}', '\u{e007f}'),
    ('\u{f0000}', '\u{ffffd}'),
    ('\u{100000}', '\u{10fffd}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_format_private_use_and_separators_do_not_print() {
        for character in
            "\0\n\u{1f}\u{7f}\u{80}\u{9f}\u{ad}\u{200b}\u{202e}\u{2028}\u{2029}\u{feff}\u{e000}\u{10fffd}"
                .chars()
        {
            assert!(is_unprintable(character), "{character:?}");
        }
    }

    #[test]
    fn letters_spaces_and_symbols_print() {
        for character in " ~aä\u{a0}\u{3000}漢🎉\u{fffd}\u{fffc}\u{2065}\u{10fffe}".chars() {
            assert!(!is_unprintable(character), "{character:?}");
        }
    }

    #[test]
    fn the_ranges_are_in_order_and_count_what_unicode_counts() {
        assert!(UNPRINTABLE.windows(2).all(|pair| pair[0].1 < pair[1].0));
        let count = (char::MIN..=char::MAX)
            .filter(|&character| is_unprintable(character))
            .count();
        let (control, format, private_use, separators) = (65, 170, 137_468, 2);
        assert_eq!(count, control + format + private_use + separators);
    }
}
