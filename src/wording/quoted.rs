//! The customer's words within a text of ours: what was shouted at us is no disrespect of ours.

use super::terms::is_of_word;
use std::ops::Range;

/// Words for the customer.
const CUSTOMER: [&str; 12] = [
    "客户",
    "客戶",
    "顾客",
    "顧客",
    "用户",
    "投诉人",
    "来电人",
    "customer",
    "client",
    "caller",
    "complainant",
    "guest",
];

/// Words for one of ours.
const OURS: [&str; 15] = [
    "我",
    "本人",
    "客服",
    "坐席",
    "专员",
    "经理",
    "主管",
    "同事",
    "i",
    "we",
    "agent",
    "colleague",
    "manager",
    "supervisor",
    "staff",
];

/// Verbs of speech.
const SPEECH: [&str; 39] = [
    "说",
    "說",
    "称",
    "喊",
    "吼",
    "骂",
    "问",
    "答",
    "回复",
    "告诉",
    "告知",
    "表示",
    "反映",
    "抱怨",
    "认为",
    "要求",
    "写道",
    "said",
    "says",
    "say",
    "shouted",
    "shout",
    "shouts",
    "yelled",
    "yells",
    "asked",
    "asks",
    "wrote",
    "writes",
    "replied",
    "answered",
    "told",
    "tells",
    "complained",
    "complains",
    "claims",
    "claimed",
    "insisted",
    "insists",
];

/// What before a word for the customer makes it the one spoken to.
const SPOKEN_TO: [&str; 26] = [
    "对", "跟", "向", "和", "给", "与", "告诉", "回复", "答复", "告知", "回答", "通知", "提醒", "劝", "请", "to",
    "told", "tell", "tells", "telling", "with", "answered", "informed", "asked", "called", "advised",
];

/// What before a verb of speech makes its subject the one spoken to.
const PASSIVE: [&str; 8] = ["被", "was", "were", "been", "is", "are", "be", "being"];

/// Quotation marks, opening and closing.
const QUOTES: [(char, char); 5] = [('“', '”'), ('「', '」'), ('『', '』'), ('«', '»'), ('"', '"')];

/// Whether some words of a text are the customer's: in quotation marks that follow a word for the customer and a verb
/// of speech in the same sentence, or after such a verb and a colon up to the end of the sentence.
#[must_use]
pub(super) fn is_customers(text: &str, words: &Range<usize>) -> bool {
    // Of the same length in bytes, so that the range holds.
    let text = text.to_ascii_lowercase();
    if let Some(open) = opening(&text, words) {
        return speaks(sentence(&text[..open])).is_some();
    }
    let before = sentence(&text[..words.start]);
    speaks(before).is_some_and(|verb| before[verb..].contains([':', '：']))
}

/// Where the quotation begins in which the words stand.
fn opening(text: &str, words: &Range<usize>) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < words.start) {
        match open {
            Some((_, close)) if c == close => open = None,
            Some(_) => {}
            None => open = QUOTES.iter().find(|(opens, _)| *opens == c).map(|(_, close)| (at, *close)),
        }
    }
    open.filter(|(_, close)| text[words.end..].contains(*close)).map(|(at, _)| at)
}

/// The last sentence of a text, as far as it goes.
fn sentence(text: &str) -> &str {
    let ends = |(at, c): &(usize, char)| match c {
        '。' | '！' | '？' | '!' | '?' | '\n' | ';' | '；' => true,
        '.' => text[at + 1..].starts_with(char::is_whitespace),
        _ => false,
    };
    let start = text.char_indices().rfind(ends).map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

/// Where the last verb of speech ends, if it is the customer who speaks.
fn speaks(text: &str) -> Option<usize> {
    let verb = SPEECH.iter().filter_map(|verb| last(text, verb)).max_by_key(|found| found.end)?;
    let before = &text[..verb.start];
    if ends_with_any(before, &PASSIVE) {
        return None;
    }
    let addressed = |found: &Range<usize>| {
        let lead = before[..found.start].trim_end();
        let lead = ["the", "this", "our", "这位", "该"].iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(lead);
        ends_with_any(lead, &SPOKEN_TO)
    };
    let customer = CUSTOMER.iter().filter_map(|word| last(before, word)).max_by_key(|found| found.end)?;
    let ours = OURS.iter().filter_map(|word| last(before, word)).max_by_key(|found| found.end);
    let ours = ours.filter(|found| found.start > customer.end && !addressed(found));
    (!addressed(&customer) && ours.is_none()).then_some(verb.end)
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| last(text, word).is_some_and(|found| found.end == text.len()))
}

/// Where a word stands last; one of letters only as a whole word.
fn last(text: &str, word: &str) -> Option<Range<usize>> {
    let whole = |(start, _): &(usize, &str)| {
        let bounded = word.is_ascii();
        let (before, after) = (&text[..*start], &text[start + word.len()..]);
        // 客户问题 and 客户称呼 say nothing.
        !(bounded && (before.ends_with(is_of_word) || after.starts_with(is_of_word)))
            && !after.starts_with(['题', '呼'])
    };
    let (start, _) = text.rmatch_indices(word).find(whole)?;
    Some(start..start + word.len())
}
