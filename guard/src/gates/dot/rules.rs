//! The rules of the DOT gate, in the order of their codes.

use super::code::DotCode;
use super::guards::schema::{has_allowlist_shape, names_run};
use super::guards::untouched::{Finding, Untouched, Verdict};
use super::guards::{allowlist, teardown};
use super::owner::OwnerGate;
use super::request::DotRequest;
use super::time;
use super::vocabulary::{Channel, DOT_CODE, FORBIDDEN_CHANNELS, Mode, PLACEHOLDERS, is_one_in_any_case};
use crate::decision::Reason;
use crate::gates::reading::{self, Defects, FromLine};
use crate::gates::rules::{Rule, rule};
use crate::ident;

/// A request, the authority it is measured against, and what guard 3 found if it was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    request: &'q DotRequest<'q>,
    gate: OwnerGate,
    mode: Option<Mode>,
    untouched: Option<Untouched>,
    /// `None` if it is absent or blank.
    run_id: Option<&'q str>,
    has_run_id_shape: bool,
}

/// The longest name that `PostgreSQL` does not cut, in bytes.
const LONGEST_NAME: usize = 63;

pub(crate) const fn rules<'q>() -> [Rule<Question<'q>>; 23] {
    let [double, unknown, wrong, malformed] = reading::defect_rules();
    [
        reading::unreadable(),
        rule!(dot_code),
        rule!(mode),
        rule!(channel),
        rule!(directus),
        rule!(actor),
        rule!(run_id),
        rule!(copy),
        rule!(owner),
        rule!(target),
        rule!(closed_gate),
        rule!(touched),
        double,
        unknown,
        wrong,
        malformed,
        rule!(invalid_gate),
        rule!(run_id_not_a_time),
        rule!(long_name),
        rule!(ambiguous_run_id),
        rule!(placeholder_owner),
        rule!(unusable_evidence),
        rule!(appended),
    ]
}

fn dot_code(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.dot_code.as_str() != Some(DOT_CODE) {
        found.push(DotCode::WrongDotCode.into());
    }
}

fn mode(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.mode.is_none() {
        found.push(DotCode::UnknownMode.into());
    }
}

fn channel(question: &Question<'_>, found: &mut Vec<Reason>) {
    match given(question.request.channel.as_str()) {
        None => found.push(DotCode::MissingChannel.into()),
        Some(channel) if FORBIDDEN_CHANNELS.contains(&channel) => {
            found.push(DotCode::ForbiddenManualChannel.into());
        }
        Some(channel) if Channel::named(channel).is_none() => found.push(DotCode::UnknownChannel.into()),
        Some(_) => {}
    }
}

fn directus(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.use_directus_generic_create.is_set() {
        found.push(DotCode::DirectusGenericForbidden.into());
    }
}

fn actor(question: &Question<'_>, found: &mut Vec<Reason>) {
    if given(question.request.actor.as_str()).is_none() {
        found.push(DotCode::MissingActor.into());
    }
}

fn run_id(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.run_id.is_none() {
        found.push(DotCode::MissingRunId.into());
    } else if !question.has_run_id_shape {
        found.push(DotCode::BadRunId.into());
    }
}

fn copy(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.copy_production_data.is_set() {
        found.push(DotCode::ProdDataCopyForbidden.into());
    }
}

fn owner(question: &Question<'_>, found: &mut Vec<Reason>) {
    if given(question.request.owner_authorization_ref.as_str()).is_none() {
        found.push(DotCode::MissingOwnerAuth.into());
    }
}

fn target(question: &Question<'_>, found: &mut Vec<Reason>) {
    let is_teardown = question.mode.is_some_and(Mode::is_teardown);
    let guard = if is_teardown {
        teardown::codes
    } else {
        allowlist::codes
    };
    guard(question.target(), question.run_id, &mut |code: DotCode| {
        found.push(code.into());
    });
}

fn closed_gate(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.is_real_run() && !question.gate.is_open() {
        found.push(DotCode::RealRunGateClosed.into());
    }
}

