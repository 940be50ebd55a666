//! Descriptions as a real server stores them: closed, without what could run, and inside one element.
//!
//! It parses them, writes the tree down again and cleans that. This does the same to what editors send. It checks no names of
//! elements, mends nothing but what is not closed, and leaves entities as they are.

/// Elements that go with all that is in them.
const DROPPED: [&str; 2] = ["script", "style"];
/// Elements that have nothing in them, and no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements that end a paragraph, and that several of are inside a `div`.
const BLOCK: &str = "address article blockquote center dd div dl dt figure form h1 h2 h3 h4 h5 h6 hr li ol p pre \
                     section table ul";

/// What is stored of a work item's description.
pub(crate) fn stored(html: &str) -> String {
    let clean = Clean::of(html);
    match clean.roots {
        0 | 1 => clean.html,
        _ if clean.has_block => format!("<div>{}</div>", clean.html),
        _ => format!("<span>{}</span>", clean.html),
    }
}

/// What is stored of a sticky's: as it is, without what could run.
pub(crate) fn sanitised(html: &str) -> String {
    Clean::of(html).html
}

/// The text without its tags.
pub(crate) fn stripped(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('>').map_or("", |(_, after)| after)
    })
}

/// HTML being written down again.
#[derive(Default)]
struct Clean {
    html: String,
    /// The elements that are not closed yet.
    open: Vec<String>,
    /// How many elements stand side by side.
    roots: usize,
    has_block: bool,
}

impl Clean {
    fn of(html: &str) -> Self {
        let mut clean = Self::default();
        let mut rest = html;
        while let Some((before, from)) = rest.split_once('<') {
            clean.text(before);
            let is_tag = from.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
            let Some((tag, after)) = from.split_once('>').filter(|_| is_tag) else {
                clean.text("&lt;");
                rest = from;
                continue;
            };
            rest = clean.tag(tag, after);
        }
        clean.text(rest);
        clean.close_down_to(0);
        clean
    }

    /// Text beside elements is a paragraph.
    fn text(&mut self, text: &str) {
        if self.open.is_empty() && !text.trim().is_empty() {
            self.open("p", "");
        }
        self.html.push_str(text);
    }

    /// Writes a tag, and answers where to go on.
    fn tag<'a>(&mut self, tag: &str, after: &'a str) -> &'a str {
        if tag.starts_with('!') {
            return after;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let name = name.trim().to_ascii_lowercase();
            if let Some(depth) = self.open.iter().rposition(|open| *open == name) {
                self.close_down_to(depth);
            }
            return after;
        }
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let name = name.trim_end_matches('/').to_ascii_lowercase();
        if DROPPED.contains(&name.as_str()) {
            // It was an element when they were counted.
            self.roots += usize::from(self.open.is_empty());
            return after_end_of(&name, after);
        }
        self.open(&name, attributes);
        after
    }

    fn open(&mut self, name: &str, attributes: &str) {
        let is_block = BLOCK.split(' ').any(|block| block == name);
        let ends = |open: &String| (is_block && open == "p") || (name == "li" && open == "li");
        if self.open.last().is_some_and(ends) {
            self.close_down_to(self.open.len().saturating_sub(1));
        }
        self.has_block |= is_block;
        self.roots += usize::from(self.open.is_empty());
        self.html.extend(["<", name]);
        self.html.push_str(&kept(name, attributes));
        self.html.push('>');
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.html.extend(["</", &name, ">"]);
            }
        }
    }
}

fn after_end_of<'a>(name: &str, html: &'a str) -> &'a str {
    let lower = html.to_ascii_lowercase();
    let end = lower.find(&format!("</{name}")).and_then(|at| html.get(at..));
    end.and_then(|end| end.split_once('>'))
        .map_or("", |(_, after)| after)
}

/// The attributes that cannot run and hold no data, each in double quotes; a link tells nobody where it was.
fn kept(element: &str, attributes: &str) -> String {
    let is_link = element == "a";
    let mut kept = String::new();
    for part in parts(attributes) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (name, value) = (name.to_ascii_lowercase(), value.trim_matches(['"', '\'']));
        let is_dropped = name.starts_with("on") || name.starts_with("data-") || (is_link && name == "rel");
        if !is_dropped && !runs(value) {
            kept.extend([" ", &name, "=\"", &value.replace('"', "&quot;"), "\""]);
        }
    }
    if is_link {
        kept.push_str(" rel=\"noopener noreferrer\"");
    }
    kept
}

/// The attributes of a tag: what stands between spaces that are in no quotes.
fn parts(attributes: &str) -> Vec<&str> {
    let mut quote = None;
    let parts = attributes.split(|c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_ascii_whitespace()
    });
    parts.filter(|part| !part.is_empty() && *part != "/").collect()
}

fn runs(value: &str) -> bool {
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let plain = plain.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"]
        .iter()
        .any(|scheme| plain.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::{sanitised, stored};

    #[test]
    fn what_could_run_is_dropped() {
        for (html, clean) in [
            (r#"<p onclick="x()">a<script>alert(1)</script></p>"#, "<p>a</p>"),
            (
                r#"<p class="on it" ONLOAD='a b'>x</p>"#,
                r#"<p class="on it">x</p>"#,
            ),
            ("<p><SCRIPT src=x>y</Script >z</p>", "<p>z</p>"),
            ("<img src=' java\tscript:x'>", "<img>"),
            ("<p><!-- x -->y</p>", "<p>y</p>"),
        ] {
            assert_eq!(sanitised(html), clean);
        }
    }

    #[test]
    fn what_editors_send_is_kept() {
        for html in [
            "<p>é &amp; ü</p>",
            "<ul><li><p>x</p></li><li>y</li></ul>",
            r#"<p class="a">x<br>y</p>"#,
        ] {
            assert_eq!(stored(html), html);
        }
    }

    #[test]
    fn what_is_not_one_element_becomes_one() {
        for (html, whole) in [
            ("plain", "<p>plain</p>"),
            ("a < b", "<p>a &lt; b</p>"),
            ("<p>a<p>b", "<div><p>a</p><p>b</p></div>"),
            ("<b>a</b><i>b</i>", "<span><b>a</b><i>b</i></span>"),
            ("<p>a</p></div>", "<p>a</p>"),
            ("", ""),
        ] {
            assert_eq!(stored(html), whole, "{html}");
        }
    }
}
