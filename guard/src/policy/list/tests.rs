//! Lists, as teams and their slips write them.

use super::*;

const P: &str = "7a79f0a9-5278-49cd-9007-9a338f238f9c";
const S: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

fn parse_as(text: &str, purpose: Use) -> Result<Vec<String>, Option<usize>> {
    let ids = Ids::parse("LIST", text, purpose).map_err(|unusable| unusable.position())?;
    let mut shown: Vec<String> = ids.entries().into_iter().map(Entry::to_string).collect();
    shown.sort_unstable();
    shown.dedup();
    Ok(shown)
}

fn parse(text: &str) -> Result<Vec<String>, Option<usize>> {
    parse_as(text, Use::AllowAnywhere)
}

fn asked(id: &str) -> Asked<'_> {
    Asked {
        id,
        kind: None,
        origin: None,
    }
}

#[test]
fn entries_are_trimmed_and_a_trailing_comma_is_forgiven() {
    for text in ["a,b", " a , b ", "a,b,", "a,b, ,", "\ta,\u{a0}b\n", "a,b,a"] {
        assert_eq!(parse(text), Ok(vec!["a".into(), "b".into()]), "{text:?}");
    }
    for text in ["", " ", ",", " , "] {
        assert_eq!(parse(text), Ok(vec![]), "{text:?}");
    }
}

#[test]
fn one_bad_entry_makes_all_of_it_unusable_and_is_named_by_its_position() {
    for (text, position) in [
        ("a,b*", 2),
        ("*", 1),
        ("a,,b", 2),
        (",a", 1),
        ("'a','b'", 1),
        ("[\"a\"]", 1),
        ("a b", 1),
        ("a,8C5A3025-4F9D-4190-B79F-FA06276BB27E", 2),
        ("a，b", 1),
        ("a,b,\u{feff}c", 3),
    ] {
        assert_eq!(parse(text), Err(Some(position)), "{text:?}");
    }
}

#[test]
fn an_id_with_a_colon_is_listed_as_it_is_percent_encoded() {
    let encoded = "arn%3Aaws%3As3%3A%3A%3Asand";
    let ids = Ids::parse("LIST", encoded, Use::AllowAnywhere).unwrap();
    assert_eq!(ids.objects(asked(encoded)), None);
    assert!(
        ids.objects(asked("arn:aws:s3:::sand")).is_some(),
        "allowed to the letter"
    );
    let ids = Ids::parse("LIST", encoded, Use::Protect).unwrap();
    assert!(
        ids.protects(asked("arn:aws:s3:::SAND")),
        "protected in every spelling"
    );
}

#[test]
fn what_looks_like_part_of_a_uuid_and_is_none_is_an_id() {
    for text in [
        "5f3c1a2b4d5e6f708192a3b4",
        "be-2024-10-11",
        "ab-cd-ef",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    ] {
        assert_eq!(parse(text).map(|ids| ids.len()), Ok(1), "{text}");
    }
}

