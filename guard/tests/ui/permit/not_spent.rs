use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project, permit = permit)]
fn close(project: &str) -> Result<(), Blocked> {
    println!("{project}");
    Ok(())
}

#[guarded_write(op = "close", target = project, permit = _permit)]
fn underscored(project: &str) -> Result<(), Blocked> {
    println!("{project}");
    Ok(())
}

fn main() {}
