//! `report --format html`.

use super::{EVIL, SHOWN, page};
use crate::scene::{NOW, Scene};
use serde_json::Value;

/// The text of the page from a mark to another.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in\n{page}"));
    let rest = &page[start..];
    &rest[..rest[1..].find(to).map_or(rest.len(), |end| end + 1)]
}

/// The headline figures: name, value, out of what.
fn tiles(page: &str) -> Vec<(String, String, String)> {
    let part = |tile: &str, class: &str| {
        let start = tile.find(&format!("class=\"{class}\">")).unwrap() + class.len() + 9;
        tile[start..].split('<').next().unwrap().to_owned()
    };
    let list = between(page, "<ul class=\"tiles\">", "</ul>");
    list.split("<li>").skip(1).map(|t| (part(t, "name"), part(t, "value"), part(t, "of"))).collect()
}

/// The headings of the charts.
fn charts(page: &str) -> Vec<&str> {
    let heading = |figure: &'_ str| {
        let start = figure.find("<h3>").unwrap() + 4;
        (start, start + figure[start..].find('<').unwrap())
    };
    page.split("<figure")
        .skip(1)
        .map(|f| {
            let (a, b) = heading(f);
            &f[a..b]
        })
        .collect()
}

const FULL: [&str; 7] = [
    "Feedback compliance against target per week",
    "Received and closed per week",
    "Age of open cases, in days",
    "Time per step",
    "Received by category and week",
    "Fishbone of causes",
    "Redress by approval band",
];

/// A case with a cause, redress and a close, and one that is open.
fn busy() -> Scene {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-10T09:00:00+08:00", &["--spoke", "phone", "--category", "product"]);
    let at = |at: &str, args: &[&str]| {
        let rest = ["--at", at, "--now", NOW];
        scene.run(&[&[args[0], &id], &args[1..], &rest].concat()).expect(0);
    };
    at("2026-11-11 10:00", &["log", "--via", "phone", "-m", "查到原因"]);
    at(
        "2026-11-11 11:00",
        &["cause", "-m", "胶水没干，王女士 +86 138 0000 0000 说过", "--bone", "method", "--because", "赶工"],
    );
    let evidence = scene.case(&id);
    let line = "  - {id: r1, at: 2026-11-12T10:00:00+08:00, by: wang, do: redress, remedy: refund, amount: \"480.00\", currency: CNY, covers: loss, reason: \"退款\"}\n  - {id: c1, at: 2026-11-14T10:00:00+08:00, by: wang, do: close, outcome: upheld, lesson: \"等胶水干\"}\n";
    scene.write(&format!("cases/2026/11/{id}.yaml"), evidence + line);
    scene.open("2026-11-20T09:00:00+08:00", &["--spoke", "phone"]);
    scene
}

#[test]
fn the_headline_figures_are_those_of_the_report() {
    let scene = busy();
    let html = page(&scene, &["-f", "html"], 0);
    let json: Value = serde_json::from_str(&scene.now(&["report", "-f", "json"]).expect(0).out).unwrap();
    let feedback = &json["figures"]["feedback"];
    let tiles = tiles(&html);
    let (met, judged) = (&feedback["met"], &feedback["judged"]);
    assert_eq!(tiles[0].0, "Feedback compliance");
    assert_eq!(tiles[0].1, format!("{:.1} %", feedback["compliance_percent"].as_f64().unwrap()));
    assert!(tiles[0].2.starts_with(&format!("{met}/{judged}: ")), "{}", tiles[0].2);
    let values: Vec<&str> = tiles[1..4].iter().map(|(_, value, _)| value.as_str()).collect();
    assert_eq!(values, ["2", "1", "1"]);
    // November's days so far stand beside October's, in which nothing was.
    assert!(html.contains("Period: 2026-11-01 to 2026-11-30") && html.contains("As of 2026-11-22 09:00 +08:00"));
    assert!(html.contains("Changes are against 2026-10-01 to 2026-10-31"));
    assert!(html.contains("+2 against the period before"));
}

