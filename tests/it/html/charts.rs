//! The charts, as pure functions of their numbers.

use amends::render::chart::bars::{Bars, bars};
use amends::render::chart::fish::{Bone, Fish, fish};
use amends::render::chart::label::width;
use amends::render::chart::line::{Lines, lines};
use amends::render::chart::rows::{Row, Rows, rows};
use amends::render::chart::{About, Drawn, Tick, drawn, drawn_broad};

const LONG: &str = "从下单付款到配送签收再到售后退换全过程中反复出现的包装破损商品缺件以及客服多次承诺却没有按时回电的综合性服务问题一并投诉";

fn about() -> About {
    About { id: "a".to_owned(), title: "A <title>".to_owned(), story: "told \u{202e}".to_owned() }
}

fn weeks(n: u32) -> Vec<Tick> {
    (0..n)
        .map(|w| Tick { text: format!("{:02}-{:02}", w / 4 % 12 + 1, w % 4 * 7 + 1), under: "2026".to_owned() })
        .collect()
}

fn compliance(points: Vec<Option<f64>>) -> Lines {
    let tips = points.iter().map(|p| format!("{p:?}")).collect();
    let n = u32::try_from(points.len()).unwrap();
    Lines {
        about: about(),
        ticks: weeks(n),
        points,
        tips,
        name: "met".to_owned(),
        target: Some((95.0, "target 95 %".to_owned())),
    }
}

/// Each of every kind: with a year of numbers and long labels, and with none.
fn all() -> Vec<(&'static str, Drawn)> {
    let counts = |n: u32, seed: u32| (0..n).map(|i| (i * 7 + seed) % 11).collect::<Vec<_>>();
    let bar_chart = |n: u32, stacked, bands| Bars {
        about: about(),
        ticks: weeks(n),
        series: vec![("received".to_owned(), counts(n, 1)), ("closed".to_owned(), counts(n, 5))],
        stacked,
        bands,
    };
    let row = |label: &str, a: f64| Row {
        label: label.to_owned(),
        bars: vec![Some((a, format!("{a} days"))), Some((a * 2.0, "2 days 3 hours 10 minutes".to_owned()))],
    };
    let rows_of = |rows: Vec<Row>| Rows {
        about: about(),
        series: vec!["median".to_owned(), "90 % within".to_owned()],
        rows,
        unit: "days".to_owned(),
    };
    let bone = |name: &str| Bone {
        name: name.to_owned(),
        causes: vec![
            LONG.to_owned(),
            "a cause in more than sixty characters that nobody can draw in one line (7)".to_owned(),
        ],
        more: Some("and 3 more".to_owned()),
    };
    let fish_of = |bones: Vec<Bone>| Fish { about: about(), head: LONG.to_owned(), bones };
    let year: Vec<Option<f64>> = (0..53).map(|w| (w % 9 != 4).then_some(70.0 + f64::from(w % 30))).collect();
    vec![
        ("line", drawn(|p| lines(&compliance(year.clone()), p))),
        ("line of nothing", drawn(|p| lines(&compliance(vec![None; 5]), p))),
        ("line of no week", drawn(|p| lines(&compliance(vec![]), p))),
        ("bars", drawn(|p| bars(&bar_chart(53, false, false), p))),
        ("stack", drawn(|p| bars(&bar_chart(53, true, false), p))),
        ("bands", drawn(|p| bars(&bar_chart(7, false, true), p))),
        ("no bars", drawn(|p| bars(&bar_chart(0, false, false), p))),
        ("rows", drawn(|p| rows(&rows_of(vec![row(LONG, 3.0), row("b", 0.2), row(&"word ".repeat(30), 40.0)]), p))),
        ("no rows", drawn(|p| rows(&rows_of(vec![]), p))),
        (
            "fish",
            drawn_broad(|p| fish(&fish_of(["people", "machine", "method", LONG, "e", "f", "g"].map(bone).to_vec()), p)),
        ),
        ("no fish", drawn_broad(|p| fish(&fish_of(vec![]), p))),
    ]
}

