//! The names that may stand left of `=`.

/// A key of the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Op,
    Target,
    Item,
    Gate,
    Permit,
    OnBlock,
    Crate,
}

impl Key {
    pub(crate) const ALL: [Self; 7] = [
        Self::Op,
        Self::Target,
        Self::Item,
        Self::Gate,
        Self::Permit,
        Self::OnBlock,
        Self::Crate,
    ];

    /// The name, and how it is used.
    const fn spelling(self) -> (&'static str, &'static str) {
        match self {
            Self::Op => ("op", r#"op = "state""#),
            Self::Target => ("target", "target = project"),
            Self::Item => ("item", "item = work_item"),
            Self::Gate => ("gate", "gate = self.gate()"),
            Self::Permit => ("permit", "permit = permit"),
            Self::OnBlock => ("on_block", "on_block = false"),
            Self::Crate => ("crate", "crate = write_guard"),
        }
    }

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        self.spelling().0
    }

    /// The key in use, for messages that say what to write.
    pub(crate) fn example(self) -> &'static str {
        self.spelling().1
    }

    /// The key that `name` spells.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The key that `name` nearly spells.
    pub(crate) fn nearest(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .map(|key| (distance(name, key.name()), key))
            .filter(|(distance, key)| *distance <= 1 || *distance * 2 < key.name().len())
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, key)| key)
    }

    /// All keys, as a message lists them.
    pub(crate) fn list() -> String {
        list(Self::ALL.into_iter().map(Self::name))
    }
}

/// Puts names in backticks and between commas.
pub(crate) fn list(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    names
        .into_iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many letters must be added, dropped or changed to get from one name to the other.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, b) in row
            .iter_mut()
            .zip(std::iter::once(None).chain(to.chars().map(Some)))
        {
            let above = *cell;
            *cell = match b {
                None => left,
                Some(b) => (diagonal + usize::from(a != b)).min(above + 1).min(left + 1),
            };
            (diagonal, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_name() {
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Some(key));
            assert_eq!(Key::nearest(key.name()), Some(key));
            assert!(key.example().starts_with(&format!("{} = ", key.name())));
        }
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_key_that_was_meant() {
        for (name, key) in [
            ("taget", Key::Target),
            ("targets", Key::Target),
            ("opp", Key::Op),
            ("itm", Key::Item),
            ("on_blok", Key::OnBlock),
            ("premit", Key::Permit),
            ("crat", Key::Crate),
        ] {
            assert_eq!(Key::nearest(name), Some(key), "{name}");
        }
    }

    #[test]
    fn another_name_finds_no_key() {
        for name in ["project", "x", "", "name", "skip"] {
            assert_eq!(Key::nearest(name), None, "{name}");
        }
    }

    #[test]
    fn distance_counts_single_edits() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "op", 2),
            ("op", "", 2),
            ("op", "op", 0),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }
}
