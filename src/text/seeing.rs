//! Signals of a major complaint, and cases that belong together.

use super::{Say, listed};
use crate::case::place::visible;
use crate::case::words::{Relation, Severity};
use crate::clock::view::Phase;
use crate::escalation::{Rule, SignalKind};
use crate::policy::Lang;
use chrono::NaiveDate;

/// What is seen coming, and what belongs together.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Seeing {
    /// Heading: a case at risk.
    AtRisk { found: usize },
    /// Heading: signals, but too few of them, or of a case that is major already.
    Signs { found: usize },
    /// Heading: what makes it grave by itself.
    Criteria,
    /// The rest of a list.
    More { left: usize },
    /// Heading: the cases it belongs together with.
    Linked,
    /// A case that names this one.
    NamedBy { relation: Relation },
    /// Heading: what the same customer complained about before.
    Earlier,
    /// So many of the six.
    OfSix { found: usize },
    /// What a write made of a case.
    New { case: String, kinds: Vec<SignalKind>, found: usize, propose: Severity },
    /// Somebody set less than what is known asks for.
    Milder { case: String, said: Severity, asked: Severity, rule: Rule },
    /// The customer complained before.
    Repeat { case: String, earlier: String, received: NaiveDate, title: String, state: Phase },
    /// The new handler knows other categories.
    OtherSkills { person: String, category: String, handles: Vec<String> },
    /// The facts are judged by what one side has given.
    OneSided { case: String, from: String },
    /// A department kept a complaint to itself for a while.
    HandedOverLate { department: String, after: String },
    /// What a contact contradicts is no contact.
    NoAnswer { event: String },
    /// A case can't be linked with itself.
    Itself { case: String },
    /// The link is there.
    LinkedAlready { case: String, to: String, relation: Relation },
    /// The other case says the same of this one.
    OtherWayRound { case: String, to: String, relation: Relation },
    /// The case is part of another one.
    PartAlready { case: String, main: String, event: String },
    /// The main case is itself a part.
    MainIsPart { main: String, of: String, case: String },
    /// The case has parts of its own.
    HasParts { case: String, parts: Vec<String> },
    /// There is no case to log to.
    NoParts { case: String },
    /// A part that is closed.
    PartClosed { case: String },
    /// A case that refuses what is said to all.
    PartRefuses { case: String },
    /// A part that can't be written to.
    PartUnsound { path: String },
    /// No grievance waits for an answer.
    NoGrievance { case: String },
    /// Several do.
    WhichGrievance { case: String, candidates: Vec<(String, String)> },
    /// The writing failed on the way.
    Midway { written: Vec<String>, left: Vec<String> },
}

impl Say for SignalKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::PassedAround => tr!(lang, "passed around", "被推来推去"),
            Self::ToldAgain => tr!(lang, "told again and again", "反复述说"),
            Self::VisitsInVain => tr!(lang, "visits in vain", "多次登门无果"),
            Self::Contradictions => tr!(lang, "contradictory answers", "答复前后矛盾"),
            Self::Disrespect => tr!(lang, "not respected", "未受尊重"),
            Self::TooSlow => tr!(lang, "too slow", "处理太慢"),
        }
    }
}

/// Signals in words.
#[must_use]
pub fn kinds(kinds: &[SignalKind], lang: Lang) -> String {
    listed(&kinds.iter().map(|kind| kind.say(lang)).collect::<Vec<_>>(), lang)
}

