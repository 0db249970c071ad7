//! Who added each line of a file.

use super::{Git, GitError};
use std::collections::HashMap;

/// The commit that brought a line in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commit {
    /// Its full name.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// Their address.
    pub email: String,
    /// When they wrote it, in seconds since 1970.
    pub time: i64,
    /// The first line of its message.
    pub summary: String,
    /// The history ends here because the clone is shallow: the line may be older, and somebody else's.
    pub cut_off: bool,
}

/// A line of a file as it is now, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blamed {
    /// The line.
    pub text: String,
    /// The commit; `None` when it isn't committed yet.
    pub commit: Option<Commit>,
}

impl Git {
    /// Where each line of a file comes from; `None` when git doesn't know the file yet. Lines that were only moved
    /// within the file keep their commit, and no list of commits to ignore is obeyed.
    ///
    /// # Errors
    /// When git fails.
    pub fn blame(&self, path: &str) -> Result<Option<Vec<Blamed>>, GitError> {
        if self.ask(&["cat-file", "-e", &format!("HEAD:./{path}")]).is_err() {
            return Ok(None);
        }
        let output = self.ask(&["-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "-M", "--", path])?;
        let shallow = self.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said.starts_with(b"true"));
        let mut lines = read(&String::from_utf8_lossy(&output));
        // The first commit of all is a boundary too.
        lines.iter_mut().filter_map(|l| l.commit.as_mut()).for_each(|c| c.cut_off &= shallow);
        Ok(Some(lines))
    }
}

/// Reads git's porcelain: what it says of a commit comes only with the first of its lines.
fn read(text: &str) -> Vec<Blamed> {
    let mut commits: HashMap<String, Commit> = HashMap::new();
    let mut current = String::new();
    let mut lines = Vec::new();
    for line in text.split_terminator('\n') {
        if let Some(content) = line.strip_prefix('\t') {
            let commit = commits.get(&current).filter(|c| c.id.bytes().any(|b| b != b'0')).cloned();
            lines.push(Blamed { text: content.to_owned(), commit });
            continue;
        }
        if line == "boundary" {
            commits.entry(current.clone()).and_modify(|c| c.cut_off = true);
            continue;
        }
        let Some((key, value)) = line.split_once(' ') else { continue };
        if key.len() >= 40 && key.bytes().all(|b| b.is_ascii_hexdigit()) {
            key.clone_into(&mut current);
            commits.entry(current.clone()).or_insert_with(|| Commit { id: key.to_owned(), ..Commit::default() });
            continue;
        }
        let Some(commit) = commits.get_mut(&current) else { continue };
        match key {
            "author" => value.clone_into(&mut commit.author),
            "author-mail" => value.trim_matches(['<', '>']).clone_into(&mut commit.email),
            "author-time" => commit.time = value.parse().unwrap_or_default(),
            "summary" => value.clone_into(&mut commit.summary),
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_told_once_and_known_for_all_its_lines() {
        let id = "a".repeat(40);
        let none = "0".repeat(40);
        let text = format!(
            "{id} 1 1 2\nauthor Li\nauthor-mail <li@example.com>\nauthor-time 5\nsummary first\nfilename f\n\tx: 1\n{id} 2 2\n\ty: 2\n{none} 3 3 1\nauthor Not Committed Yet\n\tz: 3\n"
        );
        let lines = read(&text);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].commit, lines[1].commit);
        assert_eq!(lines[1].commit.as_ref().unwrap().email, "li@example.com");
        assert_eq!((lines[2].text.as_str(), &lines[2].commit), ("z: 3", &None));
    }
}
