//! What was found, for people and for programs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::blind::{self, Blind};
use super::canary::Tried;
use super::class::Class;
use super::classify::Classified;
use super::rules::Found;
use crate::terminal::{Colour, Terminal, shown};

/// A call, as it is reported.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) kind: &'static str,
    pub(super) class: Class,
    /// Below the root of the workspace with `/` between folders, or absolute elsewhere.
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// What is called: the path of the rule.
    pub(super) call: String,
    /// The function it stands in; `None` outside of functions.
    pub(super) function: Option<String>,
    /// The macro that it comes from; then it is told where that is used.
    pub(super) from_macro: Option<String>,
    pub(super) package: String,
    pub(super) target: String,
    pub(super) source: String,
    /// Why it is accepted, where the code gives a reason.
    pub(super) excused: Option<String>,
    /// Whether the baseline accepts it.
    pub(super) in_baseline: bool,
    /// Whether it makes the audit fail.
    pub(super) fails: bool,
    pub(super) next: Option<&'static str>,
}

impl Finding {
    pub(super) const KIND: &'static str = "finding";

    pub(super) fn of(classified: &Classified<'_>, file: String) -> Self {
        Self {
            kind: Self::KIND,
            class: classified.class,
            file,
            line: classified.hit.place.line,
            column: classified.hit.place.column,
            call: classified.hit.path.clone(),
            function: classified.function.clone(),
            from_macro: classified.hit.macro_name.clone(),
            package: classified.hit.package.clone(),
            target: classified.hit.target.clone(),
            source: classified.line.clone(),
            excused: None,
            in_baseline: false,
            fails: false,
            next: classified.class.next_step(),
        }
    }

    pub(super) fn is_accepted(&self) -> bool {
        self.excused.is_some() || self.in_baseline
    }
}

/// How a file is called in a report.
pub(super) fn file_name(path: &Path, root: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(below) => {
            let parts: Vec<_> = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            parts.join("/")
        }
        Err(_) => path.to_string_lossy().into_owned(),
    }
}

/// Everything that one run has to say.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    /// Which rules were tried, and which of them are dead.
    pub(super) tried: Tried,
    /// What can send and has no rules.
    pub(super) blind: Vec<Blind>,
    pub(super) unknown_versions: Vec<Found>,
    /// Members of the workspace that were not asked for, and nobody chose to leave out.
    pub(super) left_out: Vec<String>,
    /// What the baseline accepts and is not there.
    pub(super) stale: usize,
}

#[derive(Debug, Serialize)]
struct DeadLine<'d> {
    kind: &'static str,
    path: &'d str,
    library: &'d str,
    why: &'d str,
}

#[derive(Debug, Serialize)]
struct BlindLine<'b> {
    kind: &'static str,
    library: &'b str,
    through: &'b str,
    next: &'static str,
}

#[derive(Debug, Serialize)]
struct Summary {
    kind: &'static str,
    counts: BTreeMap<&'static str, usize>,
    fails: usize,
    excused: usize,
    in_baseline: usize,
    stale_in_baseline: usize,
    rules: usize,
    dead_rules: usize,
    libraries: Vec<String>,
    unknown_versions: Vec<String>,
    without_rules: Vec<String>,
    left_out: Vec<String>,
}

impl Report {
    pub(super) fn failing(&self) -> usize {
        self.findings.iter().filter(|finding| finding.fails).count()
    }

