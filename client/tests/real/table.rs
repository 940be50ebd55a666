//! The table: what works, and what is answered otherwise than by the embedded Plane.

use std::io::{self, Write};

use plane_client::operations;

use crate::trace::{Step, Trace};

/// How much of a difference is shown.
const SHOWN: usize = 160;

#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    works: bool,
    difference: Option<String>,
}

impl Table {
    /// A row for each step there, and one for each that only the embedded Plane let be taken.
    pub(crate) fn of(there: &Trace, here: &Trace) -> Self {
        let found = |trace: &'_ Trace, name| trace.steps.iter().position(|step| step.name == name);
        let mut rows: Vec<Row> = there
            .steps
            .iter()
            .map(|step| {
                let model = found(here, step.name).and_then(|at| here.steps.get(at));
                Row::of(step, model)
            })
            .collect();
        let missed = here.steps.iter().filter(|step| found(there, step.name).is_none());
        rows.extend(missed.map(|step| Row::missed(step.name)));
        let never = operations()
            .iter()
            .filter(|row| found(there, row.name).is_none() && found(here, row.name).is_none());
        rows.extend(never.map(|operation| Row::missed(operation.name)));
        Self { rows }
    }

    /// Whether every step worked, or failed, as it does with the embedded Plane.
    pub(crate) fn is_all_the_same(&self) -> bool {
        self.rows.iter().all(|row| row.difference.is_none())
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "| Step | Works | Differs from the embedded Plane |")?;
        writeln!(out, "|---|---|---|")?;
        for row in &self.rows {
            let works = if row.works { "yes" } else { "no" };
            let difference = row.difference.as_deref().unwrap_or("no").replace('|', "\\|");
            writeln!(out, "| {} | {works} | {difference} |", row.name)?;
        }
        let count = |is: fn(&Row) -> bool| self.rows.iter().filter(|row| is(row)).count();
        writeln!(
            out,
            "\n{} of {} steps work, {} differ.",
            count(|row| row.works),
            self.rows.len(),
            count(|row| row.difference.is_some())
        )
    }
}

impl Row {
    fn of(step: &Step, model: Option<&Step>) -> Self {
        let difference = match model.map(|model| (&step.outcome, &model.outcome)) {
            None => Some("the embedded Plane did not come so far".to_owned()),
            Some((Ok(there), Ok(here)) | (Err(there), Err(here))) => between(there, here),
            Some((Err(there), Ok(_))) => Some(format!("fails: {there}")),
            Some((Ok(_), Err(here))) => Some(format!("the embedded one fails: {here}")),
        };
        Self {
            name: step.name,
            works: step.outcome.is_ok(),
            difference: difference.map(|text| text.chars().take(SHOWN).collect()),
        }
    }

    fn missed(name: &'static str) -> Self {
        Self {
            name,
            works: false,
            difference: Some("was not reached: what it needs was not there".to_owned()),
        }
    }
}

/// The parts of the one that the other does not have.
fn between(there: &str, here: &str) -> Option<String> {
    let parts = |text: &'_ str| text.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let (there, here) = (parts(there), parts(here));
    let only = |ours: &[String], others: &[String]| {
        let only: Vec<String> = ours
            .iter()
            .filter(|part| !others.contains(part))
            .cloned()
            .collect();
        only.join(", ")
    };
    (there != here).then(|| format!("`{}` and not `{}`", only(&there, &here), only(&here, &there)))
}
