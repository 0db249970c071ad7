//! One writer at a time in a workspace: the system's own file lock, which a dying process lets go.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The held lock; dropping it lets go.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum LockError {
    /// Somebody else holds it.
    Busy {
        /// What the holder wrote into the file.
        holder: String,
    },
    /// A link, or no regular file, stands in its place: writing into it would harm something else.
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be made or locked.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl Lock {
    /// Takes the lock of the workspace at `root`, waiting at most `patience`.
    ///
    /// # Errors
    /// When another process holds it all that time, or the file can't be made.
    pub fn take(root: &Path, who: &str, patience: Duration) -> Result<Self, LockError> {
        let folder = root.join(".amends");
        let path = folder.join("lock");
        let io = |error| LockError::Io { path: path.clone(), error };
        own_folder(&folder).map_err(io)?;
        for (place, fits) in
            [(&folder, std::fs::FileType::is_dir as fn(&_) -> bool), (&path, std::fs::FileType::is_file)]
        {
            if place.symlink_metadata().is_ok_and(|m| !fits(&m.file_type())) {
                return Err(LockError::NotOurs { path: place.clone() });
            }
        }
        #[expect(clippy::disallowed_methods, reason = "the lock's patience is the one thing measured in real seconds")]
        let start = std::time::Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            let mut file =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
            match file.try_lock() {
                Ok(()) if same_file(&file, &path) => {
                    let _ = file.set_len(0);
                    let _ = file.seek(SeekFrom::Start(0));
                    let _ = writeln!(file, "{} {who}", std::process::id());
                    return Ok(Self { _file: file });
                }
                // The file was replaced between opening and locking: the lock is on a file nobody looks at.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if start.elapsed() >= patience {
                        let mut holder = String::new();
                        let _ = file.read_to_string(&mut holder);
                        return Err(LockError::Busy { holder: holder.trim().to_owned() });
                    }
                    std::thread::sleep(pause);
                    // Process ids differ, so waiters don't stay in step.
                    let jitter = u64::from(std::process::id() % 7);
                    pause = (pause * 2).min(Duration::from_millis(20 + jitter));
                }
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
        }
    }
}

/// Makes the folder for what is no record, which git ignores.
pub(super) fn own_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    if !folder.symlink_metadata()?.is_dir() {
        return Ok(());
    }
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        // Losing the race to another process is fine: it writes the same line.
        let made = OpenOptions::new().write(true).create_new(true).open(&ignore);
        if let Ok(mut file) = made {
            let _ = file.write_all(b"*\n");
        }
    }
    Ok(())
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    path.exists()
}
