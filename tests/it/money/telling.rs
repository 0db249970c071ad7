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
    // What reaches no band may be promised.
    for text in ["先退 1999.99 元", "明天 3000 人到场"] {
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
    till.redress("offer", &["--option", "a:loss=refund:100"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    let none = ["--accepts", "none", "--how", "嫌少"];
    // Before the last step nothing leads back; another offer does.
    let ran = till.redress("answer", &none).expect(0);
    assert!(ran.err.contains("make another offer: amends redress offer"), "{}", ran.err);
    till.now("advance", &["--skip", "--why", "x"]).expect(0);
    for _ in 0..2 {
        till.now("advance", &["--force", "--why", "x"]).expect(0);
    }
    let ran = till.redress("answer", &none).expect(0);
    assert!(ran.out.contains("the customer accepts none"), "{}", ran.out);
    let back = format!("go back: amends advance {} --back solve --why TEXT", till.id);
    assert!(ran.err.contains(&back), "{}", ran.err);
    assert!(till.refused(4, &["redress", "pay", "--reason", "x"]).contains("accepts nothing of the offer"));
    let json = till.json();
    assert!(json["answer"]["accepts"].is_null() && json["answer"]["of"].is_string(), "{json}");
    let ran = till.now("advance", &["--back", "solve", "--why", "嫌少"]).expect(0);
    assert!(ran.out.contains("back from \"Follow up\" to \"Solve the problem\" (round 2)"), "{}", ran.out);
    assert!(till.refused(4, &["redress", "pay", "--reason", "x"]).contains("nothing is offered"));
    till.refused(4, &["redress", "answer", "--accepts", "a", "--how", "x"]);
    till.sound();
}

#[test]
fn a_promise_in_another_currency_is_refused_like_a_payment() {
    let till = Till::full();
    let promise = ["promise", "--due", "2026-11-25", "-m", "We pay USD 3000"];
    assert!(till.refused(4, &promise).contains("can't be held against them"));
    let offer = ["redress", "offer", "--option", "a:loss=refund:1", "--say", "a:and $20 more"];
    assert!(till.refused(4, &offer).contains("can't be held against them"));
    Till::with("").now("promise", &promise[1..]).expect(0);
}

#[test]
fn a_promise_that_is_entered_late_is_held_against_all_that_is_on_record() {
    let till = Till::full();
    till.redress("pay", &["--remedy", "goodwill-gift", "--amount", "1500", "--reason", "慰问"]).expect(0);
    let late = ["promise", "--due", "2026-11-25", "-m", "再退 600 元", "--at", "2026-11-22 08:00"];
    assert!(till.refused(4, &late).contains("2100.00 in all"));
}

#[test]
fn money_needs_an_amount_and_words_promise_no_more_than_it() {
    let till = Till::full();
    let option = |sides: &'static str, say: &'static str| ["redress", "offer", "--option", sides, "--say", say];
    for remedy in ["refund", "compensation", "discount", "waiver"] {
        let side = format!("a:loss={remedy}");
        let said = till.refused(4, &["redress", "offer", "--option", &side]);
        assert!(said.contains(&format!("{remedy}:480.00")), "{said}");
    }
    for (sides, say) in [
        ("a:loss=refund:100", "a:We refund 20000 yuan"),
        ("a:loss=replacement", "a:外加两万元"),
        ("a:loss=other", "a:2000 元"),
    ] {
        let said = till.refused(4, &option(sides, say));
        assert!(said.contains("reaches the band from") && said.contains("--option a:loss="), "{say}: {said}");
    }
    till.redress("offer", &option("a:loss=refund:100", "a:加送 1999.99 元的鞋")[2..]).expect(0);
    till.redress("offer", &option("a:loss=refund:20000", "a:We refund 20000 yuan")[2..]).expect(0);
    assert!(till.refused(4, &["redress", "offer", "--option", "a:loss=refund", "--lang", "zh"]).contains("须写明金额"));
    let pay = ["redress", "pay", "--remedy", "refund", "--reason", "9000 yuan in cash"];
    assert!(till.refused(4, &pay).contains("--amount 480.00"));
    let till = Till::full();
    let gift = ["redress", "pay", "--remedy", "goodwill-gift", "--reason", "9000 yuan in cash"];
    assert!(till.refused(4, &gift).contains("9000.00 in all"));
    till.redress("pay", &["--remedy", "goodwill-gift", "--reason", "flowers"]).expect(0);
    // An amount of its own is what counts; its reason may name the price.
    till.redress("pay", &["--remedy", "refund", "--amount", "10", "--reason", "a hundredth of 3000 yuan"]).expect(0);
    // Where nobody has to sign nothing is held against anything.
    Till::with("").redress("offer", &["--option", "a:loss=refund", "--say", "a:20000 yuan"]).expect(0);
}
