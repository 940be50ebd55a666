fn main() {
    let client = attohttpc::Session::new();
    let _ = client.post("http://localhost/1").send(); //~ unguarded
}
