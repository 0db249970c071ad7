//! Rules of the articles that hold in one procedure, or at the close, and are tried nowhere else by name.

use crate::scene::Scene;
use amends::playbook::builtin::BUILTIN;
use amends::playbook::{Playbook, read_playbook};

const POLICY: &str = r#"
format = 1
time_zone = "Asia/Shanghai"

[[approval]]
from = "2000.00"
roles = ["director"]
"#;

/// A case that stands at a step of a procedure.
fn at(playbook: &str, step: &str) -> (Scene, String) {
    let scene = Scene::workspace();
    scene.write("amends.toml", POLICY);
    let id = scene.open("2026-11-21T14:00:00+08:00", &["--playbook", playbook]);
    let text = scene.case(&id);
    let (before, after) = text.split_once("do: open, step: ").expect("the case is opened");
    let (_, after) = after.split_once(',').expect("a step");
    std::fs::write(scene.case_path(&id), format!("{before}do: open, step: {step},{after}")).unwrap();
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

/// What `advance` lacks, with what is said about the step.
fn lacks(scene: &Scene, id: &str, set: &[&str]) -> String {
    let mut args = vec!["advance", id, "-n"];
    set.iter().for_each(|pair| args.extend(["--set", pair]));
    let ran = scene.now(&args);
    assert!(ran.code == 0 || ran.code == 4, "{args:?}: {}{}", ran.out, ran.err);
    ran.err
}

const OFFER: &str = "redress offer CASE --option a:loss=refund:480.00";
const TELL: &str = "log CASE --via phone --tells";
const CONSENT: &str = "redress answer CASE --accepts a --how phone";
const REFUSED: &str = "log CASE --via phone --purpose refusal";
const ALTERNATIVE: &str = "decline CASE -m tenfold --alternative repair";
const PROMISE: &str = "promise CASE --due 2026-11-25 -m call";
const RESULT: &str = "log CASE --via phone --purpose result";

/// A step of a procedure that can't be left until a rule is met.
struct Held {
    rule: &'static str,
    playbook: &'static str,
    step: &'static str,
    /// What happened before.
    first: &'static [&'static str],
    /// What is said of the case that makes the rule hold.
    when: &'static [&'static str],
    /// What is said of a case that it doesn't concern; empty where it concerns all.
    unless: &'static [&'static str],
    /// What the refusal names.
    names: &'static str,
    /// The commands that meet the rule.
    meets: &'static [&'static str],
}

