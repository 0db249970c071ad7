//! The sample records at the project's top level: what `overdue` says of them, which states they show,
//! and the figures of three periods against sums made by hand.

use super::scene::{NOW, Ran, Scene, amends};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the binary on the samples, from elsewhere.
#[track_caller]
fn run(args: &[&str], now: &str) -> Ran {
    let elsewhere = Scene::empty();
    let mut command = amends(elsewhere.root());
    command.args(["-C", home().to_str().unwrap()]).args(args).args(["--now", now]);
    let output = command.output().expect("the binary runs");
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
    }
    .expect(0)
}

#[track_caller]
fn json(args: &[&str], now: &str) -> Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&run(&all, now).out).expect("JSON")
}

#[track_caller]
fn items(args: &[&str], now: &str) -> Vec<Value> {
    json(args, now)["items"].as_array().expect("items").clone()
}

fn text<'v>(item: &'v Value, key: &str) -> &'v str {
    item[key].as_str().unwrap_or("")
}

/// Every sample: path and content.
fn files() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut queue = vec![home().join("cases")];
    while let Some(folder) = queue.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                queue.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let content = std::fs::read_to_string(&path).unwrap();
                found.push((path, content));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn overdue_on_the_samples_is_the_table_that_was_read_line_by_line() {
    for (lang, golden) in
        [("en", include_str!("../golden/overdue-en.txt")), ("zh", include_str!("../golden/overdue-zh.txt"))]
    {
        let ran = run(&["overdue", "--lang", lang], NOW);
        assert_eq!(ran.out, golden, "--lang {lang}:\n{}", ran.out);
        assert_eq!(ran.err, "");
    }
}

#[test]
fn overdue_on_the_samples_lists_four_rows_worked_out_by_hand() {
    let rows: Vec<String> = items(&["overdue"], NOW)
        .iter()
        .map(|i| {
            format!("{} {} {} {} {}", text(i, "case"), text(i, "kind"), text(i, "level"), i["missed"], text(i, "due"))
        })
        .collect();
    assert_eq!(
        rows,
        [
            // Heard on the 17th; silent on the 18th, 19th, 20th (one attempt each on the 18th and the 20th) and 21st.
            "2026-11-16-vw2js feedback breach 4 2026-11-18T18:00:00+08:00",
            // Never heard; 24 hours from the 19th, 10:00; silent on the 20th and the 21st.
            "2026-11-19-6kstm first-response critical 2 2026-11-20T10:00:00+08:00",
            // Promised for the 20th, 12:00, and not kept by the call of 17:05: 45 hours.
            "2026-11-19-gnh36 promise critical null 2026-11-20T12:00:00+08:00",
            // Heard on the 20th, not on the 21st.
            "2026-11-19-gnh36 feedback late 1 2026-11-21T18:00:00+08:00",
        ]
    );
}

