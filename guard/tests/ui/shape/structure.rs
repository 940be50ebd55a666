use write_guard::guarded_write;

#[guarded_write(op = "close", target = project)]
pub struct Client {
    project: String,
}

fn main() {}
