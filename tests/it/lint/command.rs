//! The command: its places, formats, exit codes, languages, and the hints after a write.

use super::run;
use crate::scene::{NOW, Scene, amends};

const TEXT: &str = "王女士：\n您好！这个我不知道，我们马上处理。\n我们能做的是换货。\n";

#[test]
fn a_finding_has_its_place_its_reason_a_suggestion_and_its_source() {
    let scene = Scene::workspace();
    let ran = run(&scene, TEXT, &["-f", "tsv"]).expect(0);
    assert_eq!(
        ran.out,
        "2\t7\twarning\t不知道\tis a negative phrase\tLet me find that out for you; I will call you by …\tdont-know\t003:L251\n\
         2\t13\twarning\t马上\tpromises more than anybody can keep\tName the day and the hour: by 18:00 today.\tat-once\t000:L45, L47\n"
    );
    let ran = run(&scene, TEXT, &["-f", "tsv", "--lang", "zh"]).expect(0);
    assert_eq!(
        ran.out,
        "2\t7\twarning\t不知道\t属于禁忌语\t我来为您确认，……前给您回电。\tdont-know\t003:L251\n\
         2\t13\twarning\t马上\t承诺过头\t说出日期和钟点：今天 18 点前。\tat-once\t000:L45, L47\n"
    );
}

#[test]
fn every_format_of_a_table_prints() {
    let scene = Scene::workspace();
    for (format, part) in [
        ("table", "| 2    | 7      | warning  | 不知道 "),
        ("json", "\"schema\": \"amends.lint/1\""),
        ("jsonl", "\"column\":7"),
        ("csv", "2,7,warning,不知道,"),
        ("md", "| 2 | 7 | warning | 不知道 |"),
    ] {
        let out = run(&scene, TEXT, &["-f", format]).expect(0).out;
        assert!(out.contains(part), "{format}: {out}");
    }
    let zh = run(&scene, TEXT, &["--lang", "zh"]).expect(0).out;
    assert!(zh.contains("| 行 | 列 | 级别 | 原文 ") && zh.contains("| 警告 |"), "{zh}");
    run(&scene, TEXT, &["-f", "ics"]).expect(2);
    run(&scene, TEXT, &["-n"]).expect(2);
    run(&scene, TEXT, &["--at", "yesterday 10:00"]).expect(2);
}

#[test]
fn strict_exits_with_1_on_a_warning_and_not_on_a_hint() {
    let scene = Scene::workspace();
    run(&scene, TEXT, &["--strict"]).expect(1);
    let hint = run(&scene, "可以的。", &["--strict", "-f", "tsv"]).expect(0);
    assert!(hint.out.contains("\thint\t可以的\t"), "{}", hint.out);
    let clean = run(&scene, "我完全理解您的心情。", &["--strict"]).expect(0);
    assert!(clean.err.contains("nothing to find fault with"), "{}", clean.err);
    let clean = run(&scene, "我完全理解您的心情。", &["--lang", "zh"]).expect(0);
    assert!(clean.err.contains("没有发现问题"), "{}", clean.err);
}

#[test]
fn liability_is_judged_only_when_asked_for() {
    let scene = Scene::workspace();
    run(&scene, "我们承认责任。", &["--strict"]).expect(0);
    let ran = run(&scene, "我们承认责任。", &["--strict", "--set", "liability", "-f", "tsv"]).expect(1);
    assert!(ran.out.contains("承认责任\tmay create a legal liability"), "{}", ran.out);
    scene.write("rules/phrases.toml", "[sets]\nliability = true\n");
    run(&scene, "我们承认责任。", &["--strict"]).expect(1);
    let ran = run(&scene, "x", &["--set", "liabilty"]).expect(2);
    assert!(ran.err.contains("liability"), "{}", ran.err);
    run(&scene, "x", &["--for", "poem"]).expect(2);
}