#[test]
fn check_finds_nothing_in_the_samples() {
    let ran = run(&["check"], NOW);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn every_sample_names_its_source_and_says_what_is_invented() {
    let files = files();
    assert!(files.len() >= 14);
    for (path, content) in files {
        let name = path.display();
        let head: Vec<&str> = content.lines().take_while(|l| l.starts_with('#')).collect();
        let source = head[0].strip_prefix("# Source: ").unwrap_or_else(|| panic!("{name} begins with its source"));
        let (file, place) = source.split_once(", ").expect("a file and lines");
        assert!(file.ends_with(".txt") && file.len() == 24, "{name}: {file}");
        assert!(place.starts_with("line ") || place.starts_with("lines "), "{name}: {place}");
        let head = head.join("\n");
        assert!(head.contains("From the article:"), "{name}");
        assert!(head.contains("nvented"), "{name} says what is invented");
        // A mark at the end of an event is always the same word.
        let events: Vec<&str> = content.lines().filter(|l| l.starts_with("  - {id: ")).collect();
        for event in &events {
            assert!(event.ends_with('}') || event.ends_with("} # invented"), "{name}: {event}");
        }
        // Where the source tells no story, every event is invented.
        if head.contains("It tells no story") {
            let unmarked: Vec<_> = events.iter().filter(|e| !e.ends_with("# invented")).collect();
            assert!(unmarked.is_empty(), "{name}: {unmarked:?}");
        }
    }
}

#[test]
fn the_samples_show_every_state_a_case_can_be_in() {
    let list = items(&["list"], NOW);
    let overdue = items(&["overdue"], NOW);
    let is_overdue = |case: &str| overdue.iter().any(|o| text(o, "case") == case);
    let shown = |case: &str| json(&["show", case], NOW);
    let of_state = |state: &'static str| list.iter().filter(move |i| text(i, "state") == state);
    let level =
        |kind: &str, level: &str| overdue.iter().any(|o| text(o, "kind").contains(kind) && text(o, "level") == level);

    // Fresh: open, nobody has answered yet, and it isn't late.
    assert!(of_state("open").any(|i| i["last_feedback"].is_null() && !is_overdue(text(i, "case"))), "fresh");
    // Acknowledged: answered, nothing overdue, still in its first step.
    let files = files();
    let acknowledged = |i: &&Value| {
        let case = text(i, "case");
        let first = format!("do: open, step: {},", text(i, "step"));
        let in_first_step = files.iter().any(|(p, c)| p.file_stem().unwrap() == case && c.contains(&first));
        !i["last_feedback"].is_null() && !is_overdue(case) && in_first_step && shown(case)["cycle"] == 1
    };
    assert!(of_state("open").any(|i| acknowledged(&i)), "acknowledged");
    // A day missed, two, three and more.
    let missed = |n: u64| overdue.iter().any(|o| o["missed"].as_u64() == Some(n));
    assert!(missed(1) && level("feedback", "late"), "a day missed");
    assert!(missed(2) && level("first-response", "critical"), "critical");
    assert!(level("feedback", "breach"), "breached");
    assert!(overdue.iter().any(|o| text(o, "kind") == "promise"), "a promise broken");
    assert!(of_state("waiting").count() > 0, "waiting");
    assert!(of_state("open").any(|i| shown(text(i, "case"))["rounds"].as_u64() > Some(0)), "returned to a step");
    assert!(of_state("open").any(|i| shown(text(i, "case"))["cycle"] == 2), "reopened");
    let outcomes: BTreeSet<String> =
        of_state("closed").map(|i| text(&shown(text(i, "case")), "outcome").to_owned()).collect();
    let wanted = ["goodwill", "not-upheld", "partly-upheld", "upheld"].map(str::to_owned);
    assert_eq!(outcomes, BTreeSet::from(wanted), "closed in several outcomes");
}

/// Figures in the order of the comments: flow, first response, compliance.
struct ByHand {
    args: &'static [&'static str],
    /// Open at start, received, reopened, closed, distinct cases closed, open at end.
    flow: [u64; 6],
    /// n, median, p90, longest, in seconds.
    first_response: [u64; 4],
    /// The values, where there are fewer than five.
    values: Option<&'static [u64]>,
    /// Met, missed, attempted, excused, cases, cases without a miss, longest streak.
    feedback: [u64; 7],
    percent: f64,
}

