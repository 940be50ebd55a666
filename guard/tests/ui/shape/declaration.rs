use write_guard::{Blocked, guarded_write};

trait Tracker {
    #[guarded_write(op = "close", target = project)]
    fn close(&self, project: &str) -> Result<(), Blocked>;
}

struct Client;

impl Tracker for Client {
    fn close(&self, _: &str) -> Result<(), Blocked> {
        Ok(())
    }
}

fn main() {
    let _ = Client.close("payroll");
}
