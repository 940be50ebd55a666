use write_guard::{Blocked, guarded_write};

struct Client;

#[guarded_write(op = "close", target = project, gate = client)]
fn close(client: &Client, project: &str) -> Result<(), Blocked> {
    let _ = (client, project);
    Ok(())
}

fn main() {
    let _ = close(&Client, "payroll");
}
