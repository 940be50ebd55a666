use write_guard::{Blocked, guarded_write};

macro_rules! later {
    ($ty:ty) => { impl Future<Output = Result<$ty, Blocked>> };
}

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> later!(u8) {
    std::future::ready(Ok(7))
}

fn main() {}
