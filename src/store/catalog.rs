//! The playbooks of a workspace: a file in `playbooks/` overrides the built-in one of the same id.

use super::find::{Workspace, is_absent};
use super::place::{NAMED, PlacedConfigFault};
use super::write::{Existing, write_file};
use crate::case::Place;
use crate::playbook::builtin::{BUILTIN, builtin};
use crate::playbook::{Playbook, read_playbook};
use crate::policy::{ConfigFault, ConfigFaultKind, Policy, read_policy};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

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
        let (origin, shown, text) = if !is_absent(&path) {
            let shown = self.workspace.relative(&path);
            match read_config(&path) {
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
        let named = faults.into_iter().take(NAMED);
        let faults = named.map(|f| PlacedConfigFault::of(&shown, &text, f)).collect();
        Some(Entry { origin, shown, text, playbook, faults })
    }

    /// The ids of all playbooks, the workspace's and the built-in ones.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: BTreeSet<String> = BUILTIN.iter().map(|(id, _)| (*id).to_owned()).collect();
        let folder = self.workspace.root().join("playbooks");
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "toml")
                && let Some(stem) = path.file_stem().and_then(|s| s.to_str())
                && !stem.starts_with('.')
            {
                ids.insert(stem.to_owned());
            }
        }
        ids.into_iter().collect()
    }

    /// Copies a built-in playbook into the workspace, so that the procedure in use is versioned with the cases.
    /// `Ok(None)` when the workspace has it already.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn adopt(&self, entry: &Entry, id: &str, random: u64) -> std::io::Result<Option<String>> {
        if entry.origin == Origin::Workspace {
            return Ok(None);
        }
        match write_file(&self.path(id), &entry.text, Existing::Refuse, random) {
            Ok(_) => Ok(Some(format!("playbooks/{id}.toml"))),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn read_config(path: &std::path::Path) -> Result<String, ConfigFaultKind> {
    let unreadable = |reason: String| ConfigFaultKind::Unreadable { reason };
    let meta = std::fs::metadata(path).map_err(|e| unreadable(e.to_string()))?;
    if !meta.is_file() || meta.len() > super::bytes::MAX_BYTES {
        return Err(unreadable("not a regular file of at most 4 MiB".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|e| unreadable(e.to_string()))?;
    String::from_utf8(bytes).map_err(|_| ConfigFaultKind::NotUtf8)
}

/// Reads a text from outside the workspace, of at most 4 MiB.
///
/// # Errors
/// What the system said.
pub fn read_input(path: &std::path::Path) -> Result<String, String> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut text = String::new();
    file.take(super::bytes::MAX_BYTES).read_to_string(&mut text).map_err(|e| e.to_string())?;
    Ok(text)
}

impl Workspace {
    /// Where the value of a key of `amends.toml` stands.
    #[must_use]
    pub fn place_in_policy(&self, key: &str) -> Place {
        let text = read_config(&self.root().join("amends.toml")).unwrap_or_default();
        Place::of("amends.toml", &text, crate::policy::table::place_of(&text, key))
    }

    /// Reads `amends.toml`; without one the defaults hold.
    #[must_use]
    pub fn policy(&self) -> (Policy, Vec<PlacedConfigFault>) {
        let path = self.root().join("amends.toml");
        if is_absent(&path) {
            return (Policy::default(), Vec::new());
        }
        match read_config(&path) {
            Ok(text) => {
                let (policy, faults) = read_policy(&text);
                let named = faults.into_iter().take(NAMED);
                let placed = named.map(|f| PlacedConfigFault::of("amends.toml", &text, f));
                (policy, placed.collect())
            }
            Err(kind) => {
                let fault = ConfigFault::new(kind, Default::default());
                (Policy::default(), vec![PlacedConfigFault::of("amends.toml", "", fault)])
            }
        }
    }
}
