//! Which attributes a function carries in what was compiled, and whether one of them is the guard's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::TokenTree;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::source::Guard;

type List = Punctuated<Meta, Token![,]>;

/// The features with which each package was compiled, by its folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Features(BTreeMap<PathBuf, Compiled>);

/// The features of one package, which may be compiled more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compiled {
    always: BTreeSet<String>,
    ever: BTreeSet<String>,
}

impl Features {
    /// Adds what one target of the package in `folder` was compiled with.
    pub(super) fn add(&mut self, folder: &Path, features: &[String]) {
        let features: BTreeSet<String> = features.iter().cloned().collect();
        if let Some(known) = self.0.get_mut(folder) {
            known.always.retain(|feature| features.contains(feature));
            known.ever.extend(features);
        } else {
            let ever = features.clone();
            let always = features;
            self.0.insert(folder.to_owned(), Compiled { always, ever });
        }
    }

    /// Those of the package that `file` lies in.
    pub(super) fn of(&self, file: &Path) -> Option<&Compiled> {
        file.ancestors().find_map(|folder| self.0.get(folder))
    }
}

impl Compiled {
    /// Whether a feature was on; `None` if it was in one build and not in another.
    fn has(&self, feature: &str) -> Option<bool> {
        let always = self.always.contains(feature);
        (always || !self.ever.contains(feature)).then_some(always)
    }
}

/// The attributes of one function.
pub(super) struct Attributes<'a> {
    pub(super) names: &'a [String],
    pub(super) features: Option<&'a Compiled>,
}

impl Attributes<'_> {
    /// How they guard a function, and by what name they hand it its permit.
    pub(super) fn guard(&self, attributes: &[Attribute]) -> (Guard, Option<String>) {
        let ours = attributes.iter().find_map(|attribute| self.ours(&attribute.meta));
        match ours {
            Some(ours) => (Guard::Attribute { uses_permit: false }, permit_of(&ours)),
            None => (Guard::None, None),
        }
    }

    /// The guard's attribute, if `meta` is that, or becomes that under its condition.
    fn ours(&self, meta: &Meta) -> Option<Meta> {
        let last = meta.path().segments.last()?;
        if self.names.iter().any(|name| last.ident == name) {
            return Some(meta.clone());
        }
        let conditional = meta.require_list().ok().filter(|_| last.ident == "cfg_attr")?;
        let metas = conditional.parse_args_with(List::parse_terminated).ok()?;
        let mut metas = metas.iter();
        let condition = metas.next()?;
        (self.holds(condition) == Some(true))
            .then(|| metas.find_map(|meta| self.ours(meta)))
            .flatten()
    }

    /// Whether a condition holds wherever this was compiled; only features are known to.
    fn holds(&self, condition: &Meta) -> Option<bool> {
        match condition {
            Meta::NameValue(pair) if pair.path.is_ident("feature") => {
                let syn::Expr::Lit(literal) = &pair.value else {
                    return None;
                };
                let syn::Lit::Str(name) = &literal.lit else {
                    return None;
                };
                self.features?.has(&name.value())
            }
            Meta::List(list) => {
                let parts = list.parse_args_with(List::parse_terminated).ok()?;
                let mut parts = parts.iter().map(|part| self.holds(part));
                if list.path.is_ident("not") {
                    parts.next()?.map(|holds| !holds)
                } else if list.path.is_ident("all") {
                    parts.try_fold(true, |all, part| Some(all && part?))
                } else if list.path.is_ident("any") {
                    let parts: Vec<_> = parts.collect();
                    let is_known = parts.iter().all(Option::is_some);
                    let holds = parts.contains(&Some(true));
                    (holds || is_known).then_some(holds)
                } else {
                    None
                }
            }
            _ => None,
        }
    }
}

