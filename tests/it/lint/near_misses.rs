//! What looks like a forbidden phrase and is none, and texts meant to do harm.

use super::{by_set, found};
use amends::wording::Set;

#[test]
fn near_misses_are_not_found() {
    for text in [
        "crude oil",
        "the impossibly tall tower",
        "our know-how",
        "you don't know me",
        "能不可能",
        "这能不可能吗？",
        "他不可能不来",
        "清楚",
        "我很清楚您的意思",
        "我知道了",
        "您知不知道这件事？",
        "不知道您是否方便？",
        "不知道您现在方便接电话吗？",
        "如有不清楚的地方请来电",
        "这张图看不清楚",
        "我们不能让您失望",
        "we can't thank you enough",
        "mycan't",
        "if you have any questions, then we are here",
        "If you can. Then we",
        "如果你能来。我们就可以",
        "与我无关紧要",
        "no commentary",
        "不一定",
        "在一定程度上",
        "请您马上停止使用",
        "please stop using it immediately",
        "保证金已退",
        "我们不敢保证",
        "under guarantee",
        "definitely_not",
        "undefinitely",
        "100%棉",
        "1100%",
        "绝对值",
        "可以的话",
        "可不可以的",
        "处置正在进行",
        // Everyday sentences.
        "不知道您今天下午方便接电话吗？",
        "如果照片不清楚，请您再拍一张发给我们。",
        "您可以立即停止使用该产品。",
        "为了您的安全，请先立即关闭煤气。",
        "我们不能让您再等下去了。",
        "他们不清楚您的地址，所以没有送到。",
        "您不知道密码的话，可以点“忘记密码”。",
        "不可能让您白跑一趟，我们上门取件。",
        "您的赔偿申请已受理。",
        "这件衣服是100%纯棉。",
        "说明书要求餐后立即服用。",
        "If you prefer a refund, then we will arrange it this week.",
        "We can't find your order under this number; could you check it?",
        "I don't know your new address; could you tell me?",
        "The guarantee covers three years.",
        "It is impossible to say today how long it will take; we will tell you by Monday.",
        "It must have been absolutely awful for you.",
        "The shirt is made of 100 % linen.",
        "This medicine should be taken immediately after meals.",
        "Your claim for compensation has reached us.",
        "我们不能让您久等",
        "为了保证您的安全",
        "为保证质量，请勿拆封",
        "一定要注意安全",
        "这不是不可能",
        "我不是不知道",
        "客户不知道订单号",
        "顾客不知道订单号",
        "他不清楚型号",
        "她不知道订单号",
        "他们不知道订单号",
        "客户不太清楚购买日期",
        "a one-year guarantee on this product",
        "Your guarantee is still valid",
        "no comment from the supplier",
        "He weighs 80 pounds",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn an_exception_spares_its_own_words_and_no_others() {
    assert_eq!(by_set("能不可能，我说不可能", Set::Taboo), ["impossible"]);
    assert_eq!(by_set("不知道您是否方便，我不知道", Set::Taboo), ["dont-know"]);
}

#[test]
fn an_assurance_of_no_repeat_belongs_in_a_letter_alone() {
    use amends::wording::{Subject, lint};
    let rules = |text: &str, letter: bool| {
        let subject = Subject { letter, ..Subject::default() };
        lint(text, &subject, &super::book()).into_iter().map(|h| h.rule).collect::<Vec<_>>()
    };
    for text in ["我们保证不再发生同类事件。", "并保证今后不再发生", "We guarantee that it will not happen again"]
    {
        assert_eq!(rules(text, false), ["guarantee"], "{text}");
        assert_eq!(rules(text, true), [""; 0], "{text}");
    }
    assert_eq!(rules("我们保证明天退款。", true), ["guarantee"]);
}

#[test]
fn a_word_of_the_trade_passes_with_its_meaning_behind_it() {
    assert_eq!(by_set("这属于通融退保。", Set::Jargon), ["ex-gratia"]);
    for text in ["通融退保（公司特别同意的退保）", "“通融退保”(公司特别同意的退保)", "our SLA (how soon we answer)"]
    {
        assert_eq!(by_set(text, Set::Jargon), [""; 0], "{text}");
    }
}

#[test]
fn hostile_texts_come_to_an_end() {
    for piece in ["a", "不", "不知道", "\u{1b}[2J", "\u{202e}", "如果你能", "１", "，", "\n", " ", "1,", "万", "\u{0}"]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        for hit in found(&text) {
            assert!(text.get(hit.range.unwrap()).is_some());
        }
    }
}

/// What people say in the place of the articles' forbidden phrases.
#[test]
fn other_words_for_a_forbidden_phrase_are_found() {
    for (text, rule) in [
        ("这我哪知道。", "dont-know"),
        ("我不晓得。", "dont-know"),
        ("这不归我们管。", "not-my-duty"),
        ("这不是我的职责。", "not-my-duty"),
        ("这事我管不了。", "not-my-duty"),
        ("我们没法退货。", "we-cannot"),
        ("我们做不到。", "we-cannot"),
        ("您是不是自己弄坏的？是您自己弄坏的吧？", "your-own-mistake"),
        ("您懂不懂我的意思？", "you-follow-me"),
        ("跟我没关系。", "not-my-business"),
        ("跟我们没有关系。", "not-my-business"),
        ("I have no clue.", "dont-know"),
        ("I wouldn't know.", "dont-know"),
        ("That's not possible.", "impossible"),
        ("There is nothing I can do.", "we-cannot"),
        ("It's not my problem.", "not-my-duty"),
        ("That's not my area.", "not-my-duty"),
        ("I'm not responsible for that.", "not-my-duty"),
        ("It doesn't concern us.", "not-my-business"),
        ("You must have broken it yourself.", "your-own-mistake"),
        ("You should have checked first.", "checked-first"),
        ("Do you understand what I'm saying?", "you-follow-me"),
        ("You'd have to ask somebody else.", "ask-a-technician"),
    ] {
        assert_eq!(by_set(text, Set::Taboo), [rule], "{text}");
    }
}

#[test]
fn a_blank_or_a_line_break_within_a_chinese_phrase_hides_nothing() {
    for (text, rule, words) in [
        ("我们\n不能退货", "we-cannot", "我们\n不能"),
        ("我们 不能退货", "we-cannot", "我们 不能"),
        ("我们\u{3000}不能退货", "we-cannot", "我们\u{3000}不能"),
        ("这个我不知\r\n  道", "dont-know", "不知\r\n  道"),
        ("马\n上办", "at-once", "马\n上"),
    ] {
        let hits = found(text);
        assert_eq!(hits.iter().map(|h| (h.rule.as_str(), h.words.as_str())).collect::<Vec<_>>(), [(rule, words)]);
        assert_eq!(&text[hits[0].range.clone().unwrap()], words);
    }
    // A sentence may end without a mark before an empty line, or an indented one.
    for text in ["我不知\n\n道路施工", "我不知\n\u{3000}\u{3000}道路施工"] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn what_must_not_be_said_is_found_beside_what_may() {
    for (text, rule) in [
        ("我们不能让您退货", "we-cannot"),
        ("这是不可能的", "impossible"),
        ("客户不知道，我也不知道", "dont-know"),
        ("为了保证质量，我们保证明天修好", "guarantee"),
        ("I have no comment", "no-comment"),
        ("We guarantee it", "guarantee"),
        ("一定要注意安全，我们一定来", "definitely"),
    ] {
        assert_eq!(found(text).iter().map(|h| h.rule.as_str()).collect::<Vec<_>>(), [rule], "{text}");
    }
}
