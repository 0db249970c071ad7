//! One fault, forty customers: `log --to-parts`.

use super::Desk;

const NOW: &str = "11-02 17:00";
const LETTERS: &[u8] = b"bcdfghjkmn";

/// A main case and so many parts of it.
fn fault(desk: &Desk, count: usize) -> (String, Vec<String>) {
    let main = desk.case("zzzzz");
    let tail = |n: usize| format!("b{}{}bb", LETTERS[n / 10] as char, LETTERS[n % 10] as char);
    let parts: Vec<String> = (0..count).map(|n| desk.case(&tail(n))).collect();
    for part in &parts {
        desk.run(&["link", part, &main, "--as", "part-of"], NOW).expect(0);
    }
    (main, parts)
}

fn contacts(desk: &Desk, id: &str) -> usize {
    desk.scene.case(id).matches("do: contact").count()
}

#[test]
fn forty_customers_hear_the_same_and_each_case_gets_a_line_of_its_own() {
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 40);
    desk.run(&["close", &parts[7], "--outcome", "withdrawn"], NOW).expect(0);
    let before: Vec<usize> = parts.iter().map(|part| desk.scene.case(part).lines().count()).collect();
    let args = [
        "log",
        &main,
        "--to-parts",
        "--via",
        "sms",
        "--promise",
        "2026-11-04 18:00",
        "--what",
        "The new date",
        "-m",
        "The batch is being looked at.",
    ];
    let ran = desk.run(&args, NOW).expect(0);
    assert_eq!(ran.out.lines().count(), 40, "{}", ran.out);
    assert!(ran.out.starts_with(&format!("{main}: contact, text message")), "{}", ran.out);
    assert_eq!(ran.err, format!("{} is closed: nothing is logged there\n", parts[7]));
    let mut ids: Vec<String> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let (text, closed) = (desk.scene.case(part), n == 7);
        assert_eq!(text.lines().count(), before[n] + if closed { 0 } else { 2 }, "{part}");
        assert_eq!(text.contains("The batch is being looked at."), !closed, "{part}");
        assert_eq!(text.contains("do: promise"), !closed, "{part}");
        ids.extend(text.lines().filter(|l| l.contains("via: sms")).map(|l| l[..16].to_owned()));
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 39);
    assert_eq!(contacts(&desk, &main), 2);
    // The obligation stays with each customer.
    let owed = desk.run(&["overdue", "--kind", "promise", "--within", "3d", "--format", "tsv"], NOW).expect(0);
    assert_eq!(owed.out.lines().count(), 40, "{}", owed.out);
    desk.is_clean(NOW);
}

#[test]
fn a_dry_run_says_every_line_and_writes_none() {
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 3);
    let ran = desk.run(&["log", &main, "--to-parts", "--via", "sms", "-m", "x", "-n"], NOW).expect(0);
    assert_eq!(ran.out.lines().filter(|l| l.contains(": + {id: ")).count(), 4, "{}", ran.out);
    assert!(parts.iter().all(|part| contacts(&desk, part) == 1));
    let quiet = desk.run(&["log", &main, "--to-parts", "--via", "sms", "-m", "x", "-q"], NOW).expect(0);
    assert_eq!(quiet.out, format!("{main}\n{}\n", parts.join("\n")));
}

#[test]
fn a_damaged_part_stops_all_of_them() {
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 3);
    let text = desk.scene.case(&parts[1]).replace("via: phone", "via: pigeon");
    desk.scene.write(&format!("cases/2026/11/{}.yaml", parts[1]), text);
    for lang in ["en", "zh"] {
        let ran = desk.run(&["log", &main, "--to-parts", "--via", "sms", "-m", "x", "--lang", lang], NOW).expect(7);
        assert!(ran.err.contains(&parts[1]) && ran.err.contains("pigeon"), "{}", ran.err);
        assert!(ran.out.is_empty());
    }
    assert_eq!(contacts(&desk, &main), 1);
    assert_eq!(contacts(&desk, &parts[0]), 1);
}

