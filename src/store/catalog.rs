//! The playbooks of a workspace: a file in `playbooks/` overrides the built-in one of the same id.

use super::append::WriteFailure;
use super::bytes::MAX_BYTES;
use super::find::Workspace;
use super::place::PlacedConfigFault;
use super::write::{Existing, write_file};
use crate::case::Place;
use crate::playbook::builtin::{BUILTIN, builtin};
use crate::playbook::{Kind, Playbook, read_playbook};
use crate::policy::{ConfigFault, ConfigFaultKind, Policy, read_calendar, read_policy};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The file of the working time.
pub(super) const CALENDAR: &str = "calendar.toml";

/// Where a playbook comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file of the workspace.
    Workspace,
    /// The program itself.
    Builtin,
}

/// A playbook and what came of reading it.
#[derive(Debug)]
pub struct Entry {
    /// Where it comes from.
    pub origin: Origin,
    /// Its file as messages name it.
    pub shown: String,
    /// Its text.
    pub text: String,
    /// The playbook, when it has no fault.
    pub playbook: Option<Playbook>,
    /// What is wrong with it.
    pub faults: Vec<PlacedConfigFault>,
}

impl Entry {
    /// Whether it is an overlay, or has faults and calls itself one.
    #[must_use]
    pub fn is_overlay(&self) -> bool {
        match &self.playbook {
            Some(playbook) => playbook.kind == Kind::Overlay,
            None => self.text.lines().any(|line| {
                let value = line.trim_start().strip_prefix("kind").and_then(|rest| rest.trim_start().strip_prefix('='));
                value.is_some_and(|value| value.trim_start().trim_start_matches(['"', '\'']).starts_with("overlay"))
            }),
        }
    }
}

/// Playbooks by id, each read once when it is first asked for.
#[derive(Debug)]
pub struct Catalog {
    workspace: Workspace,
    read: Mutex<HashMap<String, Option<Arc<Entry>>>>,
}

impl Catalog {
    /// The playbooks of a workspace.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        Self { workspace: workspace.clone(), read: Mutex::new(HashMap::new()) }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.workspace.root().join("playbooks").join(format!("{id}.toml"))
    }

    /// The playbook of that id, or `None` when there is none.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Arc<Entry>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = read.get(id) {
            return entry.clone();
        }
        let entry = self.load(id).map(Arc::new);
        read.insert(id.to_owned(), entry.clone());
        entry
    }

    fn load(&self, id: &str) -> Option<Entry> {
        if !crate::case::id::is_name(id) {
            return None;
        }
        let path = self.path(id);
        let (origin, shown, text) = if let Some(read) = self.workspace.config(&path) {
            let shown = self.workspace.relative(&path);
            match read {
                Ok(text) => (Origin::Workspace, shown, text),
                Err(kind) => {
                    let fault = PlacedConfigFault::of(&shown, "", ConfigFault::new(kind, Default::default()));
                    let (text, playbook) = (String::new(), None);
                    return Some(Entry { origin: Origin::Workspace, shown, text, playbook, faults: vec![fault] });
                }
            }
        } else {
            (Origin::Builtin, format!("playbooks/{id}.toml"), builtin(id)?.to_owned())
        };
        let (playbook, faults) = read_playbook(id, &text);
        let faults = PlacedConfigFault::all(&shown, &text, faults);
        Some(Entry { origin, shown, text, playbook, faults })
    }

    /// The ids of all playbooks, the workspace's and the built-in ones.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let builtin = BUILTIN.iter().map(|(id, _)| (*id).to_owned());
        builtin.chain(self.own_ids()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The ids of the workspace's files.
    fn own_ids(&self) -> BTreeSet<String> {
        let files = self.workspace.files_in("playbooks");
        let stem = |path: &PathBuf| {
            let stem = path.file_stem()?.to_str().filter(|stem| !stem.starts_with('.'))?;
            path.extension().is_some_and(|e| e == "toml").then(|| stem.to_owned())
        };
        files.iter().filter_map(stem).collect()
    }

    /// The overlays in force, those of the workspace alone, so that another version of the program asks nothing new of
    /// running cases. A file that can't be read but calls itself one is among them, without a playbook.
    #[must_use]
    pub fn overlays(&self) -> Vec<Arc<Entry>> {
        let text = |id: &String| self.workspace.config(&self.path(id)).and_then(Result::ok);
        let named = self.own_ids().into_iter().filter(|id| text(id).is_some_and(|text| text.contains("overlay")));
        named.filter_map(|id| self.get(&id)).filter(|entry| entry.is_overlay()).collect()
    }

    /// The overlays that come with the program and that the workspace has no file for.
    #[must_use]
    pub fn overlays_at_hand(&self) -> Vec<Arc<Entry>> {
        let named = BUILTIN.iter().filter(|(_, text)| text.contains("overlay"));
        let entries = named.filter_map(|(id, _)| self.get(id));
        entries.filter(|entry| entry.origin == Origin::Builtin && entry.is_overlay()).collect()
    }

    /// Writes a new playbook.
    ///
    /// # Errors
    /// When there is a file of that name, or it can't be written.
    pub fn create(&self, id: &str, text: &str, random: u64) -> Result<(), WriteFailure> {
        let (path, shown) = (self.path(id), format!("playbooks/{id}.toml"));
        if !self.workspace.holds(&path) {
            return Err(WriteFailure::Outside { path: shown });
        }
        match write_file(&path, text, Existing::Refuse, random) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(WriteFailure::Exists { path: shown })
            }
            Err(error) => Err(WriteFailure::Io { path: shown, error }),
        }
    }

    /// Copies a built-in playbook into the workspace, so that the procedure in use is versioned with the cases.
    /// `Ok(None)` when the workspace has it already.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn adopt(&self, entry: &Entry, id: &str, random: u64) -> Result<Option<String>, WriteFailure> {
        if entry.origin == Origin::Workspace {
            return Ok(None);
        }
        let (path, shown) = (self.path(id), format!("playbooks/{id}.toml"));
        if !self.workspace.holds(&path) {
            return Err(WriteFailure::Outside { path: shown });
        }
        match write_file(&path, &entry.text, Existing::Refuse, random) {
            Ok(_) => Ok(Some(shown)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(WriteFailure::Io { path: shown, error }),
        }
    }
}

