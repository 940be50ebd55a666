//! `decide`: JSON Lines in, decisions out.

use std::io::{self, BufRead, BufReader, Write};

use write_guard::lines::{self, LONGEST_LINE};
use write_guard::production::ProductionGate;
use write_guard::rehearsal::RehearsalGate;
use write_guard::{Context, Grants, Moment, Policy, Subject};

use crate::args::{Decide, Gate, Process};
use crate::exit::{Exit, Failure};

/// How much is read at once, in bytes.
const CHUNK: usize = 1 << 16;

/// Decides every line of standard input.
pub(crate) fn decide(args: &Decide) -> Result<Exit, Failure> {
    args.check()?;
    let grants = || (!args.grants.is_empty()).then(|| Grants::of(args.grants.iter().copied()));
    match args.gate {
        Gate::Production => {
            let gate = grants().map_or_else(ProductionGate::default, ProductionGate::new);
            stream(|line, out| lines::production(&gate, line, out))
        }
        Gate::Rehearsal => {
            let gate = grants().map_or_else(RehearsalGate::default, RehearsalGate::new);
            stream(|line, out| lines::rehearsal(&gate, line, out))
        }
        Gate::Dot => dated_stream(lines::dot),
        Gate::Contract => stream(lines::contract),
        Gate::Isolation => {
            let subject = match args.process {
                Some(Process::Live) => Subject::simulated_live(),
                Some(Process::Test) | None => Subject::simulated_test(),
            };
            let policy = args.policy();
            let context = Context::simulated(&subject, &policy);
            stream(|line, out| lines::isolation(&context, line, out))
        }
    }
}

impl Decide {
    /// An option that a gate would ignore may be one that somebody relies on.
    fn check(&self) -> Result<(), Failure> {
        let knows_grants = matches!(self.gate, Gate::Production | Gate::Rehearsal);
        let is_simulation =
            self.process.is_some() || self.opt_in || !self.sandbox.is_empty() || !self.protected.is_empty();
        let option = if !self.grants.is_empty() && !knows_grants {
            "--grant"
        } else if is_simulation && self.gate != Gate::Isolation {
            "--as, --opt-in, --sandbox or --protected"
        } else {
            return Ok(());
        };
        let gate = self.gate.as_str();
        Err(Failure::Usage(format!(
            "the {gate} gate knows no {option}; leave it out"
        )))
    }

    fn policy(&self) -> Policy {
        let mut policy = Policy::new(self.opt_in);
        if !self.sandbox.is_empty() {
            policy = policy.allow(&joined(&self.sandbox));
        }
        if !self.protected.is_empty() {
            policy = policy.protect(&joined(&self.protected));
        }
        policy
    }
}

/// One list of several. The commas that may end a list must not leave an empty entry between two.
fn joined(lists: &[String]) -> String {
    let is_end = |character: char| character == ',' || character.is_whitespace();
    let lists: Vec<&str> = lists.iter().map(|list| list.trim_end_matches(is_end)).collect();
    lists
        .into_iter()
        .filter(|list| !list.is_empty())
        .collect::<Vec<_>>()
        .join(",")
}

fn stream(mut decide: impl FnMut(&[u8], &mut Vec<u8>)) -> Result<Exit, Failure> {
    dated_stream(|line, _, out| decide(line, out))
}

/// As [`stream`], for decisions that say when they were made: when the end of the line was read.
fn dated_stream(mut decide: impl FnMut(&[u8], Moment, &mut Vec<u8>)) -> Result<Exit, Failure> {
    let mut input = BufReader::with_capacity(CHUNK, io::stdin().lock());
    let mut output = io::stdout().lock();
    let mut stream = Stream::default();
    loop {
        let chunk = input.fill_buf().map_err(Failure::at("read standard input"))?;
        let length = chunk.len();
        let now = Moment::now();
        let mut decide = |line: &[u8], out: &mut Vec<u8>| decide(line, now, out);
        if length == 0 {
            stream.end(&mut decide);
        } else {
            stream.take(chunk, &mut decide);
        }
        input.consume(length);
        // Whoever asks line by line gets an answer before the next line.
        output
            .write_all(&stream.decisions)
            .and_then(|()| output.flush())
            .map_err(Failure::at("write the decisions"))?;
        stream.decisions.clear();
        if length == 0 {
            return Ok(Exit::DONE);
        }
    }
}

/// Lines that arrive in pieces.
#[derive(Debug, Default)]
struct Stream {
    /// The beginning of a line whose end has not arrived.
    begun: Vec<u8>,
    is_too_long: bool,
    decisions: Vec<u8>,
}

impl Stream {
    fn take(&mut self, mut chunk: &[u8], decide: &mut impl FnMut(&[u8], &mut Vec<u8>)) {
        while let Some((line, rest)) = memchr::memchr(b'\n', chunk).and_then(|end| {
            let (line, rest) = chunk.split_at_checked(end)?;
            Some((line, rest.get(1..)?))
        }) {
            if self.begun.is_empty() && !self.is_too_long {
                decide(line, &mut self.decisions);
                self.decisions.push(b'\n');
            } else {
                self.keep(line);
                self.complete(decide);
            }
            chunk = rest;
        }
        self.keep(chunk);
    }

    /// A last line needs no line break.
    fn end(&mut self, decide: &mut impl FnMut(&[u8], &mut Vec<u8>)) {
        if !self.begun.is_empty() || self.is_too_long {
            self.complete(decide);
        }
    }

    fn keep(&mut self, part: &[u8]) {
        if self.begun.len().saturating_add(part.len()) > LONGEST_LINE {
            self.is_too_long = true;
            self.begun = Vec::new();
        }
        if !self.is_too_long {
            self.begun.extend_from_slice(part);
        }
    }

    fn complete(&mut self, decide: &mut impl FnMut(&[u8], &mut Vec<u8>)) {
        // What is too long was not kept, and nothing is as unreadable as it is.
        decide(&self.begun, &mut self.decisions);
        self.decisions.push(b'\n');
        self.is_too_long = false;
        if self.begun.capacity() > CHUNK {
            self.begun = Vec::new();
        }
        self.begun.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(chunks: &[&[u8]]) -> Vec<usize> {
        let mut lengths = Vec::new();
        let mut stream = Stream::default();
        let mut decide = |line: &[u8], _: &mut Vec<u8>| lengths.push(line.len());
        for chunk in chunks {
            stream.take(chunk, &mut decide);
        }
        stream.end(&mut decide);
        lengths
    }

    #[test]
    fn every_line_is_decided_once_however_it_arrives() {
        assert_eq!(lengths(&[]), [0; 0]);
        assert_eq!(lengths(&[b"a\nbb\n"]), [1, 2]);
        assert_eq!(lengths(&[b"a\nbb"]), [1, 2]);
        assert_eq!(lengths(&[b"a", b"a\nb", b"b\n", b"\n", b"c"]), [2, 2, 0, 1]);
        assert_eq!(lengths(&[b"\n"]), [0]);
    }

    #[test]
    fn a_line_that_is_too_long_is_one_line_and_is_not_kept() {
        let much = vec![b'x'; LONGEST_LINE];
        assert_eq!(lengths(&[&much, b"\nbb\n"]), [LONGEST_LINE, 2]);
        assert_eq!(lengths(&[&much, b"x", b"x\nbb\n"]), [0, 2]);
        assert_eq!(lengths(&[&much, b"x"]), [0]);
    }
}
