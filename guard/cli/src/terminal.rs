//! Output for people.

use std::io::{self, IsTerminal, Write};

/// How standard output is to be written to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    has_colour: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Colour {
    Good,
    Bad,
    Dim,
    Bold,
}

impl Terminal {
    /// Colour on a terminal, unless `NO_COLOR` says otherwise.
    pub(crate) fn of_environment() -> Self {
        let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            has_colour: io::stdout().is_terminal() && !is_unwanted,
        }
    }

    /// `text` in `colour`.
    pub(crate) fn paint(self, colour: Colour, text: &str) -> String {
        if !self.has_colour {
            return text.to_owned();
        }
        let code = match colour {
            Colour::Good => 32,
            Colour::Bad => 31,
            Colour::Dim => 2,
            Colour::Bold => 1,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Tells a person what went wrong.
pub(crate) fn complain(message: &str) {
    // Where there is nobody to tell, there is nothing to do.
    let _ = writeln!(io::stderr().lock(), "error: {message}");
}

/// `text` from elsewhere as it may stand on a terminal.
pub(crate) fn shown(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let is_plain = character == '"' || character == '\'' || character == '\\';
            let escaped = (!is_plain).then(|| character.escape_debug());
            is_plain
                .then_some(character)
                .into_iter()
                .chain(escaped.into_iter().flatten())
        })
        .collect()
}