#[test]
fn each_has_a_title_a_description_and_no_number_that_is_none() {
    for (name, Drawn { wide, narrow }) in all() {
        for (svg, place) in [(&wide, "wide"), (&narrow, "narrow")] {
            let head = format!(
                "role=\"img\" aria-labelledby=\"a-{place}-t a-{place}-d\"><title id=\"a-{place}-t\">A &lt;title&gt;</title><desc id=\"a-{place}-d\">told \u{fffd}</desc>"
            );
            assert!(svg.contains(&head), "{name}: {svg}");
            assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.ends_with("</svg>"), "{name}: {svg}");
            super::is_self_contained(svg);
        }
    }
    assert_eq!(all(), all());
}

/// Where the texts of a picture stand: left and right edge, base line, by the widest a font makes them.
fn texts(svg: &str) -> Vec<(f64, f64, f64, String)> {
    let value = |element: &str, key: &str| {
        let start = element.find(&format!(" {key}=\"")).unwrap() + key.len() + 3;
        element[start..].split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let text = |element: &str| {
        let (x, y) = (value(element, "x"), value(element, "y"));
        let tag = element.split('>').next().unwrap();
        let said =
            element.split('>').nth(1).unwrap().split('<').next().unwrap().replace("&gt;", ">").replace("&lt;", "<");
        let wide = width(&said);
        let left = if tag.contains("end\"") {
            x - wide
        } else if tag.contains("mid\"") {
            x - wide / 2.0
        } else {
            x
        };
        (left, left + wide, y, said)
    };
    svg.split("<text").skip(1).map(|e| text(&format!("<text{e}"))).collect()
}

#[test]
fn lettering_neither_runs_out_nor_lies_on_other_lettering() {
    for (name, Drawn { wide, narrow }) in all() {
        for svg in [wide, narrow] {
            let frame: Vec<f64> = svg
                .split("viewBox=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .split(' ')
                .map(|n| n.parse().unwrap())
                .collect();
            let texts = texts(&svg);
            for (i, (left, right, y, said)) in texts.iter().enumerate() {
                assert!(
                    *left > -1.5 && *right < frame[2] + 1.5 && *y < frame[3],
                    "{name}: {said} at {left} to {right}, {y} of {frame:?}"
                );
                for (l, r, other, under) in &texts[i + 1..] {
                    assert!(right <= l || r <= left || (y - other).abs() >= 11.0, "{name}: {said} on {under}");
                }
            }
        }
    }
}

#[test]
fn a_line_breaks_where_there_was_nothing_to_measure() {
    let svg = drawn(|p| lines(&compliance(vec![Some(90.0), Some(100.0), None, Some(80.0), None]), p)).wide;
    assert_eq!(svg.matches("<path class=\"l1\"").count(), 1);
    assert_eq!(svg.matches("<circle").count(), 3);
    // Once in the key, once as a line.
    assert_eq!(svg.matches("class=\"target\"").count(), 2);
    let low = drawn(|p| lines(&compliance(vec![Some(20.0)]), p)).wide;
    assert!(low.contains(">0%<") && svg.contains(">75%<") && !svg.contains(">0%<"));
}

#[test]
fn what_is_counted_is_said_at_its_bar() {
    let chart = Bars {
        about: about(),
        ticks: vec![
            Tick { text: "0-1".to_owned(), under: String::new() },
            Tick { text: "61+".to_owned(), under: String::new() },
        ],
        series: vec![("open".to_owned(), vec![3, 0])],
        stacked: false,
        bands: true,
    };
    let svg = drawn(|p| bars(&chart, p)).narrow;
    assert_eq!(svg.matches("<rect").count(), 1);
    assert!(svg.contains("<title>0-1 · open 3</title>") && svg.contains(">3</text>"));
}