impl Say for Seeing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::AtRisk { found } => tr!(
                lang,
                "At risk of becoming a major complaint: {found} of 6",
                "有升级为重大投诉的风险：6 个信号中有 {found} 个"
            ),
            Self::Signs { found } => {
                tr!(lang, "Signals of a major complaint: {found} of 6", "重大投诉的信号：6 个中有 {found} 个")
            }
            Self::Criteria => tr!(lang, "What makes it grave", "严重程度的依据"),
            Self::More { left } => tr!(lang, "and {left} more", "另有 {left} 项"),
            Self::Linked => tr!(lang, "Linked cases", "关联工单"),
            Self::NamedBy { relation } => named_by(*relation, lang),
            Self::Earlier => tr!(lang, "Earlier complaints of this customer", "该客户以往的投诉"),
            Self::OfSix { found } => tr!(lang, "{found} of 6", "{found}/6"),
            Self::New { case, kinds: new, found, propose } => {
                let (new, severity) = (kinds(new, lang), propose.say(lang));
                tr!(
                    lang,
                    "{case}: {new}: {found} of 6 signals of a major complaint; is it {severity}? amends assess {case} --severity {propose}",
                    "{case}：{new}；重大投诉的 6 个信号已有 {found} 个；是否应为{severity}？`amends assess {case} --severity {propose}`"
                )
            }
            Self::NoGrievance { case } => tr!(
                lang,
                "no grievance of {case} waits for an answer; note one: amends grievance {case} -m WHAT",
                "{case} 没有未答复的投诉点；先登记：`amends grievance {case} -m WHAT`"
            ),
            Self::WhichGrievance { case, candidates } => {
                let lines: Vec<String> = candidates.iter().map(|(id, what)| format!("  {id}  {what}")).collect();
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "several grievances wait for an answer; name one: amends settle {case} ID -m HOW\n{lines}",
                    "有多个投诉点未答复，请指明：`amends settle {case} ID -m HOW`\n{lines}"
                )
            }
            Self::Milder { case, said, asked, rule } => {
                let (said, severity, rule) = (said.say(lang), asked.say(lang), rule.say(lang));
                tr!(
                    lang,
                    "{case} stays {said}, as said; what is known asks for {severity} ({rule}): amends assess {case} --severity {asked}",
                    "{case} 按所写保持{said}；按已知情况应为{severity}（{rule}）：`amends assess {case} --severity {asked}`"
                )
            }
            Self::Repeat { case, earlier, received, title, state } => {
                let (title, state) = (visible(title), state.say(lang));
                tr!(
                    lang,
                    "the same contact complained before: {earlier} ({received}, \"{title}\", {state}); if it is a repeat: amends link {case} {earlier} --as repeat-of",
                    "同一联系方式曾投诉：{earlier}（{received}，“{title}”，{state}）；如属再次投诉：`amends link {case} {earlier} --as repeat-of`"
                )
            }
            Self::OtherSkills { person, category, handles } => {
                let handles = listed(handles, lang);
                tr!(
                    lang,
                    "{person} handles {handles}, and this case is of category {category}",
                    "{person} 处理的类别为“{handles}”，本工单的类别是“{category}”"
                )
            }
            Self::OneSided { case, from } => {
                let from = visible(from);
                tr!(
                    lang,
                    "all evidence comes from {from}; hear the other side too: amends evidence {case} SOURCE --from WHOM",
                    "证据全部来自 {from}；也请听取另一方：`amends evidence {case} SOURCE --from WHOM`"
                )
            }
            Self::HandedOverLate { department, after } => {
                let department = visible(department);
                tr!(
                    lang,
                    "{department} handed the complaint over {after} after it came; customer service is to be told at once",
                    "{department} 收到投诉 {after}后才转来；应第一时间报客服"
                )
            }
            Self::NoAnswer { event } => tr!(
                lang,
                "{event} is no contact, so there is no answer in it to contradict",
                "{event} 不是与客户的联系，没有可矛盾的答复"
            ),
            Self::Itself { case } => {
                tr!(
                    lang,
                    "{case} can't be linked with itself; name the other case",
                    "{case} 不能与自身关联；请写另一份工单"
                )
            }
            Self::LinkedAlready { case, to, relation } => {
                let relation = relation.say(lang);
                tr!(lang, "{case} is linked already: {relation} {to}", "{case} 已有此关联：{relation} {to}")
            }
            Self::OtherWayRound { case, to, relation } => {
                let relation = relation.say(lang);
                tr!(
                    lang,
                    "{to} says of itself: {relation} {case}; both can't be, retract that link first: amends show {to}",
                    "{to} 已写明：{relation} {case}；两者不能互为彼此，请先撤回该关联：`amends show {to}`"
                )
            }
            Self::PartAlready { case, main, event } => tr!(
                lang,
                "{case} is part of {main}; first take that back: amends retract {case} {event} --why TEXT",
                "{case} 已属于 {main}；请先撤回：`amends retract {case} {event} --why TEXT`"
            ),
            Self::MainIsPart { main, of, case } => tr!(
                lang,
                "{main} is itself part of {of}, and a part has no parts; link to that one: amends link {case} {of} --as part-of",
                "{main} 本身属于 {of}，不能再有下级；请直接关联：`amends link {case} {of} --as part-of`"
            ),
            Self::HasParts { case, parts } => {
                let parts = listed(parts, lang);
                tr!(
                    lang,
                    "{case} has parts of its own ({parts}), so it can't be part of another; link each of them instead",
                    "{case} 自身有下级工单（{parts}），不能再属于别的工单；请逐份关联"
                )
            }
            Self::NoParts { case } => tr!(
                lang,
                "no case is part of {case}; link one: amends link PART {case} --as part-of",
                "没有工单属于 {case}；请先关联：`amends link PART {case} --as part-of`"
            ),
            Self::PartClosed { case } => {
                tr!(lang, "{case} is closed: nothing is logged there", "{case} 已结案：不记录")
            }
            Self::PartRefuses { case } => {
                tr!(
                    lang,
                    "{case} can't take it, so nothing was written anywhere:",
                    "{case} 无法记录，因此各工单均未写入："
                )
            }
            Self::PartUnsound { path } => tr!(
                lang,
                "{path} names this case and can't be read: nothing was written anywhere; mend it first: amends check {path}",
                "{path} 提到本工单，但无法读取：各工单均未写入；请先修复：`amends check {path}`"
            ),
            Self::Midway { written, left } => {
                let (done, open) = (listed(written, lang), listed(left, lang));
                tr!(
                    lang,
                    "the writing failed on the way; written: {done}; not written: {open}",
                    "写入中途失败；已写入：{done}；未写入：{open}"
                )
            }
        }
    }
}

/// What a case is to one that names it.
fn named_by(relation: Relation, lang: Lang) -> String {
    match relation {
        Relation::DuplicateOf => tr!(lang, "its duplicate", "重复件"),
        Relation::RepeatOf => tr!(lang, "complained of again in", "再次投诉"),
        Relation::PartOf => tr!(lang, "its part", "下级工单"),
        Relation::Related => tr!(lang, "related", "相关"),
    }
}
