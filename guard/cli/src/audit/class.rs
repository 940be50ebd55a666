//! What is to be said of a call: is there a decision in front of it?

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use syn::Block;

use super::hit::Hit;
use super::origin;
use super::rules::{Kind, Rule, Rules};
use super::source::{Function, Guard, Place, Reach, Source, Sources};
use super::verb::{self, Held, Scope, Verb};

/// What the audit says of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// It writes, and nothing decides.
    Unguarded,
    /// Whether it writes is not known, and nothing decides.
    Unknown,
    /// Its function is decided on when it is called, but not what it sends.
    CallOnly,
    /// It leaves the process by no HTTP library.
    NotHttp,
    /// Its function is guarded, and takes its permit to what sends.
    Guarded,
    /// It sends for a permit that its function takes, or is private and called from such functions alone.
    Door,
    /// Its client asks the guard.
    Layer,
    /// Its verb is safe.
    Read,
}

impl Class {
    pub(super) const ALL: [Self; 8] = [
        Self::Unguarded,
        Self::Unknown,
        Self::CallOnly,
        Self::NotHttp,
        Self::Guarded,
        Self::Door,
        Self::Layer,
        Self::Read,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unguarded => "unguarded",
            Self::Unknown => "unknown",
            Self::CallOnly => "call-only",
            Self::NotHttp => "not-http",
            Self::Guarded => "guarded",
            Self::Door => "door",
            Self::Layer => "layer",
            Self::Read => "read",
        }
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Unguarded => "it writes, and nothing decides whether it may",
            Self::Unknown => "whether it writes is not said here, and nothing decides",
            Self::CallOnly => "the call of its function is decided on, but not what it sends",
            Self::NotHttp => "it leaves the process by no HTTP library",
            Self::Guarded => "its function carries the attribute and takes its permit to what sends",
            Self::Door => {
                "it sends for a permit that its function takes, or is only called from such functions"
            }
            Self::Layer => "its client asks the guard",
            Self::Read => "its verb is safe",
        }
    }

    /// What to do about it; nothing where all is well.
    pub(super) fn next_step(self) -> Option<&'static str> {
        match self {
            Self::Unguarded => Some(
                "put `#[guarded_write(…)]` on the function, take a `Permit` to what sends, or make the client with a `WriteGuard`",
            ),
            Self::Unknown => Some(
                "name the verb where it is sent, put `#[guarded_write(…)]` on the function, or take a `Permit` to what sends",
            ),
            Self::CallOnly => Some(
                "take its permit to what sends: `permit = permit` in the attribute, and `permit.spend(…)`",
            ),
            Self::NotHttp => {
                Some("see that what it reaches is no production system, or put a gate in front of it")
            }
            Self::Guarded | Self::Door | Self::Layer | Self::Read => None,
        }
    }
}

/// A call, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Judged<'h> {
    pub(super) hit: &'h Hit,
    pub(super) class: Class,
    /// The function it stands in, with its type; `None` outside of functions.
    pub(super) function: Option<String>,
    /// The line of source.
    pub(super) line: String,
}

/// Judges every hit.
#[derive(Debug)]
pub(super) struct Judge<'h> {
    rules: &'h Rules,
    held: BTreeMap<PathBuf, Held<'h>>,
    /// The libraries whose clients a guard makes, by package.
    layered: Vec<(&'h str, &'h str)>,
    sources: Sources,
    /// The functions that give out what a guard was made with, by the crate's root.
    makers: BTreeMap<PathBuf, BTreeSet<String>>,
    /// Where a file that is included as text is included.
    included: BTreeMap<PathBuf, (PathBuf, Place)>,
}

/// A function, and where it is.
#[derive(Clone, Debug)]
struct At {
    source: Rc<Source>,
    /// Its number in the source.
    index: usize,
}

impl At {
    fn function(&self) -> Option<&Function> {
        self.source.functions.get(self.index)
    }

    fn same(&self, other: &Self) -> bool {
        self.source.path == other.source.path && self.index == other.index
    }
}

