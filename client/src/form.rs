//! A file and its fields as one body.

use std::collections::BTreeMap;

/// A form as it goes over the wire: `multipart/form-data`.
pub(crate) struct Form {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Form {
    pub(crate) fn new(fields: &BTreeMap<String, String>, name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let boundary = boundary(fields.values().map(String::as_bytes).chain([bytes]));
        let mut body = Vec::with_capacity(bytes.len().saturating_add(2048));
        for (name, value) in fields {
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n",
                quoted(name)
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        // A storage ignores what follows the file.
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            quoted(name),
            quoted(media_type)
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        Self {
            content_type: format!("multipart/form-data; boundary={boundary}"),
            body,
        }
    }
}

/// A line that occurs in none of the parts.
fn boundary<'p>(parts: impl Iterator<Item = &'p [u8]>) -> String {
    let parts: Vec<_> = parts.collect();
    let occurs = |text: &str| {
        parts
            .iter()
            .any(|part| part.windows(text.len()).any(|window| window == text.as_bytes()))
    };
    let mut number = 0_u64;
    loop {
        let text = format!("plane-client-{number:016x}");
        if !occurs(&text) {
            return text;
        }
        number = number.wrapping_add(1);
    }
}

/// Text within a head, which a quote or a line break would end.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(name: &str, bytes: &[u8]) -> (String, String) {
        let fields = BTreeMap::from([("key".to_owned(), "a/b".to_owned())]);
        let form = Form::new(&fields, name, "text/plain", bytes);
        (form.content_type, String::from_utf8(form.body).unwrap())
    }

    #[test]
    fn a_form_is_fields_and_then_the_file() {
        let (content_type, body) = body("a.txt", b"hello");
        let boundary = content_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap();
        let expected = [
            &format!("--{boundary}"),
            "Content-Disposition: form-data; name=\"key\"",
            "",
            "a/b",
            &format!("--{boundary}"),
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"",
            "Content-Type: text/plain",
            "",
            "hello",
            &format!("--{boundary}--"),
            "",
        ];
        assert_eq!(body.split("\r\n").collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_file_cannot_end_its_own_part() {
        let first = "plane-client-0000000000000000";
        let (content_type, body) = body("a\"\r\nx: y", format!("\r\n--{first}--\r\n").as_bytes());
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=plane-client-0000000000000001"
        );
        assert!(body.contains("filename=\"a%22%0D%0Ax: y\"\r\n"), "{body}");
    }
}
