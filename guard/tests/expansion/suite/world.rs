//! What the guarded functions act on. It counts everything they do.

use std::borrow::Cow;
use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;
use write_guard::{Blocked, Target, Identity, IsolationGate, Permit, Sandbox};

/// A client that keeps the record of its writes.
pub struct World {
    gate: IsolationGate,
    pub writes: Cell<u32>,
    pub gates: Cell<u32>,
    pub on_blocks: Cell<u32>,
    pub begun: Cell<u32>,
}

impl World {
    pub fn new() -> Self {
        Self {
            gate: IsolationGate::new(),
            writes: Cell::new(0),
            gates: Cell::new(0),
            on_blocks: Cell::new(0),
            begun: Cell::new(0),
        }
    }

    /// A client that was handed a sandbox, whatever the environment says.
    pub fn with_sandbox(project: &str) -> Self {
        let gate = IsolationGate::new().sandbox(Sandbox::new([project]).unwrap());
        Self { gate, ..Self::new() }
    }

    pub fn gate(&self) -> &IsolationGate {
        count(&self.gates);
        &self.gate
    }

    pub fn write(&self, permit: Permit, project: &Id, _: &Id) -> Result<(), Blocked> {
        permit.spend(|| Target::new(Some(project.text)))?;
        count(&self.writes);
        Ok(())
    }

    pub fn tell(&self, _: &Id, _: &Id) -> bool {
        count(&self.writes);
        true
    }

    pub fn on_block(&self) -> bool {
        count(&self.on_blocks);
        false
    }

    pub fn begin(&self) {
        count(&self.begun);
    }

    /// Pending once.
    pub async fn pause(&self) {
        let mut paused = false;
        poll_fn(|context| {
            context.waker().wake_by_ref();
            if std::mem::replace(&mut paused, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}

/// An identity that knows how often it was asked.
pub struct Id {
    pub text: &'static str,
    pub reads: Cell<u32>,
}

impl Id {
    pub fn new(text: &'static str) -> Self {
        Self {
            text,
            reads: Cell::new(0),
        }
    }
}

impl Identity for Id {
    fn identity(&self) -> Option<Cow<'_, str>> {
        count(&self.reads);
        Some(self.text.into())
    }
}

fn count(counter: &Cell<u32>) {
    counter.set(counter.get() + 1);
}
