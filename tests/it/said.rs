//! What the line after a write and `show` say of a case: values, lessons, answers, names instead of ids.

use crate::scene::Scene;

/// A workspace whose lists have names, with one case at the step that asks for cause and fault.
fn shop() -> (Scene, String) {
    let scene = Scene::workspace();
    let policy = r#"format = 1
time_zone = "Asia/Shanghai"
[[category]]
id = "product"
name = { en = "Product quality", zh = "产品质量" }
[[department]]
id = "dairy"
name = { en = "Dairy", zh = "乳品部" }
[[department]]
id = "kitchen"
[[role]]
id = "agent"
name = { en = "Agent", zh = "客服专员" }
[[role]]
id = "supervisor"
name = { en = "Supervisor", zh = "主管" }
[[role]]
id = "technical-lead"
name = { en = "Technical lead", zh = "技术负责人" }
"#;
    scene.write("amends.toml", policy);
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--category", "产品质量", "--department", "DAIRY"]);
    scene.now(&["advance", &id, "--tick", "all", "--force", "--why", "x"]).expect(0);
    (scene, id)
}

/// What a command says in English and in Chinese.
fn both(scene: &Scene, args: &[&str]) -> [String; 2] {
    ["en", "zh"].map(|lang| {
        let ran = scene.now(&[args, &["--lang", lang]].concat());
        format!("{}{}", ran.out, ran.err)
    })
}

#[test]
fn a_value_that_was_filled_in_is_said_by_label_and_option() {
    let (scene, id) = shop();
    let said = |args: &[&str], lang: &str| scene.now(&[&["tick", &id], args, &["--lang", lang]].concat()).expect(0).out;
    assert!(said(&["--set", "fault=ours"], "en").contains(": set Who bears the responsibility = We do ("));
    assert!(said(&["--set", "fault=ours"], "zh").contains(": 填写：责任方 = 我方（"));
    let some = ["all", "--set", "fault=ours", "--set", "cause=纱窗破损"];
    // What is done already isn't said again, so each language has a case of its own.
    let en = said(&some, "en");
    let other = shop();
    let zh = other.0.now(&[&["tick", &other.1], &some[..], &["--lang", "zh"]].concat()).expect(0).out;
    assert!(en.contains(": ticked ") && en.contains("; set Cause = 纱窗破损; Who bears"), "{en}");
    assert!(zh.contains(": 完成：") && zh.contains("；填写：原因 = 纱窗破损；责任方 = 我方"), "{zh}");
    scene.now(&["advance", &id, "--set", "cause=门坏了", "--force", "--why", "y"]).expect(0);
    let [en, zh] = both(&scene, &["show", &id]);
    assert!(en.contains("set Cause = 门坏了") && zh.contains("填写：原因 = 门坏了"), "{en}{zh}");
}

#[test]
fn an_open_choice_names_its_values() {
    let (scene, id) = shop();
    let [en, zh] = both(&scene, &["show", &id]);
    for text in [en, zh] {
        assert!(text.contains("--set fault=ours|customer|supplier|shared|nobody`"), "{text}");
        assert!(text.contains("--set cause=…`"), "{text}");
    }
    scene.now(&["tick", &id, "--set", "fault=ours"]).expect(0);
    assert!(both(&scene, &["show", &id])[0].contains("--set fault=…`"));
}

#[test]
fn evidence_tells_its_kind_and_giver_beside_what_it_shows() {
    let (scene, id) = shop();
    for (more, en, zh) in [
        (&[][..], "evidence: photo 0123 (", "证据：photo 0123（"),
        (&["--kind", "photo"], "evidence: photo 0123, photo (", "证据：photo 0123，photo（"),
        (&["-m", "the fly"], "evidence: photo 0123: the fly (", "证据：photo 0123：the fly（"),
        (
            &["--kind", "photo", "--from", "王女士", "-m", "the fly"],
            "evidence: photo 0123, photo, from 王女士: the fly (",
            "证据：photo 0123，photo，提供者 王女士：the fly（",
        ),
    ] {
        let [english, chinese] = both(&scene, &[&["evidence", &id, "photo 0123"], more].concat());
        assert!(english.contains(en) && chinese.contains(zh), "{english}{chinese}");
    }
}

#[test]
fn a_lesson_and_the_answer_to_a_grievance_are_shown() {
    let (scene, id) = shop();
    scene.now(&["grievance", &id, "-m", "店员态度差", "--category", "product quality"]).expect(0);
    let [en, zh] = both(&scene, &["show", &id]);
    assert!(en.contains("Grievances without an answer") && !en.contains("Grievances answered"), "{en}");
    assert!(zh.contains("又一投诉点：店员态度差") && scene.case(&id).contains("category: product}"), "{zh}");
    scene.now(&["settle", &id, "-m", "已当面道歉"]).expect(0);
    scene.now(&["close", &id, "--outcome", "withdrawn", "--lesson", "纱窗每周检查"]).expect(0);
    let [en, zh] = both(&scene, &["show", &id]);
    for (text, answered, lesson) in
        [(&en, "Grievances answered", "lesson: 纱窗每周检查"), (&zh, "已答复的投诉点", "经验教训：纱窗每周检查")]
    {
        assert!(text.contains(answered) && text.contains("-> 已当面道歉") && text.contains(lesson), "{text}");
        // Among the facts, and where the case was closed.
        assert_eq!(text.matches("纱窗每周检查").count(), 2, "{text}");
    }
    assert!(!en.contains("Grievances without an answer"), "{en}");
}

