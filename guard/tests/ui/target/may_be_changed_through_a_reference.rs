use write_guard::{Blocked, guarded_write};

struct Request {
    project: String,
}

#[guarded_write(op = "close", target = project)]
fn a_reference(project: &mut String) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn with_a_lifetime<'a>(project: &'a mut String) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn by_ref_mut(ref mut project: String) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn a_part_by_ref_mut(Request { ref mut project }: Request) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn a_part_by_mut(Request { mut project }: Request) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn behind_parentheses((mut project): String) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

fn main() {}
