//! Systems on which nothing can be found out.
//!
//! Where a target is neither Unix nor Windows (wasm, mostly), there is no environment, executable or ancestor to look at, and there never
//! was. Then every process counts as a test: unknown is blocked. It cannot see that such a program is live; there is no way to say so.

use super::{Process, Signal, SignalKind};

/// Whether the system has an environment and executables that the other kinds can look at.
const IS_KNOWN: bool = cfg!(any(unix, windows));

pub(super) fn look(_: &Process) -> Option<Signal> {
    weigh(IS_KNOWN)
}

fn weigh(is_known: bool) -> Option<Signal> {
    (!is_known).then(|| {
        Signal::strong(
            SignalKind::System,
            "this system shows neither an environment nor an executable, so the process counts as a test",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_system_is_on_the_stricter_side() {
        assert_eq!(weigh(false).unwrap().kind(), SignalKind::System);
        assert_eq!(weigh(true), None);
    }
}
