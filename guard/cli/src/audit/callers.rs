//! From where a function that not everybody can reach is called.
//!
//! By its name: a name that might be a call of it counts as one, so that a mistake finds a caller too many, and what is unguarded
//! is not taken for a door.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::bindings::Bindings;
use super::call::call_at;
use super::constants::Constants;
use super::source::{Function, Guard, Place, Reach, Source, Sources};
use super::verb::{Held, Scope, Verb};

/// The rules that hold in each file.
pub(super) type HeldIn<'r> = BTreeMap<PathBuf, Held<'r>>;

/// A function, and where it is.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) source: Rc<Source>,
    /// Its number in the source.
    pub(super) index: usize,
}

impl At {
    pub(super) fn function(&self) -> Option<&Function> {
        self.source.functions.get(self.index)
    }

    fn is(&self, other: &Self) -> bool {
        self.source.path == other.source.path && self.index == other.index
    }
}

/// How a function is called, from all places: the worst of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Called {
    /// By itself, on the way round.
    Again,
    /// With a verb that is safe.
    ToRead,
    /// By what takes a permit.
    ForPermits,
    /// By what is decided on when it is called.
    OnCalls,
}

/// Looks for callers in one crate.
#[derive(Debug)]
pub(super) struct Callers<'c, 'r> {
    sources: &'c mut Sources,
    held: &'c HeldIn<'r>,
    /// The crate's root.
    root: &'c Path,
    /// The way from the first to the one that is looked at.
    way: Vec<At>,
}

impl<'c, 'r> Callers<'c, 'r> {
    pub(super) fn new(sources: &'c mut Sources, held: &'c HeldIn<'r>, root: &'c Path) -> Self {
        Self {
            sources,
            held,
            root,
            way: Vec::new(),
        }
    }

    /// How the function is called that sends `verb`; `None` if anybody can, or nobody does, or not all who do are seen.
    pub(super) fn of(&mut self, at: &At, verb: Verb) -> Option<Called> {
        let function = at.function()?;
        if self.way.iter().any(|before| before.is(at)) {
            return Some(Called::Again);
        }
        let files = match function.reach {
            Reach::Anywhere => return None,
            Reach::Module => self.sources.of_module(&at.source.path, self.root),
            Reach::Crate => self.sources.below(self.root),
        };
        self.way.push(at.clone());
        let mut called = None;
        for source in files {
            if source.may_hide(&function.ident)
                || self.calls(&source.outside, &source, function).next().is_some()
            {
                return None;
            }
            for (index, caller) in source.functions.iter().enumerate() {
                let caller_at = At {
                    source: Rc::clone(&source),
                    index,
                };
                if caller_at.is(at) {
                    continue;
                }
                let places: Vec<Place> = self.calls(&caller.mentions, &source, function).collect();
                for place in places {
                    // A function in a function is looked at by itself.
                    let innermost = source.function_at(place);
                    if innermost.is_some_and(|innermost| !std::ptr::eq(innermost, caller)) {
                        continue;
                    }
                    let how = self.from(&caller_at, place, function, verb)?;
                    called = called.max(Some(how));
                }
            }
        }
        self.way.pop();
        called
    }

    /// The places among `mentions` that may be calls of `function`.
    fn calls(
        &self,
        mentions: &[(String, Place)],
        source: &Source,
        function: &Function,
    ) -> impl Iterator<Item = Place> {
        let held = self.held.get(&source.path);
        mentions.iter().filter_map(move |(name, place)| {
            // What a rule holds for is known to be another function.
            let is_another = held.is_some_and(|held| held.contains_key(place));
            (*name == function.ident && !is_another).then_some(*place)
        })
    }

    /// How one caller calls `function` at `place`.
    fn from(&mut self, caller_at: &At, place: Place, function: &Function, verb: Verb) -> Option<Called> {
        let caller = caller_at.function()?;
        match self.passed(caller_at, place, function, verb) {
            Verb::Read => Some(Called::ToRead),
            _ if caller.takes_permit => Some(Called::ForPermits),
            verb => match caller.guard {
                Guard::Attribute { uses_permit: true } => Some(Called::ForPermits),
                Guard::Attribute { uses_permit: false } => Some(Called::OnCalls),
                Guard::None => self.of(caller_at, verb),
            },
        }
    }

    /// The verb that the caller has sent: its own argument, where that decides.
    fn passed(&mut self, caller_at: &At, place: Place, function: &Function, verb: Verb) -> Verb {
        let (Verb::Parameter(index), Some(caller)) = (verb, caller_at.function()) else {
            return verb;
        };
        let call = call_at(&caller.block, place).filter(|call| !call.is_value);
        let given = call.and_then(|call| call.given(index, function).cloned());
        let sources = self.sources.below(self.root);
        let constants = Constants::at(Some(caller), Rc::clone(&caller_at.source), sources);
        let nothing = Held::new();
        let names = Bindings::of(&caller.block, &caller.parameters);
        let scope = Scope {
            held: self.held.get(&caller_at.source.path).unwrap_or(&nothing),
            block: &caller.block,
            names: &names,
            constants: &constants,
        };
        given.map_or(Verb::Unknown, |given| scope.of_argument(&given))
    }
}
