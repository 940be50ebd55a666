use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project as "")]
fn empty(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project as "pro ject")]
fn with_a_space(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project as 7)]
fn a_number(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project as project)]
fn a_type(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project as)]
fn nothing(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project as "project" as "group")]
fn two(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, item = item as "ticket")]
fn of_an_item(project: &str, item: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {}
