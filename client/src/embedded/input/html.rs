//! Descriptions lose what could run: `script` elements and `on…` attributes.

/// The HTML without `script` elements and without attributes whose name begins with `on`.
pub(crate) fn sanitised(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once('<') {
        clean.push_str(before);
        let Some((tag, after)) = from.split_once('>') else {
            rest = from;
            clean.push('<');
            break;
        };
        rest = after;
        if is_named(tag, "script") {
            rest = after_script(after);
        } else if !is_named(tag, "/script") {
            clean.push('<');
            clean.push_str(&without_handlers(tag));
            clean.push('>');
        }
    }
    clean + rest
}

/// The text without its tags.
pub(crate) fn stripped(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('>').map_or("", |(_, after)| after)
    })
}

fn is_named(tag: &str, name: &str) -> bool {
    tag.split([' ', '\t', '\n', '/'])
        .find(|part| !part.is_empty())
        .is_some_and(|first| first.eq_ignore_ascii_case(name.trim_start_matches('/')))
        && tag.starts_with('/') == name.starts_with('/')
}

fn after_script(html: &str) -> &str {
    let lower = html.to_ascii_lowercase();
    let end = lower.find("</script").and_then(|at| html.get(at..));
    end.and_then(|end| end.split_once('>'))
        .map_or("", |(_, after)| after)
}

/// Splits the tag at spaces outside quotes and drops the parts that begin with `on`.
fn without_handlers(tag: &str) -> String {
    let mut quote = None;
    let parts = tag.split(|c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_ascii_whitespace()
    });
    let kept = parts.enumerate().filter(|(place, part)| {
        *place == 0
            || !part
                .get(..2)
                .is_some_and(|start| start.eq_ignore_ascii_case("on"))
    });
    kept.map(|(_, part)| part).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::sanitised;

    #[test]
    fn what_could_run_is_dropped() {
        assert_eq!(
            sanitised(r#"<p onclick="x()">a<script>alert(1)</script></p>"#),
            "<p>a</p>"
        );
        assert_eq!(
            sanitised(r#"<p class="on it" ONLOAD='a b'>x</p>"#),
            r#"<p class="on it">x</p>"#
        );
        assert_eq!(sanitised("<SCRIPT src=x>y</Script >z"), "z");
    }

    #[test]
    fn what_cannot_run_is_kept() {
        for html in ["<p>é &amp; ü</p>", "a < b", "<p>x</p><br/>", "plain"] {
            assert_eq!(sanitised(html), html);
        }
    }
}
