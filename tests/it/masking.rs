//! The mask: a case's people, and what has the form of personal data, blotted out of any text.

use amends::case::Case;
use amends::report::Mask;
use amends::store::read_text;
use std::path::Path;

/// A case of a customer; `more` are further header lines.
fn case(customer: &str, contact: &str, more: &str) -> Case {
    let text = format!(
        "id: 2026-11-21-k7f3m\ntitle: T\nreceived: 2026-11-21T14:00:00+08:00\nchannel: phone\n\
         customer: \"{customer}\"\ncontact: \"{contact}\"\ndemand: d\nplaybook: four-step@1\n{more}description: d\nlog:\n  - \
         {{id: zz2222, at: 2026-11-21T14:00:00+08:00, by: wang, do: open, step: soothe, severity: normal, owner: wang}}\n"
    );
    let reading = read_text(&text);
    reading.case.unwrap_or_else(|| panic!("{:?}", reading.faults))
}

#[track_caller]
fn masks(case: &Case, rows: &[(&str, &str)]) {
    let mask = Mask::of(case);
    for (text, want) in rows {
        assert_eq!(mask.text(text), *want, "{text:?}");
    }
}

#[test]
fn a_chinese_customer_is_blotted_out_wherever_the_name_stands() {
    masks(
        &case("李女士", "+86 138 0000 0011", ""),
        &[
            ("李女士说鞋底开胶", "***说鞋底开胶"),
            ("已电话告知李女士，李小姐无异议", "已电话告知***，***无异议"),
            ("李\u{200b}女士、李 女士、李\n女士", "***、***、***"),
            ("木李，行李总重23公斤", "木李，行李总重23公斤"),
            ("小时、师傅、女士优先", "小时、师傅、女士优先"),
            ("回电１３８００００００１１、138-0000-0011", "回电***、***"),
            ("（86）138 0000 0011", "（***"),
            ("另一个号码13912345678，邮箱a.b@qq.com", "另一个号码***，邮箱***"),
            ("身份证11010519491231002X", "身份证***"),
            ("订单 2026112112345", "订单 2026112112345"),
            ("", ""),
        ],
    );
    masks(
        &case("王小明", "微信 li_na99", ""),
        &[("王小明和王先生", "***和***"), ("加LI_NA99，或ｌｉ＿ｎａ９９", "加***，或***"), ("王府井", "王府井")],
    );
    masks(&case("欧阳女士", "-", ""), &[("欧阳小姐；欧阳修", "***；***修")]);
}

#[test]
fn a_customer_in_letters_is_blotted_out_as_a_word() {
    masks(
        &case("Ms Li Na", "li.na@example.com", ""),
        &[
            ("Ms Li Na called, then Na, then LI", "*** called, then ***, then ***"),
            ("li is one of ours, and so is Lisa in Linate", "li is one of ours, and so is Lisa in Linate"),
            ("ms li na wrote from li.na@example.com", "*** wrote from ***"),
            ("请联系Li Na女士", "请联系***女士"),
            ("Ｍｓ　Ｌｉ　Ｎａ", "***"),
        ],
    );
}

#[test]
fn short_names_and_names_that_are_words() {
    // A single letter identifies nobody, and would blot out every article.
    masks(&case("A", "x", ""), &[("A bottle of X", "A bottle of X")]);
    // One character counts with a title, and alone.
    masks(&case("李", "-", ""), &[("李先生：行李丢失", "***：行李丢失"), ("回复 李。", "回复 ***。")]);
    // A name that is a word: rather too much than too little.
    masks(&case("高兴", "-", ""), &[("客户很高兴", "客户很***")]);
    masks(&case("Will Hope", "-", ""), &[("Will you call? We hope so, will hope", "*** you call? We hope so, ***")]);
    // What names nobody.
    for nobody in ["客户", "Customer", "匿名", "女士"] {
        masks(&case(nobody, "-", ""), &[("客户（女士）是匿名的 customer", "客户（女士）是匿名的 customer")]);
    }
    // The name of a firm counts as a whole.
    masks(
        &case("Bank of Amber", "-", ""),
        &[("Bank of Amber: the bank in Amber Road", "***: the bank in Amber Road"), ("bank of  amber", "***")],
    );
}

#[test]
fn everybody_on_record_is_blotted_out() {
    let more = "people: [\"收银员张某\", \"Bob\"]\nrepresentative: \"孙律师\"\nreported_by: \"前台二部\"\n";
    masks(
        &case("李女士", "0571-8765432转 2", more),
        &[
            ("收银员张某道歉，Bob说bobbin", "***道歉，***说bobbin"),
            ("孙律师来函，前台二部转来", "***来函，***转来"),
            ("拨 0571 8765432", "拨 ***"),
            ("拨 87654320", "拨 87654320"),
        ],
    );
}

#[test]
fn a_long_text_and_many_people_cost_little() {
    let people: Vec<String> = (0..400).map(|i| format!("\"A{i} {}\"", "a".repeat(30))).collect();
    let case = case("aaaa", "aaaaa@aa", &format!("people: [{}]\n", people.join(", ")));
    let text = "a".repeat(200_000) + " aaaa";
    assert!(Mask::of(&case).text(&text).ends_with("a ***"));
}

/// Every sample and every sentence in it: nothing of the customer is left.
#[test]
fn no_sample_shows_its_customer_through_the_mask() {
    let mut queue = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")];
    let mut looked_at = 0;
    while let Some(folder) = queue.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                queue.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let case = read_text(&text).case.unwrap();
            let header = &case.header;
            let mask = Mask::of(&case);
            let (customer, contact) = (header.customer.as_deref().unwrap(), header.contact.as_deref().unwrap());
            let digits: String = contact.chars().filter(char::is_ascii_digit).collect();
            let notes = case.events.iter().flat_map(|e| [&e.note, &e.why]).flatten();
            for said in [&header.title, &header.demand, &header.description].into_iter().chain(notes) {
                for shown in [mask.text(said), mask.text(&format!("{said}{customer}，{contact}，{}", &digits[2..]))] {
                    let left: String = shown.chars().filter(char::is_ascii_digit).collect();
                    assert!(!shown.contains(customer) && !shown.contains(contact), "{}: {shown}", path.display());
                    assert!(!left.contains(&digits[2..]), "{}: {shown}", path.display());
                }
            }
            // The whole file but for the keys of the customer itself shows what the mask covers in it.
            assert!(!mask.text(&text).contains(customer), "{}", path.display());
            looked_at += 1;
        }
    }
    assert!(looked_at >= 14, "{looked_at} samples only");
}
