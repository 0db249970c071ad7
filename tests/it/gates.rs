//! Each gate of the closed set, tried closed and open through the binary, in both languages; what a forced one leaves
//! behind.

use crate::scene::Scene;
use amends::playbook::Gate;

const POLICY: &str = r#"
[[approval]]
from = "2000.00"
roles = ["director"]
"#;

/// A workspace whose playbook has one gate in the way of its first step, and a case in it.
fn behind(gate: &str) -> (Scene, String) {
    let scene = Scene::workspace();
    scene.write("amends.toml", format!("format = 1\ntime_zone = \"Asia/Shanghai\"\n{POLICY}"));
    let field = if gate == "plan" {
        "[[step.field]]\nid = \"plan\"\nlabel = \"Plan\"\ntype = \"text\"\nrequired = false\n"
    } else {
        ""
    };
    scene.write(
        "playbooks/gated.toml",
        format!(
            "id = \"gated\"\nrevision = 1\nname = \"Gated\"\nkind = \"flow\"\n[[step]]\nid = \"first\"\nname = \"First\"\nrequires = [\"{gate}\"]\non_unsatisfied = \"first\"\n{field}[[step]]\nid = \"second\"\nname = \"Second\"\n"
        ),
    );
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", "gated"]);
    (scene, id)
}

/// Types commands in which `CASE` is the case; each succeeds.
#[track_caller]
fn typed(scene: &Scene, id: &str, lines: &[&str]) {
    for line in lines {
        let words: Vec<String> = line.split_whitespace().map(|w| w.replace("CASE", id)).collect();
        scene.now(&words.iter().map(String::as_str).collect::<Vec<_>>()).expect(0);
    }
}

/// An event written by hand, for what other commands write.
fn written(scene: &Scene, id: &str, event: &str) {
    let line = format!("  - {{id: zzzzzz, at: 2026-11-22T08:59:00+08:00, by: wang, {event}}}\n");
    scene.write(&format!("cases/{}/{}/{id}.yaml", &id[..4], &id[5..7]), scene.case(id) + &line);
}

const OFFER: &str = "redress offer CASE --option a:loss=refund:480.00";
const TELL: &str = "log CASE --via phone --tells";
const ACCEPT: &str = "redress answer CASE --accepts a --how phone";

/// What stands before the gate, the gate, what its refusal names, and the commands that open it.
const GATES: &[(&str, &[&str], &str, &[&str])] = &[
    ("contact-out", &["log CASE --in --via phone"], "amends log CASE --via CHANNEL", &["log CASE --via phone"]),
    ("contact-in", &["log CASE --via phone"], "log CASE --in", &["log CASE --in --via phone"]),
    (
        "acknowledged",
        &["log CASE --via phone --not-reached"],
        "amends log CASE --via CHANNEL",
        &["log CASE --via phone"],
    ),
    ("confirmed", &["log CASE --via phone"], "--confirmed", &["log CASE --via phone --confirmed"]),
    ("evidence", &[], "amends evidence CASE REF", &["evidence CASE photo-1"]),
    ("evidence:photo", &["evidence CASE x --kind sample"], "--kind photo", &["evidence CASE x --kind photo"]),
    ("assessed", &[], "amends assess CASE", &["assess CASE --severity minor"]),
    ("verified", &["assess CASE --severity minor"], "--verified", &["assess CASE --verified confirmed"]),
    ("plan", &[], "--set plan=", &["tick CASE --set plan=repair"]),
    ("promise", &[], "amends promise CASE", &["promise CASE --due 2026-11-25 -m call"]),
    ("offer", &[], "amends redress offer CASE", &[OFFER]),
    ("told", &[OFFER], "amends log CASE --via CHANNEL --tells", &[TELL]),
    ("consent", &[OFFER, TELL], "amends redress answer CASE --accepts", &[ACCEPT]),
    (
        "alternative",
        &["log CASE --via phone --purpose refusal"],
        "amends decline CASE -m WHAT --alternative TEXT",
        &["decline CASE -m tenfold --alternative repair"],
    ),
    (
        "approval",
        &["redress offer CASE --option a:loss=refund:2000.00"],
        "amends redress approve CASE --amount AMOUNT --by PERSON",
        &["redress approve CASE --amount 2000.00 --role director --by li"],
    ),
    ("redress", &[OFFER, TELL, ACCEPT], "amends redress pay CASE --reason TEXT", &["redress pay CASE --reason price"]),
    ("result-told", &["log CASE --via phone"], "--purpose result", &["log CASE --via phone --purpose result"]),
    ("satisfaction", &[], "amends survey CASE", &["survey CASE --satisfied yes"]),
    ("follow-up", &["log CASE --via phone"], "--purpose follow-up", &["log CASE --via phone --purpose follow-up"]),
    ("escalated", &[], "amends escalate CASE --why TEXT", &["escalate CASE --why serious"]),
];