#[test]
fn a_slip_makes_a_list_unusable_whichever_it_is() {
    for purpose in [Use::AllowAnywhere, Use::AllowOne, Use::Protect] {
        for (one, other) in [(P, S), ("acme/prod", "acme/sand"), ("payroll", "sand")] {
            for text in [
                format!("{one};{other}"),
                format!("{one}:{other}"),
                format!("{one}|{other}"),
                format!("{one} {other}"),
                format!("{one}\n{other}"),
                format!("{one}&{other}"),
                format!("${{{one}}}"),
                format!("${one}"),
                format!("%{one}%"),
                format!("{{{{{one}}}}}"),
                format!("<{one}>"),
                format!("({one})"),
                format!("[{one}"),
                format!("{one}#x"),
                format!("{one} # x"),
                format!("#{one}"),
                format!("prod={one}"),
                format!("prod:{one}"),
                format!("!{one}"),
                format!("{one}\\"),
                format!("{one}^"),
                format!("\"{one}\""),
                format!("`{one}`"),
                format!("https://tracker.example/projects/{one}"),
                format!("{one}/"),
                format!("/{one}"),
                format!("{one}/../x"),
                format!("{one}//x"),
            ] {
                assert!(parse_as(&text, purpose).is_err(), "{text}");
                assert!(parse_as(&format!("x,{text}"), purpose).is_err(), "x,{text}");
            }
        }
        for text in [
            format!("{P}0"),
            format!("0{P}"),
            format!("{P}.x"),
            format!("{P}/{S}"),
            format!("prod-{P}"),
            "7a79f0a9-5278-49cd-9007-9a338f238f9".to_owned(),
            "a79f0a9-5278-49cd-9007-9a338f238f9c".to_owned(),
            P.replace("9a338f", "9a33"),
            format!("7a79f0a9-{P}"),
            "7a79f0a9-5278-49cd-9007-9a338f".to_owned(),
            format!("tracker.example/projects/{P}"),
            P.replacen("7a", "7A", 1),
            P.to_uppercase() + "x",
        ] {
            assert!(parse_as(&text, purpose).is_err(), "{text}");
        }
        assert!(parse_as(&format!("{P},{S},acme/prod"), purpose).is_ok());
    }
}

#[test]
fn a_bare_number_is_refused_where_it_would_serve_more_than_one() {
    assert_eq!(parse("a,7"), Err(Some(2)));
    assert_eq!(parse("-7"), Err(Some(1)));
    assert_eq!(parse("7/12"), Err(Some(1)));
    assert!(parse("7 as project, 7 at https://a.example").is_ok());
    assert!(
        parse("11111111-1111-1111-1111-111111111111").is_ok(),
        "a UUID is no number"
    );
    assert!(parse_as("7,8", Use::AllowOne).is_ok());
    assert_eq!(parse_as("7 as project,8", Use::AllowOne), Err(Some(2)));
    assert_eq!(parse_as("7,8 at https://a.example", Use::AllowOne), Err(Some(1)));
    assert!(parse_as("7", Use::Protect).is_ok());
}

#[test]
fn what_is_protected_is_protected_in_every_spelling_and_what_is_allowed_in_one() {
    let read = |text: &str, purpose| Ids::parse("LIST", text, purpose);
    for (entry, target) in [
        ("Acme/Prod", "acme/prod"),
        ("acme/prod", "ACME/Prod"),
        ("acme/prod", "acme%2Fprod"),
        ("acme%2fprod", "acme/prod"),
        ("acme/prod", "%61cme%252fprod"),
        ("acme/7", "acme/07"),
        ("acme/0", "acme/+00"),
        (P, &*P.to_uppercase()),
        (P, &*P.replace('-', "")),
        (P, &*format!("urn:uuid:{P}")),
    ] {
        assert!(
            read(entry, Use::Protect).unwrap().protects(asked(target)),
            "{entry} {target}"
        );
        let allowed = read(entry, Use::AllowAnywhere).unwrap();
        assert_eq!(
            allowed.objects(asked(target)),
            Some(Objection::NotNamed),
            "{entry} {target}"
        );
        assert_eq!(allowed.objects(asked(entry)), None);
    }
    assert!(
        !read("acme/prod", Use::Protect)
            .unwrap()
            .protects(asked("acme/prod2"))
    );
}

#[test]
fn of_several_objections_the_nearest_is_told() {
    let list = Ids::parse(
        "LIST",
        "7 as group, 7 as project at https://a.example",
        Use::AllowAnywhere,
    )
    .unwrap();
    let project = Asked {
        id: "7",
        kind: Some("project"),
        origin: None,
    };
    assert_eq!(list.objects(project), Some(Objection::AnotherServer));
    assert_eq!(list.objects(asked("7")), Some(Objection::AnotherKind));
}

#[test]
fn an_unusable_list_holds_nothing_and_does_not_repeat_what_was_written() {
    let list = Ids::parse("LIST", "good,secret value", Use::Protect);
    let message = list.unwrap_err().to_string();
    assert_eq!(message, "entry 2 of `LIST` is not a plain id");
}
