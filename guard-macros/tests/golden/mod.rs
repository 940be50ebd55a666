//! What the attribute expands to, for each shape of function, as a file to read and to compare with.
//!
//! An expansion that has changed makes a test fail and is left beside the old one as `.snap.new`.

mod driver;
mod hygiene;

use driver::expanded;

macro_rules! golden {
    ($($case:ident)*) => {
        const CASES: &[(&str, &str)] =
            &[$((stringify!($case), include_str!(concat!("cases/", stringify!($case), ".rs")))),*];

        $(
            #[test]
            fn $case() {
                let input = include_str!(concat!("cases/", stringify!($case), ".rs"));
                let mut settings = insta::Settings::new();
                settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/snapshots"));
                settings.set_prepend_module_to_snapshot(false);
                settings.set_omit_expression(true);
                settings.bind(|| insta::assert_snapshot!(stringify!($case), expanded(input)));
            }
        )*
    };
}

golden! {
    function
    async_function
    every_key
    self_by_reference
    self_by_mutable_reference
    self_by_value
    self_in_an_arc
    generics
    patterns
    trait_impl
    trait_default_method
    impl_future
    impl_future_with_on_block
    boxed_future
    async_trait
    result_alias
    on_block
    on_block_and_permit
    inner_attributes
    unsafe_function
    mutation_subject
    refused_function
    refused_declaration
    refused_impl_block
}

#[test]
fn every_case_has_a_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/cases");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let mut cases: Vec<&str> = CASES.iter().map(|(name, _)| *name).collect();
    files.sort();
    cases.sort_unstable();
    assert_eq!(files, cases);
}

/// A fragment of a `macro_rules!` macro arrives in delimiters that nobody sees.
#[test]
fn invisible_groups_change_nothing() {
    use proc_macro2::{Delimiter::None, Group};
    use quote::{ToTokens, quote};

    let hidden = |tokens| Group::new(None, tokens);
    let (project, owner) = (
        hidden(quote!(project)),
        hidden(hidden(quote!(self)).into_token_stream()),
    );
    let body = hidden(quote!({ self.patch(permit) }));
    let expanded = crate::expand::guarded_write(
        quote!(op = "state", target = #project, item = #owner.key, permit = permit),
        quote!(fn update(&self, project: &ProjectId) -> Result<Item, Error> #body),
    );
    let plain = crate::expand::guarded_write(
        quote!(op = "state", target = project, item = self.key, permit = permit),
        quote!(
            fn update(&self, project: &ProjectId) -> Result<Item, Error> {
                self.patch(permit)
            }
        ),
    );
    assert_eq!(expanded.to_string(), plain.to_string());
    assert!(plain.to_string().contains("check"));
}
