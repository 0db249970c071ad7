//! Everything a command needs to know, read once.

use super::failure::{Exit, Failure};
use super::lint::Rules;
use super::surroundings::Surroundings;
use crate::case::id::nearest;
use crate::case::words::UnknownWord;
use crate::cli::Global;
use crate::clock::when::parse_time;
use crate::clock::{Now, View, Zone};
use crate::policy::{Lang, Policy};
use crate::render::problem::Problem;
use crate::render::{Format, Screen};
use crate::store::{Catalog, Entry, Loaded, PlacedConfigFault, PlacedFault, Resolution, Workspace, find_root, resolve};
use crate::text::{Msg, Say, Trouble, Usage, findings};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A source of random numbers.
pub type Random = Box<dyn FnMut() -> u64 + Send>;

/// The workspace, its policy, the moment, the language and the screen.
pub struct Context {
    /// The files.
    pub workspace: Workspace,
    /// The team's decisions.
    pub policy: Policy,
    /// What is wrong with `amends.toml`.
    pub policy_faults: Vec<PlacedConfigFault>,
    /// The playbooks.
    pub catalog: Catalog,
    /// The language of the screen.
    pub lang: Lang,
    /// The moment.
    pub now: Now,
    /// The global flags.
    pub global: Global,
    /// What lies around.
    pub surroundings: Surroundings,
    random: Mutex<Random>,
    phrases: OnceLock<Rules>,
}

impl Context {
    /// Finds the workspace and reads its policy.
    ///
    /// # Errors
    /// When there is no workspace, or `--now` is not clear.
    pub fn of(global: Global, surroundings: Surroundings, random: Random, must_exist: bool) -> Result<Self, Failure> {
        let start = match &global.dir {
            Some(dir) => surroundings.here.join(dir),
            None => surroundings.here.clone(),
        };
        let found = if global.dir.is_some() {
            Some(start.clone()).filter(|s| s.join("amends.toml").is_file() || s.join("cases").is_dir())
        } else {
            find_root(&start)
        };
        let root = match found {
            Some(root) if must_exist => root,
            None if must_exist => {
                let at = start.display().to_string();
                let above = global.dir.is_none();
                return Err(if above { Usage::NoWorkspace { at } } else { Usage::NoWorkspaceAt { at } }.into());
            }
            _ => start,
        };
        let workspace = Workspace::at(root);
        let (policy, policy_faults) = workspace.policy();
        let zone = Zone(policy.zone);
        // An unset variable in a crontab: nothing would be theirs, and that would read as all clear.
        if let Some(by) = global.by.as_ref().filter(|by| by.trim().is_empty()) {
            return Err(Usage::BadName { flag: "--by".to_owned(), text: by.clone() }.into());
        }
        let now = match &global.now {
            None => Now::read(zone),
            Some(text) => {
                let real = Now::read(zone);
                let bad = |unclear| Usage::BadTime { flag: "--now".to_owned(), text: text.clone(), unclear };
                Now::given(parse_time(text, real.stamp, zone).map_err(bad)?, zone)
            }
        };
        let lang = global.lang.unwrap_or(policy.language);
        let catalog = Catalog::new(&workspace);
        let random = Mutex::new(random);
        Ok(Self {
            workspace,
            policy,
            policy_faults,
            catalog,
            lang,
            now,
            global,
            surroundings,
            random,
            phrases: OnceLock::new(),
        })
    }

