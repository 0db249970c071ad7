//! Whose consent to what: an answer counts for its own offer and no other, and what was accepted is not forgotten.

use super::Till;

impl Till {
    /// Offers option a of so much and returns the offer's id; told, unless said.
    fn offers(&self, amount: &str, told: bool) -> String {
        self.redress("offer", &["--option", &format!("a:loss=refund:{amount}")]).expect(0);
        let id = self.json()["offers"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
        if told {
            self.now("log", &["--via", "phone", "--tells"]).expect(0);
        }
        id
    }

    fn answers(&self, of: &str, accepts: &str) {
        self.redress("answer", &["--of", of, "--accepts", accepts, "--how", "电话"]).expect(0);
    }

    /// Writes a line as another clone would bring it.
    fn brings(&self, line: &str) {
        let text = self.scene.case(&self.id) + &format!("  - {{{line}}}\n");
        self.scene.write(&format!("cases/2026/11/{}.yaml", self.id), text);
    }

    /// Goes on to the last step and back from it.
    fn goes_back(&self) {
        self.now("advance", &["--skip", "--why", "x"]).expect(0);
        for _ in 0..2 {
            self.now("advance", &["--force", "--why", "x"]).expect(0);
        }
        self.now("advance", &["--back", "solve", "--why", "x"]).expect(0);
    }
}

const PAY: [&str; 4] = ["redress", "pay", "--reason", "x"];

#[test]
fn an_answer_to_an_offer_that_was_retracted_is_no_consent_to_the_next() {
    let till = Till::full();
    let first = till.offers("100.00", true);
    till.offers("1500.00", false);
    till.answers(&first, "a");
    till.now("retract", &[&first, "--why", "写错了"]).expect(0);
    let said = till.refused(4, &PAY);
    assert!(said.contains("before the customer agrees"), "{said}");
    assert!(till.json()["answer"].is_null());
    // Taking an offer back is in order; an answer that another clone brings afterwards is told.
    till.sound();
    till.brings(&format!("id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: li, do: answer, of: {first}, accepts: a"));
    assert!(till.refused(4, &PAY).contains("before the customer agrees"));
    let found = till.scene.now(&["check"]).expect(1).out;
    assert!(
        found.contains("no-consent") && found.contains(&format!("is to the offer {first}, which no longer")),
        "{found}"
    );
    assert!(found.contains(&format!("amends retract {}", till.id)), "{found}");
    let found = till.scene.now(&["check", "--lang", "zh"]).expect(1).out;
    assert!(found.contains(&format!("针对的方案 {first} 已不算数")), "{found}");
}

#[test]
fn an_answer_that_comes_after_the_case_went_back_is_no_consent_to_the_new_offer() {
    let till = Till::full();
    let first = till.offers("100.00", true);
    till.goes_back();
    till.offers("1999.00", true);
    till.brings(&format!("id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: li, do: answer, of: {first}, accepts: a"));
    assert!(till.refused(4, &PAY).contains("before the customer agrees"));
    let found = till.scene.now(&["check"]).expect(1).out;
    assert!(found.contains("the answer zzzzzz is to the offer"), "{found}");
}

#[test]
fn an_answer_of_a_letter_that_its_offer_lacks_is_told() {
    let till = Till::full();
    let first = till.offers("100.00", true);
    till.brings(&format!("id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: li, do: answer, of: {first}, accepts: c"));
    till.refused(4, &PAY);
    let found = till.scene.now(&["check"]).expect(1).out;
    assert!(found.contains("accepts `c`, which the offer") && found.contains(&first), "{found}");
}

#[test]
fn an_acceptance_is_taken_back_also_where_a_later_offer_exists() {
    let till = Till::full();
    let first = till.offers("100.00", true);
    till.offers("1500.00", true);
    till.answers(&first, "a");
    till.answers(&first, "none");
    let said = till.refused(4, &PAY);
    assert!(said.contains("before the customer agrees"), "{said}");
    assert_eq!(till.json()["outstanding"], serde_json::json!([]));
    let page = till.now("show", &[]).expect(0).out;
    assert!(page.contains(&format!("{first}  told, refused by the customer")), "{page}");
    // The latest one stands and may be accepted.
    till.redress("answer", &["--accepts", "a", "--how", "电话"]).expect(0);
    assert!(till.redress("pay", &["--reason", "x"]).expect(0).out.contains("refund 1500.00"));
    till.sound();
}

#[test]
fn no_other_offer_is_made_while_what_was_accepted_is_not_carried_out() {
    let till = Till::accepted("300.00");
    let offer = ["redress", "offer", "--option", "a:loss=refund:1"];
    let said = till.refused(4, &offer);
    assert!(said.contains("amends redress pay") && said.contains("--accepts none"), "{said}");
    let said = till.refused(4, &[&offer[..], &["--lang", "zh"]].concat());
    assert!(said.contains("尚未落实"), "{said}");
    till.redress("answer", &["--accepts", "none", "--how", "改主意了"]).expect(0);
    till.redress("offer", &offer[2..]).expect(0);
    // Where a part was carried out there is no taking back.
    let till = Till::full();
    till.redress("offer", &["--option", "a:loss=refund:300", "--option", "a:inconvenience=apology"]).expect(0);
    till.now("log", &["--via", "phone", "--tells"]).expect(0);
    till.redress("answer", &["--accepts", "a", "--how", "电话"]).expect(0);
    till.redress("pay", &["--part", "loss", "--reason", "x"]).expect(0);
    let said = till.refused(4, &offer);
    assert!(said.contains("do that first") && !said.contains("--accepts none"), "{said}");
    till.redress("pay", &["--reason", "x"]).expect(0);
    till.redress("offer", &offer[2..]).expect(0);
    till.sound();
}

#[test]
fn an_offer_from_another_clone_does_not_wipe_what_is_owed() {
    let till = Till::accepted("300.00");
    till.brings(
        "id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: li, do: offer, options: [{opt: a, loss: {remedy: refund, amount: \"1.00\"}}]",
    );
    assert_eq!(till.json()["outstanding"][0]["amount"], "300.00");
    assert!(till.now("close", &["--outcome", "upheld"]).expect(4).err.contains("the customer waits for refund 300.00"));
    assert!(till.redress("pay", &["--reason", "照约定"]).expect(0).out.contains("refund 300.00"));
    till.sound();
}

#[test]
fn what_was_accepted_stays_owed_after_the_case_went_back() {
    let till = Till::accepted("300.00");
    till.goes_back();
    let page = till.now("show", &[]).expect(0).out;
    assert!(page.contains("owed: refund 300.00 for the loss"), "{page}");
    let said = till.now("close", &["--outcome", "upheld"]).expect(4).err;
    assert!(said.contains("the customer waits for refund 300.00") && said.contains("--option a"), "{said}");
    // Another answer replaces it.
    let second = till.offers("450.00", true);
    assert_eq!(till.json()["outstanding"][0]["amount"], "300.00");
    till.answers(&second, "a");
    assert_eq!(till.json()["outstanding"][0]["amount"], "450.00");
    assert!(till.redress("pay", &["--reason", "x"]).expect(0).out.contains("refund 450.00"));
    assert_eq!(till.json()["outstanding"], serde_json::json!([]));
    till.sound();
    // Or it is carried out as it was agreed.
    let till = Till::accepted("300.00");
    till.goes_back();
    assert!(till.redress("pay", &["--option", "a", "--reason", "x"]).expect(0).out.contains("refund 300.00"));
    till.sound();
}

#[test]
fn the_result_letter_states_what_was_accepted() {
    let till = Till::full();
    let first = till.offers("100.00", true);
    till.offers("1500.00", true);
    till.answers(&first, "a");
    till.now("assess", &["--verified", "confirmed"]).expect(0);
    let letter = till.now("letter", &["result"]).expect(0).out;
    assert!(letter.contains("100.00") && !letter.contains("1500.00"), "{letter}");
}

#[test]
fn two_clones_that_carry_out_the_same_are_told_as_paid_twice() {
    let till = Till::accepted("300.00");
    till.redress("pay", &["--reason", "x"]).expect(0);
    let offer = till.json()["offers"][0]["id"].as_str().unwrap().to_owned();
    let paid = till.json()["given"][0]["id"].as_str().unwrap().to_owned();
    till.brings(&format!(
        "id: zzzzzz, at: 2026-11-22T09:00:00+08:00, by: li, do: redress, of: {offer}, opt: a, remedy: refund, amount: \"300.00\", currency: CNY, covers: loss"
    ));
    let found = till.scene.now(&["check"]).expect(1).out;
    let mend = format!("amends retract {} zzzzzz --why TEXT", till.id);
    assert!(found.contains("paid twice") && found.contains(&paid) && found.contains(&mend), "{found}");
    assert!(!found.contains("CASE"), "{found}");
    let found = till.scene.now(&["check", "--lang", "zh"]).expect(1).out;
    assert!(found.contains("重复支付") && found.contains(&mend), "{found}");
    till.now("retract", &["zzzzzz", "--why", "只付了一次"]).expect(0);
    till.sound();
}

#[test]
fn what_no_longer_stands_is_not_judged_anew() {
    let till = Till::full();
    let first = till.offers("400.00", true);
    till.answers(&first, "none");
    let second = till.offers("1900.00", true);
    till.answers(&second, "a");
    till.redress("pay", &["--reason", "x"]).expect(0);
    let page = till.now("show", &[]).expect(0).out;
    assert!(page.contains(&format!("{first}  told, refused by the customer")), "{page}");
    assert!(!page.contains("to be signed by"), "{page}");
    let third = till.offers("10.00", true);
    let page = till.now("show", &["--lang", "zh"]).expect(0).out;
    assert!(page.contains(&format!("{second}  已告知客户")) && page.contains("客户接受：a"), "{page}");
    till.offers("20.00", true);
    let page = till.now("show", &["--lang", "zh"]).expect(0).out;
    let line = page.lines().find(|line| line.contains(&third)).unwrap();
    assert!(line.contains("已被取代"), "{page}");
    assert!(till.json()["offers"][2]["approval"].is_null());
}
