//! Code that nobody wrote where it stands.

use proc_macro::TokenStream;

/// A function that closes.
#[proc_macro_derive(Close)]
pub fn close(_: TokenStream) -> TokenStream {
    "pub fn close_derived() { let _ = minreq::delete(\"http://localhost/1\").send(); }"
        .parse()
        .unwrap()
}

/// Nothing.
#[proc_macro_attribute]
pub fn traced(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