/// What an attribute may be called that gives its function to nobody: what the compiler knows, and what only wraps a body.
const KEEPS: [&str; 20] = [
    "allow",
    "async_recursion",
    "async_trait",
    "cfg",
    "cold",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "forbid",
    "guarded_write",
    "inline",
    "instrument",
    "must_use",
    "rustfmt",
    "skip",
    "target_feature",
    "test",
    "track_caller",
    "warn",
];

/// Whether an attribute may make others call the function: the linker, or a framework.
pub(super) fn hands_out(meta: &Meta) -> bool {
    let Some(last) = meta.path().segments.last() else {
        return false;
    };
    if last.ident != "cfg_attr" {
        return !KEEPS.iter().any(|known| last.ident == known);
    }
    let parsed = meta
        .require_list()
        .and_then(|conditional| conditional.parse_args_with(List::parse_terminated));
    parsed.map_or(true, |metas| metas.iter().skip(1).any(hands_out))
}

/// The name by which the attribute hands its permit to the body.
fn permit_of(attribute: &Meta) -> Option<String> {
    let tokens = attribute.require_list().ok()?.tokens.clone();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(3).find_map(|window| match window {
        [
            TokenTree::Ident(key),
            TokenTree::Punct(equals),
            TokenTree::Ident(name),
        ] if key == "permit" && equals.as_char() == '=' => Some(name.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_under_a_condition_counts_where_its_features_are_known_to_be_on() {
        let mut features = Features::default();
        features.add(Path::new("/a"), &["on".to_owned(), "once".to_owned()]);
        features.add(Path::new("/a"), &["on".to_owned()]);
        let features = features.of(Path::new("/a/lib.rs"));
        let names = ["guarded_write".to_owned()];
        let of = |text: &str, features| {
            let function: syn::ItemFn = syn::parse_str(&format!("{text} fn close() {{}}")).unwrap();
            let attributes = Attributes {
                names: &names,
                features,
            };
            attributes.guard(&function.attrs)
        };
        let carried = Guard::Attribute { uses_permit: false };
        for (condition, is_carried) in [
            (r#"feature = "on""#, true),
            (r#"feature = "off""#, false),
            (r#"not(feature = "off")"#, true),
            (r#"not(feature = "on")"#, false),
            (r#"feature = "once""#, false),
            (r#"not(feature = "once")"#, false),
            (r#"all(feature = "on", not(feature = "off"))"#, true),
            (r#"all(feature = "on", unix)"#, false),
            (r#"any(unix, feature = "on")"#, true),
            (r#"any(unix, feature = "off")"#, false),
            (r#"not(any(unix, feature = "off"))"#, false),
            ("all()", true),
            ("any()", false),
            ("test", false),
            ("not(test)", false),
            (r#"target_os = "linux""#, false),
        ] {
            let text = format!(
                "#[cfg_attr({condition}, allow(warnings), guarded_write(op = \"a\", permit = leave))]"
            );
            let must = if is_carried {
                (carried.clone(), Some("leave".to_owned()))
            } else {
                (Guard::None, None)
            };
            assert_eq!(of(&text, features), must, "{condition}");
        }
        let nested = r#"#[cfg_attr(feature = "on", cfg_attr(feature = "on", a::guarded_write(op = "a")))]"#;
        assert_eq!(of(nested, features), (carried, None));
        assert_eq!(of(nested, None), (Guard::None, None), "nobody knows the features");
    }

    #[test]
    fn a_file_is_of_the_package_in_the_nearest_folder() {
        let mut features = Features::default();
        features.add(Path::new("/a"), &["x".to_owned()]);
        features.add(Path::new("/a/b"), &["y".to_owned()]);
        let has = |file: &str, feature| features.of(Path::new(file)).and_then(|of| of.has(feature));
        assert_eq!(has("/a/src/lib.rs", "x"), Some(true));
        assert_eq!(has("/a/b/src/lib.rs", "x"), Some(false));
        assert_eq!(has("/ab/lib.rs", "x"), None);
    }
}
