//! The paths of the API, with the names of the ids in braces: of collections in the plural, of one object in the singular.

macro_rules! workspace {
    ($rest:literal) => {
        concat!("workspaces/{workspace}/", $rest)
    };
}

macro_rules! project {
    ($($rest:literal)?) => {
        concat!("workspaces/{workspace}/projects/{project}/" $(, $rest)?)
    };
}

macro_rules! work_item {
    ($($rest:literal)?) => {
        concat!("workspaces/{workspace}/projects/{project}/work-items/{work_item}/" $(, $rest)?)
    };
}

macro_rules! templates {
    ($($name:ident: $path:expr;)*) => {
        $(pub(crate) const $name: &str = $path;)*
    };
}

templates! {
    ME: "users/me/";

    KEY: workspace!("work-items/{key}/");
    SEARCH: workspace!("work-items/search/");
    WORKSPACE_MEMBERS: workspace!("members/");
    INVITATIONS: workspace!("invitations/");
    INVITATION: workspace!("invitations/{invitation}/");
    STICKIES: workspace!("stickies/");
    STICKY: workspace!("stickies/{sticky}/");
    ASSETS: workspace!("assets/");
    ASSET: workspace!("assets/{asset}/");
    USER_ASSETS: "assets/user-assets/";
    USER_ASSETS_SERVER: "assets/user-assets/server/";
    USER_ASSET: "assets/user-assets/{asset}/";

    PROJECTS: workspace!("projects/");
    PROJECT: project!();
    PROJECT_ARCHIVE: project!("archive/");
    PROJECT_SUMMARY: project!("summary/");

    MEMBERS: project!("members/");
    MEMBER: project!("members/{membership}/");
    INTAKE: project!("intake-issues/");
    INTAKE_ITEM: project!("intake-issues/{work_item}/");
    STATES: project!("states/");
    STATE: project!("states/{state}/");
    LABELS: project!("labels/");
    LABEL: project!("labels/{label}/");

    WORK_ITEMS: project!("work-items/");
    WORK_ITEM: work_item!();
    COMMENTS: work_item!("comments/");
    COMMENT: work_item!("comments/{comment}/");
    LINKS: work_item!("links/");
    LINK: work_item!("links/{link}/");
    ACTIVITIES: work_item!("activities/");
    ACTIVITY: work_item!("activities/{activity}/");
    RELATIONS: work_item!("relations/");
    ATTACHMENTS: work_item!("attachments/");
    ATTACHMENT: work_item!("attachments/{attachment}/");

    CYCLES: project!("cycles/");
    CYCLE: project!("cycles/{cycle}/");
    CYCLE_ARCHIVE: project!("cycles/{cycle}/archive/");
    CYCLE_ITEMS: project!("cycles/{cycle}/cycle-issues/");
    CYCLE_ITEM: project!("cycles/{cycle}/cycle-issues/{work_item}/");
    CYCLE_TRANSFER: project!("cycles/{cycle}/transfer-issues/");
    ARCHIVED_CYCLES: project!("archived-cycles/");
    ARCHIVED_CYCLE: project!("archived-cycles/{cycle}/unarchive/");

    MODULES: project!("modules/");
    MODULE: project!("modules/{module}/");
    MODULE_ARCHIVE: project!("modules/{module}/archive/");
    MODULE_ITEMS: project!("modules/{module}/module-issues/");
    MODULE_ITEM: project!("modules/{module}/module-issues/{work_item}/");
    ARCHIVED_MODULES: project!("archived-modules/");
    ARCHIVED_MODULE: project!("archived-modules/{module}/unarchive/");
}
