//! What the keyword library proposes, and complaints like another one.

use super::{Say, listed};
use crate::case::words::Severity;
use crate::policy::Lang;
use crate::wording::triage::Spoke;

/// Headings and hints of `triage` and `similar`.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Triaging {
    /// What is proposed for: category, playbook, severity.
    Subject(Subject),
    /// What a heading says.
    Heading(Heading),
    /// The words and rules behind a proposal.
    Because(Vec<Spoke>),
    /// What `open` could have taken over.
    Proposed { case: String, what: Vec<String> },
    /// What `open --triage` took over.
    Taken { what: Vec<String> },
    /// One proposal with its reason.
    One { subject: Subject, value: String, because: Vec<Spoke> },
    /// Nothing is proposed because the workspace's library has a fault.
    Broken { place: String },
    /// No rule has a word of the text.
    Nothing,
    /// The case has what is proposed.
    AsItIs,
    /// No term is frequent enough.
    NothingNew { cases: usize, least: usize },
    /// No case is alike.
    NoneAlike,
    /// How to add a term to the library.
    AddTerm,
}

/// What a proposal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The category.
    Category,
    /// The playbook.
    Playbook,
    /// The severity.
    Severity,
}

impl Subject {
    /// Its key in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Playbook => "playbook",
            Self::Severity => "severity",
        }
    }
}

/// A heading of one of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own wording")]
pub enum Heading {
    For,
    Proposal,
    Now,
    Because,
    TakeIt,
    Term,
    Cases,
    Share,
    MostlyIn,
    Examples,
    Points,
    Shared,
    Lesson,
}

impl Say for Subject {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Category => tr!(lang, "category", "类别"),
            Self::Playbook => tr!(lang, "playbook", "流程"),
            Self::Severity => tr!(lang, "severity", "严重程度"),
        }
    }
}

impl Say for Heading {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::For => tr!(lang, "for", "项目"),
            Self::Proposal => tr!(lang, "proposal", "建议"),
            Self::Now => tr!(lang, "now", "现为"),
            Self::Because => tr!(lang, "words (rule)", "依据的词（规则）"),
            Self::TakeIt => tr!(lang, "to take it", "采纳的命令"),
            Self::Term => tr!(lang, "term", "词"),
            Self::Cases => tr!(lang, "cases", "工单数"),
            Self::Share => tr!(lang, "of all", "占比"),
            Self::MostlyIn => tr!(lang, "mostly in category", "主要类别"),
            Self::Examples => tr!(lang, "such as", "例如"),
            Self::Points => tr!(lang, "points", "分数"),
            Self::Shared => tr!(lang, "shared", "相同之处"),
            Self::Lesson => tr!(lang, "lesson", "经验教训"),
        }
    }
}

/// A value as a person reads it.
#[must_use]
pub fn severity(value: Severity, lang: Lang) -> String {
    value.say(lang)
}

/// The words behind a proposal, each rule's with its id.
#[must_use]
pub fn because(spoke: &[Spoke], lang: Lang) -> String {
    let each = spoke.iter().map(|s| {
        let (words, rule) = (listed(&s.words, lang), &s.rule);
        tr!(lang, "{words} ({rule})", "{words}（{rule}）")
    });
    let glue = tr!(lang, "; ", "；");
    each.collect::<Vec<_>>().join(&glue)
}

impl Say for Triaging {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Subject(subject) => subject.say(lang),
            Self::Heading(heading) => heading.say(lang),
            Self::Because(spoke) => because(spoke, lang),
            Self::One { subject, value, because: spoke } => {
                let (subject, words) = (subject.say(lang), because(spoke, lang));
                tr!(lang, "{subject} {value}: {words}", "{subject} {value}：{words}")
            }
            Self::Proposed { case, what } => {
                let what = what.join(&tr!(lang, "; ", "；"));
                tr!(
                    lang,
                    "proposed by the keyword library: {what}; amends triage {case} tells how to take it",
                    "关键词库建议：{what}；如何采纳请看 `amends triage {case}`"
                )
            }
            Self::Taken { what } => {
                let what = what.join(&tr!(lang, "; ", "；"));
                tr!(lang, "taken from the keyword library: {what}", "采纳关键词库的建议：{what}")
            }
            Self::Broken { place } => tr!(
                lang,
                "the keyword library proposed nothing: {place} has a fault; `amends check` names it",
                "{place} 有错误，关键词库没有提出建议；用 `amends check` 查看错误"
            ),
            Self::Nothing => tr!(lang, "no word of the keyword library stands in it", "其中没有关键词库里的词"),
            Self::AsItIs => tr!(lang, "as it is", "已是如此"),
            Self::NothingNew { cases, least } => tr!(
                lang,
                "complaints read: {cases}; no unknown term stands in those of {least} customers or more",
                "已读投诉 {cases} 份；没有哪个未收录的词出现在 {least} 位以上客户的投诉中"
            ),
            Self::NoneAlike => tr!(lang, "no other complaint is like it", "没有相似的投诉"),
            Self::AddTerm => tr!(
                lang,
                "a term that tells a kind of complaint goes into a rule of rules/triage.toml",
                "能说明投诉类型的词，可以加入 `rules/triage.toml` 的规则"
            ),
        }
    }
}
