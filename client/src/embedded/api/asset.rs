//! How files that are on no work item are announced and confirmed over HTTP: those of the workspace, and pictures of users.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::attachment::{announced, refused};
use crate::embedded::data::attachment::{Attachment, Attributes};
use crate::embedded::data::world::World;
use crate::embedded::http::answer::{Answer, refuse_if};
use crate::embedded::http::body::MAX_BODY;
use crate::embedded::http::call::Call;
use crate::id::AttachmentId;

/// What a picture of a user can be for.
const KINDS: [&str; 2] = ["USER_AVATAR", "USER_COVER"];
const PICTURES: [&str; 5] = ["image/jpeg", "image/png", "image/webp", "image/jpg", "image/gif"];

/// Announces a file of the workspace, for whichever project the body names; real servers store it, and then fail.
pub(crate) fn create(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let fields = call.fields()?;
    let file = announced(world, &fields, "Name and size are required fields.")?;
    let key = file.external.key();
    let mut others = world.attachments.values();
    if let Some(same) = others.find(|other| key.is_some() && other.external.key() == key) {
        return Err(Answer::same_asset(same.id));
    }
    let project = match fields.get("project_id").and_then(Value::as_str) {
        Some(id) => Some(id.parse::<Uuid>().map_err(|_| Answer::server_error())?.into()),
        None => None,
    };
    world.attachments.insert(file.id, Attachment { project, ..file });
    Err(Answer::server_error())
}

/// Where a file can be read: any of the workspace's, those on work items too.
pub(crate) fn get(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let file = of_workspace(world, call.id())?.clone();
    refuse_if(!file.is_uploaded, || Answer::bad_error("Asset not yet uploaded"))?;
    Ok(Answer::ok(json!({
        "asset_id": file.id,
        "asset_url": world.storage.download(&file),
        "asset_name": file.attributes.name,
        "asset_type": file.attributes.media_type,
    })))
}

/// The caller says whether the bytes are there, and is believed.
pub(crate) fn confirm(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let fields = call.fields()?;
    let file = of_workspace(world, call.id())?;
    if let Some(is_uploaded) = fields.get("is_uploaded").and_then(Value::as_bool) {
        file.is_uploaded = is_uploaded;
    }
    Ok(Answer::no_content())
}

fn of_workspace(world: &mut World, id: AttachmentId) -> Result<&mut Attachment, Answer> {
    let file = world.attachments.get_mut(&id);
    file.filter(|file| file.workspace.is_some())
        .ok_or_else(Answer::asset_not_found)
}

/// Announces a picture of the caller, and answers where its bytes go.
pub(crate) fn create_of_user(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let fields = call.fields()?;
    let text = |name| fields.get(name).and_then(Value::as_str);
    let kind = text("entity_type").filter(|kind| KINDS.contains(kind));
    let kind = kind.ok_or_else(|| refused("Invalid entity type."))?;
    let media_type = text("type").unwrap_or("image/jpeg");
    refuse_if(!PICTURES.contains(&media_type), || {
        refused("Invalid file type. Only JPEG and PNG files are allowed.")
    })?;
    let name = text("name").unwrap_or("None");
    let attributes = Attributes {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        size: size(&fields)?.into(),
    };
    let now = world.now();
    let file = Attachment {
        asset: format!("{}-{name}", Uuid::new_v4().simple()),
        entity_type: kind.to_owned(),
        user: Some(world.caller),
        workspace: None,
        ..world.new_file(now, attributes)
    };
    let answer = Answer::ok(json!({
        "upload_data": world.storage.presigned(&file),
        "asset_id": file.id,
        "asset_url": format!("/api/assets/v2/static/{}/", file.id),
    }));
    world.attachments.insert(file.id, file);
    Ok(answer)
}

/// The same for programs that are on the server; real servers fall over it.
pub(crate) fn create_of_server(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    create_of_user(world, call)?;
    Err(Answer::server_error())
}

/// The caller says that the bytes are there, and is believed.
pub(crate) fn confirm_of_user(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    call.fields()?;
    own(world, call.id())?.is_uploaded = true;
    Ok(Answer::no_content())
}

pub(crate) fn delete_of_user(world: &mut World, call: &Call<'_>) -> Result<Answer, Answer> {
    let id = own(world, call.id())?.id;
    world.attachments.remove(&id);
    Ok(Answer::no_content())
}

/// Nobody sees the pictures of others.
fn own(world: &mut World, id: AttachmentId) -> Result<&mut Attachment, Answer> {
    let caller = world.caller;
    let file = world.attachments.get_mut(&id);
    file.filter(|file| file.user == Some(caller))
        .ok_or_else(Answer::not_found)
}

/// What is too large is announced as what just fits.
fn size(fields: &Map<String, Value>) -> Result<u64, Answer> {
    let limit = u64::try_from(MAX_BODY).unwrap_or(u64::MAX);
    match fields.get("size") {
        None => Ok(limit),
        Some(size) => Ok(size.as_u64().ok_or_else(Answer::server_error)?.min(limit)),
    }
}
