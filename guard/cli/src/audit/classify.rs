//! Tells the class of each call: is there a decision in front of it?

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use syn::Block;

use super::bindings::Bindings;
use super::call::call_at;
use super::callers::{At, Called, Callers, HeldIn};
use super::class::Class;
use super::constants::Constants;
use super::hit::Hit;
use super::origin;
use super::rules::{Kind, Rule, Rules};
use super::source::{Function, Guard, Known, Place, Source, Sources};
use super::verb::{Held, Scope, Verb};

/// A call, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Classified<'h> {
    pub(super) hit: &'h Hit,
    pub(super) class: Class,
    /// The function it stands in, with its type; `None` outside of functions.
    pub(super) function: Option<String>,
    /// The line of source.
    pub(super) line: String,
}

/// Tells the class of every hit.
#[derive(Debug)]
pub(super) struct Classifier<'h> {
    rules: &'h Rules,
    held: HeldIn<'h>,
    /// The libraries whose clients a guard makes, by package.
    layered: Vec<(&'h str, &'h str)>,
    sources: Sources,
    /// The functions that give out what a guard was made with, by the crate's root.
    makers: BTreeMap<PathBuf, origin::Makers>,
    /// Where a file that is included as text is included.
    included: BTreeMap<PathBuf, (PathBuf, Place)>,
}

impl<'h> Classifier<'h> {
    pub(super) fn new(rules: &'h Rules, hits: &'h [Hit], known: Known) -> Self {
        let mut classifier = Self {
            rules,
            held: BTreeMap::new(),
            layered: Vec::new(),
            sources: Sources::new(known),
            makers: BTreeMap::new(),
            included: BTreeMap::new(),
        };
        for hit in hits {
            if let Some(rule) = rules.of(&hit.path) {
                classifier
                    .held
                    .entry(hit.file.clone())
                    .or_default()
                    .insert(hit.place, rule);
            }
        }
        let roots: BTreeSet<&PathBuf> = hits.iter().map(|hit| &hit.root).collect();
        for root in roots {
            for source in classifier.sources.below(root) {
                for (file, place) in &source.includes {
                    classifier
                        .included
                        .insert(file.clone(), (source.path.clone(), *place));
                }
            }
        }
        classifier.layered = classifier.layers(hits);
        classifier
    }

    /// The packages and libraries of which clients are made in the package, and every one where a guard is.
    fn layers(&mut self, hits: &'h [Hit]) -> Vec<(&'h str, &'h str)> {
        let mut made: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        let mut with_guard = BTreeSet::new();
        let mut converting = BTreeSet::new();
        for hit in hits {
            let Some(rule) = self.rules.of(&hit.path) else {
                continue;
            };
            let package = hit.package.as_str();
            match rule.kind {
                Kind::Make => {
                    let at = self.function_at(&hit.file, hit.place);
                    let function = at.as_ref().and_then(At::function);
                    *made.entry((package, rule.library.as_str())).or_insert(true) &=
                        function.is_some_and(origin::names_guard);
                }
                Kind::Guards => {
                    with_guard.insert(package);
                    // What makes the client of a library that takes middlewares, and is no place where one is made.
                    if !rule.quiet && !rule.receiver {
                        made.entry((package, origin::WITH_MIDDLEWARES)).or_insert(true);
                    }
                    let sources = self.sources.below(&hit.root);
                    let mut functions = sources.iter().flat_map(|source| &source.functions);
                    if functions.any(origin::converts_to_client) {
                        converting.insert(package);
                    }
                }
                _ => {}
            }
        }
        let is_layered = |(package, library): &(&str, &str)| {
            with_guard.contains(package)
                && !(*library == origin::WITH_MIDDLEWARES && converting.contains(package))
        };
        made.into_iter()
            .filter(|(key, all)| *all && is_layered(key))
            .map(|(key, _)| key)
            .collect()
    }

