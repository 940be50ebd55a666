use serde_json::json;

use super::*;

/// Of RFC 4231, the second test case.
#[test]
fn a_signature_is_the_hmac_of_the_body_under_the_secret() {
    let webhook = Webhook::new("Jefe").unwrap();
    let signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    let body = b"what do ya want for nothing?";
    assert_eq!(webhook.sign(body), signature);
    // Signed, and no delivery.
    for signature in [signature.to_owned(), signature.to_uppercase()] {
        let found = webhook.receive(&signature, body);
        assert!(matches!(found, Err(WebhookError::Body(_))), "{found:?}");
    }
}

fn body() -> String {
    json!({
        "event": "issue", "action": "updated",
        "webhook_id": Uuid::from_u128(1), "workspace_id": Uuid::from_u128(2),
        "data": {
            "id": Uuid::from_u128(3), "name": "Tune", "sequence_id": 1, "project": Uuid::from_u128(4),
            "labels": [], "assignees": [{"id": Uuid::from_u128(5), "display_name": "ann"}], "new_field": 7,
        },
        "activity": {
            "field": "name", "old_value": "Rest", "new_value": "Tune",
            "actor": {"id": Uuid::from_u128(5), "display_name": "ann"},
            "old_identifier": null, "new_identifier": null,
        },
        "sent_by": "Autopilot",
    })
    .to_string()
}

#[test]
fn what_is_not_signed_with_the_secret_is_not_read() {
    let webhook = Webhook::new("secret").unwrap();
    let body = body();
    let signature = webhook.sign(body.as_bytes());
    webhook.receive(&signature, body.as_bytes()).unwrap();
    let other = Webhook::new("Secret").unwrap().sign(body.as_bytes());
    let cut: String = signature.chars().take(62).collect();
    for wrong in [
        "",
        "0",
        "zz",
        "\u{e4}\u{e4}",
        &other,
        &cut,
        &format!("{signature}00"),
        &format!("sha256={signature}"),
    ] {
        let found = webhook.receive(wrong, body.as_bytes());
        assert!(
            matches!(found, Err(WebhookError::Signature)),
            "{wrong}: {found:?}"
        );
    }
    let spaced = body.replace(':', ": ");
    let found = webhook.receive(&signature, spaced.as_bytes());
    assert!(matches!(found, Err(WebhookError::Signature)), "{found:?}");
    assert!(matches!(Webhook::new(""), Err(WebhookError::NoSecret)));
    assert_eq!(format!("{webhook:?}"), "Webhook(***)");
}

fn receive(body: &str) -> Delivery {
    let webhook = Webhook::new("secret").unwrap();
    webhook
        .receive(&webhook.sign(body.as_bytes()), body.as_bytes())
        .unwrap()
}

#[test]
fn a_delivery_is_its_object_and_what_changed() {
    let delivery = receive(&body());
    assert_eq!(
        (&delivery.event, &delivery.action),
        (&Event::WorkItem, &Action::Updated)
    );
    let Object::WorkItem(item) = &delivery.object else {
        panic!("{delivery:?}")
    };
    assert_eq!((item.name.as_str(), item.assignees.len()), ("Tune", 1));
    let changed = delivery.activity.unwrap();
    assert_eq!(
        (changed.field.as_deref(), &changed.old_value),
        (Some("name"), &json!("Rest"))
    );
    assert_eq!(changed.actor.unwrap().display_name, "ann");
    assert_eq!(delivery.extra["sent_by"], "Autopilot");
}

#[test]
fn what_is_unknown_is_kept_as_it_arrived() {
    let mut value: Value = serde_json::from_str(&body()).unwrap();
    for (event, action) in [("page", "updated"), ("issue", "archived"), ("issue", "create")] {
        value["event"] = json!(event);
        value["action"] = json!(action);
        let delivery = receive(&value.to_string());
        assert_eq!(serde_json::to_value(&delivery.event).unwrap(), event);
        match action {
            "create" => assert_eq!(delivery.action, Action::Created),
            _ => assert_eq!(serde_json::to_value(&delivery.action).unwrap(), action),
        }
        let is_unknown = delivery.object == Object::Unknown(value["data"].clone());
        assert_eq!(is_unknown, event == "page");
    }
    // A change and a work item in forms that nobody knows yet.
    value["activity"] = json!({"actor": "ann"});
    let delivery = receive(&value.to_string());
    assert_eq!(
        (delivery.activity, &delivery.extra["activity"]),
        (None, &value["activity"])
    );
    value["data"] = json!({"key": "SAND-1"});
    assert_eq!(
        receive(&value.to_string()).object,
        Object::Unknown(json!({"key": "SAND-1"}))
    );
}

#[test]
fn of_what_was_deleted_the_id_is_told() {
    let body = body().replace("updated", "deleted");
    assert_eq!(receive(&body).object, Object::Deleted(Uuid::from_u128(3)));
}
