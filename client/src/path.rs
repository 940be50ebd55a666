//! The path of a request.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::id::{ProjectId, Segment, Slug};

/// A path below the API's root, made of a template and parsed ids only, with a slash after each segment.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    text: String,
    template: &'static str,
}

impl Path {
    /// Fills the placeholders of `template`, such as `workspaces/{workspace}/projects/{project}/`, in order.
    ///
    /// `None` if an id is missing, left over, or of another kind than the placeholder.
    pub(crate) fn fill(
        template: &'static str,
        workspace: &Slug,
        ids: &[Segment],
        spelling: Spelling,
    ) -> Option<Self> {
        let mut ids = ids.iter();
        let mut text = String::with_capacity(template.len() * 2);
        for part in template.split_terminator('/') {
            match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some("workspace") => text.push_str(Segment::from(workspace).text()),
                Some(placeholder) => {
                    let id = ids.next().filter(|id| id.placeholder() == placeholder)?;
                    text.push_str(id.text());
                }
                None => text.push_str(spelling.of(part)),
            }
            text.push('/');
        }
        ids.next().is_none().then_some(Self { text, template })
    }

    /// `rest`, which is made of plain segments, below `project` or else the workspace.
    pub(crate) fn raw(workspace: &Slug, project: Option<ProjectId>, rest: &str) -> Self {
        let workspace = Segment::from(workspace);
        let mut text = format!("workspaces/{}/", workspace.text());
        if let Some(project) = project {
            text.extend(["projects/", Segment::from(project).text(), "/"]);
        }
        text.push_str(rest);
        Self {
            text,
            template: "(raw)",
        }
    }

    /// The path of one row of the collection at this path.
    pub(crate) fn row(&self, id: uuid::Uuid) -> Self {
        Self {
            text: format!("{}{id}/", self.text),
            template: self.template,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// What it was made of: the same text for all ids.
    pub(crate) fn template(&self) -> &'static str {
        self.template
    }
}

/// How work items are called in a path: `work-items` since version 1.1 of the server, `issues` in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    WorkItems,
    Issues,
}

impl Spelling {
    fn of(self, part: &str) -> &str {
        match (self, part) {
            (Self::Issues, "work-items") => "issues",
            (Self::Issues, "attachments") => "issue-attachments",
            _ => part,
        }
    }

    /// Whether a template is spelled in two ways.
    pub(crate) fn matters_to(template: &str) -> bool {
        template.split('/').any(|part| part == "work-items")
    }
}

/// Which paths a client uses for work items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathStyle {
    /// `/work-items/`, until a read finds that the server has no such route and has `/issues/` instead; from then on
    /// `/issues/`. A write is never tried twice for this.
    #[default]
    Auto,
    /// `/work-items/`: version 1.1 of the server and later.
    WorkItems,
    /// `/issues/`: every version, and the only one before 1.1.
    Issues,
}

/// What a client has found out about its server's paths.
#[derive(Debug)]
pub(crate) struct Learned {
    style: PathStyle,
    is_old: AtomicBool,
}

impl Learned {
    pub(crate) fn new(style: PathStyle) -> Self {
        Self {
            style,
            is_old: AtomicBool::new(style == PathStyle::Issues),
        }
    }

    pub(crate) fn spelling(&self) -> Spelling {
        if self.is_old.load(Relaxed) {
            Spelling::Issues
        } else {
            Spelling::WorkItems
        }
    }

    /// Whether the other spelling is worth a try.
    pub(crate) fn is_open(&self) -> bool {
        self.style == PathStyle::Auto && self.spelling() == Spelling::WorkItems
    }

    /// Remembers that the server knows the old spelling only.
    pub(crate) fn set_old(&self) {
        self.is_old.store(true, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::WorkItemId;

    const TEMPLATE: &str = "workspaces/{workspace}/projects/{project}/work-items/{work_item}/attachments/";

    fn fill(ids: &[Segment], spelling: Spelling) -> Option<String> {
        // A slug may well be the word that has two spellings.
        let workspace = "work-items".parse().unwrap();
        Path::fill(TEMPLATE, &workspace, ids, spelling).map(|path| path.as_str().to_owned())
    }

    #[test]
    fn a_template_takes_its_own_ids_in_order_and_no_others() {
        let project: Segment = ProjectId::from(uuid::Uuid::from_u128(1)).into();
        let item: Segment = WorkItemId::from(uuid::Uuid::from_u128(2)).into();
        let expected = "workspaces/work-items/projects/00000000-0000-0000-0000-000000000001/\
                        work-items/00000000-0000-0000-0000-000000000002/attachments/";
        let both = [project.clone(), item.clone()];
        assert_eq!(fill(&both, Spelling::WorkItems).as_deref(), Some(expected));
        assert_eq!(
            fill(&both, Spelling::Issues).unwrap(),
            expected
                .replace("/work-items/000", "/issues/000")
                .replace("attachments", "issue-attachments")
        );
        for wrong in [
            vec![],
            vec![project.clone()],
            vec![item.clone(), project.clone()],
            vec![project.clone(), item.clone(), item],
        ] {
            assert_eq!(fill(&wrong, Spelling::WorkItems), None, "{wrong:?}");
        }
    }
}
