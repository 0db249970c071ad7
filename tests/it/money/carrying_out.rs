//! Carrying out what the customer accepted: once, as agreed, with a reason (R41, R65).

use super::Till;

#[test]
fn what_was_accepted_is_carried_out_once_as_agreed() {
    let till = Till::accepted("480.00");
    assert!(till.refused(2, &["redress", "pay"]).contains("--reason"));
    for (args, code, said) in [
        (&["--option", "b"][..], 2, "it is one of: a"),
        (&["--part", "inconvenience"], 4, "has nothing for `inconvenience`"),
        (&["--amount", "480.01"], 4, "the customer accepted 480.00"),
        (&["--part", "both"], 2, "loss, inconvenience"),
    ] {
        let err = till.refused(code, &[&["redress", "pay", "--reason", "x"][..], args].concat());
        assert!(err.contains(said), "{args:?}: {err}");
    }
    let out = till.redress("pay", &["--option", "a", "--amount", "480", "--reason", "鞋价"]).expect(0).out;
    assert!(out.contains("redress: refund 480.00 CNY (loss): 鞋价"), "{out}");
    assert!(till.refused(4, &["redress", "pay", "--reason", "x"]).contains("carried out already"));
    assert!(till.refused(4, &["redress", "pay", "--reason", "x", "--lang", "zh"]).contains("已经落实过了"));
    assert!(till.refused(4, &["redress", "answer", "--accepts", "none", "--how", "x"]).contains("being carried out"));
    assert_eq!(till.json()["outstanding"], serde_json::json!([]));
    till.sound();
}

#[test]
fn each_part_is_an_event_of_its_own_and_shown_until_it_is_done() {
    let till = Till::full();
    let sides =
        ["--option", "a:loss=refund:480.00", "--option", "a:inconvenience=apology", "--option", "b:loss=repair"];
    till.redress("offer", &sides).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    till.redress("answer", &["--accepts", "a", "--how", "电话"]).expect(0);
    assert!(till.refused(4, &["redress", "pay", "--option", "b", "--reason", "x"]).contains("accepted a"));
    till.redress("pay", &["--part", "loss", "--reason", "鞋价"]).expect(0);
    let page = till.now("show", &[]).expect(0).out;
    assert!(page.contains("given: 480.00 CNY") && page.contains("owed: apology for the inconvenience"), "{page}");
    assert!(till.now("show", &["--lang", "zh"]).expect(0).out.contains("待落实：不便：道歉"));
    let err = till.now("close", &["--outcome", "upheld"]).expect(4).err;
    assert!(
        err.contains("the customer waits for apology (inconvenience): amends redress pay")
            && err.contains("--part inconvenience"),
        "{err}"
    );
    till.redress("pay", &["--reason", "当面道歉"]).expect(0);
    assert!(!till.now("close", &["--outcome", "upheld"]).expect(4).err.contains("waits for"));
    assert_eq!(till.scene.case(&till.id).matches("do: redress").count(), 2);
    till.sound();
}

#[test]
fn an_apology_alone_closes_nothing() {
    let till = Till::full();
    let said = "nothing was done but saying sorry";
    assert!(!till.now("close", &["--outcome", "upheld"]).expect(4).err.contains(said));
    till.now("log", &["--via", "phone", "--purpose", "apology"]).expect(0);
    assert!(till.now("close", &["--outcome", "upheld"]).expect(4).err.contains(said));
    assert!(till.now("close", &["--outcome", "upheld", "--lang", "zh"]).expect(4).err.contains("除了道歉什么都没做"));
    // A case that is withdrawn asks for nothing.
    till.now("close", &["--outcome", "withdrawn", "-n"]).expect(0);
    till.redress("pay", &["--remedy", "apology", "--reason", "书面"]).expect(0);
    assert!(till.now("close", &["--outcome", "upheld"]).expect(4).err.contains(said));
    till.redress("pay", &["--remedy", "repair", "--reason", "免费修"]).expect(0);
    assert!(!till.now("close", &["--outcome", "upheld"]).expect(4).err.contains(said));
}

#[test]
fn what_cannot_be_solved_is_told_with_another_suggestion() {
    let till = Till::full();
    let close = ["--outcome", "unresolvable"];
    assert!(till.now("close", &close).expect(4).err.contains("needs another suggestion: amends decline"));
    till.now("decline", &["-m", "十倍赔偿", "--alternative", "换一双"]).expect(0);
    assert!(till.now("close", &close).expect(4).err.contains("--purpose refusal"));
    till.now("log", &["--via", "phone", "--purpose", "refusal"]).expect(0);
    let err = till.now("close", &close).expect(4).err;
    assert!(!err.contains("--purpose refusal") && !err.contains("suggestion"), "{err}");
}

#[test]
fn a_dry_run_writes_nothing_and_a_closed_case_takes_no_redress() {
    let till = Till::accepted("480.00");
    let before = till.scene.case(&till.id);
    let ran = till.redress("pay", &["--reason", "x", "-n"]).expect(0);
    assert!(ran.out.contains("do: redress") && ran.err.contains("dry run"), "{}{}", ran.out, ran.err);
    assert_eq!(till.scene.case(&till.id), before);
    assert_eq!(till.redress("pay", &["--reason", "x", "-q"]).expect(0).out, format!("{}\n", till.id));
    till.now("close", &["--outcome", "withdrawn"]).expect(0);
    till.refused(4, &["redress", "offer", "--option", "a:loss=refund:1"]);
    till.refused(4, &["redress", "pay", "--remedy", "apology", "--reason", "x"]);
    till.sound();
}

#[test]
fn what_costs_nothing_has_no_amount() {
    let till = Till::full();
    for args in [
        &["redress", "offer", "--option", "a:loss=apology:5000"][..],
        &["redress", "offer", "--option", "a:loss=call-back:5"],
        &["redress", "pay", "--remedy", "apology", "--amount", "5", "--reason", "x"],
    ] {
        assert!(till.refused(2, args).contains("costs nothing"), "{args:?}");
        assert!(till.refused(2, &[args, &["--lang", "zh"]].concat()).contains("不涉及金额"), "{args:?}");
    }
    till.redress("offer", &["--option", "a:loss=replacement"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    let said = till.refused(2, &["redress", "answer", "--accepts", "c", "--how", "x"]);
    assert!(said.contains("did you mean `a`"), "{said}");
    till.redress("answer", &["--accepts", "A", "--how", "x"]).expect(0);
    let said = till.refused(4, &["redress", "pay", "--amount", "500", "--reason", "x"]);
    assert!(said.contains("has no amount") && !said.contains("0.00"), "{said}");
    till.redress("pay", &["--option", "A", "--reason", "x"]).expect(0);
    till.sound();
}