    fn count(&self, class: Class) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.class == class)
            .count()
    }

    /// One finding a line, then what is dead, then a summary.
    pub(super) fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        for finding in &self.findings {
            write_line(out, finding)?;
        }
        for dead in &self.tried.dead {
            let line = DeadLine {
                kind: "dead-rule",
                path: &dead.path,
                library: &dead.library,
                why: dead.why,
            };
            write_line(out, &line)?;
        }
        for blind in &self.blind {
            let line = BlindLine {
                kind: "without-rules",
                library: &blind.library,
                through: &blind.through,
                next: blind::NEXT,
            };
            write_line(out, &line)?;
        }
        write_line(out, &self.summary())
    }

    fn summary(&self) -> Summary {
        let texts = |found: &[Found]| found.iter().map(ToString::to_string).collect();
        Summary {
            kind: "summary",
            counts: Class::ALL.map(|class| (class.as_str(), self.count(class))).into(),
            fails: self.failing(),
            excused: self
                .findings
                .iter()
                .filter(|finding| finding.excused.is_some())
                .count(),
            in_baseline: self.findings.iter().filter(|finding| finding.in_baseline).count(),
            stale_in_baseline: self.stale,
            rules: self.tried.rules,
            dead_rules: self.tried.dead.len(),
            libraries: texts(&self.tried.libraries),
            unknown_versions: texts(&self.unknown_versions),
            without_rules: self.blind.iter().map(|blind| blind.library.clone()).collect(),
            left_out: self.left_out.clone(),
        }
    }

    /// What a person has to look at, by file, and a summary.
    pub(super) fn write_human(&self, out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
        let (beside, told): (Vec<&Finding>, Vec<&Finding>) = self
            .findings
            .iter()
            .filter(|finding| finding.next.is_some())
            .partition(|finding| finding.class == Class::NotHttp && !finding.fails);
        let mut file = "";
        // What is called on one line is one call to a person: what names the verb, and what sends.
        for calls in told.chunk_by(|one, next| is_one(one, next)) {
            let Some(first) = calls.first() else {
                continue;
            };
            if first.file != file {
                file = &first.file;
                writeln!(out, "{}", terminal.paint(Colour::Bold, &shown(file)))?;
            }
            write_finding(first, calls, out, terminal)?;
        }
        if let Some(first) = beside.first() {
            writeln!(
                out,
                "{}: {}",
                terminal.paint(Colour::Bold, first.class.as_str()),
                first.class.meaning()
            )?;
            for finding in &beside {
                writeln!(
                    out,
                    "        {}:{}  `{}`",
                    shown(&finding.file),
                    finding.line,
                    shown(&finding.call)
                )?;
            }
        }
        for dead in &self.tried.dead {
            writeln!(
                out,
                "{}: `{}` ({}): {}; the audit is blind there, so it fails",
                terminal.paint(Colour::Bad, "dead rule"),
                shown(&dead.path),
                dead.library,
                dead.why
            )?;
        }
        for found in &self.unknown_versions {
            writeln!(
                out,
                "{found} is not a version that the catalogue was tried with; the nearest rules were used"
            )?;
        }
        self.write_summary(out, terminal)
    }

    fn write_summary(&self, out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
        let counts = Class::ALL.map(|class| (self.count(class), class));
        let texts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, class)| format!("{count} {}", class.as_str()))
            .collect();
        let calls = if texts.is_empty() {
            "none".to_owned()
        } else {
            texts.join(", ")
        };
        let libraries: Vec<String> = self.tried.libraries.iter().map(ToString::to_string).collect();
        writeln!(out, "calls that send or name a verb: {calls}")?;
        writeln!(
            out,
            "rules: {} tried, {} dead ({})",
            self.tried.rules,
            self.tried.dead.len(),
            libraries.join(", ")
        )?;
        if !self.blind.is_empty() {
            let names = self.blind.iter().map(ToString::to_string).collect::<Vec<_>>();
            writeln!(
                out,
                "{}: {}: no rule is about what is called of them; {}",
                terminal.paint(Colour::Bold, "not looked into"),
                names.join(", "),
                blind::NEXT
            )?;
        }
        if !self.left_out.is_empty() {
            writeln!(
                out,
                "{}: {}: other members of this workspace; `--workspace` audits them too",
                terminal.paint(Colour::Bold, "left out"),
                self.left_out.join(", ")
            )?;
        }
        if self.stale > 0 {
            writeln!(
                out,
                "the baseline accepts {} that are no longer there: take them out",
                self.stale
            )?;
        }
        let fails = self.failing();
        let verdict = match (fails, self.tried.dead.len()) {
            (0, 0) => terminal.paint(Colour::Good, "nothing unguarded"),
            (0, _) => terminal.paint(Colour::Bad, "some rules are dead"),
            (fails, _) => terminal.paint(Colour::Bad, &format!("{fails} not guarded")),
        };
        writeln!(out, "{verdict}")
    }
}

/// Whether two findings are parts of one call.
fn is_one(one: &Finding, next: &Finding) -> bool {
    let key = |finding: &Finding| {
        (
            finding.file.clone(),
            finding.line,
            finding.class,
            finding.is_accepted(),
        )
    };
    key(one) == key(next)
}

fn write_finding(
    finding: &Finding,
    calls: &[&Finding],
    out: &mut impl Write,
    terminal: Terminal,
) -> io::Result<()> {
    let names: Vec<String> = calls
        .iter()
        .map(|call| format!("`{}`", shown(&call.call)))
        .collect();
    let colour = if finding.fails { Colour::Bad } else { Colour::Dim };
    let place = match &finding.function {
        Some(function) => format!("in `{}`", shown(function)),
        None => "outside of functions".to_owned(),
    };
    let from = match &finding.from_macro {
        Some(name) => format!(", from `{}`", shown(name)),
        None => String::new(),
    };
    writeln!(
        out,
        "{:>6}  {}  {} {place}{from}",
        finding.line,
        terminal.paint(colour, finding.class.as_str()),
        names.join(", ")
    )?;
    writeln!(
        out,
        "        {} {}",
        terminal.paint(Colour::Dim, "|"),
        shown(&finding.source)
    )?;
    match (&finding.excused, finding.in_baseline, finding.next) {
        (Some(reason), _, _) => writeln!(out, "        excused: {}", shown(reason)),
        (None, true, _) => writeln!(out, "        accepted by the baseline"),
        (None, false, Some(next)) => writeln!(out, "        next: {next}"),
        (None, false, None) => Ok(()),
    }
}

fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}
