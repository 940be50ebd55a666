use write_guard::guarded_write;

#[guarded_write(op = "close", target = project)]
mod client {
    pub fn close() {}
}

fn main() {}
