//! What nobody signed for is neither told nor promised (R61), and consent needs a customer who knows (R41).

use super::Till;

#[test]
fn an_unapproved_amount_is_not_told_promised_or_paid() {
    let till = Till::full();
    till.redress("offer", &["--option", "a:loss=refund:3000.00"]).expect(0);
    let lacks = "have not signed for it: operations-director";
    assert!(till.refused(4, &["log", "--via", "phone", "--tells"]).contains(lacks));
    for text in ["我们退您 3000 元", "退款三千元", "we pay 3,000.00 yuan", "¥２０００"] {
        assert!(till.refused(4, &["promise", "--due", "2026-11-25", "-m", text]).contains(lacks), "{text}");
        let log = ["log", "--via", "phone", "--promise", "2026-11-25", "--what", text];
        assert!(till.refused(4, &log).contains(lacks), "{text}");
    }
    assert!(
        till.refused(4, &["promise", "--due", "2026-11-25", "-m", "退 3000 元", "--lang", "zh"]).contains("尚未批准")
    );
    // What reaches no band may be promised, and an amount in another currency says nothing about ours.
    for text in ["先退 1999.99 元", "3000 US dollars", "明天 3000 人到场"] {
        till.now("promise", &["--due", "2026-11-25", "-m", text]).expect(0);
    }
    assert!(till.refused(4, &["redress", "pay", "--reason", "x"]).contains("before the customer agrees"));
    till.redress("approve", &["--amount", "3000", "--by", "li"]).expect(0);
    till.now("promise", &["--due", "2026-11-25", "-m", "退 3000 元"]).expect(0);
    assert!(till.refused(4, &["promise", "--due", "2026-11-25", "-m", "退 3001 元"]).contains("3001.00"));
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
}

#[test]
fn a_promise_without_any_offer_is_held_against_the_bands_too() {
    let till = Till::full();
    let err = till.refused(4, &["promise", "--due", "2026-11-25", "-m", "退 5000 元"]);
    assert!(err.contains("5000.00") && err.contains("redress offer"), "{err}");
}

#[test]
fn consent_needs_an_offer_that_was_told() {
    let till = Till::full();
    assert!(till.refused(4, &["redress", "answer", "--accepts", "a", "--how", "x"]).contains("nothing is offered"));
    assert!(till.refused(4, &["log", "--via", "phone", "--tells"]).contains("nothing is offered"));
    till.redress("offer", &["--option", "a:loss=refund:100"]).expect(0);
    let err = till.refused(4, &["redress", "answer", "--accepts", "a", "--how", "x"]);
    assert!(err.contains("amends log") && err.contains("--tells"), "{err}");
    till.refused(2, &["log", "--via", "phone", "--tells", "--not-reached"]);
    assert_eq!(till.now("log", &["--via", "phone", "--tells", "zzzzzz"]).expect(5).out, "");
    let opened = till.scene.case(&till.id).split("{id: ").nth(1).unwrap()[..6].to_owned();
    assert!(till.refused(4, &["log", "--via", "phone", "--tells", &opened]).contains("is no offer"));
    let out = till.now("log", &["--via", "phone", "--tells", "--lang", "zh"]).expect(0).out;
    assert!(out.contains("告知方案"), "{out}");
    let err = till.refused(2, &["redress", "answer", "--accepts", "c", "--how", "x"]);
    assert!(err.contains("a, none"), "{err}");
    till.refused(2, &["redress", "answer", "--accepts", "a"]);
    till.redress("answer", &["--accepts", "a", "--how", "电话里同意"]).expect(0);
    till.sound();
}

#[test]
fn a_customer_who_accepts_nothing_sends_the_case_back_with_its_round() {
    let till = Till::full();
    let skip = ["--skip", "--why", "x"];
    till.redress("offer", &["--option", "a:loss=refund:100"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    for _ in 0..3 {
        till.now("advance", &[&skip[..], &["--force"]].concat());
    }
    let ran = till.redress("answer", &["--accepts", "none", "--how", "嫌少"]).expect(0);
    assert!(ran.out.contains("the customer accepts none"), "{}", ran.out);
    assert!(till.refused(4, &["redress", "pay", "--reason", "x"]).contains("accepts nothing of the offer"));
    let json = till.json();
    assert!(json["answer"]["accepts"].is_null() && json["answer"]["of"].is_string(), "{json}");
}
