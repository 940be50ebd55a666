fn main() {
    let _ = ureq::delete("http://localhost/1").call(); //~ unguarded
    let _ = ureq::get("http://localhost/1").call(); //~ read
}
