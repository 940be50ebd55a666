//! Under `#[async_trait]`, on a declaration with a body and on an implementation.
#![deny(warnings)]

use async_trait::async_trait;
use write_guard::{Blocked, IsolationGate, Permit, guarded_write, mark_test_process};

#[async_trait]
trait Tracker {
    async fn close(&self, project: &str) -> Result<(), Blocked>;

    #[guarded_write(op = "reopen", target = project)]
    async fn reopen(&mut self, project: String) -> Result<(), Blocked> {
        self.close(&project).await
    }
}

struct Client {
    gate: IsolationGate,
    project: String,
}

#[async_trait]
impl Tracker for Client {
    #[guarded_write(op = "close", target = self.project, item = project, gate = self.gate, permit = permit)]
    async fn close(&self, project: &str) -> Result<(), Blocked> {
        send(permit, project).await
    }
}

#[async_trait(?Send)]
trait Local {
    #[guarded_write(op = "archive", target = project, on_block = Box::pin(async { 7 }))]
    async fn archive(&self, project: &str) -> u32 {
        panic!("a write to {project} got through");
    }
}

impl Local for Client {}

#[async_trait]
trait Copied {
    #[guarded_write(op = "rename", target = project)]
    async fn rename(&self, project: String) -> Result<(), Blocked> {
        let mut project = project;
        project.clear();
        Ok(())
    }
}

impl Copied for Client {}

async fn send(_: Permit, project: &str) -> Result<(), Blocked> {
    panic!("a write to {project} got through");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let mut client = Client { gate: IsolationGate::new(), project: "payroll".to_owned() };
    let refused = client.close("PAY-7").await.unwrap_err();
    assert_eq!((refused.target(), refused.item()), (Some("payroll"), Some("PAY-7")));
    assert_eq!(client.reopen("payroll".to_owned()).await.unwrap_err().op(), "reopen");
    assert_eq!(client.rename("payroll".to_owned()).await.unwrap_err().op(), "rename");
    assert_eq!(client.archive("payroll").await, 7);
}
