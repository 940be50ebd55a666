fn main() {
    if std::env::var_os("CORPUS_PUBLISH").is_some() {
        let _ = minreq::post("http://localhost/build").send(); //~ unguarded
    }
    if std::env::var_os("CORPUS_FETCH").is_some() {
        let _ = minreq::get("http://localhost/build").send(); //~ read
    }
}