#[rustfmt::skip]
const HELD: &[Held] = &[
    Held { rule: "R05", playbook: "classified-six-step", step: "solve-indirectly", first: &[], when: &[], unless: &[],
        names: "amends promise CASE", meets: &[PROMISE] },
    Held { rule: "R06", playbook: "complete-guide", step: "respond", first: &[], when: &["solved-at-once=no"],
        unless: &["solved-at-once=yes"], names: "amends promise CASE", meets: &[PROMISE] },
    Held { rule: "R07", playbook: "consumer-six-step", step: "accept", first: &[], when: &[], unless: &[],
        names: "--set acceptance-time=", meets: &["tick CASE --set acceptance-time=2026-11-22T09:00:00+08:00"] },
    Held { rule: "R07", playbook: "consumer-six-step", step: "accept", first: &[], when: &[], unless: &[],
        names: "--set acceptance-manner=", meets: &["tick CASE --set acceptance-manner=hotline"] },
    Held { rule: "R08", playbook: "four-step", step: "solve", first: &[], when: &["on-the-spot=no"],
        unless: &["on-the-spot=yes"], names: "amends promise CASE", meets: &[PROMISE] },
    Held { rule: "R08", playbook: "four-step", step: "solve", first: &[], when: &["on-the-spot=no"], unless: &[],
        names: "--set plan=", meets: &["tick CASE --set plan=exchange"] },
    Held { rule: "R12", playbook: "property-developer", step: "estimate", first: &[], when: &["takes-time=yes"],
        unless: &["takes-time=no"], names: "amends promise CASE", meets: &[PROMISE] },
    Held { rule: "R14", playbook: "sincere-apology", step: "follow-through", first: &[RESULT], when: &[], unless: &[],
        names: "--purpose follow-up", meets: &["log CASE --via sms --purpose follow-up"] },
    Held { rule: "R15", playbook: "five-step", step: "express-logically", first: &[OFFER, TELL], when: &["repair=yes"],
        unless: &["repair=no"], names: "amends redress answer CASE --accepts", meets: &[CONSENT] },
    Held { rule: "R22", playbook: "apology-five-step", step: "solve", first: &[], when: &["solvable=no"],
        unless: &["solvable=yes"], names: "amends escalate CASE --why", meets: &["escalate CASE --why authority"] },
    Held { rule: "R28", playbook: "classified-six-step", step: "assess", first: &[], when: &[], unless: &[],
        names: "amends assess CASE", meets: &["assess CASE --severity minor"] },
    Held { rule: "R30", playbook: "five-step", step: "gather-information", first: &[], when: &["major=yes"],
        unless: &["major=no"], names: "amends assess CASE", meets: &["assess CASE --severity major"] },
    Held { rule: "R41", playbook: "consumer-six-step", step: "solution", first: &[OFFER, TELL],
        when: &["carried-out=yes"], unless: &["carried-out=no"], names: "amends redress answer CASE --accepts",
        meets: &[CONSENT] },
    Held { rule: "R43", playbook: "six-methods", step: "tell-unsolvable", first: &[], when: &[], unless: &[],
        names: "--purpose result", meets: &[RESULT] },
    Held { rule: "R43", playbook: "six-methods", step: "tell-unsolvable", first: &[REFUSED], when: &[], unless: &[],
        names: "amends decline CASE -m WHAT --alternative TEXT", meets: &[ALTERNATIVE] },
    Held { rule: "R44", playbook: "five-step", step: "express-logically", first: &[REFUSED], when: &[], unless: &[],
        names: "amends decline CASE -m WHAT --alternative TEXT", meets: &[ALTERNATIVE] },
    Held { rule: "R45", playbook: "property-five-step", step: "confirm", first: &["assess CASE --severity minor"],
        when: &[], unless: &[], names: "--verified", meets: &["assess CASE --verified partly"] },
    Held { rule: "R48", playbook: "auto-repair", step: "explain", first: &[OFFER, TELL],
        when: &["repair-consent=agreed"], unless: &["repair-consent=refused"],
        names: "amends redress answer CASE --accepts", meets: &[CONSENT] },
    Held { rule: "R49", playbook: "consumer-six-step", step: "investigate", first: &[], when: &[], unless: &[],
        names: "amends evidence CASE", meets: &["evidence CASE photo-1"] },
    Held { rule: "R50", playbook: "classify-five-step", step: "follow-up", first: &[], when: &[], unless: &[],
        names: "amends tell-team CASE", meets: &["tell-team CASE kitchen"] },
    Held { rule: "R62", playbook: "property-developer", step: "goodwill",
        first: &["redress offer CASE --option a:loss=goodwill-gift:2000.00"], when: &[], unless: &[],
        names: "amends redress approve CASE --amount", meets: &["redress approve CASE --amount 2000.00 --role director --by li"] },
    Held { rule: "R66", playbook: "seven-methods", step: "handle", first: &[], when: &[], unless: &[],
        names: "--verified", meets: &["assess CASE --verified confirmed"] },
    Held { rule: "R66", playbook: "seven-methods", step: "handle", first: &[OFFER, TELL], when: &["compensated=yes"],
        unless: &["compensated=no"], names: "amends redress answer CASE --accepts", meets: &[CONSENT] },
    Held { rule: "R70", playbook: "property-developer", step: "reply-by-letter", first: &[], when: &[], unless: &[],
        names: "--letter result", meets: &["log CASE --via letter --letter result"] },
];

