use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
fn close((mut project, ticket): (String, u64)) -> Result<(), Blocked> {
    project.push_str(&ticket.to_string());
    send(&project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close(("payroll".to_owned(), 114));
}
