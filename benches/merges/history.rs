//! What people do to a case, and what has to be left of it.

use amends::store::{read_text, read_yaml, second_opinion};
use std::collections::{BTreeMap, BTreeSet};

/// The file that all of this is about.
pub(crate) const CASE: &str = "cases/2026/11/2026-11-21-k7f3m.yaml";
/// How it begins.
pub(crate) const START: &str = "# the facts\nid: 2026-11-21-k7f3m\ntitle: \"t\"\nreceived: 2026-11-21T08:00:00+08:00\nchannel: phone\ncustomer: \"王女士\"\ncontact: \"1\"\ndemand: \"d\"\nplaybook: four-step@1\ndescription: |\n  鞋底开胶。\n# what happened\nlog:\n  - {id: open01, at: 2026-11-21T08:01:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n";

/// Dice with a seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn of(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// What has to come through: events, remarks, keys, and which events are redacted.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) events: BTreeSet<String>,
    pub(crate) remarks: BTreeSet<String>,
    pub(crate) keys: BTreeSet<String>,
    pub(crate) redacted: BTreeSet<String>,
}

impl Told {
    pub(crate) fn of(text: &str) -> Self {
        let mut told = Self::default();
        for line in text.lines() {
            for (at, _) in line.match_indices("#r-") {
                told.remarks.insert(line[at..].split(' ').next().unwrap().to_owned());
            }
            if let Some(rest) = line.trim_start().strip_prefix("- {id: ") {
                let id = rest.split(',').next().unwrap().to_owned();
                if line.contains("redacted: true") {
                    told.redacted.insert(id.clone());
                }
                told.events.insert(id);
            } else if let Some((key, _)) = line.split_once(':').filter(|(k, _)| k.starts_with(char::is_alphabetic)) {
                told.keys.insert(key.to_owned());
            }
        }
        told.keys.remove("conflicts");
        told
    }

    /// What of this is not in a text.
    pub(crate) fn missing(&self, text: &str) -> Vec<String> {
        let there = Self::of(text);
        let pairs = [
            (&self.events, &there.events),
            (&self.remarks, &there.remarks),
            (&self.keys, &there.keys),
            (&self.redacted, &there.redacted),
        ];
        pairs.into_iter().flat_map(|(a, b)| a.difference(b).cloned()).collect()
    }

    pub(crate) fn and(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        self.remarks.extend(other.remarks);
        self.keys.extend(other.keys);
        self.redacted.extend(other.redacted);
        self
    }
}

/// A change as a command or an editor makes it.
pub(crate) fn change(text: &str, dice: &mut Dice, count: &mut u32) -> String {
    *count += 1;
    let n = *count;
    let stamp = format!("2026-11-21T{:02}:{:02}:{:02}+08:00", 9 + n / 3600 % 14, n / 60 % 60, n % 60);
    let append = |rest: String| {
        let line = format!("  - {{id: e{n:05}, at: {stamp}, by: wang, {rest}}}\n");
        format!("{text}{line}")
    };
    let id_of = |what: &str| {
        let line = text.lines().rev().find(|l| l.contains(what))?;
        Some(line.split("{id: ").nth(1)?.split(',').next()?.to_owned())
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match dice.of(13) {
        0..=3 => append(format!("do: note, note: \"secret{n}\"")),
        4 => append("do: contact, dir: out, via: phone, reached: true".to_owned()),
        5 => append("do: advance, step: soothe, to: establish-cause".to_owned()),
        6 => append("do: close, outcome: withdrawn".to_owned()),
        7 => match id_of("do: close") {
            Some(close) => append(format!("do: reopen, of: {close}, why: \"again\"")),
            None => text.to_owned(),
        },
        8 => {
            let key = ["title", "demand", "customer"][dice.of(3)];
            let edited = |line: &str| {
                let remark = line.find(" #").map_or("", |at| line[at..].trim_end());
                if line.starts_with(&format!("{key}:")) {
                    format!("{key}: \"v{n}\"{remark}\n")
                } else {
                    line.to_owned()
                }
            };
            lines.iter().map(|l| edited(l)).collect()
        }
        9 => text.replacen("# what happened", &format!("x-{n}: {n}\n# what happened"), 1),
        10 | 11 => {
            // A remark above a line, or behind one.
            let place = dice.of(lines.len());
            let inside = |line: &str| line.starts_with("  ") && !line.contains("- {");
            let line = lines[place];
            let mut out: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            if !inside(line) && !line.starts_with("conflicts") && !line.contains("theirs:") {
                let indent = if line.starts_with(' ') { "  " } else { "" };
                if dice.of(2) == 0 || line.contains('#') || line.contains('|') {
                    out.insert(place, format!("{indent}#r-{n}\n"));
                } else {
                    out[place] = format!("{} #r-{n}\n", line.trim_end());
                }
            }
            out.concat()
        }
        _ => {
            let full: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].contains("note: \"secret")).collect();
            let Some(place) = full.get(dice.of(full.len().max(1))) else { return text.to_owned() };
            let mut out: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            let (head, tail) = out[*place].split_once("note: \"secret").unwrap();
            let tail = tail.split_once('"').unwrap().1;
            out[*place] = format!("{head}note: \"\", redacted: true{tail}");
            out.concat()
        }
    }
}

/// Whether both parsers and the reader of cases have nothing against a text.
pub(crate) fn is_valid(text: &str) -> bool {
    let reading = read_text(text);
    reading.case.is_some()
        && reading.faults.is_empty()
        && read_yaml(text).is_ok_and(|raw| second_opinion(text, &raw).is_ok())
}

/// Whether something stands in the file that a person has to look at, by its lines alone.
pub(crate) fn is_doubtful(text: &str) -> bool {
    let mut events: BTreeMap<&str, u32> = BTreeMap::new();
    let mut keys = BTreeSet::new();
    for line in text.lines() {
        if let Some(rest) = line.trim_start().strip_prefix("- {id: ") {
            *events.entry(rest.split(',').next().unwrap()).or_default() += 1;
        } else if let Some((key, _)) = line.split_once(':').filter(|(k, _)| k.starts_with(char::is_alphabetic))
            && (key == "conflicts" || !keys.insert(key))
        {
            return true;
        }
    }
    text.contains("<<<<<<<") || events.values().any(|n| *n > 1)
}

/// What union doubled, put right: of two lines for one key, or for one event, the first stays; of an event the redacted.
pub(crate) fn by_hand(text: &str) -> String {
    let (mut seen, mut head, mut log, mut lead) = (BTreeSet::new(), String::new(), Vec::new(), String::new());
    let redacted = Told::of(text).redacted;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        if let Some(id) = start.strip_prefix("- {id: ").and_then(|rest| rest.split(',').next()) {
            let full = redacted.contains(id) && !line.contains("redacted: true");
            if !full && seen.insert(id) {
                log.push(format!("{lead}{line}"));
            } else {
                log.push(lead.clone());
            }
            lead.clear();
        } else if line.starts_with("  #") {
            lead.push_str(line);
        } else if line.starts_with("  ") {
            // A text block that stands twice has its lines behind the first key alone.
            if head.ends_with("description: |\n") {
                head.push_str(line);
            }
        } else if line.split_once(':').is_none_or(|(key, _)| !key.starts_with(char::is_alphabetic) || seen.insert(key))
        {
            head.push_str(&std::mem::take(&mut lead));
            if line.trim_end() != "log:" && !line.starts_with("log: #") {
                head.push_str(line);
            }
        }
    }
    format!("{head}log:\n{}{lead}", log.concat())
}
