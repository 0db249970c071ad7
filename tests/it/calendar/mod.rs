//! The calendar of working days: its page, its faults, and holidays from other files.

mod feeds;
mod import;
mod mistakes;
mod show;
mod years;

use crate::scene::Scene;

/// A workspace with this calendar.
fn with_calendar(calendar: &str) -> Scene {
    let scene = Scene::workspace();
    scene.write("calendar.toml", calendar);
    scene
}

/// The text of the calendar; empty when there is none.
fn calendar(scene: &Scene) -> String {
    std::fs::read_to_string(scene.root().join("calendar.toml")).unwrap_or_default()
}

/// The days of a period that are not as the week has them: `2026-10-01 off 国庆节`.
fn special(scene: &Scene, period: &str) -> Vec<String> {
    let ran = scene.now(&["calendar", "show", period, "-f", "jsonl", "--lang", "zh"]).expect(0);
    let items = ran.out.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let words = |i: serde_json::Value| format!("{} {} {}", text(&i["date"]), text(&i["kind"]), text(&i["name"]));
    let named = |i: &serde_json::Value| !matches!(i["kind"].as_str(), Some("work" | "rest")) || !i["name"].is_null();
    items.filter(named).map(words).map(|w| w.trim_end().to_owned()).collect()
}

/// A calendar feed of these events, each given by its lines.
fn ics(events: &[&str]) -> String {
    let events: String = events.iter().map(|e| format!("BEGIN:VEVENT\n{e}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{events}END:VCALENDAR\n").replace('\n', "\r\n")
}
