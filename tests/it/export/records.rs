//! Whole records.

use super::{everything, lines};
use crate::scene::{NOW, Scene};
use amends::case::raw::{RawCase, Value as Spelled};
use amends::store::read_yaml;
use serde_json::Value;

/// Whether JSON says what a file says, keys in the same order.
fn says(json: &Value, spelled: &Spelled<'_>) -> bool {
    match (json, spelled) {
        (Value::Bool(b), Spelled::Plain(text)) => b.to_string() == **text,
        (Value::Number(n), Spelled::Plain(text)) => n.to_string() == **text,
        (Value::String(s), Spelled::Plain(text) | Spelled::Quoted(text)) => s == text,
        (Value::Array(a), Spelled::List(list)) => {
            a.len() == list.len() && a.iter().zip(list).all(|(json, node)| says(json, &node.value))
        }
        (Value::Object(o), Spelled::Map(pairs)) => {
            o.len() == pairs.len()
                && o.iter().zip(pairs).all(|((k, json), (key, node))| *k == *key.text && says(json, &node.value))
        }
        _ => false,
    }
}

#[track_caller]
fn same(line: &Value, raw: &RawCase<'_>) {
    assert_eq!(line["schema"], "amends.record/1");
    let record = line["record"].as_object().unwrap();
    let keys: Vec<&str> = record.keys().map(String::as_str).collect();
    let wanted: Vec<&str> = raw.header.iter().map(|(key, _)| &*key.text).chain(["log"]).collect();
    assert_eq!(keys, wanted);
    for (key, node) in &raw.header {
        assert!(says(&record[&*key.text], &node.value), "{}: {}", key.text, record[&*key.text]);
    }
    let log = record["log"].as_array().unwrap();
    assert_eq!(log.len(), raw.events().len());
    for (json, event) in log.iter().zip(raw.events()) {
        assert!(says(json, &Spelled::Map(event.pairs.clone())), "{json}");
    }
}

#[test]
fn a_record_has_every_key_of_its_file_in_the_same_order() {
    let scene = Scene::workspace();
    everything(&scene);
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--spoke", "phone"]);
    let rows = lines(&scene, &["records", "--reveal"]);
    assert_eq!(rows.len(), 2);
    for (row, id) in rows.iter().zip(["2026-11-01-bcdfg", &id]) {
        let text = scene.case(id);
        same(row, &read_yaml(&text).unwrap());
        assert_eq!(row.get("masked"), None);
    }
    assert_eq!(rows[0]["record"]["own_key"], serde_json::json!({"deep": [1, true, "007"]}));
    assert_eq!(rows[0]["record"]["references"]["receipt"], "0047");
}

#[test]
fn a_masked_record_says_so_and_keeps_what_is_no_text() {
    let scene = Scene::workspace();
    everything(&scene);
    let [row] = &lines(&scene, &["records"])[..] else { panic!("one record") };
    assert_eq!(row["masked"], true);
    let record = &row["record"];
    for key in ["customer", "contact", "representative", "reported_by"] {
        assert_eq!(record[key], "***", "{key}");
    }
    assert_eq!((&record["people"], &record["cc"]), (&serde_json::json!(["***"]), &serde_json::json!(["***"])));
    assert_eq!(record["description"], "One.\nTwo for ***.\n");
    assert_eq!(record["log"][1]["note"], "Told ***");
    assert_eq!(record["log"][1]["kept"], serde_json::json!(["e09", "e10"]));
    assert_eq!((&record["received"], &record["log"][4]["share"]), (&"2026-11-01T09:00:00+08:00".into(), &80.into()));
}

#[test]
fn what_happened_later_does_not_exist() {
    let scene = Scene::workspace();
    everything(&scene);
    scene.open("2026-11-20T14:00:00+08:00", &[]);
    for (now, records, events) in
        [("2026-11-01T09:45:00+08:00", 1, 4), ("2026-11-01T12:00:00+08:00", 1, 19), (NOW, 2, 39)]
    {
        let ran = scene.run(&["export", "records", "--now", now]).expect(0);
        let rows: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), records, "{now}");
        let logged: usize = rows.iter().map(|r| r["record"]["log"].as_array().unwrap().len()).sum();
        assert_eq!(logged, events, "{now}");
        let table = scene.run(&["export", "events", "-f", "jsonl", "--now", now]).expect(0).out;
        assert_eq!(table.lines().count(), events, "{now}");
    }
    assert_eq!(scene.run(&["export", "--now", "2026-10-01 09:00"]).expect(0).out.lines().count(), 1);
}

#[test]
fn a_masked_record_says_no_name_that_stands_plain_either() {
    let scene = Scene::workspace();
    let text = "id: 2026-11-01-bcdfg\ntitle: Smith\nreceived: 2026-11-01T09:00:00+08:00\nchannel: phone\ncustomer: Smith\n\
         contact: smith@example.com\ndemand: Smith\nplaybook: four-step@1\nproduct: smith@example.com\ntags: [Smith]\n\
         references: {mail: smith@example.com}\nown_key: {deep: [Smith, 7], Smith: true}\ndescription: d\nlog:\n\
         \x20 - {id: e01, at: 2026-11-01T09:10:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}\n\
         \x20 - {id: e02, at: 2026-11-01T09:20:00+08:00, by: wang, do: tick, step: soothe, facts: {feeling: Smith, on: 2026-11-01}}\n";
    scene.write("cases/2026/11/2026-11-01-bcdfg.yaml", text);
    let [row] = &lines(&scene, &["records"])[..] else { panic!("one record") };
    let said = row.to_string();
    assert!(!said.to_lowercase().contains("smith"), "{said}");
    let record = &row["record"];
    assert_eq!((&record["channel"], &record["log"][1]["facts"]["on"]), (&"phone".into(), &"2026-11-01".into()));
    assert_eq!(record["own_key"]["deep"], serde_json::json!(["***", 7]));
    // Whoever may see the names sees them.
    let [row] = &lines(&scene, &["records", "--reveal"])[..] else { panic!("one record") };
    assert_eq!(row["record"]["own_key"], serde_json::json!({"deep": ["Smith", 7], "Smith": true}));
}
