//! A letter claims what the record holds, and the wording it is judged by is ours.

use super::{CHINESE, ENGLISH, scene};
use crate::scene::Scene;

/// A case of which nothing is known but that it was opened, on the day of the letter.
fn fresh(events: &[&str]) -> (Scene, &'static str) {
    const ID: &str = "2026-11-22-k7f3m";
    let scene = Scene::empty();
    scene.write("amends.toml", "time_zone = \"Asia/Shanghai\"\n");
    let mut text = format!(
        "id: {ID}\nreceived: 2026-11-22T08:00:00+08:00\nplaybook: four-step@1\ntitle: \"A fly in the yoghurt\"\n\
         channel: phone\ncustomer: \"Ms Li\"\ncontact: \"li@example.com\"\ndemand: \"A new one\"\ndescription: \"D\"\nlog:\n  \
         - {{id: e1, at: 2026-11-22T08:00:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
    );
    for event in events {
        text.push_str(&format!("  - {{{event}}}\n"));
    }
    scene.write(&format!("cases/2026/11/{ID}.yaml"), text);
    (scene, ID)
}

#[test]
fn what_nobody_looked_into_is_not_said_to_have_been() {
    let claims = ["looked into", "调查", "this took", "处理时间"];
    for (lang, says) in [("en", "You hear from us on the day we received it."), ("zh", "收到当天即向您答复。")]
    {
        for kind in ["result", "apology"] {
            let (scene, id) = fresh(&[]);
            let ran = scene.now(&["letter", id, kind, "--lang", lang]).expect(0);
            assert!(ran.out.contains(says) && !claims.iter().any(|c| ran.out.contains(c)), "{}", ran.out);
            // That a reply should tell it is said to the handler (R70).
            assert!(ran.err.contains("amends evidence"), "{}", ran.err);
        }
    }
    for event in [
        "id: e2, at: 2026-11-22T08:10:00+08:00, by: wang, do: evidence, kind: photo, source: \"p.jpg\"",
        "id: e2, at: 2026-11-22T08:10:00+08:00, by: wang, do: assess, verified: confirmed",
        "id: e2, at: 2026-11-22T08:10:00+08:00, by: wang, do: cause, what: \"C\"",
        "id: e2, at: 2026-11-22T08:10:00+08:00, by: wang, do: advance, step: soothe, to: clarify",
    ] {
        let (scene, id) = fresh(&[event]);
        let ran = scene.now(&["letter", id, "result"]).expect(0);
        assert!(ran.out.contains("We have looked into it. You hear from us"), "{event}\n{}", ran.out);
        assert!(!ran.err.contains("amends evidence"), "{event}\n{}", ran.err);
    }
}