#[test]
fn the_text_may_come_from_standard_input() {
    use std::io::Write;
    let scene = Scene::workspace();
    for file in [&["-"][..], &[]] {
        let mut command = amends(scene.root());
        command.args(["lint", "--strict", "--now", NOW]).args(file).stdin(std::process::Stdio::piped());
        let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all("无可奉告".as_bytes()).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
    let ran = scene.now(&["lint"]).expect(2);
    assert!(ran.err.contains("nothing came on standard input"), "{}", ran.err);
}

#[test]
fn what_can_not_be_read_is_named() {
    let scene = Scene::workspace();
    let ran = scene.now(&["lint", "gone.txt"]).expect(2);
    assert!(ran.err.contains("gone.txt"), "{}", ran.err);
    scene.now(&["lint", "cases"]).expect(2);
    scene.write("latin.txt", b"\xff\xfe");
    scene.now(&["lint", "latin.txt"]).expect(2);
    run(&scene, "x", &["--case", "nope"]).expect(5);
    scene.write("cases/2026/11/2026-11-21-k7f3m.yaml", "id: [");
    run(&scene, "x", &["--case", "2026-11-21-k7f3m"]).expect(3);
}

#[test]
fn nothing_of_a_text_moves_the_cursor() {
    let scene = Scene::workspace();
    let out = run(&scene, "不\u{1b}[2J知道 如果你能\u{202e}来，我们就可以", &[]).expect(0).out;
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}') && out.contains("if-you-then-we"), "{out}");
}

#[test]
fn a_text_full_of_findings_is_cut_and_says_so() {
    let scene = Scene::workspace();
    let ran = run(&scene, &"不知道。\n".repeat(600), &["-f", "tsv"]).expect(0);
    assert_eq!(ran.out.lines().count(), 500);
    assert!(ran.err.contains("only the first 500 findings are shown"), "{}", ran.err);
}