/// October, by hand.
///
/// | case  | received     | feedback                           | closed       | judged days            | first response  |
/// |-------|--------------|------------------------------------|--------------|------------------------|-----------------|
/// | pkq7r | 10-08 10:20  | 08 10:40, 09 10:00, 10 09:50 16:00 | 10-10 16:10  | 09 met                 | 20 min = 1200 s |
/// | zwk3r | 10-12 18:40  | 12 18:55, 13 15:00                 | 10-13 15:35  | none                   | 15 min =  900 s |
/// | 94pdf | 10-19 19:20  | 19 19:25 19:40, 20 11:00           | 10-20 11:12  | none                   |  5 min =  300 s |
/// | b7jwt | 10-30 14:20  | 30 14:30, 11-01 10:30 …            | in November  | 31 missed              | not closed yet  |
///
/// Flow: 0 open + 4 received + 0 reopened − 3 closed = 1 open. First response of the three closed: 300, 900, 1200;
/// median: rank ceil(1.5) = 2; p90: rank ceil(2.7) = 3. Compliance: 1 met of 2; two cases with judged days, one without a miss.
const OCTOBER: ByHand = ByHand {
    args: &["--month", "2026-10"],
    flow: [0, 4, 0, 3, 3, 1],
    first_response: [3, 900, 1200, 1200],
    values: Some(&[300, 900, 1200]),
    feedback: [1, 1, 0, 0, 2, 1, 1],
    percent: 50.0,
};

/// November until the 22nd, 09:00, by hand. The last judged day is the 21st.
///
/// | case  | start           | feedback                             | closed   | met         | missed      |
/// |-------|-----------------|--------------------------------------|----------|-------------|-------------|
/// | b7jwt | in October      | 01 10:30, 02 16:30                   | 02 16:45 | 01          |             |
/// | 58bks | 05 11:00        | 05 16:00, 06 11:00, 08 10:30, 09 …   | 09 14:25 | 06 08       | 07          |
/// | s8wgf | 10 07:50        | 10 08:05, 11 10:00, 12 11:00         | 12 14:10 | 11          |             |
/// |       | reopened 21 11h | 21 11:20                             |          |             |             |
/// | vw2js | 16 09:30        | 17 10:20                             |          | 17          | 18 19 20 21 |
/// | 27pqb | 17 14:00        | 17 14:40, 18, 19, 20, 21             |          | 18 19 20 21 |             |
/// | 6kstm | 19 10:00        | none; one attempt on the 20th        |          |             | 20 21       |
/// | gnh36 | 19 10:15        | 19 10:19, 20 17:05                   |          | 20          | 21          |
/// | 9rthf | 20 09:00        | 20 09:15 17:20, 21 09:40             |          | 21          |             |
/// | t9tpz | 21 15:00        | 21 16:30                             |          |             |             |
/// | dvnv7 | 22 08:30        | none                                 |          |             |             |
///
/// Flow: 1 + 9 + 1 − 3 = 8. First response of the three closed: b7jwt 10 min = 600, 58bks 5 h = 18000,
/// s8wgf 15 min = 900; median: rank 2; p90: rank 3.
/// Met: 1 + 2 + 1 + 1 + 4 + 0 + 1 + 1 = 11. Missed: 1 + 4 + 2 + 1 = 8. 11 / 19 = 57.9 %.
/// Eight cases with judged days; without a miss: b7jwt, s8wgf, 27pqb, 9rthf. Longest streak: vw2js, 18th to 21st.
const NOVEMBER: ByHand = ByHand {
    args: &["--month", "2026-11"],
    flow: [1, 9, 1, 3, 3, 8],
    first_response: [3, 900, 18000, 18000],
    values: Some(&[600, 900, 18000]),
    feedback: [11, 8, 0, 0, 8, 4, 4],
    percent: 57.9,
};

/// September to November, by hand: the two months above and rxzq7, received 09-14 08:20, feedback on the 14th at 09:10
/// and on the 15th, 16th, 17th and 18th, closed on the 18th at 11:05: three days met, first response 50 min = 3000 s.
///
/// Flow: 0 + 14 + 1 − 7 = 8. First response of the seven closed, sorted: 300, 600, 900, 900, 1200, 3000, 18000;
/// median: rank ceil(3.5) = 4; p90: rank ceil(6.3) = 7.
/// Met: 3 + 1 + 11 = 15. Missed: 1 + 8 = 9. 15 / 24 = 62.5 %.
/// Cases with judged days: rxzq7, pkq7r and the eight of November, b7jwt among them, which missed 31 October: ten.
/// Without a miss: rxzq7, pkq7r, s8wgf, 27pqb, 9rthf.
const AUTUMN: ByHand = ByHand {
    args: &["--since", "2026-09-01", "--until", "2026-11-30"],
    flow: [0, 14, 1, 7, 7, 8],
    first_response: [7, 900, 18000, 18000],
    values: None,
    feedback: [15, 9, 0, 0, 10, 5, 4],
    percent: 62.5,
};

