//! The terms of a text without a dictionary: words in Latin letters, and runs of Chinese characters.

use super::fold::{Folded, is_han};
use std::collections::BTreeSet;

/// How much of a text counts, in characters: what a complaint is about stands at its beginning.
const HEAD: usize = 4_000;

/// The longest Chinese term.
const LONGEST: usize = 6;

/// Characters that hardly begin or end a term: pronouns, particles, prepositions. Those that begin many words of their
/// own, such as 会 in 会员 and 过 in 过期, are not among them.
const FUNCTION: &str = "的了是在我你他她它们这那和与也就都不没很又再才只着吗呢吧啊呀把被让给从向以而但或并则即";

/// English words that say nothing about a complaint.
const STOP: &str = "about after again all also and any are because been before being but came can cannot could did does done down for from get got had has have her here him his how into its just like made make many more most much not now off one only other our out over own said same say she should some such than that the their them then there these they this those through time too two under until very want was way went were what when where which while who why will with without would yes yet you your";

/// Numerals, with which a term would be a number of something.
const NUMERALS: &str = "零〇三四五六七八九十百千万亿";

/// Chinese words that stand in complaints of every kind.
const HAN_STOP: &str = "客户 客戶 顾客 顧客 客人 客服 投诉 投訴 投诉人 公司 商家 店员 员工 道歉 致歉 希望 要求 处理 解决 问题 说法 发现 知道 告诉 表示 觉得 认为 已经 现在 今天 昨天 今早 明天 当时 之后 以后 以前 当天 第二天 可以 不能 需要 没有 尽快 马上 立即 什么 怎么 为什么 我们 他们 自己 事情 情况 结果 原因 时间 多次 一直 仍然 还是 但是 因为 所以 如果 而且 并且 以及 赔偿 賠償 补偿 解释 说明";

/// A stretch of a text that is one word or one run of Chinese characters.
enum Run {
    Word(String),
    Han(Vec<char>),
}

fn runs(text: &str) -> Vec<Run> {
    let head: String = text.chars().take(HEAD).collect();
    let folded = Folded::of(&head);
    let mut runs = Vec::new();
    let (mut word, mut han) = (String::new(), Vec::new());
    for c in folded.text().chars().chain(['\n']) {
        if is_han(c) {
            han.push(c);
        } else if !han.is_empty() {
            runs.push(Run::Han(std::mem::take(&mut han)));
        }
        let joins = c == '-' || c == '\'';
        if c.is_alphanumeric() && !is_han(c) || joins && !word.is_empty() {
            word.push(c);
        } else if !word.is_empty() {
            runs.push(Run::Word(std::mem::take(&mut word)));
        }
    }
    runs
}

/// A word as a term: at least three characters, a letter among them, and none of the words that say nothing.
fn as_term(word: &str) -> Option<String> {
    let word = word.trim_matches(['-', '\'']).trim_end_matches("'s");
    let counts =
        word.chars().count() >= 3 && word.contains(char::is_alphabetic) && !STOP.split(' ').any(|stop| stop == word);
    counts.then(|| word.to_owned())
}

fn is_term(han: &[char]) -> bool {
    let outer = [han.first(), han.last()];
    let whole: String = han.iter().collect();
    outer.into_iter().flatten().all(|c| !FUNCTION.contains(*c))
        && !han.first().is_some_and(|c| NUMERALS.contains(*c))
        && !HAN_STOP.split(' ').any(|stop| stop == whole)
}

/// Every term of a text: words, and Chinese runs of two to six characters.
#[must_use]
pub fn terms(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => found.extend(as_term(&word)),
            Run::Han(han) => {
                for length in 2..=LONGEST.min(han.len()) {
                    found.extend(han.windows(length).filter(|w| is_term(w)).map(String::from_iter));
                }
            }
        }
    }
    found
}

/// The words of a text and its pairs of Chinese characters, by which texts are compared.
#[must_use]
pub fn pairs(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => found.extend(as_term(&word)),
            Run::Han(han) => found.extend(han.windows(2).filter(|w| is_term(w)).map(String::from_iter)),
        }
    }
    found
}

/// The terms of a text that `shared` holds, pairs that overlap put together: 酸奶 and 奶盒 to 酸奶盒.
#[must_use]
pub fn joined(text: &str, shared: &BTreeSet<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |term: String| {
        if !found.contains(&term) {
            found.push(term);
        }
    };
    for run in runs(text) {
        match run {
            Run::Word(word) => as_term(&word).filter(|w| shared.contains(w)).into_iter().for_each(&mut add),
            Run::Han(han) => {
                let held: Vec<bool> = han.windows(2).map(|w| shared.contains(&String::from_iter(w))).collect();
                let mut at = 0;
                while at < held.len() {
                    let length = held[at..].iter().take_while(|h| **h).count();
                    if length > 0 {
                        add(han[at..=at + length].iter().collect());
                    }
                    at += length.max(1);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{joined, pairs, terms};
    use std::collections::BTreeSet;

    #[test]
    fn terms_are_words_and_runs_that_begin_and_end_with_a_word_of_their_own() {
        let of = |text: &str| terms(text).into_iter().collect::<Vec<_>>();
        assert_eq!(of("The parcel's LATE, and late again"), ["late", "parcel"]);
        assert_eq!(of("酸奶盒"), ["奶盒", "酸奶", "酸奶盒"]);
        assert_eq!(of("我的酸奶"), ["酸奶"]);
        assert_eq!(of("ＡＢＣ　480"), ["abc"]);
        assert_eq!(of(""), [""; 0]);
        assert!(terms(&"鞋底".repeat(10_000)).len() < 20);
    }

    #[test]
    fn shared_pairs_are_put_together_again() {
        let shared: BTreeSet<String> =
            pairs("酸奶盒里有苍蝇 dairy").intersection(&pairs("酸奶盒坏了，苍蝇 Dairy")).cloned().collect();
        assert_eq!(joined("酸奶盒里有苍蝇 dairy", &shared), ["酸奶盒", "苍蝇", "dairy"]);
    }
}
