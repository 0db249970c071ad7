//! Every kind of letter in both languages, word for word. With UPDATE_GOLDEN in the environment the texts are written
//! anew, to be read before they are committed.

use super::{CHINESE, ENGLISH, scene};
use std::path::Path;

const ENGLISH_LOG: [&str; 6] = [
    "id: p1, at: 2026-11-21T14:00:00+08:00, by: wang, do: promise, due: 2026-11-24T17:00:00+08:00, what: \"Send you the findings of the laboratory.\"",
    "id: d1, at: 2026-11-21T15:00:00+08:00, by: wang, do: decline, what: \"Ten times the price\", alternative: \"Three cases of yoghurt, brought to your door\", why: \"The price paid is refunded in full, and the law provides for no more here\"",
    "id: x1, at: 2026-11-21T16:00:00+08:00, by: wang, do: extend, clock: final, due: 2027-02-26, approved_by: li, told: true, why: \"The laboratory needs longer than usual.\"",
    "id: o1, at: 2026-11-21T17:00:00+08:00, by: wang, do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"48.00\"}, inconvenience: {remedy: goodwill-gift}}, {opt: b, loss: {remedy: replacement}, what: \"Three cases of fresh yoghurt.\"}]",
    "id: o2, at: 2026-11-21T18:00:00+08:00, by: wang, do: answer, of: o1, accepts: a",
    "id: r1, at: 2026-11-21T19:00:00+08:00, by: wang, do: redress, of: o1, opt: a, remedy: refund, amount: \"48.00\", currency: CNY",
];

const CHINESE_LOG: [&str; 6] = [
    "id: p1, at: 2026-11-21T14:00:00+08:00, by: wang, do: promise, due: 2026-11-24, what: \"把检测结果告诉您。\"",
    "id: d1, at: 2026-11-21T15:00:00+08:00, by: wang, do: decline, what: \"十倍赔偿\", alternative: \"另送三箱新鲜酸奶，送货上门\", why: \"货款已全额退还，此类情形法律没有更高的规定\"",
    "id: x1, at: 2026-11-21T16:00:00+08:00, by: wang, do: extend, clock: final, due: 2027-02-26, approved_by: li, told: true, why: \"检测机构排期较长。\"",
    "id: o1, at: 2026-11-21T17:00:00+08:00, by: wang, do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"48.00\"}, inconvenience: {remedy: goodwill-gift}}, {opt: b, loss: {remedy: replacement}, what: \"三箱新鲜酸奶\"}]",
    "id: o2, at: 2026-11-21T18:00:00+08:00, by: wang, do: answer, of: o1, accepts: a",
    "id: r1, at: 2026-11-21T19:00:00+08:00, by: wang, do: redress, of: o1, opt: a, remedy: refund, amount: \"48.00\", currency: CNY",
];

/// The settings of a kind.
fn settings(kind: &str, zh: bool) -> Vec<&'static str> {
    match (kind, zh) {
        ("apology", false) => vec!["effect=Your daughter ate half of it and was ill for two days"],
        ("apology", true) => vec!["effect=孩子吃了半瓶，两天不舒服"],
        ("statement", false) => vec![
            "manager=Ann Lee, Managing Director",
            "values=food that we would give to our own children",
            "measures=Every bottle is screened before it leaves the dairy",
            "entitlement=Whoever brings a bottle of this batch gets the price back",
        ],
        ("statement", true) => vec![
            "manager=总经理安丽",
            "values=给自己的孩子吃也放心的食品",
            "measures=每瓶酸奶出厂前都经过筛查",
            "entitlement=凭本批次任意一瓶即可退款",
        ],
        _ => Vec::new(),
    }
}

#[test]
fn every_kind_of_letter_reads_so_in_both_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/letters");
    for (lang, header, log) in [("en", ENGLISH, ENGLISH_LOG), ("zh", CHINESE, CHINESE_LOG)] {
        let cc = if lang == "en" {
            "cc: [\"Consumer Council\", \"Mr Wu\"]"
        } else {
            "cc: [\"消费者委员会\", \"吴先生\"]"
        };
        let (scene, id) = scene(&[&header[..], &[cc]].concat(), &log);
        for kind in ["acknowledgement", "progress", "extension", "result", "refusal", "apology", "statement"] {
            let mut args = vec!["letter", id, kind, "--strict"];
            for setting in settings(kind, lang == "zh") {
                args.extend(["--set", setting]);
            }
            // The language is the customer's; nothing that such a letter must have is missing.
            let ran = scene.now(&args).expect(0);
            let path = folder.join(format!("{kind}.{lang}.txt"));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &ran.out).unwrap();
            }
            assert_eq!(ran.out, std::fs::read_to_string(&path).unwrap(), "{kind} {lang}");
            assert!(!ran.out.contains("INTERNAL") && !ran.out.contains("zhao"), "{}", ran.out);
            assert!(!ran.err.contains("lack") && !ran.err.contains("缺少"), "{}", ran.err);
        }
    }
}

#[test]
fn a_report_on_progress_fits_a_text_message_in_lines() {
    for name in ["progress.en.txt", "progress.zh.txt"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/letters").join(name);
        let lines = std::fs::read_to_string(path).unwrap().lines().count();
        assert!((3..=6).contains(&lines), "{name}: {lines} lines");
    }
}

/// R78 and R09: what the articles tell us never to say, and what promises more than anybody can hold.
#[test]
fn no_built_in_template_says_what_must_not_be_said() {
    const NEVER: [&str; 20] = [
        "我们不能",
        "与我无关",
        "不清楚",
        "不知道",
        "无可奉告",
        "不可能",
        "职责范围",
        "保证",
        "一定会",
        "绝对",
        "百分之百",
        "马上",
        "we can't",
        "we cannot",
        "not our",
        "impossible",
        "no comment",
        "guarantee",
        "definitely",
        "never again",
    ];
    for (name, text) in amends::letter::builtin::BUILTIN {
        for phrase in NEVER {
            assert!(!text.to_lowercase().contains(phrase), "{name}: {phrase}");
        }
        if name.ends_with("zh.j2") {
            let prose: String = text.split("{%").map(|p| p.split_once("%}").map_or(p, |(_, rest)| rest)).collect();
            let prose: String = prose.split("{{").map(|p| p.split_once("}}").map_or(p, |(_, rest)| rest)).collect();
            assert!(!prose.contains([',', ';', '!', '?', '(', ')']), "{name}: {prose}");
        }
    }
}
