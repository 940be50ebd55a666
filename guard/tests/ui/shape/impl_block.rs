use write_guard::{Blocked, guarded_write};

struct Client;

#[guarded_write(op = "close", target = project)]
impl Client {
    fn close(&self, project: &str) -> Result<(), Blocked> {
        send(project)
    }
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = Client;
}
