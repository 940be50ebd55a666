//! By a job object. The child is in it before its first instruction, and nothing that it starts can leave it.

use std::io;
use std::process::{Child, Command};

use process_wrap::std::{JobObject, StdChildWrapper, StdCommandWrap};
use write_guard::contract::Ending;

/// A child in a job of its own.
#[derive(Debug)]
pub(in super::super) struct Group(Box<dyn StdChildWrapper>);

impl Group {
    /// Starts `command` in a new job.
    pub(in super::super) fn start(command: Command) -> io::Result<Self> {
        StdCommandWrap::from(command).wrap(JobObject).spawn().map(Self)
    }

    /// The child, for its streams.
    pub(in super::super) fn child(&mut self) -> &mut Child {
        self.0.inner_mut()
    }

    /// Whether the child has ended.
    pub(in super::super) fn has_ended(&mut self) -> bool {
        !matches!(self.child().try_wait(), Ok(None))
    }

    /// Kills what is left, and says how the child ended.
    pub(in super::super) fn end(mut self) -> Ending {
        // A job that is empty needs no killing.
        let _ = self.0.start_kill();
        match self.child().wait().map(|status| status.code()) {
            // Nobody returns this: Windows says so of a child that it ended for an access violation, or the like.
            Ok(Some(code)) if u32::from_ne_bytes(code.to_ne_bytes()) >= EXCEPTION => Ending::Killed,
            Ok(Some(code)) => Ending::Exited(code.into()),
            Ok(None) | Err(_) => Ending::Unknown,
        }
    }
}

/// The first of the codes that stand for exceptions.
const EXCEPTION: u32 = 0xc000_0000;