/// The gates that are opened by events of other commands.
const WRITTEN: &[(&str, &str, &str)] = &[
    ("cause", "amends cause CASE -m WHAT", "do: cause, what: \"胶不牢\""),
    ("told-team", "amends tell-team CASE DEPARTMENT", "do: tell-team, department: kitchen"),
    (
        "action",
        "amends action add CASE -m WHAT --owner PERSON --due TIME",
        "do: action, what: \"换胶\", owner: li, due: 2026-12-01",
    ),
    (
        "letter:apology",
        "amends log CASE --via CHANNEL --letter apology",
        "do: contact, dir: out, via: letter, reached: true, letter: apology",
    ),
];

#[track_caller]
fn closed(scene: &Scene, id: &str, gate: &str, names: &str) {
    let before = scene.case(id);
    let en = scene.now(&["advance", id]).expect(4).err;
    assert!(en.contains(&names.replace("CASE", id)), "{gate}: {en}");
    let zh = scene.now(&["advance", id, "--lang", "zh"]).expect(4).err;
    assert!(zh.contains("还不能离开步骤") && zh.contains(&names.replace("CASE", id)), "{gate}: {zh}");
    assert_eq!(scene.case(id), before, "{gate}");
    let json = scene.now(&["show", id, "-f", "json"]).expect(0).out;
    assert!(json.contains(&format!("\"missing\": [\n    \"{gate}\"\n  ]")), "{gate}: {json}");
}

#[track_caller]
fn opened(scene: &Scene, id: &str, gate: &str) {
    let out = scene.now(&["advance", id]).expect(0).out;
    assert!(out.contains("to \"Second\""), "{gate}: {out}");
    assert_eq!(scene.now(&["check"]).expect(0).out, "", "{gate}");
}

