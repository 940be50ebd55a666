use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = ())]
fn none(owner: &str, repo: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner,))]
fn one(owner: &str, repo: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner, , repo))]
fn a_gap(owner: &str, repo: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner, repo.trim()))]
fn a_call(owner: &str, repo: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner, "repo"))]
fn a_literal(owner: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner, (repo, branch)))]
fn nested(owner: &str, repo: &str, branch: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = (owner, repo))]
fn half_may_change(owner: &str, mut repo: String) -> Result<(), Blocked> {
    repo.clear();
    Ok(())
}

fn main() {}
