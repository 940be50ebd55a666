use write_guard::guarded_write;

#[guarded_write(op = "close", target = project)]
pub(crate) static CLOSE: fn(&str) = |_| ();

fn main() {}