#[test]
fn every_chart_has_its_numbers_in_a_table_below() {
    let html = page(&busy(), &["-f", "html"], 0);
    assert_eq!(charts(&html), FULL);
    for figure in html.split("<figure").skip(1) {
        let figure = figure.split("</figure>").next().unwrap();
        let heat = figure.contains("class=\"heat\"");
        assert_eq!(figure.matches("role=\"img\"").count(), if heat { 0 } else { 2 }, "{figure}");
        assert!(
            figure.contains("<caption>Table: ")
                && figure.contains("<th scope=\"col\"")
                && figure.contains("<th scope=\"row\"")
        );
    }
    let compliance = between(&html, FULL[0], "</figure>");
    // Received on the 10th; heard from us on the 11th, not on the 12th and 13th: two weeks of November, of five.
    let rows: Vec<&str> = compliance.split("<tr>").skip(2).collect();
    assert!(
        rows[2].contains("2026-11-09") && rows[2].contains(">1</td><td class=\"n\">3</td><td class=\"n\">33.3 %"),
        "{}",
        rows[2]
    );
    assert!(rows[0].contains("2026-11-01") && rows[0].contains(">-</td>"));
    let redress = between(&html, FULL[6], "</figure>");
    assert!(redress.contains("480.00 (n = 1)") && redress.contains("CNY"));
    let heat = between(&html, FULL[4], "</figure>");
    assert!(heat.contains("<bdi>product</bdi>") && heat.contains("(not stated)") && heat.contains("class=\"h5\">1<"));
}

#[test]
fn the_causes_name_no_customer() {
    let html = page(&busy(), &["-f", "html"], 0);
    let fish = between(&html, "Fishbone of causes", "</figure>");
    assert!(fish.contains("胶水没干") && fish.contains("method"));
    assert!(!html.contains("王女士") && !html.contains("0000 0000"));
}

#[test]
fn every_metric_stands_with_its_definition() {
    let scene = busy();
    let html = page(&scene, &["-f", "html"], 0);
    for n in 1..=21 {
        let heading = format!("<h3>M{n} ");
        let metric = between(&html, &heading, "</section>");
        assert!(metric.contains("<summary>How it is reckoned</summary>"), "{metric}");
        assert!(
            metric
                .contains(&format!("<code>amends report --explain M{n} --since 2026-11-01 --until 2026-11-30</code>"))
        );
        assert!(metric.contains("<table>") || metric.contains("Nothing in this period"), "{metric}");
    }
    let zh = page(&scene, &["-f", "html", "--lang", "zh"], 0);
    assert!(zh.contains("<html lang=\"zh-CN\">") && zh.contains("每周反馈达标率与目标") && zh.contains("如何计算"));
    assert!(!zh.contains("How it is") && !zh.contains("against"));
}

#[test]
fn a_period_without_anything_is_a_report_with_empty_charts() {
    let scene = Scene::workspace();
    for args in [&["-f", "html"][..], &["-f", "html", "--month", "2031-05"], &["-f", "html", "--since", "0001-01-01"]] {
        let html = page(&scene, args, 0);
        let empty = "Nothing was counted in this period, so the chart is empty.";
        assert_eq!(html.matches(empty).count(), 7, "{args:?}");
        assert_eq!(html.matches("<svg").count(), 12);
        assert!(!html.contains("NaN"));
    }
}

#[test]
fn what_is_left_out_stands_at_the_top() {
    let scene = busy();
    scene.write("cases/2026/11/2026-11-20-bbbbb.yaml", "id: 2026-11-20-bbbbb\n");
    let html = page(&scene, &["-f", "html"], 3);
    let alert = html.find("Incomplete: 1 file").unwrap();
    assert!(alert < html.find("class=\"tiles\"").unwrap());
    assert!(html.contains("cases/2026/11/2026-11-20-bbbbb.yaml:1:1"));
}