fn numbers<const N: usize>(value: &Value, keys: [&str; N]) -> [u64; N] {
    keys.map(|k| value[k].as_u64().unwrap_or_else(|| panic!("{k} of {value}")))
}

const FLOW: [&str; 6] = ["open_at_start", "received", "reopened", "closed", "distinct_closed", "open_at_end"];

fn report(args: &[&str], now: &str) -> Value {
    let mut all = vec!["report"];
    all.extend(args);
    json(&all, now)
}

#[test]
fn the_report_of_three_periods_is_what_the_sums_by_hand_say() {
    for by_hand in [OCTOBER, NOVEMBER, AUTUMN] {
        let period = by_hand.args.join(" ");
        let json = report(by_hand.args, NOW);
        let figures = &json["figures"];
        assert_eq!(json["incomplete"], false, "{period}");
        assert_eq!(numbers(&figures["flow"], FLOW), by_hand.flow, "flow, {period}");
        let first = &figures["first_response"];
        let spread = numbers(first, ["n", "median_seconds", "p90_seconds", "max_seconds"]);
        assert_eq!(spread, by_hand.first_response, "first response, {period}");
        assert_eq!(first["values_seconds"], serde_json::json!(by_hand.values), "values, {period}");
        assert_eq!(first["never_answered"], 0, "{period}");
        let feedback = &figures["feedback"];
        let keys = ["met", "missed", "attempted", "excused", "cases", "cases_without_miss", "longest_streak"];
        assert_eq!(numbers(feedback, keys), by_hand.feedback, "feedback, {period}");
        assert_eq!(feedback["judged"], by_hand.feedback[0] + by_hand.feedback[1], "{period}");
        assert_eq!(feedback["compliance_percent"], by_hand.percent, "{period}");
        assert_eq!(feedback["rolling_cases"], 0, "{period}");
    }
}

#[test]
fn the_longest_silence_of_november_is_the_one_that_still_runs() {
    // vw2js: from the 17th, 10:20, to the 22nd, 09:00: 4 days 22 hours 40 minutes.
    let gap = report(NOVEMBER.args, NOW)["figures"]["feedback"]["longest_gap_seconds"].as_u64();
    assert_eq!(gap, Some(((4 * 24 + 22) * 60 + 40) * 60));
}

#[test]
fn the_groups_of_a_report_add_up_to_the_whole() {
    let sums = [
        ("flow", &FLOW[..]),
        ("first_response", &["n", "never_answered"]),
        (
            "feedback",
            &["met", "judged", "missed", "attempted", "excused", "cases", "cases_without_miss", "rolling_cases"],
        ),
    ];
    let greatest =
        [("first_response", "max_seconds"), ("feedback", "longest_streak"), ("feedback", "longest_gap_seconds")];
    for args in [OCTOBER.args, NOVEMBER.args, AUTUMN.args] {
        for group_by in ["playbook", "category", "channel", "owner", "department"] {
            let mut all = args.to_vec();
            all.extend(["--group-by", group_by]);
            let json = report(&all, NOW);
            let (whole, groups) = (&json["figures"], json["groups"].as_array().unwrap());
            assert_eq!(json["group_by"], group_by);
            let names: BTreeSet<String> = groups.iter().map(|g| g["group"].to_string()).collect();
            assert_eq!(names.len(), groups.len(), "{names:?}");
            for (part, keys) in sums {
                for key in keys {
                    let sum: u64 = groups.iter().map(|g| g["figures"][part][key].as_u64().unwrap()).sum();
                    assert_eq!(whole[part][key].as_u64(), Some(sum), "{part}.{key} by {group_by}, {args:?}");
                }
            }
            for (part, key) in greatest {
                let most = groups.iter().filter_map(|g| g["figures"][part][key].as_u64()).max();
                assert_eq!(whole[part][key].as_u64(), most, "{part}.{key} by {group_by}, {args:?}");
            }
            for group in groups {
                let [start, received, reopened, closed, _, end] = numbers(&group["figures"]["flow"], FLOW);
                assert_eq!(start + received + reopened, closed + end, "{} by {group_by}", group["group"]);
            }
        }
    }
}

