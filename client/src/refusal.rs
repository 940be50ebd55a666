//! Why a write that the gate allowed is refused after all, when the server was asked about it.

use write_guard::{Blocked, Permit, Target};

/// What a test process found out before it wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The write names an object of another project.
    Elsewhere,
    /// Of another project something would be deleted with the object.
    Taken,
    /// The server does not tell what would be deleted with the object, or with what hangs on it, and another one made that.
    NotOurs,
    /// It is a delete by a path of the caller's, of which nobody knows what it takes along.
    Untold,
}

impl Refusal {
    /// Takes back `permit`, and says why.
    pub(crate) fn of(self, permit: Permit) -> Blocked {
        permit.refuse(&Target::unknown(), self.why(), self.help())
    }

    fn why(self) -> &'static str {
        match self {
            Self::Elsewhere => {
                "the write names an object that is not of its project, so it would change another one too"
            }
            Self::Taken => "the server would delete or move what another project has along with it",
            Self::NotOurs => {
                "the server does not tell what else it would delete, of other projects too, and this process did not make it"
            }
            Self::Untold => "nobody knows what a delete by a path of one's own takes along",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Elsewhere => "name objects of the project that is written to",
            Self::Taken => {
                "take what belongs to the other project out of it first, by hand or by a live program"
            }
            Self::NotOurs => {
                "let a test delete what it made itself; what earlier runs left in a sandbox is cleared by hand or by a live program"
            }
            Self::Untold => "delete it by the function that is there for it, by hand, or by a live program",
        }
    }
}
