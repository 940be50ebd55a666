//! What a server says of the credential, which nobody is told.

use plane_client::{Auth, Error, LabelId, NewLabel, PlaneClient};
use serde_json::json;

use servers::{Recorder, World, nobody};

/// A credential with a character that JSON spells in several ways.
const SECRET: &str = "plane_api/c0ffee";

fn assert_hidden(said: &str) {
    assert!(said.contains("***") && !said.contains("c0ffee"), "{said}");
}

#[tokio::test]
async fn a_credential_that_the_server_repeats_is_not_told() {
    for auth in [Auth::ApiKey(SECRET.into()), Auth::Bearer(SECRET.into())] {
        for (status, body) in [
            (403, json!({"detail": format!("{SECRET} may not")})),
            (409, json!({"error": SECRET, "id": "x"})),
            (400, json!({"key": [SECRET], SECRET: {"0": [SECRET]}})),
            (422, json!([SECRET])),
            (404, json!("a gateway's")),
        ] {
            for slash in ["/", "\\/", "\\u002f"] {
                let (head, body) = (format!("server: {SECRET}"), body.to_string().replace('/', slash));
                let server = Recorder::saying_with(move |_| (status, head.clone(), body.clone()));
                let builder = PlaneClient::builder(&server.origin(), auth.clone()).attempts(1);
                let error = builder.workspace("lab").build().unwrap().me().await.unwrap_err();
                assert_hidden(&format!("{error} {error:?}"));
            }
        }
    }
}

#[tokio::test]
async fn a_credential_in_a_success_that_is_not_understood_is_not_told() {
    let world = World::start();
    for slash in ["/", "\\/", "\\u002F"] {
        let label = json!({"id": nobody::<LabelId>(), "name": "a", "sort_order": SECRET, SECRET: [SECRET]});
        let page = json!({"next_cursor": "", "next_page_results": false, "results": [label]});
        let [label, page] = [label, page].map(|body| body.to_string().replace('/', slash));
        let server = Recorder::saying(move |line| {
            let is_list = line.starts_with("GET ") && line.contains("per_page");
            (200, if is_list { page.clone() } else { label.clone() })
        });
        let client = PlaneClient::builder(&server.origin(), SECRET).workspace("lab");
        let client = client.sandbox(world.sandbox.allowed()).build().unwrap();
        let labels = client.in_project(world.sandbox.project).labels();
        let done = labels.create(&NewLabel::new("a")).await.unwrap_err();
        let Error::DoneUnread { body, source } = &done else {
            panic!("{done:?}")
        };
        assert_hidden(body);
        assert_hidden(&source.to_string());
        for error in [
            labels.get(nobody()).await.unwrap_err(),
            labels.list().all().await.unwrap_err(),
        ] {
            assert!(matches!(error, Error::Decode(_)), "{error:?}");
            assert_hidden(&format!("{error:?}"));
        }
    }
}

#[tokio::test]
async fn a_credential_in_the_name_of_a_storage_is_not_told() {
    let world = World::start();
    let url = "http://plane_api_c0ffee.example/uploads";
    let server = Recorder::saying(move |_| (302, url.to_owned()));
    let client = PlaneClient::builder(&server.origin(), "plane_api_c0ffee").workspace("lab");
    let item = client
        .build()
        .unwrap()
        .in_project(world.sandbox.project)
        .item(world.sandbox.item);
    let error = item.attachments().download_url(nobody()).await.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
}
