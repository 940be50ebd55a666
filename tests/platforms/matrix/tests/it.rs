//! An integration test, and what it starts.

#[test]
fn integration() {
    matrix::record("integration");
    matrix::start("integration-child", false);
    matrix::start("integration-child-cleared", true);
}