#[test]
fn with_a_case_the_customers_name_and_the_copies_are_looked_for() {
    let scene = Scene::workspace();
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--cc", "消费者协会"]);
    let rules = |text: &str, more: &[&str]| {
        let mut args = vec!["--case", &id, "-f", "tsv"];
        args.extend(more);
        let out = run(&scene, text, &args).out;
        out.lines().map(|l| l.split('\t').nth(6).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules("尊敬的客户：鞋已寄出。", &[]), ["customer-name"]);
    assert_eq!(rules("王女士：鞋已寄出。", &[]), [""; 0]);
    assert_eq!(rules("王女士：鞋已寄出。", &["--for", "letter"]), ["copies"]);
    assert_eq!(rules("王女士：鞋已寄出。抄送：消费者协会", &["--for", "letter"]), [""; 0]);
    let zh = run(&scene, "尊敬的客户", &["--case", &id, "--lang", "zh"]).out;
    assert!(zh.contains("没有提及客户姓名"), "{zh}");
}

#[test]
fn an_apology_waits_for_what_the_procedure_wants_and_says_for_what() {
    for (playbook, assess, first, then) in [
        ("four-step", None, "", ""),
        ("five-step", Some(["--verified", "confirmed"]), "apology", ""),
        ("hotel", Some(["--fault", "ours"]), "apology", ""),
        ("hotel", Some(["--fault", "customer"]), "apology", "apology"),
    ] {
        let scene = Scene::workspace();
        let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", playbook]);
        let rules = || {
            let out =
                run(&scene, "王女士，鞋底开胶给您添了麻烦，对不起。", &["--case", &id, "-f", "tsv"]).expect(0).out;
            out.lines().map(|l| l.split('\t').nth(6).unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(rules(), first, "{playbook}");
        if let Some([flag, value]) = assess {
            scene.now(&["assess", &id, flag, value]).expect(0);
        }
        assert_eq!(rules(), then, "{playbook} {assess:?}");
        let vague = run(&scene, "王女士，对不起。", &["--case", &id, "-f", "tsv"]).expect(0).out;
        assert!(vague.contains("\tvague-apology\t"), "{vague}");
    }
}

#[test]
fn what_is_logged_promised_or_declined_gets_hints_and_is_written() {
    let (scene, id) = Scene::with_case();
    let ran = scene.now(&["log", &id, "--via", "phone", "-m", "我不知道，马上处理。我不知道。"]).expect(0);
    // A forbidden phrase is disrespect, and so the first of the six signals.
    assert_eq!(
        ran.err,
        format!(
            "wording: \"不知道\" is a negative phrase; better: Let me find that out for you; I will call you by … [dont-know]\n\
             wording: \"马上\" promises more than anybody can keep; better: Name the day and the hour: by 18:00 today. [at-once]\n\
             {id}: not respected: 1 of 6 signals of a major complaint; is it serious? amends assess {id} --severity serious\n"
        )
    );
    assert!(scene.case(&id).contains("我不知道，马上处理"));
    let zh = scene.now(&["promise", &id, "--due", "2026-11-24", "-m", "一定换好", "--lang", "zh"]).expect(0);
    assert!(zh.err.contains("措辞：“一定”承诺过头；建议：说明要做什么、什么时候完成。 [definitely]"), "{}", zh.err);
    let declined = scene.now(&["decline", &id, "-m", "退货", "--alternative", "Compensation of 300 yuan"]).expect(0);
    assert!(declined.err.contains("[compensation]") && declined.err.contains("[amount]"), "{}", declined.err);
    // What the customer said is no wording of ours.
    let inbound = scene.now(&["log", &id, "--in", "--via", "phone", "-m", "我不知道"]).expect(0);
    assert!(!inbound.err.contains("wording"), "{}", inbound.err);
    let quiet = scene.now(&["log", &id, "--via", "phone", "-q", "-m", "我不知道"]).expect(0);
    assert_eq!(quiet.err, "");
}

#[test]
fn forbidden_phrases_of_a_log_are_told_to_who_computes_signals() {
    use amends::clock::{Now, View};
    use amends::store::Workspace;
    let (scene, id) = Scene::with_case();
    scene.now(&["log", &id, "--via", "phone", "-m", "那是不可能的！"]).expect(0);
    scene.now(&["log", &id, "--in", "--via", "phone", "-m", "你们说不知道"]).expect(0);
    scene.now(&["log", &id, "--via", "phone", "-m", "明天换货，马上"]).expect(0);
    let workspace = Workspace::at(scene.root().to_path_buf());
    let (policy, _) = workspace.policy();
    let loaded = workspace.load(&scene.case_path(&id));
    let case = loaded.case.unwrap();
    let at = amends::case::stamp::parse_stamp("2026-11-23T09:00:00+08:00").unwrap();
    let view = View::of(&case, &policy, Now { stamp: at, given: true }).unwrap();
    let hits = amends::wording::taboo_hits(&view, &super::book());
    let said: Vec<&str> = hits.iter().flat_map(|(_, hits)| hits).map(|h| h.words.as_str()).collect();
    assert_eq!(said, ["那是不可能的"]);
}

/// Each note of ours that quotes somebody, and whether the forbidden phrase in it counts as ours.
#[test]
fn what_a_note_quotes_of_the_customer_is_no_disrespect_of_ours() {
    use amends::clock::{Now, View};
    use amends::store::Workspace;
    let notes = [
        ("The customer shouted: that's impossible!", false),
        ("The customer shouted at me: that's impossible!", false),
        ("The customer said: \"No. That's impossible.\"", false),
        ("The caller told us \"that's impossible\" and hung up", false),
        ("客户说：“那是不可能的！”", false),
        ("客户对我喊：那是不可能的！", false),
        ("顾客告诉我们“你们说过。那是不可能的”", false),
        ("客户说：那是不可能的，要求换货", false),
        ("That's impossible!", true),
        ("I told the customer: \"that's impossible\"", true),
        ("Told the customer: that's impossible", true),
        ("The customer was told: that's impossible", true),
        ("The customer asked for a refund. That's impossible.", true),
        ("The customer asked for a refund, and I said: that's impossible", true),
        ("我对客户说：“那是不可能的”", true),
        ("回复客户说：那是不可能的", true),
        ("客户问能否退货，我说“那是不可能的”", true),
        ("客户问题：那是不可能的", true),
        ("客户说要退货。那是不可能的", true),
        ("“那是不可能的”", true),
    ];
    let (scene, id) = Scene::with_case();
    for (note, _) in notes {
        scene.now(&["log", &id, "--via", "phone", "-m", note]).expect(0);
    }
    let workspace = Workspace::at(scene.root().to_path_buf());
    let (policy, _) = workspace.policy();
    let case = workspace.load(&scene.case_path(&id)).case.unwrap();
    let at = amends::case::stamp::parse_stamp("2026-11-23T09:00:00+08:00").unwrap();
    let view = View::of(&case, &policy, Now { stamp: at, given: true }).unwrap();
    let hits = amends::wording::taboo_hits(&view, &super::book());
    let counted: Vec<&str> = hits.iter().filter_map(|(event, _)| event.note.as_deref()).collect();
    let wanted: Vec<&str> = notes.iter().filter(|(_, ours)| *ours).map(|(note, _)| *note).collect();
    assert_eq!(counted, wanted);
}
