//! `explain`: what a code means.

use std::io::{self, Write};

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::terminal::{Colour, Terminal, shown};

/// Explains a code.
pub(crate) fn explain(args: &Explain, terminal: Terminal) -> Result<Exit, Failure> {
    let explanations: Vec<_> = write_guard::explain(&args.code).collect();
    if explanations.is_empty() {
        let code = shown(&args.code);
        return Err(Failure::Usage(match meant(&args.code) {
            Some(meant) => format!("there is no code `{code}`; there is `{meant}`"),
            None => {
                format!(
                    "there is no code `{code}`; codes are spelled exactly as in the reasons of a decision"
                )
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
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(Failure::at("write the explanation"))?;
    Ok(Exit::DONE)
}

/// The code that `code` is but for case, hyphens and white space around it.
fn meant(code: &str) -> Option<&'static str> {
    let plain = |code: &str| code.trim().replace('-', "_").to_ascii_lowercase();
    let wanted = plain(code);
    write_guard::explanations()
        .map(|explanation| explanation.code())
        .find(|code| plain(code) == wanted)
}