#[test]
fn a_step_holds_until_the_rule_of_its_article_is_met() {
    for held in HELD {
        let (scene, id) = at(held.playbook, held.step);
        let names = held.names.replace("CASE", &id);
        let row = format!("{}: {} {}", held.rule, held.playbook, held.step);
        typed(&scene, &id, held.first);
        if !held.unless.is_empty() {
            let said = lacks(&scene, &id, held.unless);
            assert!(!said.contains(&names), "{row}: {:?}: {said}", held.unless);
        }
        let said = lacks(&scene, &id, held.when);
        assert!(said.contains(&names), "{row}: {names} in {said}");
        typed(&scene, &id, held.meets);
        let said = lacks(&scene, &id, held.when);
        assert!(!said.contains(&names), "{row}: after {:?}: {said}", held.meets);
    }
}

fn playbooks() -> Vec<Playbook> {
    BUILTIN.iter().map(|(id, text)| read_playbook(id, text).0.unwrap_or_else(|| panic!("{id} has faults"))).collect()
}

/// What a step holds.
enum Part {
    /// A check that has to be ticked.
    Check,
    /// A check that helps, and that nobody has to tick.
    Hint,
    /// A question whose answer stays on record.
    Field,
}
use Part::{Check, Field, Hint};

/// What a rule asks of a person, and where the person is reminded of it.
#[rustfmt::skip]
const STANDS: &[(&str, &str, &str, Part, &str)] = &[
    ("R03", "four-step", "follow-up", Hint, "report-daily"),
    ("R06", "complete-guide", "respond", Field, "eta-from"),
    ("R06", "complete-guide", "respond", Field, "eta-to"),
    ("R09", "four-step", "solve", Check, "no-overpromise"),
    ("R10", "golden-four-step", "listen-and-confirm", Check, "commit"),
    ("R11", "auto-repair", "listen", Check, "no-delay"),
    ("R12", "property-developer", "finish", Field, "finished-on"),
    ("R13", "assign-and-solve", "evaluate", Field, "urgency"),
    ("R15", "five-step", "gather-information", Field, "purchase-date"),
    ("R15", "five-step", "express-logically", Hint, "repair-with-consent"),
    ("R16", "five-step", "gather-information", Field, "goods-class"),
    ("R18", "five-step", "gather-information", Hint, "pause"),
    ("R19", "insurance-standard-flow", "receive", Hint, "first-seconds"),
    ("R21", "auto-repair", "thank", Hint, "reported-at-once"),
    ("R23", "insurance-standard-flow", "report-to-channel-head", Check, "channel-head-knows"),
    ("R25", "assign-and-solve", "assign", Check, "skilled"),
    ("R26", "seven-methods", "handle", Hint, "refer-in-time"),
    ("R27", "five-step", "show-empathy", Hint, "change-handler"),
    ("R27", "five-step", "show-empathy", Hint, "change-setting"),
    ("R28", "classified-six-step", "assess", Field, "priority"),
    ("R48", "auto-repair", "rework", Check, "customers-schedule"),
    ("R48", "auto-repair", "rework", Check, "bear-costs"),
    ("R48", "auto-repair", "explain", Check, "free-inspection"),
    ("R62", "property-developer", "goodwill", Field, "goodwill-item"),
    ("R62", "property-developer", "goodwill", Field, "goodwill-cost"),
    ("R62", "property-developer", "goodwill", Field, "goodwill-reason"),
    ("R62", "property-developer", "goodwill", Field, "goodwill-approved-by"),
    ("R62", "property-developer", "goodwill", Check, "promise-no-compensation"),
    ("R62", "property-developer", "goodwill", Check, "no-abuse-of-office"),
    ("R62", "property-developer", "goodwill", Check, "no-broken-rules"),
    ("R64", "sincere-apology", "compensate", Check, "covers-need"),
    ("R64", "sincere-apology", "compensate", Check, "covers-inconvenience"),
    ("R67", "hotel", "handle", Check, "fits-guest-and-policy"),
    ("R68", "four-step", "solve", Check, "own-share"),
    ("R68", "auto-repair", "explain", Field, "concession"),
    ("R72", "four-step", "soothe", Check, "lead-thoughts"),
    ("R73", "sincere-apology", "acknowledge", Check, "more-than-sorry"),
    ("R74", "auto-repair", "thank", Check, "no-quarrel"),
    ("R74", "property-developer", "receive", Check, "no-hurried-defence"),
    ("R80", "major-complaint", "major", Hint, "small-cost"),
    ("R80", "major-complaint", "major", Check, "careful-apology"),
    ("R80", "major-complaint", "major", Check, "feelings"),
    ("R80", "major-complaint", "major", Check, "no-publicity"),
    ("R81", "major-complaint", "major", Check, "weigh-interests"),
    ("R86", "major-complaint", "major", Hint, "apologise-in-person"),
    ("R86", "major-complaint", "major", Hint, "senior-appears"),
    ("R86", "major-complaint", "major", Hint, "consumer-association"),
    ("R90", "four-step", "soothe", Check, "emotional-need-met"),
    ("R90", "four-step", "follow-up", Check, "service-need-met"),
    ("R91", "insurance-standard-flow", "receive", Field, "needs"),
    ("R92", "five-step", "analyse-expectations", Field, "expectations"),
    ("R92", "five-step", "sum-up", Field, "met"),
    ("R94", "service-four-step", "identify", Field, "class"),
    ("R94", "classified-six-step", "classify", Field, "class"),
    ("R94", "classify-five-step", "classify", Field, "class"),
    ("R94", "insurance-standard-flow", "receive", Field, "reason-group"),
    ("R96", "insurance-standard-flow", "receive", Hint, "waiting-room"),
    ("R99", "sincere-apology", "compensate", Check, "customer-chose"),
    ("D12", "property-four-step", "investigate", Field, "investigate-measures"),
    ("D12", "property-four-step", "report-back", Field, "report-result"),
];

