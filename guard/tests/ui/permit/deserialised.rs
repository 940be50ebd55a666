use serde::de::DeserializeOwned;
use write_guard::Permit;

fn read<T: DeserializeOwned>() {}

fn main() {
    read::<Permit>();
}