#[test]
fn what_was_closed_on_the_day_was_dealt_with_on_the_day() {
    let close = "id: z1, at: 2026-11-22T08:30:00+08:00, by: wang, do: close, outcome: upheld, lesson: \"L\"";
    for (lang, says) in [("en", "We dealt with it on the day we received it.\n"), ("zh", "收到当天即处理完毕。\n")]
    {
        let (scene, id) = fresh(&[close]);
        let ran = scene.now(&["letter", id, "result", "--lang", lang]).expect(0);
        assert!(ran.out.contains(says) && !ran.err.contains("how long that took"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn a_senior_colleague_joins_in_where_there_is_one() {
    let up = |trigger: &str, level: &str| {
        format!("id: s1, at: 2026-11-21T20:00:00+08:00, by: wang, do: escalate, tier: 2, trigger: {trigger}{level}")
    };
    for (event, person, joined) in [
        (up("severity", ", level: serious"), "", false),
        (up("severity", ", level: serious"), "[[person]]\nid = \"gao\"\nroles = [\"supervisor\"]\n", true),
        (up("request", ""), "", true),
        (up("authority", ""), "", true),
    ] {
        let (scene, id) = scene(&ENGLISH, &[&event]);
        let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
        scene.write("amends.toml", format!("{policy}{person}"));
        for (lang, words) in [("en", "a senior colleague joined in"), ("zh", "请上级主管一同处理")] {
            let ran = scene.now(&["letter", id, "progress", "--lang", lang]).expect(0);
            assert_eq!(ran.out.contains(words), joined, "{event} {person}\n{}", ran.out);
        }
    }
}

#[test]
fn a_further_point_is_told_once() {
    let noted = "id: g1, at: 2026-11-21T20:00:00+08:00, by: wang, do: grievance, what: \"Rude\"";
    let settled = "id: g2, at: 2026-11-21T21:00:00+08:00, by: wang, do: settle, of: g1, how: \"Sorry\"";
    let other = "id: g3, at: 2026-11-21T22:00:00+08:00, by: wang, do: grievance, what: \"Late\"";
    let (noted_en, settled_en) = ("we noted your further point", "we dealt with a further point of yours");
    for (events, noted_too, settled_too) in
        [(vec![noted], true, false), (vec![noted, settled], false, true), (vec![noted, settled, other], true, true)]
    {
        let (scene, id) = scene(&ENGLISH, &events);
        for kind in ["progress", "result"] {
            let ran = scene.now(&["letter", id, kind]).expect(0);
            assert_eq!(
                (ran.out.contains(noted_en), ran.out.contains(settled_en)),
                (noted_too, settled_too),
                "{}",
                ran.out
            );
        }
    }
}

#[test]
fn a_public_statement_is_not_asked_for_what_only_a_letter_to_a_customer_has() {
    for (header, entitlement) in [(ENGLISH, "A refund of 48.00 CNY for everybody"), (CHINESE, "每位客户可获赔偿48元")]
    {
        let (scene, id) = scene(&[&header[..], &["cc: [\"Consumer Council\"]"]].concat(), &[]);
        let entitlement = format!("entitlement={entitlement}");
        let args = ["letter", id, "statement", "--strict", "--set", "manager=Ann", "--set", "values=V", "--set"];
        let ran = scene.now(&[&args[..], &["measures=M", "--set", &entitlement]].concat()).expect(0);
        assert!(!ran.err.contains("wording") && !ran.err.contains("措辞"), "{}", ran.err);
    }
}

#[test]
fn a_finding_without_words_quotes_none() {
    let (scene, id) = scene(&[&ENGLISH[..], &["cc: [\"Consumer Council\"]"]].concat(), &[]);
    scene.write("templates/progress.en.j2", "{{ case }} {{ next }}");
    scene.write("templates/progress.zh.j2", "{{ case }} {{ next }}");
    for (lang, name, copies) in [
        (
            "en",
            "wording: the customer's name is missing: Ms Li [customer-name]",
            "wording: the complaint was copied to",
        ),
        ("zh", "措辞：没有提及客户姓名：Ms Li [customer-name]", "措辞：投诉抄送了 Consumer Council"),
    ] {
        let ran = scene.now(&["letter", id, "progress", "--lang", lang]).expect(0);
        assert!(ran.err.contains(name) && ran.err.contains(copies), "{}", ran.err);
        assert!(!ran.err.contains("\"\"") && !ran.err.contains("“”"), "{}", ran.err);
    }
}

/// The exit code of `letter --strict` counts warnings of the wording, where the words are ours.
#[test]
fn a_warning_of_the_wording_is_a_finding_where_it_is_strict() {
    let result = ["--set", "result=That's impossible. You will get 900 yuan."];
    let (english, id) = scene(&ENGLISH, &[]);
    for (flags, code) in [(&[][..], 0), (&["--strict"][..], 1), (&["--strict", "-q"][..], 1)] {
        english.now(&[&["letter", id, "result"], &result[..], flags].concat()).expect(code);
    }
    for (header, line) in [
        (ENGLISH, "title: \"That's impossible, they said: no 900 yuan\""),
        (CHINESE, "title: \"客服说那是不可能的，不赔900元\""),
    ] {
        let mut header = header;
        header[0] = line;
        let (scene, id) = scene(&header, &[]);
        let ran = scene.now(&["letter", id, "result", "--strict"]).expect(0);
        assert!(!ran.err.contains("wording: ") && !ran.err.contains("措辞："), "{}", ran.err);
    }
}

#[test]
fn the_template_in_force_is_printed_as_it_is() {
    let (scene, id) = scene(&ENGLISH, &[]);
    for (lang, says) in
        [("en", "the built-in template; a copy of it in templates/refusal.en.j2"), ("zh", "这是内置模板")]
    {
        // No refusal is on record; the template is there all the same.
        let ran = scene.now(&["letter", id, "refusal", "--template", "--lang", lang]).expect(0);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("templates/refusal.{lang}.j2"));
        assert_eq!(ran.out, std::fs::read_to_string(path).unwrap());
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    // A copy gives the same letter, and is then the one in force.
    let before = scene.now(&["letter", id, "progress"]).expect(0).out;
    let copy = scene.now(&["letter", id, "progress", "--template", "-q"]).expect(0);
    assert_eq!(copy.err, "");
    scene.write("templates/progress.en.j2", &copy.out);
    assert_eq!(scene.now(&["letter", id, "progress"]).expect(0).out, before);
    let own = scene.now(&["letter", id, "progress", "--template"]).expect(0);
    assert!(own.out == copy.out && own.err.contains("the workspace's own: templates/progress.en.j2"), "{}", own.err);
    scene.now(&["letter", id, "progress", "--template", "--strict"]).expect(2);
    scene.now(&["letter", id, "nothing", "--template"]).expect(2);
}