#[test]
fn what_a_rule_asks_of_a_person_stands_in_the_step_where_it_matters() {
    let playbooks = playbooks();
    for (rule, playbook, step, part, id) in STANDS {
        let book = playbooks.iter().find(|p| p.id == *playbook).unwrap_or_else(|| panic!("{rule}: {playbook}"));
        let step = book.steps.iter().find(|s| s.id == *step).unwrap_or_else(|| panic!("{rule}: {playbook} {step}"));
        let check = step.checks.iter().find(|c| c.id == *id).map(|c| c.required);
        let stands = match part {
            Check => check == Some(true),
            Hint => check == Some(false),
            Field => step.fields.iter().any(|f| f.id == *id),
        };
        assert!(stands, "{rule}: {playbook} {} {id}", step.id);
    }
}

#[test]
fn the_lists_of_an_article_are_whole() {
    let playbooks = playbooks();
    for (rule, playbook, field, options) in [
        ("R16", "five-step", "goods-class", &["regular", "special-price", "clearance"][..]),
        ("R91", "insurance-standard-flow", "needs", &["cared-for", "heard", "expertise", "fast-reaction"]),
        (
            "R92",
            "five-step",
            "expectations",
            &[
                "understand-problem",
                "solve-problem",
                "be-compensated",
                "avoid-mistakes",
                "be-respected",
                "be-heard",
                "enjoy",
            ],
        ),
        ("R94", "insurance-standard-flow", "reason-group", &["counter-or-manager", "company-service", "returns"]),
    ] {
        let book = playbooks.iter().find(|p| p.id == playbook).unwrap();
        let found: Vec<&str> = book.field(field).unwrap().options.iter().map(|o| o.id.as_str()).collect();
        assert_eq!(found, options, "{rule}");
    }
}

/// R82 to R86: what the slides advise against customers is in no procedure.
#[test]
fn no_procedure_threatens_stalls_or_shifts_the_blame() {
    for playbook in playbooks() {
        for check in playbook.steps.iter().flat_map(|s| &s.checks) {
            let text = check.text.zh.as_deref().unwrap_or_default();
            for tactic in [
                "威逼",
                "利诱",
                "表面文章",
                "红脸",
                "白脸",
                "挫其锐气",
                "以时间换",
                "拖延战术",
                "借刀",
                "隔岸",
                "各个击破",
                "口头认错",
                "以“过程”推断",
                "你也有错",
            ] {
                assert!(!text.contains(tactic), "{}: {}: {text}", playbook.id, check.id);
            }
        }
    }
}

