use write_guard::{Blocked, Target, Permit, guarded_write};

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    send(permit.clone(), project)?;
    send(permit, project)
}

fn send(permit: Permit, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

fn main() {
    let _ = close("payroll");
}
