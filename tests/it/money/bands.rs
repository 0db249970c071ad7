//! From how much somebody has to sign, to the hundredth (R60).

use super::{BANDS, Till};

/// The edges of the five bands, and who has to sign at each.
const EDGES: [(&str, &[&str]); 8] = [
    ("1999.99", &[]),
    ("2000", &["operations-director"]),
    ("9999.99", &["operations-director"]),
    ("10000.00", &["operations-director", "cfo"]),
    ("49999.99", &["operations-director", "cfo"]),
    ("50000", &["operations-director", "cfo", "general-manager"]),
    ("499999.99", &["operations-director", "cfo", "general-manager"]),
    ("500000.00", &["cfo", "general-manager", "board"]),
];

#[test]
fn each_edge_asks_for_the_roles_of_its_band() {
    let till = Till::with(BANDS);
    for (amount, roles) in EDGES {
        let option = format!("a:loss=refund:{amount}");
        for lang in ["en", "zh"] {
            let said = till.redress("offer", &["--option", &option, "--lang", lang, "-n"]).expect(0).err;
            assert_eq!(said.contains("--tells"), roles.is_empty(), "{amount}: {said}");
        }
        till.redress("offer", &["--option", &option]).expect(0);
        let offers = till.json()["offers"].clone();
        let offer = offers.as_array().unwrap().last().unwrap().clone();
        let lacking: Vec<&str> =
            offer["approval"]["lacking"].as_array().unwrap().iter().map(|r| r.as_str().unwrap()).collect();
        assert_eq!(lacking, roles, "{amount}");
        // The clock of the approval agrees, and so does the telling.
        let deadlines = till.now("show", &["-f", "json"]).expect(0).out;
        assert_eq!(deadlines.contains("\"kind\": \"approval\""), !roles.is_empty(), "{amount}");
        till.now("log", &["--via", "phone", "--tells", "-n"]).expect(if roles.is_empty() { 0 } else { 4 });
        till.now("promise", &["--due", "2026-11-25", "-m", &format!("退款 {amount} 元")]).expect(if roles.is_empty() {
            0
        } else {
            4
        });
    }
    till.sound();
}

#[test]
fn both_sides_of_an_option_add_up_and_the_dearest_option_decides() {
    let till = Till::full();
    let sides = ["--option", "a:loss=refund:1500.00", "--option", "a:inconvenience=discount:499.99"];
    let said = till.redress("offer", &sides).expect(0).err;
    assert!(said.contains("nobody has to sign"), "{said}");
    let more = [&sides[..], &["--option", "b:loss=refund:2000.00"]].concat();
    let said = till.redress("offer", &more).expect(0).err;
    assert!(said.contains("2000.00 reaches the band from 2000.00") && said.contains("operations-director"), "{said}");
}

#[test]
fn two_lines_that_cross_a_band_together_are_refused() {
    let till = Till::full();
    let gift =
        |amount: &'static str| ["redress", "pay", "--remedy", "goodwill-gift", "--amount", amount, "--reason", "x"];
    till.redress("pay", &["--remedy", "goodwill-gift", "--amount", "1200.00", "--reason", "慰问"]).expect(0);
    let said = till.refused(4, &gift("800"));
    assert!(said.contains("2000.00 in all reaches the band from 2000.00"), "{said}");
    till.redress("pay", &["--remedy", "goodwill-gift", "--amount", "799.99", "--reason", "慰问"]).expect(0);
    assert!(till.refused(4, &gift("0.01")).contains("2000.00"));
    // What was given counts for the next offer too, though the offer alone is small.
    let said = till.redress("offer", &["--option", "a:loss=refund:100"]).expect(0).err;
    assert!(said.contains("2099.99 reaches the band"), "{said}");
    assert_eq!(till.json()["sums"]["CNY"], "1999.99");
    till.sound();
}

#[test]
fn a_small_gift_beside_an_accepted_offer_counts_with_it() {
    let till = Till::accepted("1900.00");
    let gift = ["redress", "pay", "--remedy", "goodwill-gift", "--amount", "100", "--reason", "x"];
    let said = till.refused(4, &gift);
    assert!(said.contains("redress approve") && said.contains("--amount 2000.00"), "{said}");
    // Whoever has to sign for that much may, although the offer alone needs nobody.
    till.redress("approve", &["--amount", "2000.00", "--by", "li"]).expect(0);
    till.redress("pay", &gift[2..]).expect(0);
    till.redress("pay", &["--reason", "照约定"]).expect(0);
    assert!(till.refused(4, &gift).contains("--amount 2100.00"));
    till.sound();
}

#[test]
fn two_currencies_are_never_added() {
    let bare = Till::with("");
    for (amount, currency) in [("1500.00", "CNY"), ("1500.00", "USD"), ("0.50", "USD")] {
        bare.redress("pay", &["--remedy", "refund", "--amount", amount, "--currency", currency, "--reason", "x"])
            .expect(0);
    }
    let sums = bare.json()["sums"].clone();
    assert_eq!((&sums["CNY"], &sums["USD"]), (&"1500.00".into(), &"1500.50".into()));
    // Where there are bands an amount in another currency can't be held against them.
    let till = Till::full();
    till.redress("pay", &["--remedy", "refund", "--amount", "1500.00", "--reason", "x"]).expect(0);
    let foreign = ["redress", "pay", "--remedy", "refund", "--amount", "1.00", "--currency", "USD", "--reason", "x"];
    assert!(till.refused(4, &foreign).contains("can't be held against them"));
    assert!(till.refused(4, &[&foreign[..], &["--lang", "zh"]].concat()).contains("无法比较"));
    assert!(
        till.refused(
            2,
            &["redress", "pay", "--remedy", "refund", "--amount", "1", "--currency", "usd", "--reason", "x"]
        )
        .contains("CNY")
    );
    // An event written by hand in another currency is told, and adds nothing to ours.
    let line = "  - {id: zzzzzz, at: 2026-11-22T08:00:00+08:00, by: wang, do: redress, remedy: refund, amount: \"900.00\", currency: USD}\n";
    till.scene.write(&format!("cases/2026/11/{}.yaml", till.id), till.scene.case(&till.id) + line);
    assert_eq!(till.json()["sums"]["CNY"], "1500.00");
    assert!(till.scene.now(&["check"]).expect(1).out.contains("warning: other-currency"));
}

#[test]
fn without_bands_nobody_has_to_sign() {
    let till = Till::with("");
    till.redress("offer", &["--option", "a:loss=refund:999999999999.99"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    assert!(
        till.refused(4, &["redress", "approve", "--amount", "5", "--role", "cfo", "--by", "li"])
            .contains("nobody has to sign")
    );
    till.sound();
}
