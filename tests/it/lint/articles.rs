//! The articles' phrases, written here by hand: the forbidden ones (R78) are found, the recommended ones (R79) pass.

use super::{book, by_set, found, warnings};
use amends::wording::phrases::Grade;
use amends::wording::{Set, Subject, lint};

/// The forbidden phrases as the articles have them, with the rule that finds each. `…` is filled in.
const FORBIDDEN: [(&str, &str); 15] = [
    ("你事先检查了吗？", "checked-first"),
    ("你确认不是自己的原因失误造成的？", "your-own-mistake"),
    ("你能理解我的意思吧？", "you-follow-me"),
    ("我们不能退", "we-cannot"),
    ("如果你能提供发票，我们就可以退货", "if-you-then-we"),
    ("那不属我的职责范围。", "not-my-duty"),
    ("那是不可能的！", "impossible"),
    ("与我无关", "not-my-business"),
    ("不清楚", "not-clear"),
    ("不知道", "dont-know"),
    ("无可奉告", "no-comment"),
    ("是我们产品原因退货可以，要是你自己的原因造成脱胶，我们可不能退货", "then-no-return"),
    ("这个我不太清楚，要找相关技术人员才知道", "ask-a-technician"),
    ("他们现在不在这里，要等他们在这里才知道", "they-are-not-here"),
    ("你既然说有问题，那就带小孩去医院，有问题我们负责！", "then-go-to-hospital"),
];

const RECOMMENDED: [&str; 14] = [
    "知道这件事我们也很遗憾",
    "我完全理解您的心情",
    "我和你一样关注此事",
    "您的心情我可以理解",
    "要是我碰上这种事情，我也许也会象您一样",
    "过去有个别用户也象您一样的想法",
    "站在您这个角度，我是可以理解的",
    "你刚才说的，是不是说鞋底开胶了，对吗？",
    "谢谢你给我们提出了宝贵的意见",
    "我会优先考虑处理你的问题",
    "可以的",
    "我们会尽力解决问题",
    "请告诉我发生了什么事情？",
    "这个问题对您有什么影响？",
];

/// Full-width forms of what is ASCII in a text.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// A phrase in sentences around it, and written in other ways.
fn sentences(phrase: &str) -> Vec<String> {
    let bare = phrase.trim_end_matches(['？', '！', '。', '…', '?', '!', '.']);
    let hidden: String = bare.chars().flat_map(|c| [c, '\u{200b}']).collect();
    vec![
        phrase.to_owned(),
        format!("王女士，{phrase}请您谅解。"),
        format!("王女士：\n{bare}\n此致"),
        format!("Dear Ms Wang, {bare}, thank you."),
        format!("她问了两次，我说“{bare}”。"),
        bare.replace('你', "您"),
        bare.replace('，', ","),
        full_width(bare),
        bare.to_uppercase(),
        hidden,
    ]
}

#[test]
fn each_forbidden_phrase_is_found_inside_a_sentence() {
    for (phrase, rule) in FORBIDDEN {
        for text in sentences(phrase) {
            let rules = by_set(&text, Set::Taboo);
            assert!(rules.iter().any(|r| r == rule), "{text}: {rules:?}");
        }
    }
}

#[test]
fn each_phrase_of_the_rules_is_found_inside_a_sentence_whatever_its_form() {
    let mut book = book();
    book.turn_on(Set::ALL);
    let mut count = 0;
    for rule in book.rules.iter().filter(|r| !matches!(r.set, Set::Money | Set::Apology)) {
        for phrase in &rule.any {
            let filled = phrase.replace(" … ", " you tell us ").replace('…', "说一下");
            for text in sentences(&filled) {
                let hits = lint(&text, &Subject::default(), &book);
                let hit = hits.iter().find(|h| h.rule == rule.id);
                let hit = hit.unwrap_or_else(|| panic!("{}: {text:?} {hits:?}", rule.id));
                assert_eq!(text.get(hit.range.clone().unwrap()), Some(hit.words.as_str()));
                count += 1;
            }
        }
    }
    assert!(count > 1500, "{count}");
}

#[test]
fn each_recommended_phrase_passes() {
    for phrase in RECOMMENDED {
        for text in sentences(phrase) {
            assert_eq!(warnings(&text), [""; 0], "{text}");
        }
    }
    for recommended in &book().recommended {
        for phrase in [&recommended.text.en, &recommended.text.zh].into_iter().flatten() {
            assert_eq!(warnings(phrase), [""; 0], "{phrase}");
        }
    }
    // The articles contradict each other here: good to say, and hollow without a date.
    let hints = found("可以的。");
    assert!(hints.len() == 1 && hints[0].rule == "yes-we-can" && hints[0].grade == Grade::Hint, "{hints:?}");
    assert_eq!(found("我完全理解您的心情，我们会尽力解决问题。"), []);
}

#[test]
fn the_file_recommends_every_phrase_of_the_articles() {
    let book = book();
    let known: Vec<&str> = book.recommended.iter().filter_map(|r| r.text.zh.as_deref()).collect();
    for phrase in RECOMMENDED.iter().filter(|p| !p.contains("鞋底")) {
        assert!(known.contains(phrase), "{phrase}");
    }
    assert!(known.contains(&"你刚才说的，是不是说…对吗？"));
}

#[test]
fn what_is_suggested_has_nothing_to_be_warned_of() {
    let book = book();
    for rule in &book.rules {
        let texts = rule.instead.iter().flat_map(|i| [&i.en, &i.zh]).flatten();
        for text in texts.filter(|_| !matches!(rule.set, Set::Jargon)) {
            let bad: Vec<String> = warnings(text).into_iter().filter(|w| !w.starts_with("compensation")).collect();
            assert!(bad.is_empty(), "{}: {text}: {bad:?}", rule.id);
        }
        let both =
            |text: &Option<amends::policy::Bilingual>| text.as_ref().is_none_or(|t| t.en.is_some() && t.zh.is_some());
        assert!(both(&rule.instead) && both(&rule.why), "{} lacks a language", rule.id);
        assert!(rule.source.is_some(), "{} has no source", rule.id);
        assert!(rule.instead.is_some() || rule.set == Set::Apology, "{} suggests nothing", rule.id);
    }
}
