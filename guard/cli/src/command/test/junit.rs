//! The same as a file that CI reads.

use std::fmt::Write;

use super::report::Report;

/// One case for each way in which a test had something blocked; a failure is one that nobody looked at.
pub(super) fn written(report: &Report<'_>) -> String {
    let mut cases = String::new();
    let (mut tests, mut failures) = (0, 0);
    for noticed in [false, true] {
        for (case, (times, entry)) in report.cases(noticed) {
            tests += 1;
            let name = escaped(&format!("{} on {}", case.op, case.target));
            let _ = write!(
                cases,
                "    <testcase classname=\"{}\" name=\"{name}\"",
                escaped(&case.who)
            );
            if noticed {
                cases.push_str("/>\n");
                continue;
            }
            failures += 1;
            let text = format!(
                "{}; {}; process {}, {}",
                entry.reason, entry.signal, entry.process, entry.program
            );
            let _ = writeln!(
                cases,
                ">\n      <failure type=\"{}\" message=\"blocked {times} times, and nobody looked\">{}</failure>\n    </testcase>",
                escaped(case.codes),
                escaped(&text)
            );
        }
    }
    if report.lost > 0 {
        tests += 1;
        failures += 1;
        let _ = writeln!(
            cases,
            "    <testcase classname=\"write-guard\" name=\"the ledger is whole\">\n      \
             <failure type=\"lost\" message=\"{} blocks could not be entered\"/>\n    </testcase>",
            report.lost
        );
    }
    if tests == 0 {
        tests = 1;
        cases.push_str("    <testcase classname=\"write-guard\" name=\"no write was blocked\"/>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  \
         <testsuite name=\"write-guard\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n\
         {cases}  </testsuite>\n</testsuites>\n"
    )
}

/// Text within an attribute or an element; what XML cannot hold is shown as Rust would.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(character.escape_unicode()),
            _ if character.is_control() => escaped.extend(character.escape_unicode()),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::child::Ended;
    use super::super::collected::Collected;
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_shown_and_what_it_reads_is_escaped() {
        let hostile = "a<b>&\"'\u{0}\u{1b}\n\u{85}\u{fffe}\u{ffff}\u{1f600}";
        assert_eq!(
            escaped(hostile),
            "a&lt;b&gt;&amp;&quot;'\\u{0}\\u{1b}\\u{a}\\u{85}\\u{fffe}\\u{ffff}\u{1f600}"
        );
    }

    #[test]
    fn a_loss_is_a_failure() {
        let (mut collected, good) = (Collected::default(), Ended::Status(0));
        let none = written(&Report::new(good, &collected));
        assert!(none.contains("tests=\"1\" failures=\"0\""), "{none}");
        collected.lost = 3;
        let lost = written(&Report::new(good, &collected));
        assert!(lost.contains("tests=\"1\" failures=\"1\""), "{lost}");
        assert!(lost.contains("3 blocks could not be entered"), "{lost}");
    }
}
