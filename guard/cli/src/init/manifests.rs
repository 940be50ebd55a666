//! What stands in `Cargo.toml`: how the guard is compiled in debug builds, and what the tests of a package say of themselves.

use std::fs;
use std::path::Path;

use cargo_metadata::{Dependency, DependencyKind, Metadata, Package};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::draft::Draft;

/// What the advice is about.
const OPTIMISED: [&str; 2] = ["write-guard", "write-guard-process"];

/// By which whoever links the guard says that it is a test.
const FEATURE: &str = "test-process";

/// What says where a dependency comes from.
const SOURCE: [&str; 10] = [
    "workspace",
    "version",
    "path",
    "git",
    "branch",
    "tag",
    "rev",
    "registry",
    "registry-index",
    "package",
];

pub(super) fn plan(draft: &mut Draft, workspace: &Metadata) {
    let root = workspace.workspace_root.as_std_path();
    let manifest = root.join("Cargo.toml");
    let packages = workspace.workspace_packages();
    let guarded: Vec<&Package> = packages
        .into_iter()
        .filter(|package| package.dependencies.iter().any(is_guard))
        .collect();
    if !guarded.is_empty() || is_locked(root) {
        draft.plan_toml(&manifest, optimise);
    } else {
        draft.tell(
            "nothing here depends on `write-guard` yet: `cargo add write-guard`, and ask again".to_owned(),
        );
    }
    let wanting: Vec<&Package> = guarded.into_iter().filter(|package| !says_so(package)).collect();
    if !wanting.is_empty() && has_first_resolver(&manifest) {
        return draft.leave(
            &manifest,
            "with the first resolver a program has the features of its dev-dependencies, and so would be a test itself; with `resolver = \"2\"` \
             or later, ask again",
        );
    }
    for package in wanting {
        let names = package
            .dependencies
            .iter()
            .filter(|dependency| is_guard(dependency));
        let name = names
            .map(|dependency| dependency.rename.as_deref().unwrap_or(&dependency.name))
            .next();
        if let Some(name) = name {
            draft.plan_toml(package.manifest_path.as_std_path(), |manifest| {
                say_so(manifest, name)
            });
        }
    }
}

fn is_guard(dependency: &Dependency) -> bool {
    dependency.name == "write-guard"
        && matches!(
            dependency.kind,
            DependencyKind::Normal | DependencyKind::Development
        )
}

/// Whether a package's tests say that they are.
fn says_so(package: &Package) -> bool {
    let mut dependencies = package
        .dependencies
        .iter()
        .filter(|dependency| is_guard(dependency));
    dependencies.any(|dependency| dependency.features.iter().any(|feature| feature == FEATURE))
}

/// Whether something below this workspace depends on the guard, as far as that is known.
fn is_locked(root: &Path) -> bool {
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    lock.lines().any(|line| line == "name = \"write-guard\"")
}

fn optimise(manifest: &mut DocumentMut) -> Result<(), String> {
    let dev = table(table(manifest, "profile")?, "dev")?;
    let is_optimised = |profile: &dyn TableLike| {
        let level = profile.get("opt-level");
        level.is_some_and(|level| level.as_integer() != Some(0) && level.as_integer() != Some(1))
    };
    let packages = dev.get("package").and_then(Item::as_table_like);
    let others = packages.and_then(|packages| packages.get("*")?.as_table_like());
    if is_optimised(dev) || others.is_some_and(is_optimised) {
        return Ok(());
    }
    for name in OPTIMISED {
        let packages = table(dev, "package")?;
        // Cargo refuses a second profile of one package, as of a version (`name@1.0`) or of a place (`https://…#name`).
        let is_meant = |spec: &str| spec.split(['@', ':', '#']).any(|part| part == name);
        if !packages.iter().any(|(spec, _)| is_meant(spec)) {
            let mut profile = Table::new();
            profile.insert("opt-level", value(3));
            packages.insert(name, Item::Table(profile));
        }
    }
    Ok(())
}

fn table<'t>(parent: &'t mut Table, key: &str) -> Result<&'t mut Table, String> {
    let item = parent.entry(key).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    item.as_table_mut()
        .ok_or_else(|| format!("`{key}` in it is no table of its own"))
}

/// Adds the feature, for the tests of a package alone.
fn say_so(manifest: &mut DocumentMut, name: &str) -> Result<(), String> {
    let by_hand = || {
        format!(
            "`{name}` is not written there in a way that is understood; give it the feature `{FEATURE}` in `[dev-dependencies]`"
        )
    };
    if manifest.contains_key("dev_dependencies") {
        // Cargo reads one of the two names, and not this one.
        return Err(by_hand());
    }
    let dependency = manifest.get("dependencies").and_then(|all| all.get(name));
    let source = dependency.map(source).unwrap_or_default();
    let tests = table(manifest, "dev-dependencies")?;
    match tests.get_mut(name) {
        None if source.is_empty() => return Err(by_hand()),
        None => {
            let mut dependency = source;
            dependency.insert("features", Value::Array(Array::from_iter([FEATURE])));
            tests.insert(name, value(dependency));
        }
        Some(item) => {
            if let Some(version) = item.as_str() {
                let mut dependency = InlineTable::new();
                dependency.insert("version", version.into());
                *item = value(dependency);
            }
            let dependency = item.as_table_like_mut().ok_or_else(by_hand)?;
            let features = dependency
                .entry("features")
                .or_insert_with(|| value(Array::new()));
            features.as_array_mut().ok_or_else(by_hand)?.push(FEATURE);
            if let Some(dependency) = item.as_inline_table_mut() {
                dependency.fmt();
            }
        }
    }
    Ok(())
}

/// Where a dependency comes from, as it is written.
fn source(dependency: &Item) -> InlineTable {
    let mut source = InlineTable::new();
    if let Some(version) = dependency.as_str() {
        source.insert("version", version.into());
    }
    let table = dependency.as_table_like();
    for key in SOURCE {
        if let Some(value) = table.and_then(|table| table.get(key)?.as_value()) {
            let mut value = value.clone();
            value.decor_mut().clear();
            source.insert(key, value);
        }
    }
    source
}

/// Whether cargo resolves features as it did before 2021.
fn has_first_resolver(manifest: &Path) -> bool {
    let text = fs::read_to_string(manifest).unwrap_or_default();
    let manifest: DocumentMut = text.parse().unwrap_or_default();
    let at = |path: &[&str]| {
        let mut item = Some(manifest.as_item());
        for key in path {
            item = item.and_then(|item| item.get(key));
        }
        item.and_then(Item::as_str)
    };
    let resolver = at(&["workspace", "resolver"]).or_else(|| at(&["package", "resolver"]));
    let edition = at(&["package", "edition"]);
    let inherits = manifest
        .get("package")
        .is_some_and(|package| package.get("edition").is_some());
    let edition = edition.or_else(|| at(&["workspace", "package", "edition"]).filter(|_| inherits));
    match (resolver, edition) {
        (Some(resolver), _) => resolver == "1",
        (None, Some(edition)) => matches!(edition, "2015" | "2018"),
        (None, None) => true,
    }
}
