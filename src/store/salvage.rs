//! What can still be read of a file that is no YAML as a whole.

use super::yaml::read_yaml;

/// The text with every line blanked out that is no event and readable on its own: what is left stands where it stood.
#[must_use]
pub fn read_lines(text: &str) -> String {
    let (mut log, mut indent) = (false, None);
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let opens = !log && line.trim_end() == "log:";
        log |= opens;
        let body = line.trim_start_matches(' ');
        let depth = line.len() - body.len();
        let event = log && body.starts_with("- {") && read_yaml(&format!("log:\n{line}")).is_ok();
        // Lines of another depth would not be of the same list.
        if opens || (event && *indent.get_or_insert(depth) == depth) {
            out.push_str(line);
        } else {
            out.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_events_that_can_be_read_stay_where_they_stood() {
        let text = "id: \"x\nlog:\n  - {id: a, do: note}\n  - {id: b, note: \"酸\n  - {id: c, do: note}\n";
        let lines = read_lines(text);
        assert_eq!(lines.len(), text.len());
        let raw = read_yaml(&lines).unwrap();
        let ids: Vec<_> =
            raw.events().iter().map(|e| (e.scalar("id").unwrap(), &text[e.span.start..e.span.end])).collect();
        assert_eq!(ids, [("a", "{id: a, do: note}"), ("c", "{id: c, do: note}")]);
    }
}
