//! What leaves a closure, a block or a loop within an expression of the attribute stays there.
#![deny(warnings)]

use std::pin::Pin;

use write_guard::{Blocked, IsolationGate, guarded_write, mark_test_process};

struct Client {
    gates: Vec<IsolationGate>,
}

impl Client {
    #[guarded_write(op = "close", target = project, gate = self.gates.iter().find(|_| { return true; }).unwrap())]
    fn by_closure(&self, project: &str) -> Result<(), Blocked> {
        panic!("a write to {project} got through");
    }

    #[guarded_write(op = "close", target = project, gate = loop { if let Some(gate) = self.gates.first() { break gate; } })]
    async fn by_loop(&self, project: &str) -> Result<(), Blocked> {
        panic!("a write to {project} got through");
    }

    #[guarded_write(op = "close", target = project, on_block = Box::pin(async { std::future::ready(()).await; return 7; }))]
    fn by_async_block(&self, project: &str) -> Pin<Box<dyn Future<Output = u8>>> {
        panic!("a write to {project} got through");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let client = Client { gates: vec![IsolationGate::new()] };
    assert!(client.by_closure("payroll").is_err());
    assert!(client.by_loop("payroll").await.is_err());
    assert_eq!(client.by_async_block("payroll").await, 7);
}
