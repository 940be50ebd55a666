//! What a gate said to a probe.

use std::time::UNIX_EPOCH;

use write_guard_process::Subject;

use super::Probe;
use super::question::{Authority, Circumstances, Question};
use crate::context::Context;
use crate::gates::grant::Grants;
use crate::gates::json::{Reader, Value};
use crate::gates::lines;
use crate::gates::production::ProductionGate;
use crate::gates::rehearsal::RehearsalGate;
use crate::policy::Policy;

/// The decision on a probe, taken from the line that an untrusted program would get.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    line: String,
    is_allowed: bool,
    has_token: bool,
    grants: bool,
    codes: Vec<String>,
    expected: &'static [&'static str],
}

impl Answer {
    pub(super) fn to(probe: &Probe) -> Self {
        let mut out = Vec::new();
        probe.question.ask(&mut out);
        let mut answer = Self {
            line: String::from_utf8_lossy(&out).into_owned(),
            expected: probe.expected_codes(),
            ..Self::default()
        };
        answer.read(&out);
        answer
    }

    /// The decision, as a line of JSON.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether the gate allowed the input.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.is_allowed
    }

    /// The codes of the block, in order.
    #[must_use]
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Whether a block came with a token or a grant.
    #[must_use]
    pub fn leaks(&self) -> bool {
        !self.is_allowed && (self.has_token || self.grants)
    }

    /// Whether the gate said exactly what it must.
    #[must_use]
    pub fn is_as_expected(&self) -> bool {
        let is_control = self.expected.is_empty();
        self.is_allowed == is_control && !self.leaks() && (is_control || self.codes == self.expected)
    }

    /// Takes the answer out of the line, as a program would.
    fn read(&mut self, line: &[u8]) {
        let Ok(mut reader) = Reader::new(line) else {
            return;
        };
        // What a gate writes can be read; and if it could not, the answer would not be as expected.
        let _ = reader.object(|reader, key, _| {
            match key.as_str() {
                "allow" => self.is_allowed = matches!(reader.value()?, Value::Bool(true)),
                "token" => self.has_token = !matches!(reader.value()?, Value::Null),
                "event" => {
                    reader.object(|reader, key, _| {
                        let is_authority = ["event_type", "authority_effect"].contains(&key.as_str());
                        if let (true, Value::Text(effect)) = (is_authority, reader.value()?) {
                            self.grants |= effect.as_str().starts_with("GRANT");
                        }
                        Ok(())
                    })?;
                }
                "reasons" => {
                    reader.list(|reader| {
                        reader.object(|reader, key, _| {
                            if let ("code", Value::Text(code)) = (key.as_str(), reader.value()?) {
                                self.codes.push(code.as_str().to_owned());
                            }
                            Ok(())
                        })?;
                        Ok(())
                    })?;
                }
                _ => reader.skip()?,
            }
            Ok(())
        });
    }
}

impl Question {
    fn ask(&self, out: &mut Vec<u8>) {
        let line = self.line();
        let line = line.as_bytes();
        match self {
            Self::Production(authority, _) => lines::production(&authority.production(), line, out),
            Self::Rehearsal(authority, _) => lines::rehearsal(&authority.rehearsal(), line, out),
            Self::Dot(_) | Self::DotLine(_) => lines::dot(line, UNIX_EPOCH.into(), out),
            Self::Contract(_) => lines::contract(line, out),
            Self::Isolation(circumstances, _) => {
                circumstances.with(|context| lines::isolation(context, line, out));
            }
        }
    }
}

impl Authority {
    pub(super) fn production(self) -> ProductionGate {
        match self {
            Self::Lane => ProductionGate::default(),
            Self::Grants(grants) => ProductionGate::new(Grants::of(grants.iter().copied())),
        }
    }

    pub(super) fn rehearsal(self) -> RehearsalGate {
        match self {
            Self::Lane => RehearsalGate::default(),
            Self::Grants(grants) => RehearsalGate::new(Grants::of(grants.iter().copied())),
        }
    }
}

impl Circumstances {
    pub(super) fn with(self, ask: impl FnOnce(&Context<'_>)) {
        let policy = Policy::new(self.opt_in)
            .allow(self.allowed)
            .protect(self.protected);
        let subject = if self.is_test {
            Subject::simulated_test()
        } else {
            Subject::simulated_live()
        };
        ask(&Context::simulated(&subject, &policy));
    }
}