impl<'h> Judge<'h> {
    pub(super) fn new(rules: &'h Rules, hits: &'h [Hit]) -> Self {
        let mut judge = Self {
            rules,
            held: BTreeMap::new(),
            layered: Vec::new(),
            sources: Sources::default(),
            makers: BTreeMap::new(),
            included: BTreeMap::new(),
        };
        for hit in hits {
            if let Some(rule) = rules.of(&hit.path) {
                judge
                    .held
                    .entry(hit.file.clone())
                    .or_default()
                    .insert(hit.place, rule);
            }
        }
        for hit in hits {
            for source in judge.sources.below(&hit.root) {
                for (file, place) in &source.includes {
                    judge.included.insert(file.clone(), (source.path.clone(), *place));
                }
            }
        }
        judge.layered = judge.layers(hits);
        judge
    }

    /// The packages and libraries of which every client is made where a guard is.
    fn layers(&mut self, hits: &'h [Hit]) -> Vec<(&'h str, &'h str)> {
        let mut made: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        let with_guard: Vec<&str> = hits
            .iter()
            .filter(|hit| {
                self.rules
                    .of(&hit.path)
                    .is_some_and(|rule| rule.kind == Kind::Guards)
            })
            .map(|hit| hit.package.as_str())
            .collect();
        for hit in hits {
            let Some(rule) = self.rules.of(&hit.path) else {
                continue;
            };
            if !with_guard.contains(&hit.package.as_str()) || rule.library.is_empty() {
                continue;
            }
            let entry = made
                .entry((hit.package.as_str(), rule.library.as_str()))
                .or_insert(true);
            if rule.kind == Kind::Make {
                let at = self.function_at(&hit.file, hit.place);
                *entry &= at
                    .as_ref()
                    .and_then(At::function)
                    .is_some_and(origin::names_guard);
            }
        }
        // Where a library has no way of being made that is known, its clients are not seen to be made by a guard.
        let can_be_seen = |library: &str| {
            let of_library = |rule: &&Rule| rule.library == library && rule.kind == Kind::Make;
            self.rules.all().any(|rule| of_library(&rule))
        };
        let layered = made
            .into_iter()
            .filter(|((_, library), all)| *all && can_be_seen(library));
        layered.map(|(key, _)| key).collect()
    }

