//! The caller gave every name that an expansion might think of to something else.
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types, non_snake_case)]

struct Ok;
struct Err;
struct Some;
struct None;
enum Result {}
enum Option {}
enum Permit {}
enum Blocked {}
enum IsolationGate {}
struct bool;
struct str;
struct u8;
trait Fn {}
trait FnOnce {}
trait From {}
trait Into {}
trait Future {}
trait IntoFuture {}
trait AsRef {}

fn check_for_permit() {}
fn check_without_permit() {}
fn ask_for_permit() {}
fn ask_without_permit() {}
fn identity() {}
fn gate() {}
fn blocked() {}

#[write_guard::guarded_write(op = "close", target = project, item = item, gate = at, permit = leave)]
fn close(
    project: &::core::primitive::str,
    item: ::core::primitive::u64,
    at: &::write_guard::IsolationGate,
) -> ::core::result::Result<(), ::write_guard::Blocked> {
    let _ = (item, at);
    leave.spend(|| ::write_guard::Target::new(::core::option::Option::Some(project)))
}

#[write_guard::guarded_write(op = "close", target = project)]
async fn close_async(
    project: &::core::primitive::str,
) -> ::core::result::Result<(), ::write_guard::Blocked> {
    let _ = project;
    ::core::result::Result::Ok(())
}

#[write_guard::guarded_write(op = "close", target = project)]
fn close_later(
    project: &::core::primitive::str,
) -> impl ::core::future::Future<Output = ::core::result::Result<(), ::write_guard::Blocked>> {
    let _ = project;
    ::core::future::ready(::core::result::Result::Ok(()))
}

fn main() {
    ::write_guard::mark_test_process();
    let gate = ::write_guard::IsolationGate::new();
    assert!(close("payroll", 7, &gate).is_err());
    let _ = (close_async("payroll"), close_later("payroll"));
}
