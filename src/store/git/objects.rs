//! Commits and the files they hold.

use super::{Git, GitError, failed};
use crate::store::bytes::MAX_BYTES;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

/// The name of a file's content in git.
pub type BlobId = String;

/// A content as git keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// More than a case file may hold.
    TooLarge,
    /// Not there, or no file.
    Missing,
}

impl Git {
    /// The full name of the commit that `rev` means.
    ///
    /// # Errors
    /// When there is none.
    pub fn commit(&self, rev: &str) -> Result<String, GitError> {
        let no_commit = || GitError::NoCommit { rev: rev.to_owned() };
        if rev.is_empty() || rev.starts_with('-') {
            return Err(no_commit());
        }
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{rev}^{{commit}}")];
        let output = self.ask(&args).map_err(|e| if e == GitError::Missing { e } else { no_commit() })?;
        Ok(String::from_utf8_lossy(&output).trim().to_owned())
    }

    /// The files below `folder` (relative to the workspace) in a commit: path relative to the workspace, and content.
    /// Links and submodules are left out.
    ///
    /// # Errors
    /// When git fails.
    pub fn files_of(&self, commit: &str, folder: &str) -> Result<Vec<(String, BlobId)>, GitError> {
        let output = self.ask(&["ls-tree", "-r", "-z", commit, "--", folder])?;
        let text = String::from_utf8_lossy(&output);
        let file = |line: &str| {
            let (meta, path) = line.split_once('\t')?;
            let mut words = meta.split(' ');
            let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
            mode.starts_with("100").then(|| (path.to_owned(), id.to_owned()))
        };
        Ok(text.split('\0').filter_map(file).collect())
    }

    /// The contents of these names, in their order.
    ///
    /// # Errors
    /// When git fails.
    pub fn blobs(&self, ids: &[BlobId]) -> Result<Vec<Blob>, GitError> {
        let args = ["cat-file", "--batch"];
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|_| GitError::Missing)?;
        let broken = || failed(&args, b"");
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(broken());
        };
        let blobs = std::thread::scope(|scope| {
            // A thread of its own, or both sides would wait for each other once the pipes are full.
            scope.spawn(move || {
                for id in ids {
                    if writeln!(stdin, "{id}").is_err() {
                        break;
                    }
                }
            });
            let mut out = BufReader::new(stdout);
            ids.iter().map(|_| next_blob(&mut out)).collect::<std::io::Result<Vec<Blob>>>()
        });
        let status = child.wait().map_err(|_| broken())?;
        match blobs {
            Ok(blobs) if status.success() => Ok(blobs),
            _ => Err(broken()),
        }
    }
}

fn next_blob(out: &mut impl BufRead) -> std::io::Result<Blob> {
    let mut head = String::new();
    if out.read_line(&mut head)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let words: Vec<&str> = head.split_whitespace().collect();
    let [_, kind, size] = words[..] else { return Ok(Blob::Missing) };
    let size: u64 = size.parse().map_err(|_| std::io::ErrorKind::InvalidData)?;
    let mut content = out.take(size + 1);
    if kind != "blob" || size > MAX_BYTES {
        std::io::copy(&mut content, &mut std::io::sink())?;
        return Ok(if kind == "blob" { Blob::TooLarge } else { Blob::Missing });
    }
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes)?;
    // A line end of git's own stands behind each content.
    bytes.pop();
    Ok(Blob::Bytes(bytes))
}
