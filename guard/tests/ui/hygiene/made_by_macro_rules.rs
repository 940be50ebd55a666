//! Guarded functions that a `macro_rules!` macro writes, with every kind of fragment.
#![deny(warnings)]

use write_guard::{Blocked, Target, IsolationGate, Permit, guarded_write, mark_test_process};

struct Client {
    project: String,
}

macro_rules! by_name {
    ($(#[$meta:meta])* $vis:vis $name:ident($project:ident), $op:literal, $permit:ident, $body:block) => {
        $(#[$meta])*
        #[guarded_write(op = $op, target = $project, permit = $permit)]
        $vis fn $name($project: &str) -> Result<(), Blocked> $body
    };
}

by_name!(
    /// Closes.
    #[inline]
    pub close(project), "close", permit, { send(permit, project) }
);

macro_rules! by_expression {
    ($name:ident($param:ident), $place:expr, $gate:expr, $on_block:expr, $krate:path, $output:ty, $body:expr) => {
        impl Client {
            #[guarded_write(op = "close", target = $place, gate = $gate, on_block = $on_block, crate = $krate)]
            fn $name(&self, $param: &str) -> $output {
                $body
            }
        }
    };
}

by_expression!(close_bool(project), project, IsolationGate::new(), project.is_empty(), ::write_guard, bool, true);

macro_rules! by_item {
    ($item:item) => {
        $item
    };
}

by_item! {
    #[guarded_write(op = "close", target = project, permit = permit)]
    fn close_item(project: &str) -> Result<(), Blocked> {
        send(permit, project)
    }
}

macro_rules! attribute_on_item {
    ($project:ident, $item:item) => {
        #[guarded_write(op = "close", target = $project)]
        $item
    };
}

attribute_on_item! {
    project,
    pub(crate) fn close_whole(project: &str) -> Result<(), Blocked> {
        let _ = project;
        Ok(())
    }
}

/// Binds what it does not show: nothing of it is visible where the body was written.
macro_rules! all_its_own {
    ($name:ident) => {
        impl Client {
            #[guarded_write(op = "close", target = self.project, permit = permit)]
            async fn $name(&self) -> Result<(), Blocked> {
                send(permit, &self.project)
            }
        }
    };
}

all_its_own!(close_own);

macro_rules! by_tokens {
    ($self:tt, $($place:tt)+) => {
        impl Client {
            #[guarded_write(op = "close", target = $($place)+)]
            fn close_tokens(&$self) -> Result<(), Blocked> {
                Ok(())
            }
        }
    };
}

by_tokens!(self, self.project);

fn send(permit: Permit, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let client = Client { project: "payroll".to_owned() };
    assert!(close("payroll").is_err());
    assert!(!client.close_bool("payroll"));
    assert!(close_item("payroll").is_err());
    assert!(close_whole("payroll").is_err());
    assert!(client.close_own().await.is_err());
    assert!(client.close_tokens().is_err());
}
