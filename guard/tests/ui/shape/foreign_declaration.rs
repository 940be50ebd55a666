use write_guard::guarded_write;

unsafe extern "C" {
    #[guarded_write(op = "close", target = project)]
    fn close(project: u64) -> bool;
}

fn main() {
    let _ = unsafe { close(7) };
}
