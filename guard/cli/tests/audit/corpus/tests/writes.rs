#[test]
fn a_test_that_closes() {
    if std::env::var_os("CORPUS_RUN").is_some() {
        let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
    }
}