#[test]
fn the_groups_of_november_by_category_are_what_the_sums_by_hand_say() {
    // product: 6kstm, t9tpz. service: s8wgf, vw2js, 27pqb, gnh36, 9rthf. delivery: b7jwt, 58bks. price: dvnv7.
    let wanted = BTreeMap::from([
        ("delivery", ([1, 1, 0, 2, 2, 0], [3, 1])),
        ("price", ([0, 1, 0, 0, 0, 1], [0, 0])),
        ("product", ([0, 2, 0, 0, 0, 2], [0, 2])),
        ("service", ([0, 5, 1, 1, 1, 5], [8, 5])),
    ]);
    let json = report(&["--month", "2026-11", "--group-by", "category"], NOW);
    let groups: BTreeMap<&str, ([u64; 6], [u64; 2])> = json["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| {
            let figures = &g["figures"];
            (text(g, "group"), (numbers(&figures["flow"], FLOW), numbers(&figures["feedback"], ["met", "missed"])))
        })
        .collect();
    assert_eq!(groups, wanted);
}

/// Missed days of each open case as `overdue` counts them at a moment.
fn missed_at(now: &str) -> BTreeMap<String, u64> {
    items(&["overdue", "--kind", "feedback,first-response"], now)
        .iter()
        .map(|i| (text(i, "case").to_owned(), i["missed"].as_u64().unwrap()))
        .collect()
}

#[test]
fn compliance_is_what_daily_runs_of_overdue_say() {
    let (mut missed, mut judged) = (0, 0);
    for day in 1..=30 {
        let date = format!("2026-11-{day:02}");
        // The day is judged between these two moments, and nothing else is.
        let (before, after) = (format!("{date}T18:00:00+08:00"), format!("{date}T18:00:01+08:00"));
        let earlier = missed_at(&before);
        for (case, count) in missed_at(&after) {
            let more = count - earlier.get(&case).copied().unwrap_or(0);
            assert!(more <= 1, "{case} on {date}");
            missed += more;
        }
        // Owed by every case not closed at the cutoff whose cycle began on an earlier day; s8wgf was reopened on the 21st.
        judged += items(&["list", "--state", "open,waiting"], &before)
            .iter()
            .filter(|i| text(i, "received")[..10] < date[..])
            .filter(|i| (text(i, "case"), &date[..]) != ("2026-11-10-s8wgf", "2026-11-21"))
            .count() as u64;
        let feedback = &report(&["--month", "2026-11"], &after)["figures"]["feedback"];
        let keys = ["missed", "judged", "met", "attempted", "excused"];
        assert_eq!(numbers(feedback, keys), [missed, judged, judged - missed, 0, 0], "until {date}");
        if day == 21 {
            assert_eq!([judged - missed, missed], [NOVEMBER.feedback[0], NOVEMBER.feedback[1]]);
        }
    }
    // Eight open cases that nobody answers from the 22nd on; dvnv7 owes from the 23rd: 9 × 8 − 1 more.
    assert_eq!([missed, judged], [8 + 71, 19 + 71]);
}

#[test]
fn the_same_moment_gives_the_same_report_byte_for_byte() {
    for args in [&["report", "--month", "2026-11"][..], &["report", "--month", "2026-11", "--group-by", "owner"]] {
        assert_eq!(run(args, NOW).out, run(args, NOW).out);
    }
}
