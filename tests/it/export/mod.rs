//! `export`: flat, typed tables and whole records.

mod columns;
mod files;
mod hostile;
mod records;

use crate::scene::Scene;
use serde_json::Value;

/// Every table.
pub(super) const TABLES: [&str; 5] = ["cases", "cycles", "events", "clocks", "days"];

/// The lines of an export as JSON.
#[track_caller]
pub(super) fn lines(scene: &Scene, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["export"];
    all.extend(args);
    all.extend(["--format", "jsonl"]);
    let ran = scene.now(&all).expect(0);
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The records of a CSV text, as RFC 4180 has them.
pub(super) fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quoted, c) {
            (true, '"') if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            (true, '"') => quoted = false,
            (false, '"') => quoted = true,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') if chars.peek() == Some(&'\n') => {}
            (false, '\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (_, c) => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the text ends within a record");
    rows
}

/// A case that has every kind of event, and every key that is a single value.
pub(super) fn everything(scene: &Scene) {
    scene.write(
        "cases/2026/11/2026-11-01-bcdfg.yaml",
        "id: 2026-11-01-bcdfg\ntitle: T\nreceived: 2026-11-01T09:00:00+08:00\nchannel: phone\ncustomer: \"Ms Li Na\"\n\
         contact: \"+86 138 0000 0021\"\ndemand: d\nplaybook: four-step@1\ncategory: product\nproduct: milk\n\
         department: kitchen\nplace: shop\npeople: [\"Bob Ray\"]\ncc: [\"a paper\"]\nreferences: {receipt: \"0047\"}\n\
         reported_by: front desk\nrepresentative: \"Mr Fox\"\nlanguage: en\nprefers: {channel: phone}\ntags: [a, \"b c\"]\n\
         own_key: {deep: [1, true, \"007\"]}\ndescription: |\n  One.\n  Two for Na.\nlog:\n\
         \x20 - {id: e01, at: 2026-11-01T09:10:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n\
         \x20 - {id: e02, at: 2026-11-01T09:20:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, update: true, auto: false, purpose: ack, confirmed: true, retold: true, contradicts: e01, next: 2026-11-03, every: \"2d\", kept: [e09, e10], tells: e13, letter: progress, note: \"Told Ms Li Na\", logged: 2026-11-01T12:00:00+08:00}\n\
         \x20 - {id: e03, at: 2026-11-01T09:30:00+08:00, by: wang, do: note, note: \"n\", why: \"w\", forced: [ack, checks], redacted: true}\n\
         \x20 - {id: e04, at: 2026-11-01T09:40:00+08:00, by: wang, do: tick, step: soothe, ticks: [a, b], facts: {feeling: \"sad\"}}\n\
         \x20 - {id: e05, at: 2026-11-01T09:50:00+08:00, by: wang, do: assess, severity: serious, urgent: true, flags: [safety, vulnerable], verified: partly, fault: ours, share: 80, loss: \"12.50\", why: \"w\"}\n\
         \x20 - {id: e06, at: 2026-11-01T10:00:00+08:00, by: wang, do: advance, step: soothe, to: show-empathy, skipped: true, why: \"w\"}\n\
         \x20 - {id: e07, at: 2026-11-01T10:10:00+08:00, by: wang, do: cause, code: c1, what: \"w\", bone: machine, whys: [\"x\"], department: kitchen}\n\
         \x20 - {id: e08, at: 2026-11-01T10:20:00+08:00, by: wang, do: escalate, tier: 2, trigger: time, kind: feedback, level: critical, due: 2026-11-02T18:00:00+08:00}\n\
         \x20 - {id: e09, at: 2026-11-01T10:30:00+08:00, by: wang, do: promise, due: 2026-11-02, from: 2026-11-02T08:00:00+08:00, what: \"w\"}\n\
         \x20 - {id: e10, at: 2026-11-01T10:40:00+08:00, by: wang, do: promise, due: 2026-11-03T10:00:00+08:00, what: \"w\", moves: e09, told: true}\n\
         \x20 - {id: e11, at: 2026-11-01T10:50:00+08:00, by: wang, do: evidence, kind: photo, what: \"w\", source: \"s\", sha256: \"aa\", from: \"f\"}\n\
         \x20 - {id: e12, at: 2026-11-01T11:00:00+08:00, by: wang, do: grievance, what: \"w\", category: product}\n\
         \x20 - {id: e13, at: 2026-11-01T11:10:00+08:00, by: wang, do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"5.00\"}}, {opt: b, loss: {remedy: repair}}]}\n\
         \x20 - {id: e14, at: 2026-11-01T11:20:00+08:00, by: wang, do: answer, of: e13, accepts: a, how: \"h\"}\n\
         \x20 - {id: e15, at: 2026-11-01T11:30:00+08:00, by: wang, do: decline, what: \"w\", alternative: \"a\", told: true}\n\
         \x20 - {id: e16, at: 2026-11-01T11:40:00+08:00, by: wang, do: approve, of: e13, amount: \"5.00\", role: boss, granted: true}\n\
         \x20 - {id: e17, at: 2026-11-01T11:50:00+08:00, by: wang, do: redress, of: e13, opt: a, remedy: refund, amount: \"5.00\", currency: CNY, covers: loss, reason: \"r\"}\n\
         \x20 - {id: e18, at: 2026-11-01T11:55:00+08:00, by: wang, do: redress, remedy: compensation, amount: \"7.00\", currency: USD}\n\
         \x20 - {id: e19, at: 2026-11-01T12:00:00+08:00, by: wang, do: settle, of: e12, how: \"h\"}\n\
         \x20 - {id: e20, at: 2026-11-01T12:10:00+08:00, by: wang, do: pause, reason: agreed-date, until: 2026-11-04}\n\
         \x20 - {id: e21, at: 2026-11-01T12:20:00+08:00, by: wang, do: resume, of: e20}\n\
         \x20 - {id: e22, at: 2026-11-01T12:30:00+08:00, by: wang, do: extend, clock: final, due: 2026-12-31, approved_by: li, told: true, why: \"w\"}\n\
         \x20 - {id: e23, at: 2026-11-01T12:40:00+08:00, by: wang, do: survey, satisfied: true, score: 5, words: \"w\"}\n\
         \x20 - {id: e24, at: 2026-11-01T12:50:00+08:00, by: wang, do: tell-team, department: kitchen}\n\
         \x20 - {id: e25, at: 2026-11-01T12:55:00+08:00, by: wang, do: switch, playbook: four-step@1, step: soothe}\n\
         \x20 - {id: e26, at: 2026-11-01T12:56:00+08:00, by: wang, do: return, step: soothe, to: soothe, why: \"w\"}\n\
         \x20 - {id: e27, at: 2026-11-01T12:57:00+08:00, by: wang, do: assign, owner: wang}\n\
         \x20 - {id: e28, at: 2026-11-01T13:00:00+08:00, by: wang, do: close, outcome: upheld, ground: \"g\", lesson: \"l\"}\n\
         \x20 - {id: e29, at: 2026-11-02T09:00:00+08:00, by: wang, do: reopen, of: e28, step: soothe, why: \"w\"}\n\
         \x20 - {id: e30, at: 2026-11-02T09:10:00+08:00, by: wang, do: link, to: 2026-11-01-bcdfh, relation: related}\n\
         \x20 - {id: e31, at: 2026-11-02T09:20:00+08:00, by: wang, do: action, what: \"w\", owner: wang, due: 2026-11-09}\n\
         \x20 - {id: e32, at: 2026-11-02T09:30:00+08:00, by: wang, do: done, of: e31}\n\
         \x20 - {id: e33, at: 2026-11-02T09:40:00+08:00, by: wang, do: verify, of: e31, effective: true}\n\
         \x20 - {id: e34, at: 2026-11-02T09:50:00+08:00, by: wang, do: edit, key: place, why: \"w\"}\n\
         \x20 - {id: e35, at: 2026-11-02T10:00:00+08:00, by: wang, do: note, note: \"wrong\"}\n\
         \x20 - {id: e36, at: 2026-11-02T10:10:00+08:00, by: wang, do: retract, of: e35, why: \"w\"}\n\
         \x20 - {id: e37, at: 2026-11-02T10:20:00+08:00, by: wang, do: resume, of: e20}\n\
         \x20 - {id: e38, at: 2026-11-02T10:30:00+08:00, by: wang, do: redact, field: place, why: \"w\"}\n",
    );
}
