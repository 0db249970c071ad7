//! The pages of `check --explain`: what a rule says, why there is one, an example, and how to mend it.

use super::{Say, rule_files, rule_history, rule_log, rule_money};
use crate::check::Code;
use crate::policy::Lang;

/// A rule in words.
pub(super) struct Rule {
    /// What it objects to, in a sentence.
    pub(super) says: String,
    /// Why there is such a rule.
    pub(super) why: String,
    /// A line it objects to.
    pub(super) example: &'static str,
    /// What to do.
    pub(super) mend: String,
}

fn rule(code: Code, lang: Lang) -> Option<Rule> {
    let groups = [rule_files::rule, rule_log::rule, rule_money::rule, rule_history::rule];
    groups.iter().find_map(|group| group(code, lang))
}

/// The grade, or both where it depends.
fn grades(code: Code, lang: Lang) -> String {
    let grade = code.grade().say(lang);
    match code.other_grade().map(|g| g.say(lang)) {
        Some(other) => tr!(lang, "{grade} or {other}", "{grade}或{other}"),
        None => grade,
    }
}

/// One line about a rule.
#[must_use]
pub fn line(code: Code, lang: Lang) -> String {
    let (grades, says) = (grades(code, lang), rule(code, lang).map(|r| r.says).unwrap_or_default());
    tr!(lang, "{grades}: {says}", "{grades}：{says}")
}

/// The page of a rule; empty when there is none, which a test forbids.
#[must_use]
pub fn page(code: Code, lang: Lang) -> String {
    let Some(Rule { says, why, example, mend }) = rule(code, lang) else {
        return String::new();
    };
    let grades = grades(code, lang);
    tr!(
        lang,
        "{code} ({grades})\n{says}\n\nWhy: {why}\nExample:\n    {example}\nTo mend it: {mend}\n",
        "{code}（{grades}）\n{says}\n\n原因：{why}\n示例：\n    {example}\n处理：{mend}\n"
    )
}
