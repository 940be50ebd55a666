//! A path with its methods, who may use them, and the function that answers.

use serde_json::Value;

use super::answer::Answer;
use super::call::Call;
use crate::embedded::data::world::World;
use crate::embedded::output::page::page;

type Handler = fn(&mut World, &Call<'_>) -> Result<Answer, Answer>;

/// A path and what can be done there.
#[derive(Debug)]
pub(crate) struct Route {
    /// Segments between slashes: words, of which `a|b` are the same, and names in braces. What the names stand for is in
    /// [`Names`](super::names::Names).
    pub(crate) path: &'static str,
    pub(crate) door: Door,
    pub(super) methods: &'static [Method],
    /// What is not shown of it in an archived project.
    pub(super) hidden: Hidden,
    /// Whether requests count against the rate limit; those for some old resources do not, and know two methods more.
    pub(crate) is_limited: bool,
}

/// A method of a path.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) name: &'static str,
    /// If it is another one than the path's.
    pub(super) door: Option<Door>,
    pub(super) answer: Handler,
}

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Who has a key.
    Everyone,
    /// Nobody: it is a page for people.
    Nobody,
    /// Everyone in the workspace; another one is forbidden, not missing.
    Workspace,
    /// Members of the project.
    Member,
    /// Members of the project that a key names.
    Key,
    /// Everyone in the workspace, if there is such a project.
    Known,
}

/// What an archived project does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    Nothing,
    /// A list, which is empty.
    Many,
    /// A row, which is not there.
    One,
}

impl Route {
    /// The `Allow` header.
    pub(crate) fn allow(&self) -> String {
        let mut names: Vec<&str> = self.methods.iter().map(|method| method.name).collect();
        if !self.is_limited {
            names.extend(["HEAD", "OPTIONS"]);
        }
        names.join(", ")
    }

    /// Who may use this method here.
    pub(crate) fn door_of(&self, method: &str) -> Door {
        self.method(method)
            .and_then(|method| method.door)
            .unwrap_or(self.door)
    }

    pub(crate) fn answer(&self, world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
        let name = call.request.method.as_str();
        let method = self
            .method(name)
            .ok_or_else(|| Answer::method_not_allowed(name))?;
        if name == "GET" && world.is_archived(call.project()) {
            match self.hidden {
                Hidden::Nothing => {}
                Hidden::Many => return page(call.target, Vec::new(), |(): ()| Value::Null),
                Hidden::One => return Err(Answer::not_found()),
            }
        }
        (method.answer)(world, call)
    }

    fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.name == name)
    }
}

/// One row for each path: `"path", Door [hides …] [unlimited!] { METHOD [Door]: function }`.
macro_rules! routes {
    ($($path:expr, $door:ident $(hides $hidden:ident)? $(unlimited $unlimited:tt)? {
        $($method:ident $($own:ident)?: $answer:expr),* $(,)?
    })*) => {
        /// All of them.
        pub(crate) const ROUTES: &[Route] = &[$(Route {
            path: $path,
            door: Door::$door,
            methods: &[$(Method {
                name: stringify!($method),
                door: routes!(@door $($own)?),
                answer: $answer,
            }),*],
            hidden: routes!(@hidden $($hidden)?),
            is_limited: routes!(@limited $($unlimited)?),
        }),*];
    };
    (@door) => { None };
    (@door $door:ident) => { Some(Door::$door) };
    (@hidden) => { Hidden::Nothing };
    (@hidden $hidden:ident) => { Hidden::$hidden };
    (@limited) => { true };
    (@limited $unlimited:tt) => { false };
}
pub(super) use routes;
