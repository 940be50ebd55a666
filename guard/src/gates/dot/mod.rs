//! DOT: no schema write outside the allowlist, or past the owner's gate.

mod code;
mod evidence;
mod guards;
mod intent;
mod output;
mod owner;
mod plan;
mod request;
pub(crate) mod rules;
mod run_id;
mod surface;
mod time;
mod vocabulary;

pub(crate) use self::output::decide;

pub use self::code::DotCode;
pub use self::evidence::{Evidence, Snapshot};
use self::guards::untouched::{self, Untouched, Verdict};
pub use self::intent::WriteIntent;
pub use self::owner::OwnerGate;
pub use self::request::DotRequest;
use self::rules::{Question, rules};
pub use self::run_id::{NotARunId, RunId};
pub use self::surface::Surface;
pub use self::vocabulary::{Channel, Mode};

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::{Gate, GateId, sealed};
use crate::gates::clock::Moment;
use crate::gates::rules::{Rule, objections};

/// Lets `DOT_R2_B2_STAGING_SCHEMA_SHELL` write a staging schema of its run, and nothing else.
///
/// The owner's gate for real runs is what the gate is constructed with, and never part of a request. A permit carries
/// the statements that were decided on, if the mode writes any.
///
/// ```
/// use write_guard::dot::{Channel, DotGate, DotRequest, Evidence, Mode, OwnerGate, RunId, Snapshot, Surface};
/// use write_guard::enforce;
///
/// let counts = Surface::ALL.iter().copied().filter(|surface| surface.is_count());
/// let snapshot = counts
///     .fold(Snapshot::new(), |snapshot, surface| snapshot.count(surface, 7))
///     .max_date_certified("2026-06-10");
/// let request = DotRequest::new(Mode::RealRun, Channel::ProcessDotRunner)
///     .actor("ci")
///     .run_id(&RunId::new("20260611T083000Z")?)
///     .owner_authorization_ref("OWN-77")
///     .target_schema("r2_b2_wb_20260611t083000z")
///     .production_untouched_evidence(Evidence::new(snapshot.clone(), snapshot));
///
/// let blocked = enforce(&DotGate::new(OwnerGate::closed()), &request).unwrap_err();
/// assert_eq!(blocked.codes(), ["REAL_RUN_GATE_CLOSED"]);
///
/// let permit = enforce(&DotGate::new(OwnerGate::open()), &request)?;
/// let intent = permit.into_write_intent().unwrap();
/// assert_eq!(intent.statements().len(), 8);
/// assert_eq!(intent.statements()[0], "CREATE SCHEMA r2_b2_wb_20260611t083000z;");
/// # write_guard::ledger::take();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct DotGate {
    owner: OwnerGate,
    clock: fn() -> Moment,
}

/// What the gate found out about a request.
#[derive(Clone, Debug)]
pub struct Findings {
    pub(crate) reasons: Vec<Reason>,
    mode: Option<Mode>,
    untouched: Option<Untouched>,
    may_write: bool,
}

impl DotGate {
    /// A gate with this authority.
    #[must_use]
    pub const fn new(owner: OwnerGate) -> Self {
        Self {
            owner,
            clock: Moment::now,
        }
    }

    /// Sets the clock that dates the audit. No decision depends on it.
    #[must_use]
    pub fn clock(self, clock: fn() -> Moment) -> Self {
        Self { clock, ..self }
    }

    fn findings(&self, request: &DotRequest<'_>) -> Findings {
        self.findings_by(request, const { &rules() })
    }

    /// As [`findings`](Self::findings), by these rules.
    pub(crate) fn findings_by<'q: 'r, 'r>(
        &'q self,
        request: &'q DotRequest<'q>,
        rules: impl IntoIterator<Item = &'r Rule<Question<'q>>>,
    ) -> Findings {
        let mode = request.known_mode();
        let is_verified = match mode {
            Some(Mode::RealRun | Mode::TeardownRealRun) => self.owner.is_open(),
            Some(Mode::Verify) => true,
            _ => false,
        };
        let untouched = is_verified.then(|| untouched::verify(request.evidence.as_deref()));
        let question = Question::new(request, self.owner, mode, untouched);
        let reasons = without_repeats(objections(rules, &question));
        let is_proven = untouched.is_some_and(|untouched| untouched.verdict() == Verdict::Pass);
        let may_write =
            reasons.is_empty() && mode.is_some_and(Mode::is_real_run) && self.owner.is_open() && is_proven;
        Findings {
            reasons,
            mode,
            untouched,
            may_write,
        }
    }
}

/// Keeps the first reason of each code.
fn without_repeats(mut reasons: Vec<Reason>) -> Vec<Reason> {
    let mut known: Vec<&'static str> = Vec::new();
    if reasons.len() > 1 {
        reasons.retain(|reason| {
            let is_new = !known.contains(&reason.code());
            known.push(reason.code());
            is_new
        });
    }
    reasons
}

/// With the owner's gate closed.
impl Default for DotGate {
    fn default() -> Self {
        Self::new(OwnerGate::closed())
    }
}

impl Gate for DotGate {
    const ID: GateId = GateId::Dot;

    type Request<'r> = DotRequest<'r>;
}

impl sealed::Sealed for DotGate {
    /// The write, if there is one.
    type Bound = Option<WriteIntent>;

    type Findings = Findings;
}

impl sealed::Assesses<DotRequest<'_>> for DotGate {
    fn matter<'m>(request: &'m DotRequest<'_>) -> sealed::Matter<'m> {
        sealed::Matter {
            op: request.known_mode().map_or("unknown", Mode::as_str),
            target: request.target_schema.as_str(),
            item: request.run_id.as_str(),
        }
    }

    fn assess(&self, _: &Context<'_>, request: &DotRequest<'_>) -> sealed::Assessment<Findings> {
        let findings = self.findings(request);
        let decision = Decision::unless(findings.reasons.clone(), || {
            Reason::new(
                "ALLOW",
                "the request keeps to the staging schema of its run",
                "nothing to do",
            )
        });
        sealed::Assessment { decision, findings }
    }

    fn record(&self, request: &DotRequest<'_>, findings: &Findings) -> Option<String> {
        Some(output::envelope(self, request, findings))
    }

    fn bind(&self, request: &DotRequest<'_>, findings: Findings) -> Self::Bound {
        let mode = findings.mode.filter(|_| findings.may_write)?;
        Some(WriteIntent::new(mode, request.target_schema.as_str()?))
    }
}
