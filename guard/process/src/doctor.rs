//! Why a process counts as a test or as live, in full.

use std::fmt;
use std::time::Instant;

use crate::signal::{Place, Process, Signal, SignalKind, Strength};
use crate::subject::{Subject, subject};

/// Everything that can be said about a process.
///
/// [`Subject`] stops at the first signal that decides; a diagnosis looks at everything. It costs some milliseconds and is
/// meant for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Diagnosis {
    #[cfg_attr(feature = "serde", serde(flatten))]
    subject: Subject,
    looked_at: Vec<Look>,
    advice: Vec<Advice>,
}

/// One look at one kind of signal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
struct Look {
    kind: SignalKind,
    nanoseconds: u64,
}

/// What to do if a signal is a false alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
struct Advice {
    kind: SignalKind,
    remedy: &'static str,
}

/// Examines this process.
///
/// ```
/// let diagnosis = write_guard_process::doctor();
/// assert!(!diagnosis.subject().is_live(), "a doc test is a test process");
/// println!("{diagnosis}");
/// ```
#[must_use]
pub fn doctor() -> Diagnosis {
    let mut diagnosis = Diagnosis::of_process(&Process::own());
    // What was told cannot be found by looking.
    diagnosis.add(subject());
    diagnosis
}

impl Diagnosis {
    /// Examines another process from outside, as a guarded program would see itself in its place.
    ///
    /// What is compiled in or told at run time cannot be seen from outside: the call site's `cfg(test)`, the features and
    /// [`mark_test_process`](crate::mark_test_process). `None` if `/proc` shows no such process.
    #[must_use]
    pub fn of(pid: u32) -> Option<Self> {
        let process = Process::at(Place::Other(pid));
        process.exists().then(|| Self::of_process(&process))
    }

    /// Examines a program that the process `pid` would start: it would inherit the environment and have `pid` as its
    /// parent; its executable is not known.
    #[must_use]
    pub fn below(pid: u32) -> Option<Self> {
        let process = Process::at(Place::Below(pid));
        process.exists().then(|| Self::of_process(&process))
    }

    /// The verdict with all signals, strong ones first.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    fn of_process(process: &Process) -> Self {
        let mut signals = Vec::new();
        let look = |kind: &SignalKind| {
            let begin = Instant::now();
            signals.extend(kind.look(process));
            Look {
                kind: *kind,
                nanoseconds: u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX),
            }
        };
        let looked_at = SignalKind::ALL.iter().map(look).collect();
        Self {
            looked_at,
            ..Self::new(signals)
        }
    }

    fn new(signals: Vec<Signal>) -> Self {
        let is_strong = |signal: &Signal| signal.strength() == Strength::Strong;
        let (mut signals, weak): (Vec<Signal>, Vec<Signal>) = signals.into_iter().partition(is_strong);
        let is_test = !signals.is_empty();
        signals.extend(weak);
        let mut kinds: Vec<SignalKind> = Vec::new();
        for signal in &signals {
            if !kinds.contains(&signal.kind()) {
                kinds.push(signal.kind());
            }
        }
        let subject = if is_test {
            Subject::Test { signals }
        } else {
            Subject::Live { signals }
        };
        Self {
            subject,
            looked_at: Vec::new(),
            advice: kinds.into_iter().map(Advice::of).collect(),
        }
    }

    /// Adds the signals of the verdict that the search did not find. One that both found in different ways stands once.
    fn add(&mut self, verdict: &Subject) {
        let found = self.subject.signals();
        let is_found = |told: &Signal| {
            // A process may be marked twice: by a variable and by a call.
            let is_one_fact = told.kind() != SignalKind::Marker;
            found.iter().any(|found| {
                found == told
                    || is_one_fact && found.kind() == told.kind() && found.strength() <= told.strength()
            })
        };
        let told = verdict.signals().iter().filter(|signal| !is_found(signal));
        let all = told.chain(found).cloned().collect();
        let looked_at = std::mem::take(&mut self.looked_at);
        *self = Self {
            looked_at,
            ..Self::new(all)
        };
    }
}

