//! By a process group. What leaves the group is not ended.

use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use write_guard::contract::Ending;

/// A child that leads a group.
#[derive(Debug)]
pub(in super::super) struct Group(Child);

impl Group {
    /// Starts `command` as the leader of a new group.
    pub(in super::super) fn start(mut command: Command) -> io::Result<Self> {
        command.process_group(0).spawn().map(Self)
    }

    /// The child, for its streams.
    pub(in super::super) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Whether the child has ended. It stays a zombie, so that its number still names its group and nobody else's.
    pub(in super::super) fn has_ended(&mut self) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        !matches!(waitid(WaitId::Pid(Pid::from_child(&self.0)), options), Ok(None))
    }

    /// Kills what is left, and says how the child ended.
    pub(in super::super) fn end(mut self) -> Ending {
        // A group that is gone needs no killing.
        let _ = kill_process_group(Pid::from_child(&self.0), Signal::KILL);
        match self.0.wait() {
            Ok(status) => match (status.code(), status.signal()) {
                (Some(code), _) => Ending::Exited(code.into()),
                (None, Some(_)) => Ending::Killed,
                (None, None) => Ending::Unknown,
            },
            Err(_) => Ending::Unknown,
        }
    }
}
