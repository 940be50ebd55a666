use write_guard::{Blocked, Destination, Permit, guarded_write};

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    send(project)
}

fn send(permit: Permit, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Destination::new(Some(project)))
}

fn main() {
    let _ = close("payroll");
}