impl Advice {
    fn of(kind: SignalKind) -> Self {
        Self {
            kind,
            remedy: kind.remedy(),
        }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.subject.is_live() {
            "live: no signal decides otherwise"
        } else {
            "test: one strong signal is enough"
        };
        writeln!(f, "verdict   {verdict}")?;
        for signal in self.subject.signals() {
            let strength = match signal.strength() {
                Strength::Strong => "decides ",
                Strength::Weak => "reported",
            };
            writeln!(f, "{strength}  {signal}")?;
        }
        for Advice { remedy, .. } in &self.advice {
            writeln!(f, "if wrong  {remedy}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnosis_gives_advice_for_each_kind_of_signal_once() {
        let signals = vec![
            Signal::strong(SignalKind::Marker, "marked"),
            Signal::strong(SignalKind::Marker, "marked again"),
            Signal::weak(SignalKind::Runner, "a leak"),
        ];
        let diagnosis = Diagnosis::new(signals);
        assert!(!diagnosis.subject().is_live());
        let text = diagnosis.to_string();
        assert_eq!(text.matches("if wrong").count(), 2, "{text}");
        assert_eq!(text.matches("decides").count(), 2, "{text}");
        assert!(text.contains("reported  a leak"), "{text}");
    }

    #[test]
    fn weak_signals_leave_a_process_live() {
        let diagnosis = Diagnosis::new(vec![Signal::weak(SignalKind::Runner, "a leak")]);
        assert!(diagnosis.subject().is_live());
        assert!(
            Diagnosis::new(Vec::new())
                .to_string()
                .starts_with("verdict   live")
        );
    }

    #[test]
    fn a_diagnosis_looks_at_everything_and_adds_what_was_told() {
        let mut diagnosis = Diagnosis::of_process(&Process::own());
        let kinds: Vec<SignalKind> = diagnosis.looked_at.iter().map(|look| look.kind).collect();
        for kind in [SignalKind::Image, SignalKind::Ancestor, SignalKind::Runner] {
            assert!(kinds.contains(&kind), "{kinds:?}");
        }
        let told = Signal::strong(SignalKind::CallSite, "somebody said so");
        let found = diagnosis.subject().signals().to_vec();
        diagnosis.add(&Subject::Test {
            signals: [vec![told.clone()], found.clone()].concat(),
        });
        let signals = diagnosis.subject().signals();
        assert!(
            signals.contains(&told) && signals.len() == found.len() + 1,
            "{signals:?}"
        );
        assert_eq!(diagnosis.looked_at.len(), kinds.len());
    }

    #[test]
    fn what_the_verdict_saw_in_other_words_is_told_once() {
        let (path, marker, runner) = (SignalKind::Path, SignalKind::Marker, SignalKind::Runner);
        let of = |found: &[Signal], told: &[Signal]| {
            let mut diagnosis = Diagnosis::new(found.to_vec());
            diagnosis.add(&Subject::Test {
                signals: told.to_vec(),
            });
            diagnosis.subject().signals().to_vec()
        };
        let found = [
            Signal::strong(path, "lies behind a link"),
            Signal::weak(runner, "leak"),
        ];
        assert_eq!(
            of(&found, &[Signal::strong(path, "is called by the link")]),
            found
        );
        assert_eq!(of(&found, &[Signal::weak(path, "perhaps")]), found);
        let arrived = Signal::strong(runner, "has begun");
        assert!(of(&found, std::slice::from_ref(&arrived)).contains(&arrived));
        let marks = [
            Signal::strong(marker, "is set"),
            Signal::strong(marker, "was called"),
        ];
        assert_eq!(of(&marks[..1], &marks).len(), 2, "two marks");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_test_would_start_is_a_test() {
        let below = Diagnosis::below(std::process::id()).unwrap();
        let kinds: Vec<SignalKind> = below.subject().signals().iter().map(Signal::kind).collect();
        assert!(kinds.contains(&SignalKind::Ancestor), "{below}");
        assert!(!kinds.contains(&SignalKind::Image), "{below}");
        assert!(
            Diagnosis::of(std::process::id())
                .unwrap()
                .to_string()
                .contains("libtest")
        );
        assert_eq!(Diagnosis::of(u32::MAX), None);
    }
}