#[test]
fn hostile_texts_are_texts() {
    let scene = busy();
    scene.write("playbooks/evil.toml", "id = \"evil\"\nrevision = 1\nname = EVIL\nkind = \"flow\"\n[[step]]\nid = \"a\"\nname = EVIL\n[[step]]\nid = \"b\"\nname = EVIL\n".replace("EVIL", EVIL));
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    let lists =
        "[[category]]\nid = \"evil\"\nname = EVIL\n[[department]]\nid = \"evil\"\nname = EVIL\n".replace("EVIL", EVIL);
    scene.write("amends.toml", format!("{policy}\n{lists}"));
    for n in ["b", "c", "d"] {
        let id = format!("2026-11-19-bbbb{n}");
        let head = format!(
            "id: {id}\ntitle: EVIL\nreceived: 2026-11-19T09:00:00+08:00\nchannel: phone\ncustomer: \"王\"\ncontact: \"x@example.com\"\ndemand: EVIL\ncategory: evil\nproduct: EVIL\ndepartment: evil\nplaybook: evil@1\ndescription: EVIL\nlog:\n"
        );
        let log = "  - {id: e1, at: 2026-11-19T09:00:00+08:00, by: li, do: open, step: a, severity: normal, owner: li}\n  - {id: e2, at: 2026-11-19T10:00:00+08:00, by: li, do: cause, what: EVIL, bone: EVIL}\n  - {id: e3, at: 2026-11-19T11:00:00+08:00, by: li, do: advance, step: a, to: b}\n  - {id: e4, at: 2026-11-19T12:00:00+08:00, by: li, do: advance, step: b, to: end}\n  - {id: e5, at: 2026-11-19T12:00:00+08:00, by: li, do: close, outcome: upheld, lesson: EVIL}\n";
        scene.write(&format!("cases/2026/11/{id}.yaml"), (head + log).replace("EVIL", EVIL));
    }
    for group in ["product", "category", "department", "step", "playbook"] {
        let html = page(&scene, &["-f", "html", "--group-by", group], 0);
        assert!(html.matches(SHOWN).count() > 6, "{group}");
    }
}

#[test]
fn lists_without_end_are_cut_and_say_so() {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-20T09:00:00+08:00", &["--product", "P"]);
    let text = scene.case(&id);
    for n in 0..70 {
        let other = format!("2026-11-20-{}{}bbw", ["b", "c", "d", "f", "g", "h", "j", "k", "m", "n"][n / 7], n % 7 + 2);
        scene.write(
            &format!("cases/2026/11/{other}.yaml"),
            text.replace(&id, &other).replace("\"P\"", &format!("\"P{n}\"")),
        );
    }
    let html = page(&scene, &["-f", "html", "--group-by", "product"], 0);
    assert!(between(&html, "id=\"groups\"", "</table>").contains("and 21 more"));
}

#[test]
fn the_same_files_at_the_same_moment_give_the_same_bytes() {
    let scene = busy();
    let first = page(&scene, &["-f", "html", "--group-by", "owner"], 0);
    assert_eq!(page(&scene, &["-f", "html", "--group-by", "owner"], 0), first);
    scene.now(&["report", "-f", "html", "--group-by", "owner", "-o", "report.html"]).expect(0);
    assert_eq!(std::fs::read_to_string(scene.root().join("report.html")).unwrap(), first);
}

#[test]
fn the_target_of_the_policy_is_the_line_in_the_chart() {
    let scene = busy();
    assert!(page(&scene, &["-f", "html"], 0).contains("target 100 %"));
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    scene.write("amends.toml", format!("{policy}\n[feedback]\ntarget = 90\n"));
    assert!(page(&scene, &["-f", "html"], 0).contains("target 90 %"));
    scene.write("amends.toml", format!("{policy}\n[feedback]\ntarget = 101\n"));
    assert!(scene.now(&["report", "-f", "html"]).expect(7).err.contains("target"));
}
