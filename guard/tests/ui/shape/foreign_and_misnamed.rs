//! As `wasm_bindgen` writes it when it stands above: parameters that nobody has named.
use write_guard::guarded_write;

#[guarded_write(op = "close", target = project, item = ticket)]
pub unsafe extern "C" fn close(arg0_1: u32, arg0_2: u32) -> u32 {
    arg0_1 + arg0_2
}

fn main() {}
