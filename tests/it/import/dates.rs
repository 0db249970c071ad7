//! Dates in the forms that spreadsheets have.

use super::{MAP, fates, import, only, scene};

/// What `received` comes to under a map with these lines on top.
fn received(cell: &str, more: &str) -> String {
    let scene = scene(format!("no,received\n1,\"{cell}\"\n"), &format!("{more}\n{MAP}"));
    import(&scene, &[]).expect(0);
    let text = only(&scene);
    let line = text.lines().find_map(|l| l.strip_prefix("received: ")).unwrap();
    line.to_owned()
}

#[test]
fn each_form_is_read_in_the_zone_of_the_workspace() {
    let (dmy, mdy) = ("date_order = \"dmy\"", "date_order = \"mdy\"");
    for (cell, more, means) in [
        ("2026-11-20", "", "2026-11-20T00:00:00+08:00"),
        ("2026/11/20 14:05", "", "2026-11-20T14:05:00+08:00"),
        ("2026年11月20日 14:05", "", "2026-11-20T14:05:00+08:00"),
        ("20.11.2026", dmy, "2026-11-20T00:00:00+08:00"),
        ("11/20/2026 2:05 PM", mdy, "2026-11-20T14:05:00+08:00"),
        ("11/20/2026 12:00:00 AM", mdy, "2026-11-20T00:00:00+08:00"),
        ("20-Oct-2026", "", "2026-10-20T00:00:00+08:00"),
        ("45981.5", "serial_dates = \"1900\"", "2025-11-20T12:00:00+08:00"),
        ("2026-11-20T06:05:00Z", "", "2026-11-20T14:05:00+08:00"),
    ] {
        assert_eq!(received(cell, more), means, "{cell}");
    }
}

#[test]
fn what_could_mean_two_things_is_a_fault_that_says_what_to_do() {
    let sheet =
        "no,received\n1,20.11.2026\n2,45981.5\n3,2026-11-22 09:06\n4,2026-11-22 09:05\n5,2026-02-30\n6,26/11/20\n";
    let faults: Vec<String> = fates(&scene(sheet, MAP), 1).into_iter().map(|(.., fault)| fault).collect();
    for (fault, says) in faults.iter().zip([
        "`date_order` in the map says which",
        "say so with `serial_dates` in the map",
        "`2026-11-22 09:06` lies ahead of now",
        "",
        "`2026-02-30` is not a date",
        "in `26/11/20` the year has two digits",
    ]) {
        assert!(fault.contains(says) && says.is_empty() == fault.is_empty(), "{says}: {fault}");
    }
}

#[test]
fn a_moment_that_the_clock_skips_or_shows_twice_is_a_fault() {
    let scene = scene("no,received\n1,2026-03-29 01:30\n2,2026-10-25 01:30\n3,2026-10-25T01:30:00+01:00\n", MAP);
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", policy.replace("Asia/Shanghai", "Europe/London"));
    let faults: Vec<String> = fates(&scene, 1).into_iter().map(|(.., fault)| fault).collect();
    assert!(faults[0].contains("never shows `2026-03-29 01:30`"), "{}", faults[0]);
    assert!(faults[1].contains("write 2026-10-25T01:30:00+01:00 or 2026-10-25T01:30:00+00:00"), "{}", faults[1]);
    assert_eq!(faults[2], "");
}
