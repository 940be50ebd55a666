use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
fn this_one(#[cfg(not(windows))] mut project: String, #[cfg(windows)] project: String) -> Result<(), Blocked> {
    project.push('x');
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn another_one(#[cfg(any())] mut project: String, #[cfg(not(any()))] project: String) -> Result<(), Blocked> {
    drop(project);
    Ok(())
}

fn main() {}
