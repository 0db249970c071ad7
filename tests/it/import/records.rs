//! Records as `export records --format jsonl --reveal` writes them.

use super::cases;
use crate::scene::{Ran, Scene};

const RECORD: &str = r#"{"schema":"amends.record/1","record":{"id":"2026-11-18-k7f3m","title":"酸奶里的苍蝇","received":"2026-11-18T18:40:00+08:00","channel":"in-person","customer":"李女士","contact":"+86 138 0000 0000","demand":"道歉","category":"product","playbook":"four-step@1","people":["小张"],"references":{"receipt":"0047"},"prefers":{"channel":"phone"},"our_key":{"a":[1,"x"]},"description":"在小餐馆吃饭时。\n第二行\n","log":[{"id":"kq4z7m","at":"2026-11-18T18:55:00+08:00","by":"wang","do":"open","step":"soothe","severity":"normal","owner":"wang"},{"id":"mt7w2c","at":"2026-11-18T19:20:00+08:00","by":"wang","do":"contact","dir":"out","via":"phone","reached":true,"note":"道歉\t\"好\""},{"id":"rb2xqd","at":"2026-11-18T19:21:00+08:00","by":"wang","do":"assess","share":60,"loss":"480.00","flags":["safety"]},{"id":"ofr2xq","at":"2026-11-18T19:22:00+08:00","by":"wang","do":"offer","options":[{"opt":"a","loss":{"remedy":"refund","amount":"480.00"},"what":"退"}]}]}}"#;

fn import(scene: &Scene, lines: &[&str], more: &[&str]) -> Ran {
    scene.write("records.jsonl", lines.join("\n") + "\n");
    let mut args = vec!["import", "records.jsonl"];
    args.extend(more);
    scene.now(&args)
}

#[test]
fn a_record_is_the_case_it_was() {
    let scene = Scene::workspace();
    let ran = import(&scene, &[RECORD], &[]).expect(0);
    assert_eq!(ran.out, "2026-11-18-k7f3m row 1, 2026-11-18-k7f3m\n");
    let text = scene.case("2026-11-18-k7f3m");
    for says in [
        "received: 2026-11-18T18:40:00+08:00\n",
        "references: {receipt: \"0047\"}\n",
        "prefers: {channel: \"phone\"}\n",
        "our_key: {\"a\": [1, \"x\"]}\ndescription: |\n  在小餐馆吃饭时。\n  第二行\nlog:\n",
        "  - {id: mt7w2c, at: 2026-11-18T19:20:00+08:00, by: wang, do: contact, dir: out, via: phone, reached: true, note: \"道歉\\t\\\"好\\\"\"}\n",
        "do: assess, flags: [safety], share: 60, loss: \"480.00\"}\n",
        "do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"480.00\"}, what: \"退\"}]}\n",
    ] {
        assert!(text.contains(says), "{says}: {text}");
    }
    // The procedure comes with it, as with a case that is opened.
    assert!(scene.root().join("playbooks/four-step.toml").is_file());
    let again = import(&scene, &[RECORD], &[]).expect(0);
    assert!(again.err.contains("imported: 0, already there: 1, faulty: 0"), "{}", again.err);
    assert_eq!(cases(&scene).len(), 1);
}

#[test]
fn records_that_are_not_what_they_should_be_are_refused() {
    let scene = Scene::workspace();
    import(&scene, &[RECORD], &[]).expect(0);
    let other = RECORD.replace("道歉", "退款");
    let masked = RECORD.replacen("\"record\"", "\"masked\":true,\"record\"", 1);
    let inside = RECORD.replacen("\"title\"", "\"masked\":true,\"title\"", 1);
    let path = RECORD.replace("2026-11-18-k7f3m", "../../../etc/x");
    let unknown = RECORD.replace("k7f3m", "k7f3n").replace("\"do\":\"contact\"", "\"do\":\"cantact\"");
    let no_log = RECORD.replace("k7f3m", "k7f3p").replace("\"log\"", "\"lag\"");
    let version = RECORD.replace("amends.record/1", "amends.record/2");
    let key = RECORD.replace("k7f3m", "k7f3q").replace("our_key", "our: key\\n");
    let lines = [&*other, &masked, &inside, &path, &unknown, &no_log, &version, &key];
    let ran = import(&scene, &lines, &[]).expect(7);
    for (row, says) in (1..).zip([
        "the workspace has another case under the id 2026-11-18-k7f3m",
        "export it again with --reveal",
        "export it again with --reveal",
        "not a sound record: ",
        "did you mean `contact`?",
        "no `log` of a record in it",
        "a line of `amends.record/2`",
        "can't be a key of a case file",
    ]) {
        let line = ran.err.lines().find(|l| l.starts_with(&format!("records.jsonl: row {row}, ")));
        assert!(line.is_some_and(|l| l.contains(says)), "{row}: {says}: {}", ran.err);
    }
    assert_eq!(cases(&scene).len(), 1);
    let zh = import(&scene, &[&masked], &["--lang", "zh"]).expect(7).err;
    assert!(zh.contains("请用 --reveal 重新导出"), "{zh}");
    // The same case twice, and a row that is no record.
    let fresh = RECORD.replace("k7f3m", "k7f3t");
    let ran = import(&scene, &[&fresh, &fresh, "{\"id\":1}"], &[]).expect(7);
    assert!(ran.err.contains("row 2, the same case as in row 1"), "{}", ran.err);
    assert!(ran.err.contains("row 3, no whole record, and there is no map (--map)"), "{}", ran.err);
}