#[test]
fn each_gate_is_closed_until_its_command_opens_it() {
    for (gate, first, names, opens) in GATES {
        let (scene, id) = behind(gate);
        typed(&scene, &id, first);
        closed(&scene, &id, gate, names);
        typed(&scene, &id, opens);
        opened(&scene, &id, gate);
    }
    for (gate, names, event) in WRITTEN {
        let (scene, id) = behind(gate);
        closed(&scene, &id, gate, names);
        written(&scene, &id, event);
        opened(&scene, &id, gate);
    }
    let tried = |gate: &&&str| GATES.iter().any(|(g, ..)| *g == **gate) || WRITTEN.iter().any(|(g, ..)| *g == **gate);
    let untried: Vec<_> = Gate::NAMES.iter().filter(|g| **g != "lesson" && !tried(g)).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

#[test]
fn what_nobody_asks_for_stands_in_no_way() {
    // Nothing offered and nothing refused: nothing to sign for, to carry out, or to replace.
    for gate in ["approval", "redress", "alternative"] {
        let (scene, id) = behind(gate);
        opened(&scene, &id, gate);
    }
    // Below the band nobody signs; of what is turned down nothing is owed.
    let (scene, id) = behind("approval");
    typed(&scene, &id, &["redress offer CASE --option a:loss=refund:1999.99"]);
    opened(&scene, &id, "approval");
    let (scene, id) = behind("redress");
    typed(&scene, &id, &[OFFER, TELL, "redress answer CASE --accepts none --how phone"]);
    opened(&scene, &id, "redress");
}

#[test]
fn a_return_asks_anew_for_all_but_facts_evidence_verdict_and_restatement() {
    for (gate, first, _, opens) in GATES.iter().filter(|(g, ..)| !["approval", "redress", "alternative"].contains(g)) {
        let (scene, id) = behind(gate);
        typed(&scene, &id, first);
        typed(&scene, &id, opens);
        typed(&scene, &id, &["advance CASE"]);
        let out = scene.now(&["advance", &id, "--back", "first", "--why", "x"]).expect(0).out;
        assert!(out.contains("back from \"Second\" to \"First\" (round 2)"), "{out}");
        let survives = ["evidence", "evidence:photo", "verified", "confirmed", "plan"].contains(gate);
        scene.now(&["advance", &id]).expect(if survives { 0 } else { 4 });
    }
}

#[test]
fn each_return_tells_its_round_in_both_languages() {
    let (scene, id) = behind("evidence");
    typed(&scene, &id, &["evidence CASE x", "advance CASE"]);
    for (lang, said) in [("en", "(round 2)"), ("zh", "（第 3 轮）")] {
        let out = scene.now(&["advance", &id, "--back", "first", "--why", "x", "--lang", lang]).expect(0).out;
        assert!(out.contains(said), "{out}");
        typed(&scene, &id, &["advance CASE"]);
    }
}

#[test]
fn a_new_offer_takes_an_answer_to_the_old_one_away() {
    let (scene, id) = behind("consent");
    // What was accepted is carried out first: until then there is no other offer.
    typed(&scene, &id, &[OFFER, TELL, ACCEPT, "redress pay CASE --reason price"]);
    typed(&scene, &id, &["redress offer CASE --option a:loss=refund:600.00"]);
    closed(&scene, &id, "consent", "redress answer CASE");
}

#[test]
fn an_accepted_option_decides_on_the_way() {
    for (accepts, second) in [("a", true), ("none", false)] {
        let (scene, id) = behind("told");
        let path = scene.root().join("playbooks/gated.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let branch = "[[step.branch]]\nwhen = { accepted = \"none\" }\nto = \"third\"\n";
        let text = text.replacen("[[step]]\nid = \"second\"", &format!("{branch}[[step]]\nid = \"second\""), 1)
            + "[[step]]\nid = \"third\"\nname = \"Third\"\n";
        std::fs::write(path, text).unwrap();
        assert_eq!(scene.now(&["playbook", "check"]).expect(0).out, "");
        typed(&scene, &id, &[OFFER, TELL, &format!("redress answer CASE --accepts {accepts} --how phone")]);
        let out = scene.now(&["advance", &id]).expect(0).out;
        assert_eq!(out.contains("to \"Second\""), second, "{out}");
    }
    // What can never be accepted is a fault of the playbook.
    let (scene, _) = behind("told");
    let path = scene.root().join("playbooks/gated.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let wrong =
        text.replacen("requires = [\"told\"]", "requires = [{ gate = \"told\", when = { accepted = \"all\" } }]", 1);
    std::fs::write(path, wrong).unwrap();
    assert!(scene.now(&["playbook", "check"]).expect(1).out.contains("accepted"));
}

#[test]
fn a_forced_gate_is_recorded_and_counted() {
    let (scene, id) = behind("cause");
    scene.now(&["advance", &id, "--force"]).expect(2);
    let out = scene.now(&["advance", &id, "--force", "--why", "店长同意"]).expect(0).out;
    assert!(out.contains("[forced: cause]"), "{out}");
    assert!(scene.case(&id).contains("forced: [cause]"));
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
    let en = scene.now(&["report"]).expect(0).out;
    let squeezed: Vec<String> = en.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in ["forced advances 1", "| cases by what was missing | cases |", "| cause | 1 |"] {
        assert!(squeezed.iter().any(|l| l == line), "{line}: {en}");
    }
    let zh = scene.now(&["report", "--lang", "zh"]).expect(0).out;
    assert!(zh.contains("按所缺内容统计的工单数") && zh.contains("强行通过次数"), "{zh}");
    let json = scene.now(&["report", "-f", "json"]).expect(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["figures"]["exceptions"],
        serde_json::json!({ "forced_advances": 1, "cases_by_gate": { "cause": 1 } })
    );
    let before = scene.now(&["report", "--month", "2026-10"]).expect(0).out;
    assert!(!before.contains("forced advances"), "{before}");
}

#[test]
fn a_close_may_bring_the_cause_itself() {
    let (scene, id) = behind("contact-out");
    let path = scene.root().join("playbooks/gated.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, text.replacen("kind =", "close_requires = [\"cause\", \"told-team\"]\nkind =", 1)).unwrap();
    typed(&scene, &id, &["log CASE --via phone", "advance CASE"]);
    let err = scene.now(&["close", &id, "--outcome", "upheld"]).expect(4).err;
    assert!(err.contains("amends cause") && err.contains("amends tell-team"), "{err}");
    scene.now(&["close", &id, "--outcome", "upheld", "--cause", "胶", "--tell-team", "kitchen"]).expect(0);
    assert_eq!(scene.now(&["check"]).expect(0).out, "");
}
