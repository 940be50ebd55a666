//! Files: announced to the API, uploaded to the storage, confirmed to the API.

use plane_client::embedded::{Plane, WorkItem};
use serde_json::{Value, json};

use crate::wire::{Answer, get, send_to, write};

pub(crate) const TYPE: &str = "multipart/form-data; boundary=line";

fn announced() -> (Plane, WorkItem, String, Answer) {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let item = plane.add_work_item(project.id(), "With a file");
    let path = format!("projects/{}/work-items/{}/attachments/", project.id(), item.id());
    let answer = write(
        &plane,
        "POST",
        &path,
        &json!({"name": "a.txt", "type": "text/plain", "size": 5}),
    );
    assert_eq!(answer.status, 200);
    (plane, item, path, answer)
}

/// The fields of an upload and then its bytes, as a browser's form sends them.
pub(crate) fn form(fields: &Value, contents: &str) -> String {
    let mut form = String::new();
    for (name, value) in fields.as_object().unwrap() {
        let value = value.as_str().unwrap();
        form.extend([format!(
            "--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )]);
    }
    form + "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
        + contents
        + "\r\n--line--\r\n"
}

fn upload(plane: &Plane, form: &str) -> u16 {
    let headers = [("Content-Type", TYPE)];
    send_to(
        &plane.storage_url(),
        "POST",
        "/uploads",
        &headers,
        form.as_bytes(),
    )
    .status
}

#[test]
fn a_file_takes_three_steps_and_the_second_is_another_servers() {
    let (plane, item, path, answer) = announced();
    assert_eq!(
        answer.at("/upload_data/url"),
        json!(format!("{}/uploads", plane.storage_url()))
    );
    assert_ne!(plane.storage_url(), plane.base_url());
    let one = format!("{path}{}/", answer.at("/asset_id").as_str().unwrap());
    assert_eq!(get(&plane, &one).status, 400, "not uploaded yet");
    assert_eq!(get(&plane, &path).json(), json!([]));

    let before = plane.requests().len();
    assert_eq!(
        upload(&plane, &form(&answer.at("/upload_data/fields"), "hello")),
        204
    );
    assert_eq!(plane.requests().len(), before, "the API has not heard of it");
    let [sent] = &plane.storage_requests()[..] else {
        panic!("one upload")
    };
    assert_eq!(
        (&*sent.method, &*sent.path, sent.header("x-api-key")),
        ("POST", "/uploads", None)
    );

    assert_eq!(
        write(&plane, "PATCH", &one, &json!({"is_uploaded": true})).status,
        204
    );
    assert_eq!(get(&plane, &path).at("/0/attributes/name"), json!("a.txt"));
    let file = &plane.attachments(item.id())[0];
    assert!(file.is_uploaded);
    assert_eq!(plane.contents(file.id()).as_deref(), Some(&b"hello"[..]));

    let found = get(&plane, &one);
    assert_eq!(found.status, 302);
    let location = found.header("Location").unwrap();
    let target = location.strip_prefix(&plane.storage_url()).unwrap();
    assert_eq!(
        send_to(&plane.storage_url(), "GET", target, &[], b"").body,
        "hello"
    );
    assert_eq!(write(&plane, "DELETE", &one, &Value::Null).status, 204);
    assert!(plane.attachments(item.id()).is_empty());
}

#[test]
fn the_storage_takes_only_what_was_announced_to_it() {
    let (plane, _, _, answer) = announced();
    let fields = answer.at("/upload_data/fields");
    let mut forged = fields.clone();
    forged["x-amz-signature"] = json!("0000");
    let mut elsewhere = fields.clone();
    elsewhere["key"] = json!("elsewhere");
    for (form, status) in [
        (form(&forged, "hello"), 403),
        (form(&elsewhere, "hello"), 403),
        (form(&fields, "too long"), 400),
        ("no form".to_owned(), 400),
    ] {
        assert_eq!(upload(&plane, &form), status, "{form}");
    }
    let id = answer
        .at("/asset_id")
        .as_str()
        .unwrap()
        .parse::<uuid::Uuid>()
        .unwrap();
    assert_eq!(plane.contents(id), None);
    assert_eq!(
        send_to(&plane.storage_url(), "GET", "/uploads/elsewhere", &[], b"").status,
        403
    );
}

#[test]
fn a_large_file_fits() {
    let (plane, item, path, _) = announced();
    let contents = "x".repeat(3 * 1024 * 1024);
    let body = json!({"name": "b.txt", "type": "text/plain", "size": contents.len()});
    let answer = write(
        &plane,
        "POST",
        &path
            .replace("attachments", "issue-attachments")
            .replace("work-items", "issues"),
        &body,
    );
    assert_eq!(
        upload(&plane, &form(&answer.at("/upload_data/fields"), &contents)),
        204
    );
    let file = &plane.attachments(item.id())[1];
    assert_eq!(
        plane.contents(file.id()).map(|bytes| bytes.len()),
        Some(contents.len())
    );
}

#[test]
fn what_is_no_file_is_refused() {
    let (plane, item, path, _) = announced();
    for (body, error) in [
        (
            json!({"name": "a.exe", "type": "application/x-msdownload", "size": 5}),
            "Invalid file type.",
        ),
        (json!({"type": "text/plain", "size": 5}), "Invalid request."),
    ] {
        let answer = write(&plane, "POST", &path, &body);
        assert_eq!(
            (answer.status, answer.json()),
            (400, json!({"error": error, "status": false}))
        );
    }
    assert_eq!(plane.attachments(item.id()).len(), 1);
}

#[test]
fn a_seeded_attachment_is_one_that_was_uploaded() {
    let (plane, item, path, _) = announced();
    let file = plane.add_attachment(item.id(), "seeded.bin", b"\0\xff").unwrap();
    assert_eq!(get(&plane, &path).at("/0/id"), json!(file.id()));
    assert_eq!(plane.contents(file.id()).as_deref(), Some(&b"\0\xff"[..]));
}