#[test]
fn what_was_exported_comes_back_as_the_same_cases() {
    let project = concat!("-C", env!("CARGO_MANIFEST_DIR"));
    let scene = Scene::workspace();
    let export = |scene: &Scene, folder: &str, more: &[&str]| {
        let mut args = vec!["export", "records", "--format", "jsonl"];
        args.extend((!folder.is_empty()).then_some(folder));
        args.extend(more);
        scene.run(&args).expect(0).out
    };
    let samples = export(&scene, project, &["--reveal"]);
    assert!(samples.lines().count() >= 14, "{samples}");
    let lines: Vec<&str> = samples.lines().collect();
    let ran = import(&scene, &lines, &[]).expect(0);
    assert!(ran.err.contains(&format!("imported: {}, already there: 0, faulty: 0", lines.len())), "{}", ran.err);
    assert_eq!(sorted(&export(&scene, "", &["--reveal"])), sorted(&samples));
    let again = import(&scene, &lines, &[]).expect(0);
    assert!(again.err.contains(&format!("imported: 0, already there: {}, faulty: 0", lines.len())), "{}", again.err);
    // What hides the customers is no backup.
    let masked = export(&scene, "", &[]);
    let masked: Vec<&str> = masked.lines().collect();
    assert!(import(&scene, &masked, &[]).expect(7).err.contains("export it again with --reveal"));
}

/// The lines with their keys in the order of the alphabet: that of a header is the file's own.
fn sorted(lines: &str) -> Vec<String> {
    fn level(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(map) => {
                let mut pairs: Vec<_> = map.into_iter().map(|(k, v)| (k, level(v))).collect();
                // What holds anyway may be spelled or not.
                pairs.retain(|(key, value)| key != "reached" || value != true);
                pairs.sort_by(|a, b| a.0.cmp(&b.0));
                serde_json::Value::Object(pairs.into_iter().collect())
            }
            serde_json::Value::Array(list) => list.into_iter().map(level).collect(),
            other => other,
        }
    }
    let mut lines: Vec<String> = lines.lines().map(|l| level(serde_json::from_str(l).unwrap()).to_string()).collect();
    lines.sort();
    lines
}

#[test]
fn a_key_that_needs_quotes_gets_them_and_stays_one() {
    let scene = Scene::workspace();
    let hostile = RECORD
        .replace("{\"receipt\":\"0047\"}", r##"{"a: \"1\", b":"2","#1":"3","收据":"4"}"##)
        .replace("\"prefers\":{\"channel\"", "\"prefers\":{\"yes\"");
    import(&scene, &[&hostile], &[]).expect(0);
    let text = scene.case("2026-11-18-k7f3m");
    let says = r##"references: {"a: \"1\", b": "2", "#1": "3", 收据: "4"}"##;
    assert!(text.contains(says) && text.contains("prefers: {\"yes\": \"phone\"}"), "{text}");
    scene.now(&["check"]);
    let again = import(&scene, &[&hostile], &[]).expect(0);
    assert!(again.err.contains("imported: 0, already there: 1"), "{}", again.err);
}

#[test]
fn what_no_workspace_could_hold_is_a_fault_of_its_row() {
    let scene = Scene::workspace();
    let gone = RECORD.replace("four-step@1", "nope@1");
    let long = RECORD.replace("k7f3m", "k7f3n").replace("在小餐馆吃饭时。", &"长".repeat(1_400_000));
    let ran = import(&scene, &[&gone, &long], &[]).expect(7);
    for says in
        ["row 1, it follows the playbook nope, which is not there", "row 2, its case file would be longer than 4 MiB"]
    {
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
    }
    let zh = import(&scene, &[&gone, &long], &["--lang", "zh"]).expect(7).err;
    assert!(zh.contains("采用的流程“nope”不存在") && zh.contains("会超过 4 兆字节"), "{zh}");
    // The others can be taken, and the list has nothing to complain of.
    import(&scene, &[&gone, &RECORD.replace("k7f3m", "k7f3p")], &["--skip-faulty"]).expect(0);
    scene.now(&["list"]).expect(0);
    assert_eq!(cases(&scene).len(), 1);
}

#[test]
fn a_text_among_the_facts_is_quoted_again_and_a_choice_is_not() {
    let scene = Scene::workspace();
    scene.write(
        "playbooks/typed.toml",
        "id = \"typed\"\nrevision = 1\nname = \"Typed\"\nkind = \"flow\"\n[[step]]\nid = \"first\"\nname = \"First\"\n\
         [[step.field]]\nid = \"name\"\nlabel = \"Name\"\ntype = \"text\"\n\
         [[step.field]]\nid = \"day\"\nlabel = \"On\"\ntype = \"date\"\n\
         [[step]]\nid = \"second\"\nname = \"Second\"\n",
    );
    let ticked = RECORD.replace("four-step@1", "typed@1").replace("soothe", "first").replace(
        "{\"id\":\"mt7w2c\"",
        r#"{"id":"tckaaa","at":"2026-11-18T19:19:00+08:00","by":"wang","do":"tick","step":"first","facts":{"name":"Smith","day":"2026-11-20"}},{"id":"mt7w2c""#,
    );
    import(&scene, &[&ticked], &[]).expect(0);
    let text = scene.case("2026-11-18-k7f3m");
    assert!(text.contains("facts: {name: \"Smith\", day: 2026-11-20}"), "{text}");
}

#[test]
fn a_look_beside_a_damaged_file_is_not_the_whole_truth() {
    let scene = Scene::workspace();
    scene.write("cases/2026/11/2026-11-19-bbbbb.yaml", "id: 2026-11-19-bbbbb\ntitle: [\n");
    let ran = import(&scene, &[RECORD], &["-n", "--format", "json"]).expect(3);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["incomplete"], true);
    assert!(ran.err.contains("2026-11-19-bbbbb.yaml"), "{}", ran.err);
    import(&scene, &[RECORD], &[]).expect(0);
}
