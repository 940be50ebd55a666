//! Every code of this crate, explained.

use crate::gates::contract::Violation;
use crate::gates::dot::DotCode;
use crate::gates::production::ProductionCode;
use crate::gates::reading::RequestCode;
use crate::gates::rehearsal::RehearsalCode;
use crate::isolation::IsolationCode;
use crate::names::Explanation;

/// What `code` means: one explanation for each source that gives it, none if nobody does.
///
/// ```
/// let sources: Vec<_> = write_guard::explain("MISSING_GRANT").map(|explanation| explanation.source()).collect();
/// assert_eq!(sources, ["production", "rehearsal"]);
/// ```
pub fn explain(code: &str) -> impl Iterator<Item = Explanation> {
    explanations().filter(move |explanation| explanation.code == code)
}

/// Every explanation there is, gate by gate.
pub fn explanations() -> impl Iterator<Item = Explanation> {
    let request = RequestCode::ALL.iter().map(|code| *code.explanation());
    let production = ProductionCode::ALL.iter().map(|code| *code.explanation());
    let rehearsal = RehearsalCode::ALL.iter().map(|code| *code.explanation());
    let dot = DotCode::ALL.iter().map(|code| *code.explanation());
    let contract = Violation::ALL.iter().map(|code| *code.explanation());
    let isolation = IsolationCode::ALL.iter().map(|code| *code.explanation());
    request
        .chain(production)
        .chain(rehearsal)
        .chain(dot)
        .chain(contract)
        .chain(isolation)
}