    /// What is said of `hit`; `None` of what is no call that sends or writes.
    pub(super) fn classify(&mut self, hit: &'h Hit) -> Option<Classified<'h>> {
        let rule = self.rules.of(&hit.path)?;
        if rule.quiet || matches!(rule.kind, Kind::Make | Kind::Guards | Kind::Changed) {
            return None;
        }
        let source = self.sources.get(&hit.file);
        let at = self.function_at(&hit.file, hit.place);
        let verb = self.verb(hit, rule, &source, at.as_ref());
        let class = self.class(hit, rule, verb, at.as_ref());
        Some(Classified {
            hit,
            class,
            function: at
                .as_ref()
                .and_then(At::function)
                .map(|function| function.name.clone()),
            line: source.line(hit.place.line).trim().to_owned(),
        })
    }

    /// The file at `path`, read once.
    pub(super) fn source(&mut self, path: &Path) -> Rc<Source> {
        self.sources.get(path)
    }

    fn function_at(&mut self, file: &Path, place: Place) -> Option<At> {
        let source = self.sources.get(file);
        if let Some(function) = source.function_at(place) {
            let index = source
                .functions
                .iter()
                .position(|each| std::ptr::eq(each, function))?;
            return Some(At { source, index });
        }
        let (includer, place) = self.included.get(file).cloned()?;
        if includer == file {
            None
        } else {
            self.function_at(&includer, place)
        }
    }

    fn verb(&mut self, hit: &Hit, rule: &Rule, source: &Rc<Source>, at: Option<&At>) -> Verb {
        if hit.is_generated {
            return of_expansion(hit, rule);
        }
        let function = at.and_then(At::function);
        let constants = Constants::at(function, Rc::clone(source), self.sources.below(&hit.root));
        let nothing = Held::new();
        let held = self.held.get(&hit.file).unwrap_or(&nothing);
        let whole;
        let block = match (function, &source.fragment, &source.file) {
            (Some(function), None, _) => &function.block,
            (_, Some(fragment), _) => fragment,
            (None, None, Some(file)) => {
                whole = as_block(file);
                &whole
            }
            (None, None, None) => return Verb::Unknown,
        };
        let of_function = function.filter(|_| source.fragment.is_none());
        let names = Bindings::of(block, of_function.map_or(&[], |function| &function.parameters));
        let scope = Scope {
            held,
            block,
            names: &names,
            constants: &constants,
        };
        match scope.verb_at(hit.place, rule) {
            // What sends is told nothing, and the same function names a write.
            Verb::Unknown if rule.kind == Kind::Exit && names_write(held, function) => Verb::Write,
            Verb::Read if at.is_some_and(is_overridden) => Verb::Unknown,
            Verb::Read if rule.kind == Kind::Exit && scope.changes_elsewhere(changes(held, function)) => {
                Verb::Unknown
            }
            verb => verb,
        }
    }

    fn class(&mut self, hit: &Hit, rule: &Rule, verb: Verb, at: Option<&At>) -> Class {
        let function = at.and_then(At::function);
        let is_beside = rule.kind == Kind::Beside;
        if verb == Verb::Read && !is_beside {
            return Class::Read;
        }
        match function {
            Some(function) if function.takes_permit => return Class::Door,
            Some(function) => match function.guard {
                Guard::Attribute { uses_permit: true } => return Class::Guarded,
                Guard::Attribute { uses_permit: false } => return Class::CallOnly,
                Guard::None => {}
            },
            None => {}
        }
        let is_layered = self
            .layered
            .contains(&(hit.package.as_str(), rule.library.as_str()));
        if is_layered && !is_beside {
            return Class::Layer;
        }
        if !is_beside && at.is_some_and(|at| self.asks(hit, at)) {
            return Class::Layer;
        }
        let mut callers = Callers::new(&mut self.sources, &self.held, &hit.root);
        match at.and_then(|at| callers.of(at, verb)) {
            Some(Called::ForPermits) => return Class::Door,
            Some(Called::OnCalls) => return Class::CallOnly,
            Some(Called::ToRead) if !is_beside => return Class::Read,
            Some(Called::ToRead | Called::Again) | None => {}
        }
        match verb {
            _ if is_beside => Class::NotHttp,
            Verb::Write if rule.certain => Class::Unguarded,
            _ => Class::Unknown,
        }
    }

    /// Whether the function asks a guard by hand, or calls on what it made with one.
    fn asks(&mut self, hit: &Hit, at: &At) -> bool {
        // Where text of another file is included, places are not the function's.
        let Some(function) = at.function().filter(|_| at.source.path == hit.file) else {
            return false;
        };
        let asks = |(place, rule): (&Place, &&Rule)| {
            rule.kind == Kind::Guards && rule.receiver && function.contains(*place)
        };
        if self.held.get(&hit.file).is_some_and(|held| held.iter().any(asks)) {
            return true;
        }
        let (Some(call), Some(rule)) = (call_at(&function.block, hit.place), self.rules.of(&hit.path)) else {
            return false;
        };
        let nothing = Held::new();
        let held = self.held.get(&hit.file).unwrap_or(&nothing);
        let sources = &mut self.sources;
        let makers = self
            .makers
            .entry(hit.root.clone())
            .or_insert_with(|| origin::Makers::of(&sources.below(&hit.root)));
        let origins = origin::Origins::of(function, &at.source, makers, held);
        // What it is called on, and not what it is told.
        let on = call
            .receiver
            .as_ref()
            .or_else(|| call.arguments.first().filter(|_| rule.receiver));
        on.is_some_and(|on| origins.is_guards(on))
    }
}

/// Whether the function names a header that makes another verb of it.
fn is_overridden(at: &At) -> bool {
    let Some(function) = at.function() else {
        return false;
    };
    (function.start.line..=function.end.line).any(|line| {
        let line = at.source.line(line).to_ascii_lowercase();
        line.contains("-method-override") || line.contains("x-http-method")
    })
}

/// Where `function` changes the verb of a request.
fn changes<'h>(held: &'h Held<'_>, function: Option<&'h Function>) -> impl Iterator<Item = Place> + 'h {
    let changes = held.iter().filter(|(_, rule)| rule.kind == Kind::Changed);
    let places = changes.map(|(place, _)| *place);
    places.filter(move |place| function.is_some_and(|function| function.contains(*place)))
}

/// Whether `function` names a write, loud or quiet.
fn names_write(held: &Held<'_>, function: Option<&Function>) -> bool {
    held.iter().any(|(place, rule)| {
        rule.kind == Kind::Write && function.is_some_and(|function| function.contains(*place))
    })
}

/// In an expansion, all calls stand at one place: what the others there name.
fn of_expansion(hit: &Hit, rule: &Rule) -> Verb {
    match rule.kind {
        Kind::Read => Verb::Read,
        Kind::Write => Verb::Write,
        _ if hit.beside.contains(&Kind::Write) => Verb::Write,
        _ if hit.beside.contains(&Kind::Verb) || hit.beside.contains(&Kind::Changed) => Verb::Unknown,
        _ => {
            // More that sends than what is said to read: who knows which of them.
            let count = |kind| hit.beside.iter().filter(|beside| **beside == kind).count();
            if count(Kind::Exit) <= count(Kind::Read) {
                Verb::Read
            } else {
                Verb::Unknown
            }
        }
    }
}

/// The expressions of a file that stand in no function.
fn as_block(file: &syn::File) -> Block {
    Block {
        brace_token: syn::token::Brace::default(),
        stmts: file.items.iter().cloned().map(syn::Stmt::Item).collect(),
    }
}
