//! No harness at all.

fn main() {
    let case = std::env::args().nth(1).filter(|word| !word.starts_with('-'));
    let case = case.unwrap_or_else(|| "plain".into());
    matrix::record(&case);
    if case == "plain" {
        matrix::start("plain-child-cleared", true);
    }
}
