//! Replacing a file so that a reader, or a crash, sees the old one or the new one, never a part.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Whether a file may stand there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is replaced, and keeps its mode.
    Replace,
    /// It must not be there.
    Refuse,
}

/// Writes a file by way of a temporary one in the same folder. `Ok(false)` when the file stands but its folder
/// could not be synced.
///
/// # Errors
/// When anything before the rename fails; the old file is whole then and the temporary one gone.
pub(super) fn write_file(path: &Path, text: &str, existing: Existing, random: u64) -> io::Result<bool> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let made = make_folders(folder)?;
    let temp = folder.join(format!(".tmp-{}-{random:016x}~", std::process::id()));
    let done = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temp)?;
        if existing == Existing::Replace {
            match std::fs::symlink_metadata(path) {
                Ok(meta) => file.set_permissions(meta.permissions())?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // A mode that can't be read can't be kept, and the new one might let others read.
                Err(error) => return Err(error),
            }
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        drop(file);
        move_into_place(&temp, path, existing)
    })();
    if let Err(error) = done {
        discard(&temp);
        return Err(error);
    }
    let mut synced = sync_folder(folder);
    for folder in made {
        synced &= folder.parent().is_none_or(sync_folder);
    }
    Ok(synced)
}

/// Replaces a file that is nobody's record, such as git's own temporary one: in one step, but not synced.
///
/// # Errors
/// When it can't be written; the old file is whole then.
pub(super) fn replace_unsynced(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let temp = folder.join(format!(".tmp-{}-merge~", std::process::id()));
    let done = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temp)?;
        file.write_all(text.as_bytes())?;
        drop(file);
        move_into_place(&temp, path, Existing::Replace)
    })();
    if done.is_err() {
        discard(&temp);
    }
    done
}

#[expect(clippy::disallowed_methods, reason = "the one place where a finished file takes its name")]
pub(super) fn move_into_place(temp: &Path, path: &Path, existing: Existing) -> io::Result<()> {
    match existing {
        Existing::Replace => std::fs::rename(temp, path),
        Existing::Refuse => {
            // A link fails when the name is taken, in one step; a rename would replace.
            match std::fs::hard_link(temp, path) {
                Ok(()) => {
                    discard(temp);
                    Ok(())
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(e),
                // Some file systems have no hard links; the workspace lock keeps the check true.
                Err(_) if !path.exists() => std::fs::rename(temp, path),
                Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "removes only temporary files that this module made")]
pub(super) fn discard(temp: &Path) {
    let _ = std::fs::remove_file(temp);
}

/// Makes a folder with its parents and names those that are new.
fn make_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let new: Vec<PathBuf> =
        folder.ancestors().take_while(|a| !a.as_os_str().is_empty() && !a.exists()).map(Path::to_path_buf).collect();
    // "Exists already" is about the folder's name, and must not be taken for the file's.
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    Ok(new)
}

pub(super) fn sync_folder(folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder).and_then(|f| f.sync_all()).is_ok()
}

/// Whether a file is there and is something else than a regular one: a link, a pipe, a device.
pub(super) fn is_special(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|m| !m.file_type().is_file())
}

/// Finds out whether the result of a command can be written, before the command does anything.
///
/// # Errors
/// When it can't.
pub fn output_is_writable(path: &Path) -> io::Result<()> {
    if is_special(path) {
        let meta = std::fs::metadata(path)?;
        return if meta.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(()) };
    }
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let probe = folder.join(format!(".tmp-{}-probe~", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&probe)?;
    discard(&probe);
    Ok(())
}

/// Makes the folder for the results of a command, if it isn't there.
///
/// # Errors
/// When it can't be made.
pub fn output_folder(path: &Path) -> io::Result<()> {
    make_folders(path).map(|_| ())
}

/// Writes the result of a command, replacing an older file in one step. A link, pipe or device is written through.
///
/// # Errors
/// When the file can't be written.
pub fn write_output(path: &Path, text: &str) -> io::Result<()> {
    if is_special(path) {
        return OpenOptions::new().write(true).truncate(true).open(path)?.write_all(text.as_bytes());
    }
    write_file(path, text, Existing::Replace, 0).map(|_| ())
}

/// Removes temporary files that a killed process left behind more than an hour ago.
pub(super) fn sweep(folder: &Path) {
    for (path, stale) in temporary(folder) {
        if stale {
            discard(&path);
        }
    }
}

/// The temporary files in a folder, and whether each is more than an hour old.
pub(super) fn temporary(folder: &Path) -> Vec<(PathBuf, bool)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_ours =
        |e: &std::fs::DirEntry| e.file_name().to_str().is_some_and(|n| n.starts_with(".tmp-") && n.ends_with('~'));
    let stale = |e: &std::fs::DirEntry| {
        let written = e.metadata().and_then(|m| m.modified());
        written.is_ok_and(|t| t.elapsed().is_ok_and(|age| age > Duration::from_secs(3600)))
    };
    entries.filter(is_ours).map(|e| (e.path(), stale(&e))).collect()
}
