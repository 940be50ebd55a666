//! The caller's parameters and statics are called like what an expansion binds.
#![deny(warnings)]

use write_guard::{Blocked, Target, Permit, guarded_write, mark_test_process};

#[guarded_write(op = "close", target = blocked, item = outcome, permit = leave)]
fn close(blocked: &str, outcome: u64, permit: u8, future: u8) -> Result<(), Blocked> {
    let _ = (outcome, permit, future);
    send(leave, blocked)
}

#[guarded_write(op = "close", target = outcome, permit = blocked, on_block = future)]
fn close_later(outcome: String, permit: u8, future: u8) -> impl Future<Output = u8> {
    async move {
        let sent = send(blocked, &outcome);
        if sent.is_ok() { permit } else { future }
    }
}

fn send(permit: Permit, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let refused = close("payroll", 114, 0, 0).unwrap_err();
    assert_eq!((refused.target(), refused.item()), (Some("payroll"), Some("114")));
    assert_eq!(close_later("payroll".to_owned(), 1, 2).await, 2);
}
