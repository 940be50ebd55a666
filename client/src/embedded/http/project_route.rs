//! Paths below a project to resources.

use uuid::Uuid;

use super::route::uuid;

/// A resource of a project.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InProject {
    Itself,
    Archive,
    Summary,
    States,
    State(Uuid),
    Labels,
    Label(Uuid),
    Members,
    Member(Uuid),
    WorkItems,
    WorkItem(Uuid, InWorkItem),
    Cycles,
    Cycle(Uuid, InCycle),
    ArchivedCycles,
    ArchivedCycle(Uuid),
    Modules,
    Module(Uuid, InModule),
    ArchivedModules,
    ArchivedModule(Uuid),
    Intake,
    IntakeItem(Uuid),
}

/// A resource of a work item.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InWorkItem {
    Itself,
    Comments,
    Comment(Uuid),
    Links,
    Link(Uuid),
    Activities,
    Activity(Uuid),
    Relations,
    Attachments,
    Attachment(Uuid),
}

/// A resource of a cycle.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InCycle {
    Itself,
    Items,
    Item(Uuid),
    Transfer,
    Archive,
}

/// A resource of a module.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InModule {
    Itself,
    Items,
    Item(Uuid),
    Archive,
}

/// What is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    Many,
    One,
}

/// The methods of most resources: many of a kind, or one of them.
const MANY: &str = "GET, POST";
const ONE: &str = "GET, PATCH, DELETE";

impl InProject {
    pub(crate) fn of(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Itself,
            ["archive"] => Self::Archive,
            ["summary"] => Self::Summary,
            ["states"] => Self::States,
            ["states", id] => Self::State(uuid(id)?),
            ["labels"] => Self::Labels,
            ["labels", id] => Self::Label(uuid(id)?),
            ["members" | "project-members"] => Self::Members,
            ["members" | "project-members", id] => Self::Member(uuid(id)?),
            ["work-items" | "issues"] => Self::WorkItems,
            // The old path of attachments is below the old path of work items only, and the new one below the new one.
            ["work-items", _, "issue-attachments", ..] | ["issues", _, "attachments", ..] => return None,
            ["work-items" | "issues", id, rest @ ..] => Self::WorkItem(uuid(id)?, InWorkItem::of(rest)?),
            ["cycles"] => Self::Cycles,
            ["cycles", id, rest @ ..] => Self::Cycle(uuid(id)?, InCycle::of(rest)?),
            ["archived-cycles"] => Self::ArchivedCycles,
            ["archived-cycles", id, "unarchive"] => Self::ArchivedCycle(uuid(id)?),
            ["modules"] => Self::Modules,
            ["modules", id, rest @ ..] => Self::Module(uuid(id)?, InModule::of(rest)?),
            ["archived-modules"] => Self::ArchivedModules,
            ["archived-modules", id, "unarchive"] => Self::ArchivedModule(uuid(id)?),
            ["intake-issues"] => Self::Intake,
            ["intake-issues", id] => Self::IntakeItem(uuid(id)?),
            _ => return None,
        })
    }

    /// What an archived project does not show: its lists are empty, and what is in them is not there. Files, members and
    /// relations are.
    pub(crate) fn is_hidden_by_archiving(&self) -> Option<Hidden> {
        match self {
            Self::WorkItem(_, InWorkItem::Comments | InWorkItem::Links | InWorkItem::Activities)
            | Self::States
            | Self::Labels
            | Self::WorkItems
            | Self::Cycles
            | Self::Modules
            | Self::Intake => Some(Hidden::Many),
            Self::WorkItem(
                _,
                InWorkItem::Itself | InWorkItem::Comment(_) | InWorkItem::Link(_) | InWorkItem::Activity(_),
            )
            | Self::State(_)
            | Self::Label(_)
            | Self::Cycle(_, InCycle::Itself)
            | Self::Module(_, InModule::Itself)
            | Self::IntakeItem(_) => Some(Hidden::One),
            _ => None,
        }
    }

    /// The `Allow` header.
    pub(crate) fn allow(&self) -> &'static str {
        match self {
            Self::Summary | Self::ArchivedCycles | Self::ArchivedModules => "GET",
            Self::Archive => "POST, DELETE",
            Self::ArchivedCycle(_) | Self::ArchivedModule(_) => "DELETE",
            Self::States
            | Self::Labels
            | Self::Members
            | Self::WorkItems
            | Self::Cycles
            | Self::Modules
            | Self::Intake => MANY,
            Self::Itself | Self::State(_) | Self::Label(_) | Self::Member(_) | Self::IntakeItem(_) => ONE,
            Self::WorkItem(_, inner) => inner.allow(),
            Self::Cycle(_, inner) => inner.allow(),
            Self::Module(_, inner) => inner.allow(),
        }
    }
}

impl InWorkItem {
    fn of(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Itself,
            ["comments"] => Self::Comments,
            ["comments", id] => Self::Comment(uuid(id)?),
            ["links"] => Self::Links,
            ["links", id] => Self::Link(uuid(id)?),
            ["activities"] => Self::Activities,
            ["activities", id] => Self::Activity(uuid(id)?),
            ["relations"] => Self::Relations,
            ["attachments" | "issue-attachments"] => Self::Attachments,
            ["attachments" | "issue-attachments", id] => Self::Attachment(uuid(id)?),
            _ => return None,
        })
    }

    fn allow(&self) -> &'static str {
        match self {
            Self::Comments | Self::Links | Self::Relations | Self::Attachments => MANY,
            Self::Activities | Self::Activity(_) => "GET",
            Self::Itself | Self::Comment(_) | Self::Link(_) | Self::Attachment(_) => ONE,
        }
    }
}

impl InCycle {
    fn of(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Itself,
            ["cycle-issues"] => Self::Items,
            ["cycle-issues", id] => Self::Item(uuid(id)?),
            ["transfer-issues"] => Self::Transfer,
            ["archive"] => Self::Archive,
            _ => return None,
        })
    }

    fn allow(&self) -> &'static str {
        match self {
            Self::Itself => ONE,
            Self::Items => MANY,
            Self::Item(_) => "GET, DELETE",
            Self::Transfer | Self::Archive => "POST",
        }
    }
}

impl InModule {
    fn of(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] => Self::Itself,
            ["module-issues"] => Self::Items,
            ["module-issues", id] => Self::Item(uuid(id)?),
            ["archive"] => Self::Archive,
            _ => return None,
        })
    }

    fn allow(&self) -> &'static str {
        match self {
            Self::Itself => ONE,
            Self::Items => MANY,
            Self::Item(_) => "DELETE",
            Self::Archive => "POST",
        }
    }
}
