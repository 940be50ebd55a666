//! The record of what was decided.
//!
//! Events go to `tracing`, target `write_guard`. Text that came from a caller is escaped before it gets there, whatever
//! the subscriber does with it. What the record itself causes is not recorded again: see [`echo`].

mod echo;

use std::hash::Hash;

use tracing::level_filters::LevelFilter;
use tracing::{error, info};
use write_guard_process::escape;

use crate::blocked::Blocked;
use crate::decision::Reason;
use crate::gate::{GateId, sealed::Matter};
use crate::ledger;

/// Records an allow.
pub(crate) fn allowed(gate: GateId, matter: Matter<'_>, basis: &Reason, record: Option<&str>) {
    if gate != GateId::Isolation {
        return granted(gate, matter, basis, record);
    }
    let decision = (gate.as_str(), matter.op, matter.target, matter.item, basis.code());
    echo::unless_echo(LevelFilter::INFO, &decision, |times| {
        info!(
            target: "write_guard",
            gate = gate.as_str(),
            project_id = &*escape(matter.target.unwrap_or_default()),
            work_item = &*escape(matter.item.unwrap_or_default()),
            op = &*escape(matter.op),
            reason = basis.code(),
            times,
            "write ALLOWED"
        );
    });
}

/// Records a block, in the log and in the ledger, and hands it back.
pub(crate) fn blocked(blocked: Blocked, record: Option<&str>) -> Blocked {
    let blocked = ledger::enter(blocked);
    if blocked.gate() != GateId::Isolation {
        rejected(&blocked, record);
        return blocked;
    }
    echo::unless_echo(LevelFilter::ERROR, &decision(&blocked), |times| {
        error!(
            target: "write_guard",
            gate = blocked.gate().as_str(),
            project_id = &*escape(blocked.target().unwrap_or_default()),
            work_item = &*escape(blocked.item().unwrap_or_default()),
            op = &*escape(blocked.op()),
            reason = blocked.codes().join(","),
            signal = blocked.evidence(),
            times,
            "write BLOCKED"
        );
    });
    blocked
}

/// Records that a gate used authority that it holds.
fn granted(gate: GateId, matter: Matter<'_>, basis: &Reason, record: Option<&str>) {
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
fn rejected(blocked: &Blocked, record: Option<&str>) {
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

/// What makes a block the same as another.
fn decision(blocked: &Blocked) -> impl Hash + use<'_> {
    (
        blocked.gate().as_str(),
        blocked.op(),
        blocked.target(),
        blocked.item(),
        blocked.codes(),
    )
}

#[cfg(test)]
mod tests;
