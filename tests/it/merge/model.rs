//! A case file as a list of keys and a list of events, changed at random, and what a merge of two such changes has to
//! come to: worked out on the lists, without a look at how the program does it.

use crate::laws::dress::Whims;
use amends::case::Case;
use amends::case::write_case::write_case;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A key with its value, or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The key, or the event's id.
    pub(super) name: String,
    /// The comments above it, each only here in the file.
    pub(super) above: Vec<String>,
    /// Its lines without the final line end; for an event without the dash.
    pub(super) core: String,
    /// What it says, however it is quoted.
    pub(super) says: String,
    /// The comment behind it.
    pub(super) behind: Option<String>,
    /// Whether it is a redacted event.
    pub(super) redacted: bool,
}

/// A case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doc {
    /// The keys, `log` among them.
    pub(super) keys: Vec<Piece>,
    /// The events.
    pub(super) events: Vec<Piece>,
}

/// Who changes a file: what they write is marked so that nobody else writes the same by chance.
pub(super) struct Hand {
    mark: char,
    count: u32,
}

impl Hand {
    pub(super) fn new(mark: char) -> Self {
        Self { mark, count: 0 }
    }

    fn next(&mut self) -> String {
        self.count += 1;
        format!("{}{}", self.mark, self.count)
    }

    fn comment(&mut self) -> String {
        format!("#c-{};", self.next())
    }
}

impl Doc {
    /// The record as the program writes it.
    pub(super) fn of(case: &Case) -> Self {
        let text = write_case(&case.header, &case.events);
        let mut doc = Self { keys: Vec::new(), events: Vec::new() };
        for line in text.lines() {
            let in_log = doc.keys.last().is_some_and(|k| k.name == "log");
            if let Some(event) = line.strip_prefix("  - ").filter(|_| in_log) {
                doc.events.push(piece(event_id(event), event));
            } else if line.starts_with(' ') || line.is_empty() {
                let last = doc.keys.last_mut().expect("a key");
                last.core.push('\n');
                last.core.push_str(line);
                last.says.clone_from(&last.core);
            } else {
                doc.keys.push(piece(line.split(':').next().expect("a key"), line));
            }
        }
        for (event, record) in doc.events.iter_mut().zip(&case.events) {
            event.redacted = record.redacted;
        }
        doc
    }

