//! A file with git's conflict markers, taken back to the versions it was made of.

/// The versions behind a file with markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The common base; where git didn't write it, without the lines that are contested.
    pub base: String,
    /// Our version.
    pub ours: String,
    /// Their version.
    pub theirs: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Outside,
    Ours,
    Base,
    Theirs,
}

/// The versions behind a text with markers; `None` when it has none, or they don't pair up.
#[must_use]
pub fn sides_of(text: &str) -> Option<Marked> {
    let mut sides = Marked { base: String::new(), ours: String::new(), theirs: String::new() };
    let (mut part, mut found) = (Part::Outside, false);
    for line in text.split_inclusive('\n') {
        part = match (marker(line), part) {
            (Some('<'), Part::Outside) => Part::Ours,
            (Some('|'), Part::Ours) => Part::Base,
            (Some('='), Part::Ours | Part::Base) => Part::Theirs,
            (Some('>'), Part::Theirs) => {
                found = true;
                Part::Outside
            }
            (Some(_), _) => return None,
            (None, _) => {
                if part != Part::Theirs && part != Part::Base {
                    sides.ours.push_str(line);
                }
                if part != Part::Ours && part != Part::Base {
                    sides.theirs.push_str(line);
                }
                if part == Part::Outside || part == Part::Base {
                    sides.base.push_str(line);
                }
                part
            }
        };
    }
    (found && part == Part::Outside).then_some(sides)
}

/// The mark that a line begins with seven of.
fn marker(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\n', '\r']);
    let mark = line.chars().next().filter(|c| "<|=>".contains(*c))?;
    let rest = line.trim_start_matches(mark);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_styles_of_markers_are_taken_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 123\nx\n=======\nc\n>>>>>>> main\nd\n";
        let sides = sides_of(text).unwrap();
        assert_eq!((&*sides.ours, &*sides.base, &*sides.theirs), ("a\nb\nd\n", "a\nx\nd\n", "a\nc\nd\n"));
        let plain = sides_of("a\n<<<<<<<\n=======\nc\n>>>>>>>\n").unwrap();
        assert_eq!((&*plain.ours, &*plain.base, &*plain.theirs), ("a\n", "a\n", "a\nc\n"));
    }

    #[test]
    fn markers_that_do_not_pair_up_are_left_alone() {
        for text in ["a\n", "<<<<<<< a\n", "=======\n", "<<<<<<< a\n=======\n<<<<<<< b\n", ">>>>>>> a\n"] {
            assert_eq!(sides_of(text), None, "{text:?}");
        }
    }
}
