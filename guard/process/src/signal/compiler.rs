//! What the compiler was told.
//!
//! Miri, cargo-fuzz, loom and Kani tell every crate of a build by a `cfg` of their own, by flags that go to each rustc. It is strong, since
//! nobody ships such a program: it is instrumented or interpreted. It cannot see tools that tell the top crate only, nor how another
//! process was built.

use super::{Process, Signal, SignalKind};

/// Names that reach every crate of a build through RUSTFLAGS or the tool, so that they are true of this crate too.
const TOLD: [(&str, bool); 4] = [
    ("miri", cfg!(miri)),
    ("fuzzing", cfg!(fuzzing)),
    ("loom", cfg!(loom)),
    ("kani", cfg!(kani)),
];

pub(super) fn look(process: &Process) -> Option<Signal> {
    // Of another process nobody can tell how it was built.
    process.is_own().then(|| weigh(TOLD)).flatten()
}

fn weigh(told: [(&str, bool); 4]) -> Option<Signal> {
    let (name, _) = told.into_iter().find(|(_, is_told)| *is_told)?;
    Some(Signal::strong(
        SignalKind::Compiler,
        format!("the program was compiled with `cfg({name})`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_is_proof() {
        for chosen in ["miri", "fuzzing", "loom", "kani"] {
            let told = TOLD.map(|(name, _)| (name, name == chosen));
            let signal = weigh(told).unwrap();
            assert_eq!(signal.kind(), SignalKind::Compiler);
            assert_eq!(
                signal.detail(),
                format!("the program was compiled with `cfg({chosen})`")
            );
        }
        assert_eq!(weigh(TOLD.map(|(name, _)| (name, false))), None);
    }
}