    /// The file.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut put = |piece: &Piece, indent: &str, dash: &str| {
            for comment in &piece.above {
                let _ = writeln!(out, "{indent}{comment}");
            }
            let behind = piece.behind.as_ref().map_or(String::new(), |b| format!(" {b}"));
            let _ = writeln!(out, "{indent}{dash}{}{behind}", piece.core);
        };
        for key in &self.keys {
            put(key, "", "");
            if key.name == "log" {
                self.events.iter().for_each(|e| put(e, "  ", "- "));
            }
        }
        out
    }

    pub(super) fn comments(&self) -> BTreeSet<String> {
        self.keys.iter().chain(&self.events).flat_map(comments_of).collect()
    }

    /// Adds an event at the end of the log.
    pub(super) fn append(&mut self, line: &str) {
        self.events.push(piece(event_id(line), line));
    }

    /// One of the changes that people make with an editor.
    pub(super) fn change(&mut self, hand: &mut Hand, whims: &mut Whims<'_>) {
        match whims.of(14) {
            0 | 1 => self.edit_key(hand, whims),
            2 => {
                let name = if whims.once_in(3) { "x-both".to_owned() } else { format!("x-{}", hand.next()) };
                let place = whims.of(self.keys.len() + 1);
                if !self.keys.iter().any(|k| k.name == name) {
                    let line = format!("{name}: {}", value(hand, whims));
                    self.keys.insert(place, piece(&name, &line));
                }
            }
            3 => {
                let place = whims.of(self.keys.len());
                if self.keys[place].name != "log" {
                    self.keys.remove(place);
                }
            }
            4 | 5 => {
                let comment = hand.comment();
                let piece = self.some(whims);
                let place = whims.of(piece.above.len() + 1);
                piece.above.insert(place, comment);
            }
            6 => {
                let piece = self.some(whims);
                let place = whims.of(piece.above.len().max(1));
                if place < piece.above.len() {
                    piece.above.remove(place);
                }
            }
            7 => {
                let comment = hand.comment();
                let piece = self.some(whims);
                if !piece.core.contains('\n') {
                    piece.behind = (piece.behind.is_none() || whims.once_in(2)).then_some(comment);
                }
            }
            8 => requote(self.some(whims)),
            9 => {
                let place = whims.of(self.events.len());
                redact(&mut self.events[place]);
            }
            10 => {
                let word = value(hand, whims);
                let place = whims.of(self.events.len());
                let event = &mut self.events[place];
                if !event.redacted {
                    event.core = with_note(&event.core, &word);
                    event.says.clone_from(&event.core);
                }
            }
            11 => {
                let place = whims.of(self.events.len());
                if !is_filing(&self.events[place]) {
                    self.events.remove(place);
                }
            }
            12 => {
                let (a, b) = (whims.of(self.keys.len()), whims.of(self.keys.len()));
                self.keys.swap(a, b);
            }
            _ => {
                let (a, b) = (whims.of(self.events.len()), whims.of(self.events.len()));
                self.events.swap(a, b);
            }
        }
    }

    fn edit_key(&mut self, hand: &mut Hand, whims: &mut Whims<'_>) {
        let place = whims.of(self.keys.len());
        let key = &mut self.keys[place];
        if key.name == "log" {
            return;
        }
        let word = value(hand, whims);
        // A remark behind the value stays where the value ends on its line.
        key.core = match whims.of(4) {
            1 if key.behind.is_none() => format!("{}: |\n  {word}\n  zwei # kein Kommentar", key.name),
            2 if key.behind.is_none() => format!("{}: >-\n  {word}\n\n  zwei", key.name),
            3 => format!("{}: [{word}, \"b\"]", key.name),
            _ => format!("{}: {word}", key.name),
        };
        key.says.clone_from(&key.core);
    }

    fn some(&mut self, whims: &mut Whims<'_>) -> &mut Piece {
        let pieces = if whims.once_in(2) { &mut self.events } else { &mut self.keys };
        let place = whims.of(pieces.len());
        &mut pieces[place]
    }
}

fn piece(name: &str, core: &str) -> Piece {
    Piece {
        name: name.to_owned(),
        above: Vec::new(),
        core: core.to_owned(),
        says: core.to_owned(),
        behind: None,
        redacted: false,
    }
}

fn event_id(line: &str) -> &str {
    line.strip_prefix("{id: ").and_then(|l| l.split(',').next()).expect("an event as the program writes it")
}

fn comments_of(piece: &Piece) -> impl Iterator<Item = String> {
    piece.above.iter().chain(&piece.behind).cloned()
}

/// A value that one side alone writes, or now and then one that both may write.
fn value(hand: &mut Hand, whims: &mut Whims<'_>) -> String {
    if whims.once_in(4) { "\"beide\"".to_owned() } else { format!("\"v-{}\"", hand.next()) }
}

/// Other quotes, where that is plain to do.
fn requote(piece: &mut Piece) {
    let Some((name, value)) = piece.core.split_once(": ") else { return };
    if piece.core.starts_with('{') || piece.core.contains('\n') {
        return;
    }
    let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    if let Some(inner) = inner.filter(|i| !i.contains(['\\', '\'', '"'])) {
        piece.core = format!("{name}: '{inner}'");
    }
}

fn with_note(line: &str, word: &str) -> String {
    let open = line.split(", x-note: ").next().filter(|open| *open != line);
    let line = open.or(line.strip_suffix('}')).expect("a line");
    format!("{line}, x-note: {word}}}")
}

/// A log is never without the filing.
fn is_filing(event: &Piece) -> bool {
    event.core.contains("do: open")
}

fn redact(event: &mut Piece) {
    if !event.redacted && !is_filing(event) {
        event.redacted = true;
        let id = &event.name;
        event.core =
            format!("{{id: {id}, at: 2026-11-21T14:00:00+08:00, by: x, do: note, note: \"\", redacted: true}}");
        event.says.clone_from(&event.core);
    }
}

