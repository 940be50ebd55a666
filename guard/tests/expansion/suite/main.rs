//! Calls the guarded functions of one mutant in the kind of process this is, and panics unless all is right.
//!
//! `suite <mutant> <mode> [<function>]`: the caller sets the environment that makes the process what the mode says.

mod mutants;
mod world;

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use world::{Id, World};
use write_guard::Blocked;

type BoxFuture<'w> = Pin<Box<dyn Future<Output = Result<(), Blocked>> + 'w>>;

/// The functions of `cases/mutation_subject.rs`, as expanded.
pub struct Subject {
    pub close: fn(&World, &Id, &Id) -> Result<(), Blocked>,
    pub notify: fn(&World, &Id, &Id) -> bool,
    pub update: for<'w> fn(&'w World, &'w Id, &'w Id) -> BoxFuture<'w>,
    pub later: for<'w> fn(&'w World, &'w Id, &'w Id) -> BoxFuture<'w>,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let subject = mutants::find(&args.next().unwrap());
    match args.next().unwrap().as_str() {
        "live" => {
            // The first question of a process is what kind of process it is. After it nothing is asked.
            assert!(write_guard::subject().is_live());
            lets_through(&subject, World::new, "payroll", 0);
        }
        "opted_in" => {
            lets_through(&subject, World::new, "sandbox", 1);
            blocks(&subject, "prod-project-in-test");
        }
        "sandbox_in_code" => lets_through(&subject, || World::with_sandbox("sandbox"), "sandbox", 1),
        "test" => blocks(&subject, "opt-in-disabled"),
        "test_by_call_site" => {
            // Nothing but the place of the call says that this is a test, and the first to say so says it for all.
            assert!(write_guard::subject().is_live());
            blocks_in(&subject, "opt-in-disabled", &[&*args.next().unwrap()]);
        }
        other => panic!("no such mode: {other}"),
    }
}

/// Every function writes, once, and the gate and the identities are read `reads` times for it.
fn lets_through(subject: &Subject, world: impl Fn() -> World, target: &'static str, reads: u32) {
    let run = |call: &dyn Fn(&World, &Id, &Id)| {
        let (world, project, ticket) = (world(), Id::new(target), Id::new("PAY-7"));
        call(&world, &project, &ticket);
        assert_eq!(world.writes.get(), 1);
        assert_eq!(world.on_blocks.get(), 0);
        assert_eq!(
            [&world.gates, &project.reads, &ticket.reads].map(|count| count.get()),
            [reads; 3]
        );
    };
    run(&|world, project, ticket| (subject.close)(world, project, ticket).unwrap());
    run(&|world, project, ticket| assert!((subject.notify)(world, project, ticket)));
    run(&|world, project, ticket| {
        let mut future = (subject.update)(world, project, ticket);
        assert_eq!(project.reads.get(), 0, "an `async fn` asks when it is polled");
        assert!(poll(&mut future).is_pending());
        assert!(matches!(poll(&mut future), Poll::Ready(Ok(()))));
    });
    run(&|world, project, ticket| {
        let mut future = (subject.later)(world, project, ticket);
        assert_eq!(
            project.reads.get(),
            reads,
            "a function that returns a future asks when it is called"
        );
        assert_eq!(world.begun.get(), 1);
        assert_eq!(world.writes.get(), 0);
        assert!(matches!(poll(&mut future), Poll::Ready(Ok(()))));
    });
}

/// No function writes, and each gives the reason that was decided on.
fn blocks(subject: &Subject, code: &str) {
    blocks_in(subject, code, &["close", "notify", "update", "later"]);
}

fn blocks_in(subject: &Subject, code: &str, functions: &[&str]) {
    let run = |name, call: &dyn Fn(&World, &Id, &Id)| {
        if !functions.contains(&name) {
            return;
        }
        let (world, project, ticket) = (World::new(), Id::new("payroll"), Id::new("PAY-7"));
        call(&world, &project, &ticket);
        assert_eq!([&world.writes, &world.begun].map(|count| count.get()), [0; 2]);
        assert_eq!(
            [&world.gates, &project.reads, &ticket.reads].map(|count| count.get()),
            [1; 3]
        );
    };
    let is_right = |op: &str, blocked: Blocked| {
        assert_eq!((blocked.op(), blocked.code()), (op, code));
        assert_eq!(
            (blocked.target(), blocked.item()),
            (Some("payroll"), Some("PAY-7"))
        );
    };
    run("close", &|world, project, ticket| {
        is_right("close", (subject.close)(world, project, ticket).unwrap_err())
    });
    run("notify", &|world, project, ticket| {
        assert!(!(subject.notify)(world, project, ticket));
        assert_eq!(world.on_blocks.get(), 1);
        is_right("notify", write_guard::ledger::take().pop().unwrap());
    });
    run("update", &|world, project, ticket| {
        let mut future = (subject.update)(world, project, ticket);
        assert_eq!(project.reads.get(), 0, "an `async fn` asks when it is polled");
        match poll(&mut future) {
            Poll::Ready(outcome) => is_right("update", outcome.unwrap_err()),
            Poll::Pending => panic!("it asks when it is polled for the first time"),
        }
    });
    run("later", &|world, project, ticket| {
        let mut future = (subject.later)(world, project, ticket);
        assert_eq!(
            project.reads.get(),
            1,
            "a function that returns a future asks when it is called"
        );
        match poll(&mut future) {
            Poll::Ready(outcome) => is_right("later", outcome.unwrap_err()),
            Poll::Pending => panic!("it waits for nothing"),
        }
    });
}

fn poll(future: &mut BoxFuture<'_>) -> Poll<Result<(), Blocked>> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}
