//! Reading cases: one, or all of them on as many threads as the machine has.

use super::bytes::{MAX_BYTES, as_text, look_over};
use super::find::{CaseFile, Workspace};
use super::place::PlacedFault;
use super::yaml::read_yaml;
use crate::case::read::{Reading, read_case};
use crate::case::{Case, Fault, FaultKind, Span};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A case file and what came of reading it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// The file as messages name it.
    pub shown: String,
    /// Its name without the ending: the id the case should have.
    pub stem: String,
    /// Its text, empty when it could not be read.
    pub text: String,
    /// The case, when it can be judged.
    pub case: Option<Case>,
    /// What is wrong with it.
    pub faults: Vec<PlacedFault>,
}

impl Loaded {
    /// The first fault.
    #[must_use]
    pub fn damage(&self) -> Option<&PlacedFault> {
        self.faults.first()
    }
}

/// Who is told how far the reading of many files has come; several threads tell it at once.
pub trait Watcher: Sync {
    /// How many files there are, before the first is read.
    fn begins(&self, files: usize);
    /// One more is done.
    fn advances(&self);
}

/// Nobody.
impl Watcher for () {
    fn begins(&self, _: usize) {}
    fn advances(&self) {}
}

/// Reads a regular file whole.
///
/// # Errors
/// When it is a link, a folder or a device, larger than 4 MiB, or can't be read.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, FaultKind> {
    let unreadable = |e: std::io::Error| FaultKind::Unreadable { reason: e.to_string() };
    let meta = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if !meta.file_type().is_file() {
        return Err(FaultKind::NotARegularFile);
    }
    if meta.len() > MAX_BYTES {
        return Err(FaultKind::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    // The limit holds even when the file grows while it is read.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FaultKind::TooLarge);
    }
    Ok(bytes)
}

/// What a text comes to.
#[must_use]
pub fn read_text(text: &str) -> Reading {
    match look_over(text).and_then(|()| read_yaml(text)) {
        Ok(raw) => read_case(&raw),
        Err(fault) => Reading { case: None, faults: vec![fault] },
    }
}

/// What is wrong with a text that is to become the file of that name.
#[must_use]
pub fn read_faults(shown: &str, text: &str) -> Vec<PlacedFault> {
    PlacedFault::all(shown, text, read_text(text).faults)
}

impl Workspace {
    /// Reads one case file.
    #[must_use]
    pub fn load(&self, path: &Path) -> Loaded {
        self.load_file(&CaseFile { path: path.to_path_buf(), trouble: None })
    }

    fn load_file(&self, file: &CaseFile) -> Loaded {
        let shown = self.relative(&file.path);
        let stem = file.path.file_stem().map(|s| crate::case::place::visible(&s.to_string_lossy())).unwrap_or_default();
        let bytes = match &file.trouble {
            Some(reason) => Err(FaultKind::Unreadable { reason: reason.clone() }),
            None => self.held_bytes(&file.path).unwrap_or_else(|| read_bytes(&file.path)),
        };
        let (text, reading) = match bytes {
            Err(kind) => {
                let faults = vec![Fault::new(kind, Span::default())];
                (String::new(), Reading { case: None, faults })
            }
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => {
                    let reading = read_text(&text);
                    (text, reading)
                }
                Err(error) => {
                    let fault = as_text(error.as_bytes()).err();
                    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                    (text, Reading { case: None, faults: fault.into_iter().collect() })
                }
            },
        };
        let faults = PlacedFault::all(&shown, &text, reading.faults);
        Loaded { path: file.path.clone(), shown, stem, text, case: reading.case, faults }
    }

    /// Reads every case and lets `judge` make of each what it likes; the results come in the order of the files.
    pub fn each_case<T: Send>(&self, judge: impl Fn(Loaded) -> T + Sync) -> Vec<T> {
        self.each_case_watched(&(), judge)
    }

    /// The same, while somebody watches how far it has come.
    pub fn each_case_watched<T: Send>(&self, watcher: &impl Watcher, judge: impl Fn(Loaded) -> T + Sync) -> Vec<T> {
        let files = self.case_files();
        watcher.begins(files.len());
        Self::dealt(&files, |file| {
            let judged = judge(self.load_file(file));
            watcher.advances();
            judged
        })
    }

    /// Reads the cases whose name and text pass a first look, and no record of the others. A file that can't be read
    /// passes, because nobody knows what it says.
    pub fn sifted(&self, named: impl Fn(&str) -> bool, says: impl Fn(&str) -> bool + Sync) -> Vec<Loaded> {
        let stem = |file: &CaseFile| file.path.file_stem().is_some_and(|stem| named(&stem.to_string_lossy()));
        let files: Vec<CaseFile> = self.case_files().into_iter().filter(stem).collect();
        let found = Self::dealt(&files, |file| {
            let bytes = self.held_bytes(&file.path).unwrap_or_else(|| read_bytes(&file.path));
            let wanted = bytes.is_err() || bytes.is_ok_and(|bytes| says(&String::from_utf8_lossy(&bytes)));
            wanted.then(|| self.load_file(file))
        });
        found.into_iter().flatten().collect()
    }

    /// What comes of each file, worked out on as many threads as the machine has; in the order of the files.
    fn dealt<T: Send>(files: &[CaseFile], work: impl Fn(&CaseFile) -> T + Sync) -> Vec<T> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        if threads == 1 || files.len() < 64 {
            return files.iter().map(work).collect();
        }
        let work = &work;
        // Small pieces dealt round by round, so that no thread ends with all the long files.
        let pieces: Vec<&[CaseFile]> = files.chunks(64).collect();
        let mut results: Vec<(usize, Vec<T>)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|t| {
                    let mine: Vec<_> = pieces.iter().enumerate().skip(t).step_by(threads).collect();
                    scope.spawn(move || {
                        let run = |(i, piece): (usize, &&[CaseFile])| (i, piece.iter().map(work).collect());
                        mine.into_iter().map(run).collect::<Vec<(usize, Vec<T>)>>()
                    })
                })
                .collect();
            workers
                .into_iter()
                .flat_map(|w| match w.join() {
                    Ok(part) => part,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        results.sort_by_key(|(i, _)| *i);
        results.into_iter().flat_map(|(_, part)| part).collect()
    }
}
