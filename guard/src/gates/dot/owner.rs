//! The owner's gate for real runs.

/// Whether the owner lets real runs happen: what a [`DotGate`](super::DotGate) is constructed with.
///
/// Closed by default. A request cannot open it: it is given beside the request, by whoever makes the gate. A line of
/// [`lines::dot`](crate::lines::dot) says beside its request whether it is open, to simulate.
///
/// ```compile_fail
/// let gate: write_guard::dot::OwnerGate = "open".parse().unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnerGate {
    is_open: bool,
}

impl OwnerGate {
    /// No real runs.
    #[must_use]
    pub const fn closed() -> Self {
        Self { is_open: false }
    }

    /// Real runs, if everything else holds.
    #[must_use]
    pub const fn open() -> Self {
        Self { is_open: true }
    }

    /// Whether it is open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.is_open
    }

    /// `open` or `closed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        if self.is_open { "open" } else { "closed" }
    }
}