/// R01: the first reply within 24 hours by the clock on the wall, on a weekend too.
#[test]
fn a_first_reply_is_owed_within_twenty_four_hours() {
    for playbook in ["six-methods", "four-step"] {
        let (scene, id) = at(playbook, if playbook == "four-step" { "soothe" } else { "respond" });
        let due = |now: &str| {
            scene.run(&["overdue", "--kind", "first-response", "--format", "tsv", "--now", now]).expect(0).out
        };
        assert_eq!(due("2026-11-22T14:00:00+08:00"), "", "{playbook}");
        let late = due("2026-11-22T14:00:01+08:00");
        assert!(late.contains(&id) && late.contains("2026-11-22T14:00:00+08:00"), "{playbook}: {late}");
        scene.now(&["log", &id, "--via", "phone", "--purpose", "ack"]).expect(0);
        assert_eq!(due("2026-11-22T14:00:01+08:00"), "", "{playbook}");
    }
}

/// R38: what went wrong on the way outlives the first complaint unless it is answered.
#[test]
fn each_grievance_is_answered_before_the_close() {
    let (scene, id) = at("four-step", "follow-up");
    let out = scene.now(&["grievance", &id, "-m", "有问题去医院检查", "--category", "staff-conduct"]).expect(0).out;
    let event = out.split(" (").nth(1).expect("an event")[..6].to_owned();
    let close = ["close", &id, "--outcome", "upheld", "--lesson", "教训"];
    for lang in ["en", "zh"] {
        let said = scene.now(&[&close[..], &["--lang", lang]].concat()).expect(4).err;
        assert!(said.contains(&format!("amends settle {id} {event}")), "{said}");
    }
    typed(&scene, &id, &[&format!("settle CASE {event} -m 店长当面道歉")]);
    let said = scene.now(&close).expect(4).err;
    assert!(!said.contains("amends settle"), "{said}");
}

/// R47: satisfaction is asked before the close, or was tried twice, four hours apart.
#[test]
fn satisfaction_is_asked_or_was_tried_twice_four_hours_apart() {
    let lacking = |scene: &Scene, id: &str| {
        let said = scene.now(&["close", id, "--outcome", "upheld", "--lesson", "教训"]).expect(4).err;
        said.contains("amends survey")
    };
    for (attempts, wanted) in [
        (&["2026-11-21T15:00:00+08:00"][..], true),
        (&["2026-11-21T15:00:00+08:00", "2026-11-21T18:59:59+08:00"], true),
        (&["2026-11-21T15:00:00+08:00", "2026-11-21T19:00:00+08:00"], false),
    ] {
        let (scene, id) = at("four-step", "follow-up");
        assert!(lacking(&scene, &id));
        for moment in attempts {
            scene.now(&["survey", &id, "--not-reached", "--at", moment]).expect(0);
        }
        assert_eq!(lacking(&scene, &id), wanted, "{attempts:?}");
    }
    let (scene, id) = at("four-step", "follow-up");
    scene.now(&["survey", &id, "--satisfied", "yes"]).expect(0);
    assert!(!lacking(&scene, &id));
}

/// R63, R64: two to four options, each with what is needed now and what the inconvenience deserves.
#[test]
fn a_sincere_apology_offers_two_to_four_options_in_two_parts() {
    let letters = ["a", "b", "c", "d", "e"];
    for (count, code) in [(1, 4), (2, 0), (4, 0), (5, 4)] {
        let (scene, id) = at("sincere-apology", "compensate");
        let sides: Vec<String> = letters[..count]
            .iter()
            .flat_map(|l| [format!("{l}:loss=refund:48.00"), format!("{l}:inconvenience=discount:10.00")])
            .collect();
        let mut args = vec!["redress", "offer", &id];
        sides.iter().for_each(|side| args.extend(["--option", side]));
        let ran = scene.now(&args).expect(code);
        assert_eq!(ran.err.contains("2 to 4 options"), code == 4, "{count}: {}", ran.err);
        let text = scene.case(&id);
        let part = |side: &str| text.matches(side).count();
        let wanted = if code == 0 { count } else { 0 };
        assert_eq!((part("loss: {remedy: refund"), part("inconvenience: {remedy: discount")), (wanted, wanted));
    }
}

