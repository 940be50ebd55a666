use super::*;

const HOSTILE: [&str; 14] = [
    "", ".", "..", ".\t.", "../../x", "%2e%2e", "..\\x", "a/b", "a%2Fb", "a?b", "a#b", "a b", "a\nb", "a\0",
];

#[test]
fn what_could_move_a_path_is_no_id() {
    for text in HOSTILE {
        assert!(text.parse::<ProjectId>().is_err(), "{text:?}");
        assert!(text.parse::<WorkItemKey>().is_err(), "{text:?}");
        assert!(text.parse::<Slug>().is_err(), "{text:?}");
    }
}

#[test]
fn an_id_has_one_spelling() {
    let id = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";
    assert_eq!(
        id.parse::<ProjectId>().map(|id| id.to_string()).as_deref(),
        Ok(id)
    );
    assert!(id.to_uppercase().parse::<ProjectId>().is_err());
    assert!(id.replace('-', "").parse::<ProjectId>().is_err());
    for key in [
        "ORCH-0",
        "ORCH-01",
        "ORCH-",
        "-1",
        "ORCH-+1",
        "ORCH-1-1",
        "ORCH",
        "öRCH-1",
        " A-1",
        "A -1",
        "A.B-1",
        "A\u{200b}B-1",
        "A\u{2010}B-1",
        "\u{ff0e}\u{ff0f}-1",
        "A/B-1",
        "A\\B-1",
        "A%2FB-1",
        "A\tB-1",
        "ABCDEFGHIJKLM-1",
    ] {
        assert!(key.parse::<WorkItemKey>().is_err(), "{key:?}");
    }
}

#[test]
fn a_key_of_another_alphabet_is_a_key_and_stands_encoded_in_a_path() {
    for (key, path) in [
        ("ÄÖ-1", "%C3%84%C3%96-1"),
        ("A_B-1", "A_B-1"),
        ("A B-1", "A%20B-1"),
        ("東京-12", "%E6%9D%B1%E4%BA%AC-12"),
        ("ÄÄÄÄÄÄÄÄÄÄÄÄ-1", &format!("{}-1", "%C3%84".repeat(12))),
    ] {
        let parsed: WorkItemKey = key.parse().unwrap();
        assert_eq!(parsed.to_string(), key);
        assert_eq!(Segment::from(&parsed).text(), path);
    }
}

#[test]
fn a_key_shows_what_it_was_made_of_and_is_compared_as_a_whole() {
    let key: WorkItemKey = "ORCH-114".parse().unwrap();
    assert_eq!((key.identifier(), key.number()), ("ORCH", 114));
    assert_eq!(key.identity().as_deref(), Some("ORCH-114"));
}

#[test]
fn what_names_no_project_has_no_name_that_a_list_could_hold() {
    assert_eq!(NoProject.identity(), None);
}
