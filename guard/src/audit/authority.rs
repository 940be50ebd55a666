//! The record of authority: what a gate grants to a request, or refuses.

use tracing::level_filters::LevelFilter;
use tracing::{error, info};
use write_guard_process::escape;

use super::{decision, echo};
use crate::blocked::Blocked;
use crate::decision::Reason;
use crate::gate::{GateId, sealed::Matter};

/// Records that a gate used authority that it holds.
pub(super) fn granted(gate: GateId, matter: Matter<'_>, basis: &Reason, record: Option<&str>) {
    let decision = (gate.as_str(), matter.op, matter.target, basis.code(), record);
    echo::unless_echo(LevelFilter::INFO, &decision, |times| {
        info!(
            target: "write_guard",
            gate = gate.as_str(),
            event_type = "GRANT",
            authority_effect = "GRANTED",
            op = &*escape(matter.op),
            request_target = &*escape(matter.target.unwrap_or_default()),
            reason = basis.code(),
            record,
            times,
            "request ALLOWED"
        );
    });
}

/// Records that a gate refused authority.
pub(super) fn rejected(blocked: &Blocked, record: Option<&str>) {
    echo::unless_echo(LevelFilter::ERROR, &(decision(blocked), record), |times| {
        error!(
            target: "write_guard",
            gate = blocked.gate().as_str(),
            event_type = "REJECTION",
            authority_effect = "NONE",
            op = &*escape(blocked.op()),
            request_target = &*escape(blocked.target().unwrap_or_default()),
            reason = blocked.codes().join(","),
            record,
            times,
            "request BLOCKED"
        );
    });
}
