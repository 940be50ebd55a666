//! How files are announced, confirmed and read over HTTP. The bytes go another way: to the [storage](crate::embedded::http::storage).

use serde_json::{Map, Value, json};

use crate::embedded::data::attachment::{Attachment, Attributes};
use crate::embedded::data::row::External;
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::{WORKSPACE, World};
use crate::embedded::http::answer::{Answer, json_of, refuse_if};
use crate::embedded::http::call::Call;

const SAME_EXTERNAL_ID: &str = "Issue with the same external id and external source already exists";

/// A bare array of what was uploaded.
pub(crate) fn list(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let files = world.attachments.values();
    let mut files: Vec<&Attachment> = files
        .filter(|file| is_at(file, call.place()) && file.is_uploaded)
        .collect();
    files.sort_by_key(|file| file.created_at);
    Ok(Answer::ok(files.into_iter().map(json_of).collect()))
}

/// Step one of three: announces a file, and answers where its bytes go.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let Place { project, item } = call.place();
    let fields = call.fields()?;
    let file = announced(world, &fields, "Invalid request.")?;
    world.item_of(project, item).ok_or_else(Answer::not_found)?;
    let file = Attachment {
        entity_type: "ISSUE_ATTACHMENT".to_owned(),
        project: Some(project),
        issue: Some(item),
        ..file
    };
    let same = file.external.key().and_then(|key| {
        let mut attachments = world.attachments.values();
        attachments.find(|other| other.project == file.project && other.external.key() == Some(key))
    });
    if let Some(same) = same {
        return Err(Answer::conflict(SAME_EXTERNAL_ID, same.id));
    }
    let answer = Answer::ok(json!({
        "upload_data": world.storage.presigned(&file),
        "asset_id": file.id,
        "attachment": json_of(&file),
        "asset_url": format!(
            "/api/assets/v2/workspaces/{WORKSPACE}/projects/{project}/issues/{item}/attachments/{}/",
            file.id
        ),
    }));
    world.attachments.insert(file.id, file);
    Ok(answer)
}

/// Leads to the storage.
pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let file = find(world, call)?;
    refuse_if(!file.is_uploaded, || refused("The asset is not uploaded."))?;
    Ok(Answer::found(&world.storage.download(file)))
}

/// Step three: the caller says that the bytes are there, and is believed. Which work item the URL names does not matter.
pub(crate) fn confirm(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let of_project = |file: &&Attachment| file.project == Some(call.project()) && file.issue.is_some();
    let file = world.attachments.get(&call.last()).filter(of_project);
    let mut file = file.ok_or_else(Answer::not_found)?.clone();
    call.fields()?;
    file.is_uploaded = true;
    file.updated_at = world.now();
    file.updated_by = Some(world.caller);
    world.attachments.insert(file.id, file);
    Ok(Answer::no_content())
}

pub(crate) fn delete(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = find(world, call)?.id;
    world.attachments.remove(&id);
    Ok(Answer::no_content())
}

/// A file that belongs nowhere yet, from what the caller says about it; `incomplete` is for one without a name or a size.
pub(crate) fn announced(
    world: &mut World,
    fields: &Map<String, Value>,
    incomplete: &str,
) -> Result<Attachment, Answer> {
    let text = |name| fields.get(name).and_then(Value::as_str);
    let name = text("name").filter(|name| !name.is_empty());
    let size = fields
        .get("size")
        .filter(|size| !size.is_null() && size.as_f64() != Some(0.0));
    let (name, size) = name.zip(size).ok_or_else(|| refused(incomplete))?;
    let media_type = text("type").unwrap_or_default();
    refuse_if(!is_allowed(media_type), || refused("Invalid file type."))?;
    let Value::Number(size) = size else {
        return Err(Answer::server_error());
    };
    let now = world.now();
    let file = Attributes {
        // Folders are none of the server's.
        name: name.rsplit('/').next().unwrap_or(name).to_owned(),
        media_type: media_type.to_owned(),
        size: size.clone(),
    };
    let external = External {
        external_source: text("external_source").map(str::to_owned),
        external_id: text("external_id").map(str::to_owned),
    };
    Ok(Attachment {
        external,
        ..world.new_file(now, file)
    })
}

/// Real servers have a long list; these are its families, and what a test of a refusal sends is not among them.
fn is_allowed(media_type: &str) -> bool {
    let (family, kind) = media_type.split_once('/').unwrap_or((media_type, ""));
    match family {
        "image" | "text" | "audio" | "video" => !kind.is_empty(),
        "application" => matches!(kind, "pdf" | "json" | "zip" | "gzip" | "xml" | "octet-stream"),
        _ => false,
    }
}

fn find<'w>(world: &'w World, call: &Call<'_>) -> Result<&'w Attachment, Answer> {
    let file = world.attachments.get(&call.last());
    let file = file.filter(|file| is_at(file, call.place()));
    file.ok_or_else(Answer::not_found)
}

fn is_at(file: &Attachment, at: Place) -> bool {
    file.project == Some(at.project) && file.issue == Some(at.item)
}

pub(crate) fn refused(error: &str) -> Answer {
    Answer::bad_request(json!({"error": error, "status": false}))
}
