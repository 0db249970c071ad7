//! China's 2026, which comes with the program, and what `init` may put in place.

use super::{calendar, special};
use crate::scene::Scene;
use amends::policy::holidays::{HOLIDAYS, holidays};
use amends::policy::read_calendar;
use amends::store::{Workspace, scaffold_calendar};

/// The days of the State Council's notice: first and last day off, and the working days that make up for them.
const NOTICE: [(&str, &str, &[&str]); 7] = [
    ("01-01", "01-03", &["01-04"]),
    ("02-15", "02-23", &["02-14", "02-28"]),
    ("04-04", "04-06", &[]),
    ("05-01", "05-05", &["05-09"]),
    ("06-19", "06-21", &[]),
    ("09-25", "09-27", &[]),
    ("10-01", "10-07", &["09-20", "10-10"]),
];

#[test]
fn chinas_2026_is_the_notice_day_by_day() {
    let scene = Scene::workspace();
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    let mut wanted = Vec::new();
    for (from, to, made_up) in NOTICE {
        let date = |day: &str| format!("2026-{day}").parse::<chrono::NaiveDate>().unwrap();
        wanted.extend(date(from).iter_days().take_while(|d| *d <= date(to)).map(|d| format!("{d} off")));
        wanted.extend(made_up.iter().map(|d| format!("2026-{d} make-up")));
    }
    wanted.sort();
    let found: Vec<String> = special(&scene, "2026").iter().map(|l| l.rsplit_once(' ').unwrap().0.to_owned()).collect();
    assert_eq!(found, wanted);
    // 365 days, 104 of weekends, 33 off of which 13 fall on weekends, and 6 made up, all of them on weekends.
    let page = scene.now(&["calendar", "show", "2026"]).expect(0).out;
    assert!(page.ends_with("working days: 248, hours: 2232\n"), "{page}");
}

#[test]
fn every_set_reads_without_a_fault_in_both_languages_with_a_source() {
    for (id, text) in HOLIDAYS {
        let (set, faults) = read_calendar(text);
        assert_eq!(faults, [], "{id}");
        assert_eq!(set.years.len(), 1, "{id}");
        for (date, day) in &set.special {
            let name = day.name.as_ref().expect("a name");
            assert!(name.en.is_some() && name.zh.is_some() && day.source.is_some(), "{id}: {date}");
        }
    }
}

#[test]
fn a_calendar_is_put_in_place_once() {
    let scene = Scene::workspace();
    let workspace = Workspace::at(scene.root().to_path_buf());
    let put = |text: &str| scaffold_calendar(&workspace, text, 7).unwrap().made;
    assert!(put(holidays("cn-2026").unwrap()));
    assert!(!put("years = []\n"));
    assert_eq!(calendar(&scene), holidays("cn-2026").unwrap());
    scene.now(&["calendar", "import", "cn-2026"]).expect(0);
    assert_eq!(calendar(&scene), holidays("cn-2026").unwrap());
}