    /// The workspace's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone(self.policy.zone)
    }

    /// A random number.
    pub fn random(&self) -> u64 {
        self.with_random(|random| random())
    }

    /// The random source itself.
    pub fn with_random<T>(&self, f: impl FnOnce(&mut dyn FnMut() -> u64) -> T) -> T {
        f(&mut **self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The rules for outgoing texts, read once.
    pub fn phrases(&self) -> &Rules {
        self.phrases.get_or_init(|| Rules::of(self))
    }

    /// Where standard output goes to.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let s = &self.surroundings;
        let to_file = self.global.output.as_ref().is_some_and(|o| o != Path::new("-"));
        let terminal = s.stdout_terminal && !to_file;
        let color = match self.global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => (terminal || s.force_color) && !s.no_color,
        };
        let width = match (s.columns, terminal) {
            (Some(columns), _) => columns,
            (None, true) => terminal_width().unwrap_or(100),
            (None, false) => 100,
        };
        Screen { width: width.clamp(40, 400), terminal, color }
    }

    /// The format asked for, a table by default.
    #[must_use]
    pub fn format(&self) -> Format {
        self.global.format.unwrap_or(Format::Table)
    }

    /// Refuses to go on with a policy that has faults.
    ///
    /// # Errors
    /// When it has.
    pub fn sound_policy(&self) -> Result<(), Failure> {
        if self.policy_faults.is_empty() {
            return Ok(());
        }
        let path = self.policy_faults[0].place.path.clone();
        let mut failure = Failure::new(Exit::Trouble, Trouble::Config { path });
        failure.problems = self.policy_faults.iter().map(|f| self.config_problem(f)).collect();
        Err(failure)
    }

    /// A fault of a case file in words.
    #[must_use]
    pub fn problem(&self, fault: &PlacedFault) -> Problem {
        problem(fault, self.lang)
    }

    /// A fault of a TOML file in words.
    #[must_use]
    pub fn config_problem(&self, fault: &PlacedConfigFault) -> Problem {
        Problem { place: fault.place.clone(), code: None, message: fault.kind.say(self.lang), help: None }
    }

    /// The file of the case that a text means.
    ///
    /// # Errors
    /// When there is none, or there are several.
    pub fn find(&self, text: &str) -> Result<PathBuf, Failure> {
        let text_owned = || crate::case::place::visible(text);
        match resolve(&self.workspace, &self.surroundings.here, text) {
            Resolution::Found(path) => Ok(path),
            Resolution::Unknown => Err(Usage::NoCase { text: text_owned() }.into()),
            Resolution::NotACase => Err(Usage::NotACase { text: text_owned() }.into()),
            Resolution::Ambiguous(candidates) => {
                let candidates =
                    candidates.into_iter().map(|(id, title)| (id, crate::case::place::visible(&title))).collect();
                Err(Usage::Ambiguous { text: text_owned(), candidates }.into())
            }
        }
    }

    /// The playbook that a case follows at the moment, if it can be read.
    #[must_use]
    pub fn playbook_of(&self, view: &View<'_>) -> Option<Arc<Entry>> {
        self.catalog.get(&view.state.playbook.id)
    }

    /// The playbook of an id.
    ///
    /// # Errors
    /// When there is none.
    pub fn playbook(&self, id: &str) -> Result<Arc<Entry>, Failure> {
        self.catalog.get(id).ok_or_else(|| {
            let ids = self.catalog.ids();
            let near = nearest(id, ids.iter().map(String::as_str));
            Usage::NoPlaybook { text: id.to_owned(), near }.into()
        })
    }

    /// The playbook that a flag names, or the default one, without a fault.
    ///
    /// # Errors
    /// When there is none: a wrong flag, or a wrong configuration; or when it has a fault.
    pub fn playbook_for(&self, flag: Option<&str>) -> Result<Arc<Entry>, Failure> {
        let id = flag.unwrap_or(&self.policy.default_playbook);
        if self.catalog.get(id).is_some() {
            return self.sound_playbook(id);
        }
        let ids = self.catalog.ids();
        let near = nearest(id, ids.iter().map(String::as_str));
        Err(match flag {
            Some(_) => Failure::new(Exit::Usage, Usage::NoPlaybook { text: id.to_owned(), near }),
            None => Trouble::DefaultPlaybook { id: id.to_owned(), near }.into(),
        })
    }

    /// The playbook of an id, without a fault.
    ///
    /// # Errors
    /// When there is none, or it has one.
    pub fn sound_playbook(&self, id: &str) -> Result<Arc<Entry>, Failure> {
        let entry = self.playbook(id)?;
        if entry.playbook.is_some() {
            return Ok(entry);
        }
        let mut failure = Failure::from(Trouble::Playbook { id: id.to_owned() });
        failure.problems = entry.faults.iter().map(|f| self.config_problem(f)).collect();
        Err(failure)
    }

    /// A message in the language of the screen.
    #[must_use]
    pub fn say(&self, msg: impl Into<Msg>) -> String {
        msg.into().say(self.lang)
    }

    /// Reads one case for showing it.
    ///
    /// # Errors
    /// When there is no such case.
    pub fn load(&self, text: &str) -> Result<Loaded, Failure> {
        Ok(self.workspace.load(&self.find(text)?))
    }
}

/// A fault of a case file in words.
#[must_use]
pub fn problem(fault: &PlacedFault, lang: Lang) -> Problem {
    let finding = crate::check::Finding::Damage(fault.kind.clone());
    Problem {
        place: fault.place.clone(),
        code: None,
        message: fault.kind.say(lang),
        help: findings::remedy(&finding, &fault.place.path, lang),
    }
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl std::str::FromStr for ColorChoice {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err(UnknownWord { allowed: vec!["auto", "always", "never"] }),
        }
    }
}

/// The width of the terminal behind standard output.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
