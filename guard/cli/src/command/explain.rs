//! `explain`: what a code means.

use std::io::{self, Write};

use write_guard::Explanation;

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::terminal::{Colour, Terminal, shown};

/// Explains a code, or lists all of them.
pub(crate) fn explain(args: &Explain, terminal: Terminal) -> Result<Exit, Failure> {
    let text = match &args.code {
        Some(code) => explained(code, terminal)?,
        None => listed(),
    };
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(Failure::at("write the explanation"))?;
    Ok(Exit::DONE)
}

/// Every code, gate by gate, one line each: who gives it, the code, what it means.
fn listed() -> String {
    let longest = |part: fn(&Explanation) -> &'static str| {
        let lengths = write_guard::explanations().map(|explanation| part(&explanation).len());
        lengths.max().unwrap_or_default()
    };
    let (source, code) = (longest(Explanation::source), longest(Explanation::code));
    let mut text = String::new();
    for each in write_guard::explanations() {
        text.extend([format!(
            "{:source$}  {:code$}  {}\n",
            each.source(),
            each.code(),
            each.meaning()
        )]);
    }
    text
}

fn explained(code: &str, terminal: Terminal) -> Result<String, Failure> {
    let explanations: Vec<_> = write_guard::explain(code).collect();
    if explanations.is_empty() {
        let shown = shown(code);
        return Err(Failure::Usage(match meant(code) {
            Some(meant) => format!("there is no code `{shown}`; there is `{meant}`"),
            None => {
                format!("there is no code `{shown}`; without a code, `explain` lists every one that there is")
            }
        }));
    }
    let mut text = String::new();
    for explanation in explanations {
        let head = format!("{} ({})", explanation.code(), explanation.source());
        text.push_str(&terminal.paint(Colour::Bold, &head));
        text.extend([format!(
            "\n  means  {}\n  why    {}\n  do     {}\n",
            explanation.meaning(),
            explanation.why(),
            explanation.help()
        )]);
    }
    Ok(text)
}

/// The code that `code` is but for case, hyphens and white space around it.
fn meant(code: &str) -> Option<&'static str> {
    let plain = |code: &str| code.trim().replace('-', "_").to_ascii_lowercase();
    let wanted = plain(code);
    write_guard::explanations()
        .map(|explanation| explanation.code())
        .find(|code| plain(code) == wanted)
}
