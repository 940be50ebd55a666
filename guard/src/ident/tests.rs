//! Ids and what is none.

use super::*;

const SANDBOX: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

#[test]
fn a_plain_id_is_1_to_256_bytes_of_what_ids_are_made_of() {
    for id in [
        "a",
        "SAND",
        "7",
        "team/sandbox",
        "acme/.github",
        "group%2Fproject",
        "~user/x",
        "a@b.example",
        "a+b",
        "-",
        SANDBOX,
        &"x".repeat(256),
    ] {
        assert!(is_plain_id(id), "{id:?}");
    }
    let mut refused: Vec<String> = (0..=0x7f_u8)
        .filter(|byte| !byte.is_ascii_alphanumeric() && !b"-_./~+@".contains(byte))
        .map(|byte| format!("a{}b", char::from(byte)))
        .collect();
    refused.extend(
        [
            "",
            " ",
            "\u{7f}",
            "ä",
            "\u{feff}a",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/..",
            "a/./b",
            "%2e",
            "a/%2E%2e",
            "%",
            "a%",
            "a%2",
            "a%zz",
            "a%+1b",
            "a%2é",
            &"x".repeat(257),
        ]
        .map(str::to_owned),
    );
    for id in refused {
        assert!(!is_plain_id(&id), "{id:?}");
    }
}

#[test]
fn what_holds_a_uuid_is_one() {
    for id in [
        format!("{SANDBOX}0"),
        format!("x{SANDBOX}"),
        format!("{SANDBOX}/{SANDBOX}"),
        format!("x/{}", SANDBOX.to_uppercase()),
    ] {
        assert!(holds_a_uuid(&id) && !is_plain_id(&id), "{id:?}");
    }
    assert!(!holds_a_uuid(SANDBOX.trim_start_matches('8')) && !holds_a_uuid(&SANDBOX.replace('-', "")));
}

#[test]
fn spellings_of_one_thing_are_folded_together() {
    for (text, expected) in [
        ("acme/prod", "acme/prod"),
        ("Acme%2FProd", "acme/prod"),
        ("%2541cme", "acme"),
        ("%%34%31x", "ax"),
        ("%", "%"),
        ("%zz%+1%é", "%zz%+1%é"),
        ("%ff", "%ff"),
        ("ÄB", "Äb"),
        ("007", "7"),
        ("+7", "7"),
        ("%2B07", "7"),
        ("000", "0"),
        ("Acme/08/0x1", "acme/8/0x1"),
        ("-7", "-7"),
        ("+", "+"),
        ("0a", "0a"),
    ] {
        assert_eq!(folded(text), expected, "{text}");
    }
    for text in [
        SANDBOX.to_uppercase(),
        SANDBOX.replace('-', ""),
        format!("{{{SANDBOX}}}"),
    ] {
        assert_eq!(folded(&text), SANDBOX);
    }
    assert_eq!(folded(&"%25".repeat(100_000)), "%".repeat(100_000));
}

#[test]
fn a_number_has_digits_and_no_letters() {
    for number in ["7", "-7", "007", "7/12", "1.2"] {
        assert!(is_number(number), "{number}");
    }
    for other in ["", "-", "a7", "0x7", "11111111-1111-1111-1111-111111111111"] {
        assert!(!is_number(other), "{other}");
    }
}

#[test]
fn a_uuid_has_one_spelling() {
    let upper = SANDBOX.to_uppercase();
    let simple = SANDBOX.replace('-', "");
    for id in [
        upper.as_str(),
        &simple,
        &simple.to_uppercase(),
        &format!("{{{SANDBOX}}}"),
        &format!("urn:uuid:{SANDBOX}"),
        &SANDBOX.replacen('c', "C", 1),
    ] {
        assert!(!is_plain_id(id), "{id:?}");
    }
    assert!(is_plain_id(SANDBOX));
}

#[test]
fn blank_is_empty_or_white_space_of_any_script() {
    for text in [
        "",
        " ",
        "\t\r\n",
        "\u{a0}\u{2003}\u{3000}",
        "\u{1c}\u{1d}\u{1e}\u{1f}",
        "\u{85}",
    ] {
        assert!(is_blank(text), "{text:?}");
    }
    for text in ["a", "\u{200b}", "\0", "\u{feff}"] {
        assert!(!is_blank(text), "{text:?}");
    }
}
