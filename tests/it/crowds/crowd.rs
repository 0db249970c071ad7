//! Many writers at once, each a process after the other, and what is in the files afterwards.

use crate::scene::{NOW, Scene};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// So many writers that write so many contacts each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crowd {
    /// How many write at once.
    pub(crate) writers: usize,
    /// How many contacts each of them writes.
    pub(crate) each: usize,
}

/// What became of what they wrote.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Contacts that the program said it wrote.
    pub(crate) written: usize,
    /// What it said about the others.
    pub(crate) refused: Vec<String>,
    /// Contacts that it said it wrote and that are nowhere.
    pub(crate) lost: Vec<String>,
    /// Contacts, or ids, that stand twice.
    pub(crate) doubled: Vec<String>,
    /// How long one command took at most.
    pub(crate) longest: Duration,
}

impl Crowd {
    /// Lets all of them write to the cases, each writer to one of them.
    pub(crate) fn write(self, scene: &Scene, cases: &[String]) -> Outcome {
        let mut outcome = Outcome::default();
        let mut wanted = Vec::new();
        std::thread::scope(|scope| {
            let writers: Vec<_> = (0..self.writers)
                .map(|writer| {
                    let case = &cases[writer % cases.len()];
                    scope.spawn(move || self.one(scene, case, writer))
                })
                .collect();
            for writer in writers {
                for (note, refusal, time) in writer.join().expect("a writer") {
                    outcome.longest = outcome.longest.max(time);
                    match refusal {
                        Some(said) => outcome.refused.push(format!("{note}: {said}")),
                        None => wanted.push(note),
                    }
                }
            }
        });
        outcome.written = wanted.len();
        let mut notes: BTreeMap<String, usize> = BTreeMap::new();
        for case in cases {
            let mut ids: BTreeMap<String, usize> = BTreeMap::new();
            for event in amends::store::read_text(&scene.case(case)).case.expect("a sound case").events {
                *ids.entry(event.id.to_string()).or_default() += 1;
                if let Some(note) = event.note {
                    *notes.entry(format!("{case} {note}")).or_default() += 1;
                }
            }
            outcome.doubled.extend(ids.into_iter().filter(|(_, times)| *times > 1).map(|(id, _)| id));
        }
        outcome.lost = wanted.into_iter().filter(|note| !notes.contains_key(note)).collect();
        outcome.doubled.extend(notes.into_iter().filter(|(_, times)| *times > 1).map(|(note, _)| note));
        outcome
    }

    /// What one writer wrote: the case and the note, what was said instead of writing it, and how long it took.
    fn one(self, scene: &Scene, case: &str, writer: usize) -> Vec<(String, Option<String>, Duration)> {
        let write = |n: usize| {
            let note = format!("{writer}/{n}");
            let start = Instant::now();
            let ran = scene.run(&["log", case, "--via", "phone", "-m", &note, "-q", "--now", NOW]);
            (format!("{case} {note}"), (ran.code != 0).then_some(ran.err), start.elapsed())
        };
        (0..self.each).map(write).collect()
    }
}