/// R30, R80, R81, R86 and the maxims of P25: a journalist who complains brings them in, and the close waits for them.
#[test]
fn a_complaint_of_the_press_asks_for_the_crisis_checks() {
    let scene = Scene::workspace();
    let quiet = scene.open("2026-11-21T14:00:00+08:00", &[]);
    let loud = scene.open("2026-11-21T14:00:00+08:00", &["--flag", "journalist"]);
    for (id, wanted) in [(&quiet, false), (&loud, true)] {
        let said = scene.now(&["close", id, "--outcome", "upheld", "--lesson", "教训"]).expect(4).err;
        for check in ["truthful", "careful-apology", "weigh-interests"] {
            assert_eq!(said.contains(check), wanted, "{check}: {said}");
        }
    }
}

/// R35: a phrase that shows no respect is a signal, once it was said to a customer.
#[test]
fn a_forbidden_phrase_that_was_said_is_a_signal() {
    let (scene, id) = Scene::with_case();
    let signals = || -> Vec<String> {
        let out = scene.now(&["show", &id, "-f", "json"]).expect(0).out;
        let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
        shown["signals"].as_array().unwrap().iter().map(|s| s["signal"].as_str().unwrap().to_owned()).collect()
    };
    scene.now(&["log", &id, "--in", "--via", "phone", "-m", "你们说那是不可能的！"]).expect(0);
    assert_eq!(signals(), [""; 0]);
    scene.now(&["log", &id, "--via", "phone", "-m", "那是不可能的！"]).expect(0);
    assert_eq!(signals(), ["disrespect"]);
}

/// R69: every remedy that an article names can be offered.
#[test]
fn every_remedy_of_the_articles_can_be_offered() {
    let (scene, id) = Scene::with_case();
    for (named, remedy) in [
        ("退款", "refund"),
        ("更换产品", "replacement"),
        ("重新提供服务", "redo"),
        ("道歉", "apology"),
        ("补偿", "compensation"),
        ("返修", "repair"),
        ("免费检测", "inspection"),
        ("优惠", "discount"),
        ("减免", "waiver"),
        ("额外的服务", "extra-service"),
        ("调解", "mediation"),
        ("回访", "call-back"),
        ("整改", "rectification"),
        ("通融退保", "surrender"),
        ("补贴", "compensation"),
        ("慰问品", "goodwill-gift"),
        ("参观", "visit"),
        ("其他", "other"),
    ] {
        let out = scene.now(&["redress", "offer", &id, "--option", &format!("a:loss={remedy}"), "-n"]).expect(0).out;
        assert!(out.contains(&format!("remedy: {remedy}")), "{named}: {out}");
    }
}

/// D10: every way by which a customer reaches us, in the articles' words and ours, can be recorded and logged.
#[test]
fn every_channel_of_the_articles_can_be_recorded() {
    for (named, channel) in [
        ("电话", "phone"),
        ("电子邮件", "email"),
        ("信函、信访", "letter"),
        ("在线客服", "chat"),
        ("在线表单、投诉平台", "form"),
        ("社交媒体", "social"),
        ("现场", "in-person"),
        ("网点", "counter"),
        ("上门", "visit"),
        ("短信", "sms"),
        ("行政主管部门、保监局、消协", "regulator"),
        ("其他", "other"),
    ] {
        let scene = Scene::workspace();
        let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
        let text = scene.case(&id).replacen("channel: phone", &format!("channel: {channel}"), 1);
        std::fs::write(scene.case_path(&id), text).unwrap();
        scene.now(&["log", &id, "--in", "--via", channel]).expect(0);
        assert_eq!(scene.now(&["check"]).expect(0).out, "", "{named}");
    }
}

/// R28: what is graver stands first, where one asks for it.
#[test]
fn a_list_by_severity_begins_with_the_gravest() {
    let scene = Scene::workspace();
    let ids = ["minor", "major", "normal", "serious"]
        .map(|severity| scene.open("2026-11-21T14:00:00+08:00", &["--severity", severity]));
    let out = scene.now(&["list", "--sort", "severity", "-q"]).expect(0).out;
    assert_eq!(out.lines().collect::<Vec<_>>(), [&ids[1], &ids[3], &ids[2], &ids[0]]);
}
