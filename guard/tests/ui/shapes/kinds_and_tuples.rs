//! What a target may be.
#![deny(warnings)]

use std::num::{NonZeroU8, NonZeroU64};

use write_guard::{Blocked, guarded_write};

struct Issue {
    owner: String,
    repo: String,
    r#type: u16,
}

#[guarded_write(op = "close", target = project as "project")]
fn a_kind(project: u64) -> Result<u64, Blocked> {
    Ok(project)
}

#[guarded_write(op = "close", target = r#type as "type", item = item)]
fn a_raw_name(r#type: u8, item: NonZeroU64) -> Result<u64, Blocked> {
    Ok(u64::from(r#type) + item.get())
}

#[guarded_write(op = "close", target = issue.r#type as "type")]
fn a_raw_field(issue: &Issue) -> Result<u16, Blocked> {
    Ok(issue.r#type)
}

#[guarded_write(op = "close", target = (issue.owner, issue.repo) as "repository")]
fn fields(issue: &Issue) -> Result<usize, Blocked> {
    Ok(issue.owner.len() + issue.repo.len())
}

#[guarded_write(op = "close", target = (owner, repo, number,))]
async fn three(owner: &str, repo: String, number: NonZeroU8) -> Result<usize, Blocked> {
    std::future::ready(()).await;
    Ok(owner.len() + repo.len() + usize::from(number.get()))
}

macro_rules! function {
    ($name:ident, $project:ident, $output:ty) => {
        #[guarded_write(op = "close", target = $project as "project")]
        fn $name($project: &str) -> $output {
            Ok($project.len())
        }
    };
}
function!(by_macro, project, Result<usize, Blocked>);

macro_rules! future {
    ($name:ident, $output:ty) => {
        #[guarded_write(op = "close", target = project)]
        fn $name(project: &str) -> $output {
            std::future::ready(Ok(project.len()))
        }
    };
}
future!(by_macro_later, impl Future<Output = Result<usize, Blocked>>);

#[guarded_write(op = "close", target = project)]
#[allow(unused_parens)]
fn in_parentheses(project: &str) -> (impl Future<Output = Result<usize, Blocked>>) {
    std::future::ready(Ok(project.len()))
}

#[guarded_write(op = "close", target = project)]
#[allow(unused_parens)]
fn a_bound_in_parentheses(project: &str) -> impl Send + (Future<Output = Result<usize, Blocked>>) {
    std::future::ready(Ok(project.len()))
}

#[guarded_write(op = r"close", target = project as r#"project"#)]
fn raw_literals(project: &str) -> Result<usize, Blocked> {
    Ok(project.len())
}

#[guarded_write(op = "close", target = project)]
fn one_of_two(
    #[cfg_attr(all(), cfg(any()))] mut project: String,
    #[cfg_attr(all(), cfg(all()))] project: &str,
) -> Result<usize, Blocked> {
    Ok(project.len())
}

macro_rules! of_abi {
    ($abi:literal) => {
        #[guarded_write(op = "close", target = project)]
        extern $abi fn abi_by_macro(project: &str) -> Result<usize, Blocked> {
            Ok(project.len())
        }
    };
}
of_abi!("Rust");

#[guarded_write(op = "close", target = project)]
extern r"Rust" fn raw_abi(project: &str) -> Result<usize, Blocked> {
    Ok(project.len())
}

fn main() {
    let issue = Issue { owner: "a".into(), repo: "b".into(), r#type: 1 };
    let _ = (a_kind(7), a_raw_name(7, NonZeroU64::MIN), a_raw_field(&issue), fields(&issue));
    drop(three("a", "b".into(), NonZeroU8::MIN));
    let _ = (by_macro("a"), raw_abi("a"));
    drop((by_macro_later("a"), in_parentheses("a")));
    write_guard::ledger::take();
}
