//! One of each, called in a test process that nothing opted in: all are blocked, none runs its body.
#![deny(warnings)]

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use write_guard::{Blocked, Target, IsolationGate, Permit, guarded_write, mark_test_process};

type Answer<T = ()> = Result<T, Blocked>;
type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

struct Client {
    gate: IsolationGate,
    project: String,
    writes: u32,
}

struct Request(String, Option<u64>);

impl Client {
    fn gate(&self) -> &IsolationGate {
        &self.gate
    }

    fn owned_gate(&self) -> IsolationGate {
        self.gate.clone()
    }

    #[guarded_write(op = "close", target = project, gate = self.gate(), permit = permit)]
    fn by_reference(&self, project: &str) -> Answer {
        send(permit, project)
    }

    #[guarded_write(op = "close", target = self.project, gate = self.owned_gate(), permit = permit)]
    fn by_mutable_reference(&mut self) -> Answer {
        self.writes += 1;
        send(permit, &self.project)
    }

    #[guarded_write(op = "close", target = self.project, gate = &self.gate, permit = permit)]
    async fn by_value(self) -> Answer<u32> {
        send(permit, &self.project).map(|()| self.writes)
    }

    #[guarded_write(op = "close", target = self.project, gate = self.gate, permit = permit)]
    async fn in_an_arc(self: Arc<Self>) -> Answer {
        send(permit, &self.project)
    }

    #[guarded_write(op = "close", target = request.0, item = request.1, permit = permit)]
    fn generic<'a, T, const N: usize>(&'a self, request: &'a Request, body: [T; N]) -> Answer<&'a str>
    where
        T: Debug + 'a,
    {
        let _ = body;
        send(permit, &request.0).map(|()| &*self.project)
    }

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn future(&mut self, project: String) -> impl Future<Output = Answer<u32>> + Send + use<'_> {
        if self.writes > 100 {
            return self.step(permit, project);
        }
        self.step(permit, project)
    }

    async fn step(&mut self, permit: Permit, project: String) -> Answer<u32> {
        self.writes += 1;
        send(permit, &project).map(|()| self.writes)
    }

    #[guarded_write(op = "close", target = self.project, permit = permit)]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = Answer> + Send + '_>> {
        Box::pin(async move { send(permit, &self.project) })
    }

    #[guarded_write(op = "close", target = self.project)]
    fn boxed_alias(&self) -> BoxFuture<'_, Answer> {
        Box::pin(async { Ok(()) })
    }

    #[guarded_write(op = "close", target = self.project, on_block = ())]
    fn nothing(&mut self) {
        self.writes += 1;
    }

    #[guarded_write(op = "close", target = self.project, on_block = { self.writes += 10; None })]
    async fn option(&mut self) -> Option<u32> {
        self.writes += 1;
        Some(self.writes)
    }

    /// The future of a body that borrows nothing outlives the call.
    #[guarded_write(op = "close", target = project)]
    fn detached(&self, project: &str) -> impl Future<Output = Answer> + Send + 'static + use<> {
        let project = project.to_owned();
        async move { Err(closed(&project)?) }
    }
}

fn closed(_: &str) -> Answer<Blocked> {
    unreachable!("never called")
}

#[guarded_write(op = "close", target = project, permit = permit)]
fn free((project, _): (&str, u8)) -> Answer {
    #![expect(clippy::needless_return, reason = "an inner attribute stays in front")]
    return send(permit, project);
}

#[guarded_write(op = "close", target = project, permit = permit)]
unsafe fn not_safe(project: &str) -> Answer {
    send(permit, project)
}

#[guarded_write(op = "close", target = project, on_block = Box::new("blocked".chars()) as Box<dyn Iterator<Item = char>>)]
fn opaque(project: &str) -> impl Iterator<Item = char> {
    Box::new(project.to_owned().into_bytes().into_iter().map(char::from)) as Box<dyn Iterator<Item = char>>
}

trait Tracker {
    fn in_impl(&self, project: &str) -> Answer;
    fn async_in_impl(&self, project: &str) -> impl Future<Output = Answer> + Send;

    #[guarded_write(op = "close", target = project)]
    fn by_default(&self, project: &str) -> Answer {
        self.in_impl(project)
    }

    #[guarded_write(op = "close", target = project)]
    fn future_by_default(&self, project: &str) -> impl Future<Output = Answer> + Send {
        self.async_in_impl(project)
    }
}

impl Tracker for Client {
    #[guarded_write(op = "close", target = project, permit = permit)]
    fn in_impl(&self, project: &str) -> Answer {
        send(permit, project)
    }

    #[guarded_write(op = "close", target = project, permit = permit)]
    async fn async_in_impl(&self, project: &str) -> Answer {
        send(permit, project)
    }
}

fn send(_: Permit, project: &str) -> Answer {
    panic!("a write to {project} got through");
}

fn client() -> Client {
    Client { gate: IsolationGate::new(), project: "payroll".to_owned(), writes: 0 }
}

fn is_send<T: Send + 'static>(value: T) -> T {
    value
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let mut it = client();
    let request = Request("payroll".to_owned(), Some(114));
    let _: fn(Permit, &'static str) = |permit, project| drop(permit.spend(|| Target::new(Some(project))));

    assert!(it.by_reference("payroll").is_err());
    assert!(it.by_mutable_reference().is_err());
    assert!(client().by_value().await.is_err());
    assert!(Arc::new(client()).in_an_arc().await.is_err());
    assert_eq!(it.generic(&request, [1, 2]).unwrap_err().item(), Some("114"));
    assert!(it.future("payroll".to_owned()).await.is_err());
    assert!(it.boxed().await.is_err());
    assert!(it.boxed_alias().await.is_err());
    it.nothing();
    assert_eq!(it.option().await, None);
    assert_eq!(it.writes, 10, "only `on_block` ran");
    assert!(is_send(it.detached("payroll")).await.is_err());
    assert!(free(("payroll", 0)).is_err());
    assert!(unsafe { not_safe("payroll") }.is_err());
    assert_eq!(opaque("payroll").collect::<String>(), "blocked");
    assert!(it.in_impl("payroll").is_err());
    assert!(it.async_in_impl("payroll").await.is_err());
    assert!(it.by_default("payroll").is_err());
    assert!(it.future_by_default("payroll").await.is_err());
}