    /// What is said of `hit`; `None` of what is no call that sends or writes.
    pub(super) fn judge(&mut self, hit: &'h Hit) -> Option<Judged<'h>> {
        let rule = self.rules.of(&hit.path)?;
        if rule.quiet || matches!(rule.kind, Kind::Make | Kind::Guards | Kind::Changed) {
            return None;
        }
        let source = self.sources.get(&hit.file);
        let at = self.function_at(&hit.file, hit.place);
        let verb = self.verb(hit, rule, &source, at.as_ref());
        let class = self.class(hit, rule, verb, at.as_ref());
        Some(Judged {
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

    fn verb(&self, hit: &Hit, rule: &Rule, source: &Source, at: Option<&At>) -> Verb {
        let nothing = Held::new();
        let held = self.held.get(&hit.file).unwrap_or(&nothing);
        let function = at.and_then(At::function);
        if hit.is_generated {
            return of_expansion(hit, rule, held);
        }
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
        let function = function.filter(|_| source.fragment.is_none());
        let scope = Scope {
            held,
            block,
            function,
        };
        match scope.verb_at(hit.place, rule) {
            // What sends is told nothing, and the same function names a write.
            Verb::Unknown if rule.kind == Kind::Exit && names_write(held, function) => Verb::Write,
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
                Guard::Conditional | Guard::None => {}
            },
            None => {}
        }
        let is_layered = self
            .layered
            .contains(&(hit.package.as_str(), rule.library.as_str()));
        if is_layered && !is_beside {
            return Class::Layer;
        }
        if !is_beside && function.is_some_and(|function| self.asks(hit, function)) {
            return Class::Layer;
        }
        if let Some(at) = at {
            match self.callers(at, verb, &hit.root, &mut Vec::new()) {
                Some(Called::ForPermits) => return Class::Door,
                Some(Called::ToRead) if !is_beside => return Class::Read,
                _ => {}
            }
        }
        match verb {
            _ if is_beside => Class::NotHttp,
            Verb::Write if rule.certain => Class::Unguarded,
            _ => Class::Unknown,
        }
    }

    /// Whether `function` asks a guard by hand, or calls on what it made with one.
    fn asks(&mut self, hit: &Hit, function: &Function) -> bool {
        let asks = |(place, rule): (&Place, &&Rule)| {
            rule.kind == Kind::Guards && rule.receiver && function.contains(*place)
        };
        if self.held.get(&hit.file).is_some_and(|held| held.iter().any(asks)) {
            return true;
        }
        let Some(call) = verb::call_at(&function.block, hit.place) else {
            return false;
        };
        let sources = self.sources.below(&hit.root);
        let makers = self
            .makers
            .entry(hit.root.clone())
            .or_insert_with(|| origin::makers(&sources));
        origin::is_guards(&call, &function.block, Some(function), makers)
    }

    /// From where a function that others cannot reach is called; `None` if from anywhere, or from nowhere.
    fn callers(&mut self, at: &At, verb: Verb, root: &Path, seen: &mut Vec<At>) -> Option<Called> {
        let function = at.function()?;
        if seen.iter().any(|before| before.same(at)) {
            return Some(Called::ToRead);
        }
        let files = match function.reach {
            Reach::Anywhere => return None,
            Reach::Module => self.sources.of_module(&at.source.path),
            Reach::Crate => self.sources.below(root),
        };
        seen.push(at.clone());
        let mut called = None;
        for source in files {
            let held = self.held.get(&source.path).cloned().unwrap_or_default();
            let is_call = |(name, place): &&(String, Place)| {
                // What a rule holds for is known to be another function.
                *name == function.ident && !held.contains_key(place)
            };
            if source.renamed.contains(&function.ident) || source.outside.iter().any(|each| is_call(&each)) {
                return None;
            }
            for (index, caller) in source.functions.iter().enumerate() {
                let places: Vec<Place> = caller
                    .mentions
                    .iter()
                    .filter(is_call)
                    .map(|(_, place)| *place)
                    .collect();
                let caller_at = At {
                    source: Rc::clone(&source),
                    index,
                };
                if caller_at.same(at) {
                    continue;
                }
                for place in places {
                    // A function in a function is looked at by itself.
                    let innermost = source.function_at(place);
                    if innermost.is_some_and(|innermost| !std::ptr::eq(innermost, caller)) {
                        continue;
                    }
                    let how = self.caller(&caller_at, place, function, verb, root, &held, seen)?;
                    called = Some(called.map_or(how, |before: Called| before.max(how)));
                }
            }
        }
        seen.pop();
        called
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one step of `callers`, which holds all of it"
    )]
    fn caller(
        &mut self,
        caller_at: &At,
        place: Place,
        function: &Function,
        verb: Verb,
        root: &Path,
        held: &Held<'h>,
        seen: &mut Vec<At>,
    ) -> Option<Called> {
        let caller = caller_at.function()?;
        let is_for_permit = caller.takes_permit || matches!(caller.guard, Guard::Attribute { .. });
        let given = match verb {
            Verb::Parameter(index) => verb::call_at(&caller.block, place)
                .filter(|call| !call.is_value)
                .and_then(|call| call.given(index, function).cloned()),
            _ => None,
        };
        let scope = Scope {
            held,
            block: &caller.block,
            function: Some(caller),
        };
        let verb = match (verb, given) {
            (Verb::Parameter(_), Some(given)) => scope.of_argument(&given),
            (Verb::Parameter(_), None) => Verb::Unknown,
            (verb, _) => verb,
        };
        if verb == Verb::Read {
            Some(Called::ToRead)
        } else if is_for_permit {
            Some(Called::ForPermits)
        } else {
            self.callers(caller_at, verb, root, seen)
        }
    }
}

/// How a private function is called, in all places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    ToRead,
    ForPermits,
}

/// Whether `function` names a write, loud or quiet.
fn names_write(held: &Held<'_>, function: Option<&Function>) -> bool {
    held.iter().any(|(place, rule)| {
        rule.kind == Kind::Write && function.is_some_and(|function| function.contains(*place))
    })
}

/// In an expansion, all calls stand at one place: what the others there name.
fn of_expansion(hit: &Hit, rule: &Rule, _: &Held<'_>) -> Verb {
    match rule.kind {
        Kind::Read => Verb::Read,
        Kind::Write => Verb::Write,
        _ if hit.beside.contains(&Kind::Write) => Verb::Write,
        _ if hit.beside.contains(&Kind::Read) && !hit.beside.contains(&Kind::Verb) => Verb::Read,
        _ => Verb::Unknown,
    }
}

/// The expressions of a file that stand in no function.
fn as_block(file: &syn::File) -> Block {
    Block {
        brace_token: syn::token::Brace::default(),
        stmts: file.items.iter().cloned().map(syn::Stmt::Item).collect(),
    }
}
