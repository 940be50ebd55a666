//! A permit may be called like what is no value, like a function, and like a macro.
#![deny(warnings)]
#![allow(non_camel_case_types)]

use write_guard::{Blocked, Permit, guarded_write, mark_test_process};

mod module {
    pub type permit = u8;
}
use module::permit;

fn leave() {}

macro_rules! pass {
    () => {};
}

#[guarded_write(op = "close", target = project, permit = permit)]
fn like_a_type(project: &str) -> Result<permit, Blocked> {
    send(permit, project)
}

#[guarded_write(op = "close", target = project, permit = leave)]
fn like_a_function(project: &str) -> impl Future<Output = Result<u8, Blocked>> {
    std::future::ready(send(leave, project))
}

#[guarded_write(op = "close", target = project, permit = pass, on_block = 0)]
fn like_a_macro(project: &str) -> u8 {
    pass!();
    send(pass, project).unwrap_or(1)
}

#[guarded_write(op = "close", target = project, permit = r#match)]
fn like_a_keyword(project: &str) -> Result<u8, Blocked> {
    send(r#match, project)
}

fn send(_: Permit, project: &str) -> Result<u8, Blocked> {
    panic!("a write to {project} got through");
}

fn main() {
    mark_test_process();
    leave();
    assert!(like_a_type("payroll").is_err());
    drop(like_a_function("payroll"));
    assert_eq!(like_a_macro("payroll"), 0);
    assert!(like_a_keyword("payroll").is_err());
}
