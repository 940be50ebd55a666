//! Decisions for lines of JSON, as untrusted programs send them.
//!
//! One line in, one decision out, whatever the line is: nothing panics, and what cannot be read is blocked. A decision
//! printed here carries no authority: only [`enforce`](crate::enforce()) makes permits, and it takes no text.
//!
//! ```
//! use write_guard::lines;
//! use write_guard::production::ProductionGate;
//!
//! let line = br#"{"action": "real_run", "target": "birth pipeline", "sql": "drop"}"#;
//! let mut out = Vec::new();
//! lines::production(&ProductionGate::default(), line, &mut out);
//! assert_eq!(
//!     String::from_utf8(out)?,
//!     concat!(
//!         r#"{"gate":"production","allow":false,"verdict":"BLOCK_FORBIDDEN_PRODUCTION_ACTION","token":null,"#,
//!         r#""reasons":[{"code":"MISSING_GRANT","grant":"REAL_RUN"},{"code":"UNKNOWN_FIELD","field":"sql"}],"#,
//!         r#""event":{"event_type":"REJECTION","authority_effect":"NONE"}}"#,
//!     )
//! );
//! # Ok::<(), std::string::FromUtf8Error>(())
//! ```

mod contract;
pub(crate) mod isolation;

pub use self::contract::{contract, judgement};
pub use self::isolation::isolation;
use crate::decision::{Decision, Reason};
use crate::gates::clock::Moment;
use crate::gates::dot;
use crate::gates::head::Head;
use crate::gates::production::{ProductionCode, ProductionGate, ProductionRequest};
use crate::gates::rehearsal::{RehearsalGate, RehearsalRequest};

/// The longest line that is worth reading, in bytes. A longer one is unreadable.
pub const LONGEST_LINE: usize = 128 << 20;

/// Decides a line for the production gate and appends the decision to `out`, without a line break.
pub fn production(gate: &ProductionGate, line: &[u8], out: &mut Vec<u8>) {
    let decision = gate.decision(&ProductionRequest::read(line));
    let reasons = objections(&decision);
    let is_final = |reason: &Reason| reason.code() == ProductionCode::UnknownOrMissingAction.as_str();
    let verdict = match &decision {
        Decision::Allow(_) => "ALLOW",
        Decision::Block(reasons) if is_final(reasons.first()) => "BLOCK_UNKNOWN_OR_MISSING_ACTION",
        Decision::Block(_) => "BLOCK_FORBIDDEN_PRODUCTION_ACTION",
    };
    let head = Head {
        gate: "production",
        is_allowed: decision.is_allow(),
        verdict,
        token: decision.is_allow().then_some("PRODUCTION_PASS"),
        reasons: &reasons,
    };
    head.write_alone(out);
}

/// Decides a line for the rehearsal gate and appends the decision to `out`, without a line break.
pub fn rehearsal(gate: &RehearsalGate, line: &[u8], out: &mut Vec<u8>) {
    let decision = gate.decision(&RehearsalRequest::read(line));
    let head = Head {
        gate: "rehearsal",
        is_allowed: decision.is_allow(),
        verdict: if decision.is_allow() {
            "ALLOW_REHEARSAL_CLONE"
        } else {
            "BLOCK_FAIL_CLOSED"
        },
        token: None,
        reasons: &objections(&decision),
    };
    head.write_alone(out);
}

/// Decides a line for the DOT gate and appends the decision to `out`, without a line break.
///
/// The line is `{"request": {…}, "owner_real_run_gate_open": true}`, so that one stream can ask about both; `now` dates
/// the audit envelope.
pub fn dot(line: &[u8], now: Moment, out: &mut Vec<u8>) {
    dot::decide(line, now, out);
}

fn objections(decision: &Decision) -> Vec<Reason> {
    match decision {
        Decision::Allow(_) => Vec::new(),
        Decision::Block(reasons) => reasons.iter().cloned().collect(),
    }
}
