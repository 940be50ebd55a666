use write_guard::{Blocked, guarded_write};

struct Client {
    project: String,
}

impl Client {
    #[guarded_write(op = "close", target = self.project)]
    fn close(mut self) -> Result<(), Blocked> {
        self.project.push('s');
        send(&self.project)
    }
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let project = "payroll".to_owned();
    let _ = Client { project }.close();
}