#[test]
fn one_case_that_refuses_stops_all_and_is_named() {
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 2);
    // What was said at ten can't have been said to a customer who complained at noon.
    let text = desk.scene.case(&parts[1]).replace("2026-11-02T10:00:00", "2026-11-02T12:00:00");
    desk.scene
        .write(&format!("cases/2026/11/{}.yaml", parts[1]), text.replace("2026-11-02T11:00:00", "2026-11-02T13:00:00"));
    let args = ["log", &main, "--to-parts", "--via", "sms", "-m", "x", "--at", "2026-11-02 11:30"];
    let ran = desk.run(&args, NOW).expect(4);
    assert!(ran.err.starts_with(&format!("{} can't take it", parts[1])), "{}", ran.err);
    let ran = desk.run(&[&args[..], &["--lang", "zh"]].concat(), NOW).expect(4);
    assert!(ran.err.starts_with(&format!("{} 无法记录", parts[1])), "{}", ran.err);
    assert!([&main, &parts[0], &parts[1]].iter().all(|id| contacts(&desk, id) == 1));
}

#[cfg(unix)]
#[test]
fn what_was_written_is_said_when_the_writing_fails_on_the_way() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 2);
    // The last part lies in a folder where nothing can be written.
    let text = desk.scene.case(&parts[1]);
    let usual = desk.scene.case_path(&parts[1]);
    let folder = desk.scene.root().join("cases/2026/12");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::remove_file(usual).unwrap();
    std::fs::write(folder.join(format!("{}.yaml", parts[1])), text).unwrap();
    let mode = |bits| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(bits)).unwrap();
    mode(0o555);
    let free = std::fs::write(folder.join("probe"), "").is_ok();
    let ran = desk.run(&["log", &main, "--to-parts", "--via", "sms", "-m", "x"], NOW);
    mode(0o755);
    // Whoever may write everywhere sees no failure.
    if free {
        return;
    }
    let ran = ran.expect(7);
    assert!(ran.err.contains(&format!("written: {main}, {}; not written: {}", parts[0], parts[1])), "{}", ran.err);
    assert_eq!(contacts(&desk, &parts[0]), 2);
}

#[test]
fn what_belongs_to_one_case_is_not_said_to_all() {
    let desk = Desk::plain();
    let (main, _) = fault(&desk, 1);
    for more in [&["--kept"][..], &["--confirmed"], &["--retold"], &["--in"], &["--contradicts", "e1"]] {
        let ran = desk.run(&[&["log", &main, "--to-parts", "--via", "sms", "-m", "x"], more].concat(), NOW).expect(2);
        assert!(ran.err.contains("--to-parts"), "{more:?}: {}", ran.err);
    }
    let alone = desk.case("hjkmn");
    let ran = desk.run(&["log", &alone, "--to-parts", "--via", "sms", "-m", "x"], NOW).expect(4);
    assert!(ran.err.contains(&format!("amends link PART {alone} --as part-of")), "{}", ran.err);
    assert_eq!(contacts(&desk, &alone), 1);
    assert_eq!(contacts(&desk, &main), 1);
}

#[test]
fn the_words_are_judged_once_and_each_case_names_its_new_signals() {
    let desk = Desk::plain();
    let (main, parts) = fault(&desk, 2);
    for (lang, judged) in [("en", "wording: "), ("zh", "措辞")] {
        let desk = Desk::plain();
        let (main, parts) = fault(&desk, 2);
        let args = ["log", &main, "--to-parts", "--via", "sms", "-m", "那是不可能的", "--lang", lang];
        let ran = desk.run(&args, NOW).expect(0);
        let lines = |words: &str| ran.err.lines().filter(|l| l.contains(words)).count();
        assert_eq!(lines("不可能"), 1, "{}", ran.err);
        assert!(ran.err.contains(judged), "{}", ran.err);
        for id in [&main, &parts[0], &parts[1]] {
            assert_eq!(lines(&format!("amends assess {id} --severity serious")), 1, "{}", ran.err);
        }
    }
    let args = ["log", &main, "--to-parts", "--via", "sms", "-m", "那是不可能的"];
    let dry = desk.run(&[&args[..], &["-n"]].concat(), NOW).expect(0);
    assert!(dry.err.contains("不可能") && !dry.err.contains("--severity"), "{}", dry.err);
    let quiet = desk.run(&[&args[..], &["-q"]].concat(), NOW).expect(0);
    assert_eq!(quiet.err, "");
    assert!(parts.iter().all(|part| contacts(&desk, part) == 2));
}
