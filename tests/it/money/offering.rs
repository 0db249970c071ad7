//! Options for the customer: how they are typed, what the playbook admits (R63, R64, R65, R67).

use super::Till;

#[test]
fn an_offer_is_one_line_with_both_sides_of_each_option() {
    let till = Till::full();
    let ran = till
        .redress(
            "offer",
            &[
                "--option",
                "b:loss=replacement",
                "--option",
                "a:loss=refund:480",
                "--option",
                "a：inconvenience＝discount：２００",
                "--say",
                "b:换一双新的",
                "--why",
                "一个月内开胶",
            ],
        )
        .expect(0);
    assert!(ran.out.contains("offer: a) refund 480.00 for the loss and discount 200.00 for the inconvenience; b) replacement for the loss: 换一双新的"), "{}", ran.out);
    let line = till.scene.case(&till.id);
    assert!(line.contains("do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"480.00\"}, inconvenience: {remedy: discount, amount: \"200.00\"}}, {opt: b, loss: {remedy: replacement}, what: \"换一双新的\"}], why: \"一个月内开胶\"}"), "{line}");
    let zh = till.now("show", &["--lang", "zh"]).expect(0).out;
    assert!(zh.contains("补偿损失：退款 480.00，补偿不便：优惠 200.00") && zh.contains("尚未告知客户"), "{zh}");
    till.sound();
}

#[test]
fn amounts_are_exact_or_refused_with_what_was_meant() {
    let till = Till::full();
    for (amount, said) in [
        ("1,999.99", "did you mean `1999.99`?"),
        ("1，999", "did you mean `1999.00`?"),
        ("10 000", "did you mean `10000.00`?"),
        ("480.5", "480.00"),
        ("0.00", "leave the amount out"),
        ("-5", "480.00"),
        ("4e3", "480.00"),
        ("480元", "480.00"),
        ("9999999999999", "480.00"),
    ] {
        let option = format!("a:loss=refund:{amount}");
        let err = till.refused(2, &["redress", "offer", "--option", &option]);
        assert!(err.contains(said), "{amount}: {err}");
        let zh = till.refused(2, &["redress", "offer", "--option", &option, "--lang", "zh"]);
        assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
    }
}

#[test]
fn an_option_that_cannot_be_read_is_a_wrong_call() {
    let till = Till::full();
    for (args, said) in [
        (&["--option", "a=refund"][..], "a:loss=refund:480.00"),
        (&["--option", "A:loss=refund"], "a:loss=refund:480.00"),
        (&["--option", "a:los=refund"], "did you mean `loss`?"),
        (&["--option", "a:loss=refnd"], "did you mean `refund`?"),
        (&["--option", "a:loss=refund", "--option", "a:loss=repair"], "two entries for `loss`"),
        (&["--option", "a:loss=refund", "--say", "b:x"], "no option `b`"),
        (&["--option", "a:loss=refund", "--say", "a:"], "a:TEXT"),
    ] {
        let err = till.refused(2, &[&["redress", "offer"][..], args].concat());
        assert!(err.contains(said), "{args:?}: {err}");
    }
    till.refused(2, &["redress", "offer"]);
}

#[test]
fn the_playbook_bounds_the_number_of_options_and_the_remedies() {
    let till = Till::full();
    let path = till.scene.root().join("playbooks/four-step.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let bounded = "allowed_remedies = [\"refund\", \"apology\"]\noffer = { min = 2, max = 3 }\n";
    std::fs::write(&path, text.replacen("close_requires", &format!("{bounded}close_requires"), 1)).unwrap();
    let option = |o: &'static str| ["--option", o];
    let offer = |options: &[&'static str]| -> Vec<&'static str> {
        ["redress", "offer"].into_iter().chain(options.iter().flat_map(|o| option(o))).collect()
    };
    let err = till.refused(4, &offer(&["a:loss=refund:1"]));
    assert!(err.contains("2 to 3 options to choose from, not 1"), "{err}");
    till.refused(4, &offer(&["a:loss=refund:1", "b:loss=refund:2", "c:loss=refund:3", "d:loss=refund:4"]));
    let err = till.refused(4, &offer(&["a:loss=refund:1", "b:loss=repair"]));
    assert!(err.contains("does not admit the remedy `repair`; it admits: refund, apology"), "{err}");
    let zh = till.refused(4, &[&offer(&["a:loss=refund:1", "b:loss=repair"])[..], &["--lang", "zh"]].concat());
    assert!(zh.contains("流程不允许补救方式“repair”"), "{zh}");
    assert!(till.refused(4, &["redress", "pay", "--remedy", "visit", "--reason", "x"]).contains("`visit`"));
    till.redress("offer", &["--option", "a:loss=refund:1", "--option", "b:loss=apology"]).expect(0);
}

#[test]
fn an_offer_is_told_in_proportion_to_the_loss() {
    let till = Till::full();
    till.now("assess", &["--loss", "1200.00"]).expect(0);
    let err = till.redress("offer", &["--option", "a:loss=refund:480.00", "--option", "b:loss=apology"]).expect(0).err;
    assert!(err.contains("option a: 480.00, 40 % of the loss 1200.00") && !err.contains("option b"), "{err}");
    assert!(till.now("show", &[]).expect(0).out.contains("40 % of the loss 1200.00"));
}
