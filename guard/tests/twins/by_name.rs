//! The caller's constants, statics, structs and variants have the names that an expansion would like to bind.
#![allow(
    dead_code,
    non_upper_case_globals,
    non_camel_case_types,
    reason = "the names are what matters"
)]

macro_rules! named {
    ($($module:ident: $each:ident;)*) => {
        $(
            mod $module {
                $each! { permit blocked future verdict call_site_is_test kept kept_0 kept_0_back body outcome guard }
                mod shapes {
                    include!("named.rs");
                }
            }
        )*
    };
}
macro_rules! constant {
    ($($name:ident)*) => { $(pub(super) const $name: bool = true;)* };
}
macro_rules! stationary {
    ($($name:ident)*) => { $(pub(super) static $name: bool = true;)* };
}
macro_rules! unit {
    ($($name:ident)*) => { $(#[derive(Debug)] pub(super) struct $name;)* };
}
macro_rules! tuple {
    ($($name:ident)*) => { $(#[derive(Debug)] pub(super) struct $name(u8);)* };
}
macro_rules! variant {
    ($($name:ident)*) => {
        #[derive(Debug)]
        pub(super) enum Variant { $($name,)* }
        pub(super) use Variant::*;
    };
}
macro_rules! function {
    ($($name:ident)*) => { $(pub(super) fn $name() {})* };
}
macro_rules! by_example {
    ($($name:ident)*) => { $(macro_rules! $name { () => {}; })* };
}

named! {
    constants: constant;
    statics: stationary;
    units: unit;
    tuples: tuple;
    variants: variant;
    functions: function;
    macros: by_example;
}

/// Of parameters that are constants.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub async fn generic<const permit: bool, const blocked: bool, const verdict: bool, const kept_0: bool>(
    project: String,
) -> Result<usize, write_guard::Blocked> {
    std::future::ready(()).await;
    Ok(project.len() + usize::from(permit && blocked && verdict && kept_0))
}