#[test]
fn the_grievance_may_be_left_out_where_one_alone_is_open() {
    for (lang, none, several) in [
        ("en", "waits for an answer; note one", "several grievances wait for an answer; name one"),
        ("zh", "没有未答复的投诉点", "有多个投诉点未答复，请指明"),
    ] {
        let (scene, id) = shop();
        let settle = || scene.now(&["settle", &id, "-m", "已道歉", "--lang", lang]);
        assert!(settle().expect(5).err.contains(none));
        scene.now(&["grievance", &id, "-m", "等了两小时"]).expect(0);
        scene.now(&["grievance", &id, "-m", "态度差"]).expect(0);
        let before = scene.case(&id);
        let ran = settle().expect(2);
        assert!(
            ran.err.contains(several) && ran.err.contains("等了两小时") && ran.err.contains("态度差"),
            "{}",
            ran.err
        );
        assert_eq!(scene.case(&id), before);
        let first = ran.err.lines().find(|l| l.contains("等了两小时")).unwrap().trim()[..6].to_owned();
        scene.now(&["settle", &id, &first, "-m", "已道歉"]).expect(0);
        settle().expect(0);
        assert!(settle().expect(5).err.contains(none));
    }
}

#[test]
fn a_refusal_says_whether_the_customer_was_told() {
    let (scene, id) = shop();
    let decline = ["decline", &id, "-m", "赔一万元", "--alternative", "换货"];
    let [en, zh] = both(&scene, &decline);
    assert!(
        en.contains("declined: 赔一万元; alternative: 换货 (") && zh.contains(": 不予支持：赔一万元；替代方案：换货（")
    );
    assert!(!zh.contains("告知"), "{zh}");
    let [en, zh] = both(&scene, &[&decline[..], &["--told"]].concat());
    assert!(en.contains("alternative: 换货; the customer was told (") && zh.contains("换货；已告知客户（"), "{en}{zh}");
}

#[test]
fn names_stand_for_ids_on_the_screen_and_on_the_command_line() {
    let (scene, id) = shop();
    assert!(scene.case(&id).contains("category: product\n") && scene.case(&id).contains("department: dairy\n"));
    let [en, zh] = both(&scene, &["tell-team", &id, "乳品部", "-m", "x"]);
    assert!(en.contains("told Dairy (") && zh.contains("反馈给 乳品部（"), "{en}{zh}");
    scene.now(&["tell-team", &id, "dairy"]).expect(0);
    assert_eq!(scene.case(&id).matches("do: tell-team, department: dairy}").count(), 1);
    scene.now(&["tick", &id, "--set", "fault=我方"]).expect(0);
    scene.now(&["tick", &id, "--set", "fault=a SUPPLIER does"]).expect(0);
    assert!(scene.case(&id).contains("{fault: ours}") && scene.case(&id).contains("{fault: supplier}"));
    let refused = scene.now(&["tick", &id, "--set", "fault=别人"]).expect(2);
    assert!(refused.err.contains("ours"), "{}", refused.err);
    scene.now(&["tell-team", &id, "乳品"]).expect(2);
    scene.now(&["assess", &id, "--severity", "serious"]).expect(0);
    let [en, zh] = both(&scene, &["show", &id]);
    for piece in ["产品质量", "乳品部", "客服专员、主管、技术负责人"] {
        assert!(zh.contains(piece), "{piece}\n{zh}");
    }
    assert!(en.contains("Agent, Supervisor, Technical lead") && en.contains("Dairy"), "{en}");
    assert!(!zh.contains("dairy") && !zh.contains("technical-lead"), "{zh}");
    assert_eq!(scene.now(&["list", "-q", "--category", "product QUALITY"]).expect(0).out.trim(), id);
    scene.now(&["close", &id, "--outcome", "withdrawn", "--tell-team", "Dairy"]).expect(0);
}

#[test]
fn a_step_that_can_not_be_left_is_called_by_its_name() {
    let (scene, id) = shop();
    let [en, zh] = both(&scene, &["advance", &id]);
    assert!(en.contains(&format!("{id} can't leave \"Establish the cause\" (`establish-cause`) yet:")), "{en}");
    assert!(zh.contains("还不能离开步骤“明确缘由”（`establish-cause`）："), "{zh}");
}
