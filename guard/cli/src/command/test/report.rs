//! What a suite had blocked, for people and programs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::child::Ended;
use super::collected::{Block, Collected, Entry};
use crate::exit::Exit;
use crate::terminal::{Colour, Terminal, shown};

/// What came of a suite.
#[derive(Debug, Serialize)]
pub(super) struct Report<'c> {
    /// The command's status, as a shell tells it.
    status: u8,
    #[serde(skip)]
    ended: Ended,
    /// How many writes were blocked and not looked at.
    unnoticed: usize,
    /// How many blocks could not be entered.
    pub(super) lost: u64,
    blocks: &'c [Block],
}

/// What the same test tried in the same way.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Case<'c> {
    pub(super) who: String,
    pub(super) op: &'c str,
    pub(super) target: &'c str,
    pub(super) codes: &'c str,
}

impl<'c> Report<'c> {
    pub(super) fn new(ended: Ended, collected: &'c Collected) -> Self {
        Self {
            status: ended.status(),
            ended,
            unnoticed: collected.blocks.iter().filter(|block| !block.is_noticed).count(),
            lost: collected.lost,
            blocks: &collected.blocks,
        }
    }

    /// The command's own failure keeps its status; a good one that had something blocked unnoticed has this command's.
    pub(super) fn exit(&self) -> Exit {
        if self.ended.is_good() && (self.unnoticed > 0 || self.lost > 0) {
            Exit::UNNOTICED
        } else {
            Exit::of_command(self.status)
        }
    }

    /// The cases of those that were noticed, or were not, each with how often and one of them.
    pub(super) fn cases(&self, noticed: bool) -> BTreeMap<Case<'c>, (usize, &'c Entry)> {
        let mut cases = BTreeMap::new();
        for block in self.blocks.iter().filter(|block| block.is_noticed == noticed) {
            cases.entry(Case::of(&block.entry)).or_insert((0, &block.entry)).0 += 1;
        }
        cases
    }

    pub(super) fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    pub(super) fn write(&self, out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
        let noticed = self.blocks.len() - self.unnoticed;
        if self.unnoticed == 0 && self.lost == 0 {
            let told = match noticed {
                0 => "no write was blocked".to_owned(),
                _ => format!("no write was blocked unnoticed; {noticed} were looked at or expected"),
            };
            let told = if self.ended.is_good() {
                terminal.paint(Colour::Good, &told)
            } else {
                format!("the command failed ({}); until then {told}", self.status)
            };
            return writeln!(out, "write-guard: {told}");
        }
        let told = format!("{} writes were blocked and nobody looked", self.unnoticed);
        writeln!(out, "write-guard: {}\n", terminal.paint(Colour::Bad, &told))?;
        let cases = self.cases(false);
        let width = |head: &str, part: fn(&Case<'_>) -> usize| {
            let longest = cases.keys().map(part).max().unwrap_or_default();
            longest.max(head.len())
        };
        let who = width("TEST", |case| case.who.chars().count());
        let op = width("TRIED", |case| case.op.chars().count());
        let target = width("ON", |case| case.target.chars().count());
        let head = format!(
            "{:who$}  {:op$}  {:target$}  TIMES  REASON",
            "TEST", "TRIED", "ON"
        );
        writeln!(out, "  {}", terminal.paint(Colour::Dim, &head))?;
        for (case, (times, _)) in &cases {
            writeln!(
                out,
                "  {:who$}  {:op$}  {:target$}  {times:>5}  {}",
                case.who, case.op, case.target, case.codes
            )?;
        }
        if self.lost > 0 {
            let told = format!(
                "{} more could not be entered: the ledger's disk was full, or closed to a process",
                self.lost
            );
            writeln!(out, "\n  {}", terminal.paint(Colour::Bad, &told))?;
        }
        if noticed > 0 {
            writeln!(out, "\n  {noticed} more were looked at or expected.")?;
        }
        writeln!(
            out,
            "\n  The same code writes where no test runs it. Let the test look at the error. A block that is meant is taken by \
             `write_guard::ledger::take`, or announced by `write_guard::ledger::expect`."
        )
    }
}

impl<'c> Case<'c> {
    fn of(entry: &'c Entry) -> Self {
        Self {
            who: entry.who(),
            op: &entry.op,
            target: entry.target.as_deref().unwrap_or("(no target)"),
            codes: &entry.codes,
        }
    }
}

impl Entry {
    /// The program and the test; where none is known, the thread.
    fn who(&self) -> String {
        let program = Path::new(&self.program).file_name().unwrap_or_default();
        let program = program.to_string_lossy();
        let program = shown(without_hash(&program));
        match (&self.test, self.thread.as_deref()) {
            (Some(test), _) => format!("{program} {}", shown(test)),
            (None, None | Some("main")) => program,
            (None, Some(thread)) => format!("{program} (thread {})", shown(thread)),
        }
    }
}

/// A test's executable without what cargo puts behind its name.
fn without_hash(program: &str) -> &str {
    match program.rsplit_once('-') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => name,
        _ => program,
    }
}
