//! Who may sign for an offer, and what a refusal does (R60).

use super::{BANDS, Till};

fn offered(amount: &str) -> Till {
    let till = Till::full();
    till.redress("offer", &["--option", &format!("a:loss=refund:{amount}")]).expect(0);
    till
}

#[test]
fn nobody_signs_for_an_offer_of_their_own() {
    let till = offered("3000.00");
    // wang has the role, but made the offer.
    let err = till.refused(4, &["redress", "approve", "--amount", "3000.00"]);
    assert!(err.contains("wang made the offer and can't sign for it"), "{err}");
    assert!(till.refused(4, &["redress", "approve", "--amount", "3000", "--lang", "zh"]).contains("不能由本人批准"));
    till.refused(4, &["redress", "approve", "--refuse", "--why", "x"]);
    till.redress("approve", &["--amount", "3000.00", "--by", "li"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    till.sound();
}

#[test]
fn a_hand_written_approval_of_ones_own_offer_is_told_and_does_not_count() {
    let till = offered("3000.00");
    let offer = till.json()["offers"][0]["id"].as_str().unwrap().to_owned();
    let line = format!(
        "  - {{id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: wang, do: approve, of: {offer}, granted: true}}\n"
    );
    till.scene.write(&format!("cases/2026/11/{}.yaml", till.id), till.scene.case(&till.id) + &line);
    assert!(till.scene.now(&["check"]).expect(1).out.contains("error: self-approved"));
    till.refused(4, &["log", "--via", "phone", "--tells"]);
    till.scene.write("text.txt", "退您 3000 元");
    let said = till.scene.now(&["lint", "text.txt", "--case", &till.id, "--strict", "-f", "tsv"]).expect(1).out;
    assert!(said.contains("is not approved yet"), "{said}");
}

#[test]
fn the_signer_has_a_role_that_is_asked_for_and_signs_for_enough() {
    let till = offered("3000.00");
    for (args, said) in [
        (
            &["--amount", "3000.00", "--by", "zhao"][..],
            "zhao has none of the roles that have to sign: operations-director",
        ),
        (
            &["--amount", "3000.00", "--by", "sun", "--role", "cfo"],
            "`cfo` does not have to sign; these have: operations-director",
        ),
        (&["--amount", "2999.99", "--by", "li"], "--amount 3000.00"),
    ] {
        let err = till.refused(4, &[&["redress", "approve"][..], args].concat());
        assert!(err.contains(said), "{args:?}: {err}");
    }
    assert!(till.refused(2, &["redress", "approve", "--by", "li"]).contains("--amount"));
    assert!(till.refused(2, &["redress", "approve", "--amount", "3,000", "--by", "li"]).contains("`3000.00`"));
    till.redress("approve", &["--amount", "3000", "--by", "li"]).expect(0);
    assert!(till.refused(4, &["redress", "approve", "--amount", "3000", "--by", "sun"]).contains("decided already"));
}

#[test]
fn every_role_of_the_band_signs_and_one_person_may_sign_for_two() {
    let till = offered("10000.00");
    till.redress("approve", &["--amount", "10000", "--by", "li"]).expect(0);
    assert!(till.refused(4, &["log", "--via", "phone", "--tells"]).contains("not signed for it: cfo"));
    till.redress("approve", &["--amount", "10000", "--by", "sun"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    let both = offered("10000.00");
    let out = both.redress("approve", &["--amount", "10000", "--by", "sun"]).expect(0).out;
    assert!(out.contains("as operations-director") && out.contains("as cfo"), "{out}");
    both.now("log", &["--via", "phone", "--tells"]).expect(0);
    both.sound();
}

#[test]
fn a_refusal_is_recorded_and_holds_until_another_offer() {
    let till = offered("3000.00");
    till.refused(2, &["redress", "approve", "--refuse", "--by", "li"]);
    let ran = till.redress("approve", &["--refuse", "--why", "太多", "--by", "li"]).expect(0);
    assert!(ran.out.contains("refused") && ran.err.contains("make another offer"), "{}{}", ran.out, ran.err);
    assert!(till.scene.case(&till.id).contains("granted: false"));
    till.refused(4, &["redress", "approve", "--amount", "3000", "--by", "sun"]);
    assert!(till.refused(4, &["log", "--via", "phone", "--tells"]).contains("li refused to approve"));
    assert!(till.now("show", &["--lang", "zh"]).expect(0).out.contains("未获批准"));
    till.redress("offer", &["--option", "a:loss=refund:1500"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    till.sound();
}

#[test]
fn where_nobody_is_listed_anybody_signs_but_says_as_what() {
    let till = Till::with(BANDS);
    till.redress("offer", &["--option", "a:loss=refund:2000"]).expect(0);
    assert!(till.refused(2, &["redress", "approve", "--amount", "2000", "--by", "chen"]).contains("--role"));
    till.redress("approve", &["--amount", "2000", "--by", "chen", "--role", "operations-director"]).expect(0);
    till.sound();
}

#[test]
fn a_refusal_after_the_last_grant_counts_until_it_is_retracted() {
    let till = offered("3000.00");
    till.redress("approve", &["--amount", "3000.00", "--by", "li"]).expect(0);
    let offer = till.json()["offers"][0]["id"].as_str().unwrap().to_owned();
    // Two clones decided at once.
    let line = format!(
        "  - {{id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: sun, do: approve, of: {offer}, role: operations-director, granted: false}}\n"
    );
    till.scene.write(&format!("cases/2026/11/{}.yaml", till.id), till.scene.case(&till.id) + &line);
    assert!(till.refused(4, &["log", "--via", "phone", "--tells"]).contains("sun refused to approve"));
    assert!(till.now("show", &[]).expect(0).out.contains("approval refused"));
    till.now("retract", &["zzzzzz", "--why", "x"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
}
