//! Source files, as far as the audit has to understand them: which function a call stands in, and who mentions it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use proc_macro2::LineColumn;
use syn::Block;
use syn::parse::Parser;

use super::attributes::Features;
use super::constants::{Constant, Import, module_of};
use super::reader;

/// A place in a file: the line from 1, the column from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl From<LineColumn> for Place {
    fn from(at: LineColumn) -> Self {
        Self {
            line: at.line,
            column: at.column.saturating_add(1),
        }
    }
}

/// How a function is guarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// It does not carry the attribute, or under a condition that is not known to hold.
    None,
    /// It does; whether its body is bound by a permit, and the permit used.
    Attribute { uses_permit: bool },
}

/// A function with a body.
#[derive(Debug)]
pub(super) struct Function {
    /// With what it belongs to: `Tracker::close`.
    pub(super) name: String,
    /// Its own name.
    pub(super) ident: String,
    /// The module that it stands in.
    pub(super) module: String,
    pub(super) reach: Reach,
    pub(super) guard: Guard,
    pub(super) takes_permit: bool,
    pub(super) has_receiver: bool,
    /// The arguments' names, without the receiver.
    pub(super) parameters: Vec<Option<String>>,
    /// The arguments that are guards.
    pub(super) guard_parameters: Vec<String>,
    /// Whether it gives something out.
    pub(super) has_output: bool,
    /// The names in the type that it gives out.
    pub(super) output_names: Vec<String>,
    pub(super) block: Block,
    pub(super) start: Place,
    pub(super) end: Place,
    /// The names that its body mentions in paths, calls and macros, and where.
    pub(super) mentions: Vec<(String, Place)>,
    /// The names in its signature.
    pub(super) signature_names: Vec<String>,
}

impl Function {
    /// Whether `name` stands in its body or its signature.
    pub(super) fn names(&self, name: &str) -> bool {
        let in_body = self.mentions.iter().any(|(mentioned, _)| mentioned == name);
        in_body || self.signature_names.iter().any(|mentioned| mentioned == name)
    }

    pub(super) fn contains(&self, place: Place) -> bool {
        self.start <= place && place <= self.end
    }
}

/// Who can call a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Its module and what is in it.
    Module,
    /// Its crate.
    Crate,
    /// Anybody.
    Anywhere,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) lines: Vec<String>,
    pub(super) functions: Vec<Function>,
    /// What is mentioned outside of functions.
    pub(super) outside: Vec<(String, Place)>,
    /// Names that are given to something else by `use … as …`.
    pub(super) renamed: Vec<String>,
    /// Files that are included as text, and where.
    pub(super) includes: Vec<(PathBuf, Place)>,
    /// Whether it includes a file that is not found.
    pub(super) includes_unseen: bool,
    /// Files that are modules by `#[path = "…"]`.
    pub(super) moved: Vec<PathBuf>,
    pub(super) constants: Vec<Constant>,
    pub(super) imports: Vec<Import>,
    /// What its module is called, and the modules in it.
    pub(super) modules: Vec<String>,
    /// The whole, if it is a file of items.
    pub(super) file: Option<syn::File>,
    /// The whole, if it is statements that are included somewhere.
    pub(super) fragment: Option<Block>,
}

impl Source {
    fn read(path: &Path, known: &Known) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut source = Self {
            path: path.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
            functions: Vec::new(),
            outside: Vec::new(),
            renamed: Vec::new(),
            includes: Vec::new(),
            includes_unseen: false,
            moved: Vec::new(),
            constants: Vec::new(),
            imports: Vec::new(),
            modules: vec![module_of(path)],
            file: syn::parse_file(&text).ok(),
            fragment: None,
        };
        if source.file.is_none() {
            source.fragment = fragment(&text);
        }
        if let Some(file) = source.file.take() {
            reader::read(&file, known, &mut source);
            source.file = Some(file);
        }
        source
    }

    /// Whether `name` may be called here in a way that is not seen: under another name, or in text that is no file of items.
    pub(super) fn may_hide(&self, name: &str) -> bool {
        let is_text = self.file.is_none() && self.lines.iter().any(|line| line.contains(name));
        is_text || self.includes_unseen || self.renamed.iter().any(|renamed| renamed == name)
    }

    /// The innermost function at `place`.
    pub(super) fn function_at(&self, place: Place) -> Option<&Function> {
        self.functions
            .iter()
            .filter(|function| function.contains(place))
            .max_by_key(|function| function.start)
    }

    pub(super) fn line(&self, line: usize) -> &str {
        let index = line.checked_sub(1);
        index
            .and_then(|index| self.lines.get(index))
            .map_or("", String::as_str)
    }
}

