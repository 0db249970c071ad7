//! Money in outgoing texts, against what is on record.

use super::run;
use crate::scene::Scene;

/// A case whose log has these lines more, in a workspace with bands.
fn scene(lines: &[&str]) -> (Scene, String) {
    let scene = Scene::workspace();
    let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
    let bands = "\n[[approval]]\nfrom = \"2000.00\"\nroles = [\"channel-head\", \"operations-director\"]\n";
    scene.write("amends.toml", format!("{policy}{bands}"));
    let id = scene.open("2026-11-21T14:00:00+08:00", &[]);
    let mut text = scene.case(&id);
    for line in lines {
        text.push_str(&format!("  - {line}\n"));
    }
    scene.write(&format!("cases/2026/11/{id}.yaml"), text);
    // Where there are bands, a payment in another currency is a finding of `check` by itself.
    scene.now(&["check"]).expect(i32::from(lines.contains(&PAID)));
    (scene, id)
}

/// What is said of the money in a text: `rule: why` of each finding.
fn said(scene: &Scene, id: &str, text: &str) -> Vec<String> {
    let ran = run(scene, text, &["--case", id, "-f", "tsv"]).expect(0);
    let cells = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        format!("{}: {}", cells[6], cells[4])
    };
    ran.out.lines().map(cells).filter(|l| !l.starts_with("customer-name")).collect()
}

const OFFER: &str = "{id: hq2w3r, at: 2026-11-21T15:00:00+08:00, by: wang, do: offer, options: [{opt: A, loss: {remedy: refund, amount: \"1999.99\"}}]}";
const LARGE: &str = "{id: hq2w3r, at: 2026-11-21T15:00:00+08:00, by: wang, do: offer, options: [{opt: A, loss: {remedy: refund, amount: \"1999.99\"}, inconvenience: {remedy: compensation, amount: \"0.01\"}}]}";
const HEAD: &str = "{id: hq2w4r, at: 2026-11-21T15:10:00+08:00, by: chen, do: approve, of: hq2w3r, amount: \"2000.00\", role: channel-head, granted: true}";
const DIRECTOR: &str = "{id: hq2w5r, at: 2026-11-21T15:20:00+08:00, by: zhao, do: approve, of: hq2w3r, amount: \"2000.00\", role: operations-director, granted: true}";
const REFUSED: &str = "{id: hq2w6r, at: 2026-11-21T15:30:00+08:00, by: zhao, do: approve, of: hq2w3r, role: operations-director, granted: false}";
const GIFT: &str = "{id: hq2w9r, at: 2026-11-21T14:30:00+08:00, by: wang, do: redress, remedy: goodwill-gift, amount: \"50.00\", currency: CNY}";
const PAID: &str = "{id: hq2w7r, at: 2026-11-21T16:00:00+08:00, by: wang, do: redress, remedy: refund, amount: \"50.00\", currency: USD}";

#[test]
fn money_may_be_named_as_far_as_the_record_goes() {
    const NONE: &[&str] = &[];
    for (lines, text, want) in [
        (
            &[][..],
            "赔偿您480元",
            &["compensation: names money, and no offer is on record", "amount: names money, and no offer is on record"]
                [..],
        ),
        (&[], "We pay ￥４８０", &["amount: names money, and no offer is on record"]),
        (&[], "两千元", &["amount: names money, and no offer is on record"]),
        (&[], "订单 480，共 2 件", NONE),
        (&[OFFER], "赔偿您1999.99元", NONE),
        (&[OFFER], "赔偿您2000元", &["amount: is more than the offer on record, which comes to 1999.99"]),
        (&[OFFER], "$20", &["amount: is in USD, in which nothing was paid"]),
        (&[LARGE], "补偿", &["compensation: is not approved yet; still to sign: channel-head, operations-director"]),
        (&[LARGE, HEAD], "2000.00元", &["amount: is not approved yet; still to sign: operations-director"]),
        (&[LARGE, HEAD, DIRECTOR], "赔偿您2,000元", NONE),
        (&[LARGE, HEAD, REFUSED], "2000元", &["amount: was refused approval"]),
        // What was given beside the offer adds up.
        (
            &[GIFT, OFFER],
            "1999.99元",
            &["amount: is not approved yet; still to sign: channel-head, operations-director"],
        ),
        (&[PAID], "补偿 $50 已付", NONE),
        (&[PAID], "补偿 $51 已付", &["amount: is in USD, in which nothing was paid"]),
    ] {
        let (scene, id) = scene(lines);
        assert_eq!(said(&scene, &id, text), want, "{text} {lines:?}");
    }
}

#[test]
fn money_is_said_of_in_chinese_too() {
    let (scene, id) = scene(&[LARGE]);
    let ran = run(&scene, "赔偿您2000元", &["--case", &id, "-f", "tsv", "--lang", "zh"]).expect(0);
    assert!(ran.out.contains("尚未批准，还须签字：channel-head、operations-director"), "{}", ran.out);
    assert!(ran.out.contains("先取得批准：`amends redress approve`"), "{}", ran.out);
}

#[test]
fn without_a_case_no_amount_is_known_to_be_allowed() {
    let scene = Scene::workspace();
    let ran = run(&scene, "赔您480元", &["--strict", "-f", "tsv"]).expect(1);
    assert!(ran.out.contains("names money that no case allows"), "{}", ran.out);
}

#[test]
fn the_alternative_that_a_customer_was_told_is_held_against_approvals_as_a_promise_is() {
    let (scene, id) = scene(&[]);
    let decline = |alternative: &str, more: &[&str]| {
        let mut args = vec!["decline", &id, "--alternative", alternative];
        args.extend(more);
        scene.now(&args)
    };
    let before = scene.case(&id);
    for lang in ["en", "zh"] {
        let ran = decline("refund 50000 yuan", &["--told", "-m", "A new house", "--lang", lang]).expect(4);
        let promise = ["promise", &id, "--due", "2026-11-23 18:00", "-m", "refund 50000 yuan", "--lang", lang];
        assert_eq!(ran.err, scene.now(&promise).expect(4).err);
    }
    assert_eq!(scene.case(&id), before);
    // Below the band, not told yet, or the sum is what is refused.
    decline("refund 1999 yuan", &["--told", "-m", "A new house"]).expect(0);
    decline("refund 50000 yuan", &["-m", "A new house"]).expect(0);
    decline("a new pair", &["--told", "-m", "refund 50000 yuan"]).expect(0);
}

#[test]
fn the_currency_of_the_workspace_is_known_with_a_case_and_without() {
    for (currency, text, found) in [
        ("AUD", "Here are $50", true),
        ("CHF", "Here are CHF 50", true),
        ("CHF", "Here are 50 chf", true),
        ("CNY", "Here are CHF 50", false),
        ("GBP", "Here are 80 pounds", true),
        ("CNY", "He weighs 80 pounds", false),
    ] {
        let (scene, id) = scene(&[]);
        let policy = std::fs::read_to_string(scene.root().join("amends.toml")).unwrap();
        scene.write("amends.toml", policy.replace("\"CNY\"", &format!("\"{currency}\"")));
        let wanted: &[&str] = if found { &["amount: names money, and no offer is on record"] } else { &[] };
        assert_eq!(said(&scene, &id, text), wanted, "{currency}: {text}");
        let bare = run(&scene, text, &["-f", "tsv"]).expect(0);
        assert_eq!(bare.out.contains("\tamount\t"), found, "{currency}: {}", bare.out);
    }
}
