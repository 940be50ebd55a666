use std::borrow::Cow;
use write_guard::{Blocked, Identity, guarded_write};

struct Request {
    project: String,
}

impl Identity for Request {
    fn identity(&self) -> Option<Cow<'_, str>> {
        self.project.identity()
    }
}

impl Request {
    #[guarded_write(op = "close", target = self)]
    fn itself(&mut self) -> Result<(), Blocked> {
        self.project.clear();
        Ok(())
    }
}

#[guarded_write(op = "close", target = project)]
fn in_parentheses(project: (&mut String)) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn in_something_else(project: Option<&mut String>) -> Result<(), Blocked> {
    project.into_iter().for_each(String::clear);
    Ok(())
}

#[guarded_write(op = "close", target = request.project)]
fn a_field_by_ref_mut(ref mut request: Request) -> Result<(), Blocked> {
    request.project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn taken_out_of_a_reference(Request { project }: &mut Request) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

#[guarded_write(op = "close", target = project)]
fn a_part_that_is_one((project, _): (&mut String, u8)) -> Result<(), Blocked> {
    project.clear();
    Ok(())
}

fn main() {}