/// What can be included among statements.
fn fragment(text: &str) -> Option<Block> {
    let stmts = Block::parse_within.parse_str(text).ok()?;
    Some(Block {
        brace_token: syn::token::Brace::default(),
        stmts,
    })
}

/// What has to be known of the workspace to read a file of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What the crate of the guard is called by those who depend on it.
    pub(super) guards: Vec<String>,
    pub(super) features: Features,
    /// Where build scripts wrote.
    pub(super) written: Vec<PathBuf>,
}

/// The files that were read, and the folders that were listed, each once.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: Known,
    files: BTreeMap<PathBuf, Rc<Source>>,
    listed: BTreeMap<PathBuf, Vec<PathBuf>>,
}

impl Sources {
    pub(super) fn new(known: Known) -> Self {
        Self {
            known,
            ..Self::default()
        }
    }

    pub(super) fn get(&mut self, path: &Path) -> Rc<Source> {
        let entry = self.files.entry(path.to_owned());
        Rc::clone(entry.or_insert_with(|| Rc::new(Source::read(path, &self.known))))
    }

    /// Every file of the crate that is rooted in `root`: what lies in its folder and below, and what that includes.
    pub(super) fn below(&mut self, root: &Path) -> Vec<Rc<Source>> {
        let files = self.list(root.parent().unwrap_or(root));
        self.with_includes(&files)
    }

    /// The files in which a private function of `path` can be called: its own, and those of the modules in it. What is included
    /// somewhere in the crate that is rooted in `root` may belong to any module of it.
    pub(super) fn of_module(&mut self, path: &Path, root: &Path) -> Vec<Rc<Source>> {
        let all = self.below(root);
        let includes = |source: &Rc<Source>| source.includes.iter().any(|(file, _)| file == path);
        if all.iter().any(includes) {
            return all;
        }
        let stem = path.file_stem().unwrap_or_default();
        let folder = path.parent().unwrap_or(path);
        let mut files = match stem.to_str() {
            Some("mod" | "lib" | "main") => self.list(folder),
            _ => self.list(&folder.join(stem)),
        };
        files.push(path.to_owned());
        files.sort();
        files.dedup();
        self.with_includes(&files)
    }

    /// These files, and what each of them includes or says is a module elsewhere.
    fn with_includes(&mut self, files: &[PathBuf]) -> Vec<Rc<Source>> {
        let mut left: Vec<PathBuf> = files.iter().rev().cloned().collect();
        let mut seen = BTreeSet::new();
        let mut sources = Vec::new();
        while let Some(file) = left.pop() {
            if !seen.insert(file.clone()) {
                continue;
            }
            let source = self.get(&file);
            left.extend(source.includes.iter().map(|(file, _)| file.clone()));
            for file in &source.moved {
                // Its own modules stand beside it.
                left.push(file.clone());
                left.extend(self.list(file.parent().unwrap_or(file)));
            }
            sources.push(source);
        }
        sources
    }

    fn list(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entry = self.listed.entry(folder.to_owned());
        let listed = entry.or_insert_with(|| {
            let mut files = Vec::new();
            collect(folder, &mut files, 0);
            files
        });
        listed.clone()
    }
}

/// Deeper than anybody nests modules.
const DEEPEST: usize = 24;

fn collect(folder: &Path, files: &mut Vec<PathBuf>, depth: usize) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_built = entry.file_name() == "target" || entry.file_name().to_string_lossy().starts_with('.');
        if is_folder && !is_built && depth < DEEPEST {
            collect(&path, files, depth.saturating_add(1));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