/// What a merge has to come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// What each key says.
    pub(super) keys: BTreeMap<String, String>,
    /// What each event says.
    pub(super) events: BTreeMap<String, String>,
    /// What is contested.
    pub(super) contested: BTreeSet<String>,
    /// The comments that have to be there.
    pub(super) comments: BTreeSet<String>,
    /// Those that may be: they belong to something that a side took away.
    pub(super) optional: BTreeSet<String>,
}

/// The three-way rule, thing by thing.
pub(super) fn wanted(base: &Doc, ours: &Doc, theirs: &Doc) -> Wanted {
    let mut wanted = Wanted::default();
    let all = |of: fn(&Doc) -> &[Piece]| -> BTreeSet<String> {
        [base, ours, theirs].into_iter().flat_map(of).map(|p| p.name.clone()).collect()
    };
    let old = base.comments();
    let find = |pieces: &[Piece], name: &str| pieces.iter().find(|p| p.name == name).cloned();
    for name in all(|d| &d.keys) {
        let [b, o, t] = [base, ours, theirs].map(|d| find(&d.keys, &name));
        let (chosen, contested) = choose(b.as_ref(), o.as_ref(), t.as_ref(), &old);
        if contested {
            wanted.contested.insert(name.clone());
        }
        if let Some(chosen) = chosen {
            wanted.keys.insert(name, chosen.says.clone());
        }
    }
    for name in all(|d| &d.events) {
        let [b, o, t] = [base, ours, theirs].map(|d| find(&d.events, &name));
        let (mut chosen, mut contested) = choose(b.as_ref(), o.as_ref(), t.as_ref(), &old);
        // An event taken away here and changed there stays, and a redaction wins without a question.
        if contested {
            let redacted = [&o, &t].into_iter().flatten().find(|e| e.redacted);
            chosen = redacted.or(o.as_ref()).or(t.as_ref());
            contested = redacted.is_none();
        } else if let Some(redacted) = [&o, &t].into_iter().flatten().find(|e| e.redacted)
            && o.is_some()
            && t.is_some()
        {
            chosen = Some(redacted);
        }
        if contested {
            wanted.contested.insert(name.clone());
        }
        if let Some(chosen) = chosen {
            wanted.events.insert(name, chosen.says.clone());
        }
    }
    for side in [ours, theirs] {
        let gone = |p: &&Piece| find(&side.keys, &p.name).is_none() && find(&side.events, &p.name).is_none();
        let other = [ours, theirs].into_iter().flat_map(|d| d.keys.iter().chain(&d.events));
        wanted.optional.extend(other.filter(gone).flat_map(comments_of).filter(|c| old.contains(c)));
    }
    let (o, t) = (ours.comments(), theirs.comments());
    wanted.comments =
        o.union(&t).filter(|c| !old.contains(*c) || (o.contains(*c) && t.contains(*c))).cloned().collect();
    wanted
}

/// One thing: the changed side, or ours and a question. A new comment on it is a change where the other side took the
/// thing away.
fn choose<'p>(
    base: Option<&'p Piece>,
    ours: Option<&'p Piece>,
    theirs: Option<&'p Piece>,
    old: &BTreeSet<String>,
) -> (Option<&'p Piece>, bool) {
    let says = |p: Option<&'p Piece>| p.map(|p| p.says.as_str());
    let remarked = |p: Option<&Piece>| p.is_some_and(|p| comments_of(p).any(|c| !old.contains(&c)));
    let (b, o, t) = (says(base), says(ours), says(theirs));
    let changed = |p: Option<&'p Piece>, says: Option<&str>, other: Option<&Piece>| {
        says != b || (b.is_some() && other.is_none() && remarked(p))
    };
    if o == t {
        (ours, false)
    } else if !changed(ours, o, theirs) {
        (theirs, false)
    } else if !changed(theirs, t, ours) {
        (ours, false)
    } else {
        (ours, true)
    }
}
