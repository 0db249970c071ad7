//! Event lines as the program writes them, told from all others without the YAML parser: what passes here is sound YAML
//! on a line of its own whatever stands around it.

/// The id of the event on a line that is plain in every respect: blanks and a dash, an event from brace to brace, `id`
/// first, every key once, values of words and double-quoted texts. `None` for any other line, sound or not.
pub(super) fn event_on(line: &str) -> Option<&str> {
    let (margin, event) = line.strip_suffix('\n')?.split_at(line.find('{')?);
    let dashed = margin.trim_start_matches(' ').strip_prefix("- ").is_some_and(|m| m.bytes().all(|b| b == b' '));
    let mut scan = Scan { rest: event.as_bytes() };
    let plain = dashed && event.starts_with("{id: ") && scan.mapping(3).is_some() && scan.rest.is_empty();
    let id = event.get(5..)?.split([',', '}']).next()?;
    (plain && crate::case::EventId::parse(id).is_some()).then_some(id)
}

/// What is left of a line.
struct Scan<'l> {
    rest: &'l [u8],
}

impl Scan<'_> {
    fn take(&mut self, wanted: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    /// `{key: value, key: value}`, at most so many levels deep.
    fn mapping(&mut self, levels: usize) -> Option<()> {
        self.take(b"{")?;
        let mut keys: Vec<&[u8]> = Vec::with_capacity(8);
        loop {
            let end = self.rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"._-".contains(b)))?;
            let (key, rest) = self.rest.split_at(end);
            let is_word = key.first().is_some_and(u8::is_ascii_alphabetic);
            if !is_word || keys.contains(&key) {
                return None;
            }
            keys.push(key);
            self.rest = rest;
            self.take(b": ")?;
            self.value(levels)?;
            if self.take(b"}").is_some() {
                return Some(());
            }
            self.take(b", ")?;
        }
    }

    fn value(&mut self, levels: usize) -> Option<()> {
        match self.rest.first()? {
            b'"' => self.quoted(),
            b'{' => self.mapping(levels.checked_sub(1)?),
            b'[' => {
                let levels = levels.checked_sub(1)?;
                self.take(b"[")?;
                loop {
                    self.value(levels)?;
                    if self.take(b"]").is_some() {
                        return Some(());
                    }
                    self.take(b", ")?;
                }
            }
            _ => self.word(),
        }
    }

    /// A word, a number, a time: nothing that YAML could take for the end of it or for a mark of its own.
    fn word(&mut self) -> Option<()> {
        let end = self.rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"._:+@/-".contains(b)))?;
        let (word, rest) = self.rest.split_at(end);
        let plain = word.first().is_some_and(u8::is_ascii_alphanumeric) && word.last() != Some(&b':');
        self.rest = rest;
        plain.then_some(())
    }

    fn quoted(&mut self) -> Option<()> {
        self.take(b"\"")?;
        loop {
            let end = self.rest.iter().position(|b| matches!(b, b'"' | b'\\'))?;
            let mark = self.rest[end];
            self.rest = &self.rest[end + 1..];
            if mark == b'"' {
                return Some(());
            }
            let digits = match self.rest.first()? {
                b'\\' | b'"' | b'n' | b'r' | b't' => 0,
                b'x' => 2,
                b'u' => 4,
                // A number beyond the last character is no character; the parser knows.
                _ => return None,
            };
            let code = self.rest.get(1..=digits)?;
            // Half of a pair is no character either.
            let half = digits == 4 && matches!(code, [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]);
            if half || !code.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            self.rest = &self.rest[1 + digits..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::read_yaml;

    #[test]
    fn every_line_that_the_program_writes_is_plain() {
        let samples = walkdir::WalkDir::new("cases").into_iter().flatten().filter(|e| e.file_type().is_file());
        let mut seen = 0;
        for file in samples {
            let text = std::fs::read_to_string(file.path()).unwrap();
            for line in text.split_inclusive('\n').skip_while(|l| *l != "log:\n").skip(1) {
                // A remark is somebody's, not the program's.
                if !line.trim_start().starts_with('#') && line.ends_with("}\n") {
                    assert!(event_on(line).is_some(), "{line}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn what_is_plain_is_one_event_to_the_parser_too() {
        let lines = [
            "  - {id: a, at: 2026-11-22T08:00:00+08:00, x: [a, {b: \"c\"}], note: \"\\x1B \\u4e00 \\\" \\\\ , } # \"}\n",
            "- {id: kq4z7m, by: a:b, n: 9}\n",
            "-   {id: a}\n",
        ];
        for line in lines {
            let id = event_on(line).unwrap_or_else(|| panic!("{line}"));
            let text = format!("log:\n{line}");
            let raw = read_yaml(&text).unwrap_or_else(|f| panic!("{line}: {f:?}"));
            assert_eq!((raw.events().len(), raw.events()[0].scalar("id")), (1, Some(id)));
        }
    }

    #[test]
    fn what_might_be_anything_else_is_not_plain() {
        for line in [
            "  - {id: a}",
            "  - {id: a} # x\n",
            "  - {id: a, id: b}\n",
            "  - {id: a, b: \"x}\n",
            "  - {id: a, b: \"\\q\"}\n",
            "  - {id: a, b: \"\\ud800\"}\n",
            "  - {id: a, b: \"\\U0011ffff\"}\n",
            "  - {id: a, b: &c d}\n",
            "  - {id: a, b: *c}\n",
            "  - {id: a, b: !c d}\n",
            "  - {id: a, b: 'c'}\n",
            "  - {id: a, b: c d}\n",
            "  - {id: a, b: c:}\n",
            "  - {id: a, b: }\n",
            "  - {id: a,}\n",
            "  - {id: a, b}\n",
            "  - {at: b, id: a}\n",
            "  - {id: a}}\n",
            "  - {id: a, b: [c, [d, [e, [f]]]]}\n",
            "  - {id: 1a}\n",
            "    {id: a}\n",
            "  -{id: a}\n",
            "  - {id: a}\r\n",
        ] {
            assert_eq!(event_on(line), None, "{line}");
        }
    }
}