fn touched(question: &Question<'_>, found: &mut Vec<Reason>) {
    object(question, found, |untouched| Some(untouched.by_rule));
}

fn invalid_gate(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question.request.has_invalid_gate {
        found.push(DotCode::InvalidGateType.into());
    }
}

/// Looks at what has the shape of a run id.
fn run_id_not_a_time(question: &Question<'_>, found: &mut Vec<Reason>) {
    if question
        .shaped_run_id()
        .is_some_and(|run_id| !time::is_instant(run_id))
    {
        found.push(DotCode::RunIdNotATime.into());
    }
}

fn long_name(question: &Question<'_>, found: &mut Vec<Reason>) {
    if given(question.target()).is_some_and(|target| target.len() > LONGEST_NAME) {
        found.push(DotCode::SchemaNameTooLong.into());
    }
}

/// Looks at a name on the allowlist in which the run id occurs.
fn ambiguous_run_id(question: &Question<'_>, found: &mut Vec<Reason>) {
    let (Some(target), Some(run_id)) = (question.target(), question.shaped_run_id()) else {
        return;
    };
    let groups = target.as_bytes().split(|byte| *byte == b'_');
    let mut ids = groups.filter(|group| time::is_run_id_group(group));
    let is_own = |id: &[u8]| id.eq_ignore_ascii_case(run_id.as_bytes());
    let is_clear = ids.next().is_some_and(is_own) && ids.next().is_none();
    if !is_clear && has_allowlist_shape(target) && names_run(target, run_id) {
        found.push(DotCode::SchemaRunidAmbiguous.into());
    }
}

fn placeholder_owner(question: &Question<'_>, found: &mut Vec<Reason>) {
    let reference = question
        .request
        .owner_authorization_ref
        .as_str()
        .unwrap_or_default();
    if is_one_in_any_case(&PLACEHOLDERS, reference) {
        found.push(DotCode::PlaceholderOwnerAuth.into());
    }
}

fn unusable_evidence(question: &Question<'_>, found: &mut Vec<Reason>) {
    object(question, found, |untouched| untouched.unusable);
}

fn appended(question: &Question<'_>, found: &mut Vec<Reason>) {
    object(question, found, |untouched| untouched.appended);
}

/// Turns a finding of guard 3 into a reason: in real-run modes, once for each verdict.
fn object(
    question: &Question<'_>,
    found: &mut Vec<Reason>,
    finding: impl FnOnce(&Untouched) -> Option<Finding>,
) {
    if !question.is_real_run() {
        return;
    }
    let Some(finding) = question.untouched.as_ref().and_then(finding) else {
        return;
    };
    let code = match finding.verdict() {
        Verdict::Pass => return,
        Verdict::Fail => DotCode::ProdUntouchedFail,
        Verdict::Unknown => DotCode::ProdUntouchedUnknown,
    };
    if !found.iter().any(|reason| reason.code() == code.as_str()) {
        found.push(Reason::from(code).about("reason", finding.reason()));
    }
}

fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !ident::is_blank(text))
}

impl<'q> Question<'q> {
    pub(super) fn new(
        request: &'q DotRequest<'q>,
        gate: OwnerGate,
        mode: Option<Mode>,
        untouched: Option<Untouched>,
    ) -> Self {
        let run_id = given(request.run_id.as_str());
        Self {
            request,
            gate,
            mode,
            untouched,
            run_id,
            has_run_id_shape: run_id.is_some_and(time::has_run_id_shape),
        }
    }

    fn is_real_run(&self) -> bool {
        self.mode.is_some_and(Mode::is_real_run)
    }

    fn target(&self) -> Option<&'q str> {
        self.request.target_schema.as_str()
    }

    fn shaped_run_id(&self) -> Option<&'q str> {
        self.run_id.filter(|_| self.has_run_id_shape)
    }
}

impl FromLine for Question<'_> {
    fn defects(&self) -> &Defects {
        self.request.defects()
    }
}
