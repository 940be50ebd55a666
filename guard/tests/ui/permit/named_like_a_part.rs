use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project, permit = ticket)]
fn close(project: &str, (_, ticket): (u8, u64)) -> Result<(), Blocked> {
    let _ = ticket;
    send(project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close("payroll", (1, 114));
}