/// Why a text from outside the workspace can't be read.
#[derive(Debug)]
pub enum InputTrouble {
    /// A folder, a pipe or a device: reading it may never end.
    NotAFile,
    /// More than 4 MiB.
    TooLarge,
    /// What the system said.
    Said(String),
}

/// Reads a text from outside the workspace, of at most 4 MiB.
///
/// # Errors
/// When it is no regular file, or too large, or the system refuses.
pub fn read_input(path: &std::path::Path) -> Result<String, InputTrouble> {
    String::from_utf8(read_input_bytes(path)?).map_err(|e| InputTrouble::Said(e.to_string()))
}

/// Reads a file from outside the workspace, of at most 4 MiB, whatever its bytes mean.
///
/// # Errors
/// As [`read_input`].
pub fn read_input_bytes(path: &std::path::Path) -> Result<Vec<u8>, InputTrouble> {
    read_at_most(path, MAX_BYTES)
}

/// Reads a sheet from outside the workspace, of at most 256 MiB: more than a spreadsheet program saves.
///
/// # Errors
/// As [`read_input`].
pub fn read_sheet(path: &std::path::Path) -> Result<Vec<u8>, InputTrouble> {
    read_at_most(path, 256 * 1024 * 1024)
}

fn read_at_most(path: &std::path::Path, most: u64) -> Result<Vec<u8>, InputTrouble> {
    use std::io::Read;
    let said = |e: std::io::Error| InputTrouble::Said(e.to_string());
    if !std::fs::metadata(path).map_err(said)?.is_file() {
        return Err(InputTrouble::NotAFile);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(said)?.take(most + 1).read_to_end(&mut bytes).map_err(said)?;
    if bytes.len() as u64 > most {
        return Err(InputTrouble::TooLarge);
    }
    Ok(bytes)
}

impl Workspace {
    /// Reads `amends.toml` or a playbook. A link may lead to another file of the workspace, not out of it: what stands
    /// there would be shown in messages.
    pub(super) fn read_config(&self, path: &std::path::Path) -> Result<String, ConfigFaultKind> {
        use std::io::Read;
        let unreadable = |e: std::io::Error| ConfigFaultKind::Unreadable { reason: e.to_string() };
        if !self.holds(path) {
            return Err(ConfigFaultKind::Outside);
        }
        let meta = std::fs::metadata(path).map_err(unreadable)?;
        if !meta.is_file() || meta.len() > MAX_BYTES {
            return Err(ConfigFaultKind::NotAFile);
        }
        let mut bytes = Vec::new();
        // The limit holds even when the file grows while it is read.
        std::fs::File::open(path).map_err(unreadable)?.take(MAX_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        String::from_utf8(bytes).map_err(|_| ConfigFaultKind::NotUtf8)
    }

    /// Where the value of a key of `amends.toml` stands.
    #[must_use]
    pub fn place_in_policy(&self, key: &str) -> Place {
        let text = self.config(&self.root().join("amends.toml")).and_then(Result::ok).unwrap_or_default();
        Place::of("amends.toml", &text, crate::policy::table::place_of(&text, key))
    }

    /// Reads `amends.toml` and `calendar.toml`; without them the defaults hold.
    #[must_use]
    pub fn policy(&self) -> (Policy, Vec<PlacedConfigFault>) {
        let (mut policy, mut faults) = self.read_toml("amends.toml", read_policy);
        let (calendar, more) = self.read_toml(CALENDAR, read_calendar);
        policy.calendar = calendar;
        faults.extend(more);
        (policy, faults)
    }

    /// Reads a file of decisions of the workspace, such as `rules/phrases.toml`, with its faults; without it the
    /// defaults hold.
    pub fn read_toml<T: Default>(
        &self,
        name: &str,
        read: impl Fn(&str) -> (T, Vec<ConfigFault>),
    ) -> (T, Vec<PlacedConfigFault>) {
        match self.config(&self.root().join(name)) {
            None => (T::default(), Vec::new()),
            Some(Ok(text)) => {
                let (value, faults) = read(&text);
                (value, PlacedConfigFault::all(name, &text, faults))
            }
            Some(Err(kind)) => {
                let fault = ConfigFault::new(kind, Default::default());
                (T::default(), vec![PlacedConfigFault::of(name, "", fault)])
            }
        }
    }
}
