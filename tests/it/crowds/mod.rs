//! A crowd of writers loses nothing and waits its turn. `cargo bench --bench crowd` does the same with many more.

pub(crate) mod crowd;

use crate::scene::{NOW, Scene};
use amends::policy::Lang;
use amends::store::{Lock, LockError};
use amends::text::{Say, Trouble};
use crowd::{Crowd, Outcome};
use std::time::Duration;

/// As many as a debug build writes in some seconds.
const CROWD: Crowd = Crowd { writers: 16, each: 6 };

#[track_caller]
fn all_there(scene: &Scene, outcome: &Outcome) {
    assert_eq!(outcome.refused, [""; 0]);
    assert_eq!(outcome.lost, [""; 0]);
    assert_eq!(outcome.doubled, [""; 0]);
    assert_eq!(outcome.written, CROWD.writers * CROWD.each);
    scene.now(&["check"]).expect(0);
    let names = walkdir::WalkDir::new(scene.root().join("cases")).into_iter().flatten();
    let left: Vec<String> = names.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.starts_with(".tmp-")), "{left:?}");
}

#[test]
fn a_crowd_at_one_case_loses_nothing() {
    let (scene, id) = Scene::with_case();
    let before = scene.case(&id);
    let outcome = CROWD.write(&scene, std::slice::from_ref(&id));
    all_there(&scene, &outcome);
    let after = scene.case(&id);
    assert!(after.starts_with(&before));
    assert_eq!(after.matches("do: contact").count(), outcome.written);
}

#[test]
fn a_crowd_at_a_case_each_loses_nothing() {
    let scene = Scene::workspace();
    let cases: Vec<String> = (0..CROWD.writers).map(|_| scene.open("2026-11-21T14:00:00+08:00", &[])).collect();
    let outcome = CROWD.write(&scene, &cases);
    all_there(&scene, &outcome);
    for case in &cases {
        assert_eq!(scene.case(case).matches("do: contact").count(), CROWD.each);
    }
}

/// Whoever waits longer than the patience is told who holds the lock: the process and the person.
#[test]
fn a_waiter_is_told_who_holds_the_lock() {
    let scene = Scene::workspace();
    let held = Lock::take(scene.root(), "li", Duration::ZERO).expect("the lock");
    let waited = Lock::take(scene.root(), "wang", Duration::from_millis(50));
    let Err(LockError::Busy { holder }) = waited else { panic!("two hold the lock: {waited:?}") };
    assert_eq!(holder, format!("{} li", std::process::id()));
    for lang in [Lang::En, Lang::Zh] {
        let said = Trouble::Busy { holder: holder.clone() }.say(lang);
        assert!(said.contains(&holder), "{said}");
    }
    drop(held);
    Lock::take(scene.root(), "wang", Duration::ZERO).expect("the lock is free again");
}

/// A lock file that says somebody holds it is nothing without the lock itself: its holder may be dead.
#[test]
fn a_name_that_a_dead_holder_left_stops_nobody() {
    let (scene, id) = Scene::with_case();
    scene.write(".amends/lock", "1 somebody with a name that is longer than the next one\n");
    scene.run(&["log", &id, "--via", "phone", "--now", NOW]).expect(0);
    let held = std::fs::read_to_string(scene.root().join(".amends/lock")).expect("the lock file");
    assert!(held.ends_with(" wang\n") && held.lines().count() == 1, "{held:?}");
}
