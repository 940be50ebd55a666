pub fn in_an_included_file() {
    let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
}
