use write_guard::guarded_write;

#[guarded_write(op = "close", target = project)]
pub trait Tracker {
    fn close(&self, project: &str) -> Result<(), ()>;
}

fn main() {}
