//! What is said about causes and corrective actions.

use super::{Say, meant};
use crate::case::learning::{ActionState, Bone};
use crate::policy::Lang;

/// What is said about causes and corrective actions.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Learned {
    /// No action of a case waits for that.
    NoAction { case: String, verify: bool },
    /// Several do.
    WhichAction { case: String, verify: bool, candidates: Vec<(String, String)> },
    /// The event is something else.
    NotAnAction { event: String, case: String, near: Option<String> },
    /// It was reported done already.
    DoneAlready { case: String, action: String, by: String },
    /// It was found to work already.
    WorksAlready { action: String, by: String },
    /// Nobody reported it done.
    NotDone { case: String, action: String },
    /// It was judged already.
    JudgedAlready { action: String, by: String },
    /// Nobody judges what they did themselves.
    OwnCheck { case: String, action: String, person: String },
    /// Nothing can be done before now.
    DuePast { due: String },
    /// The next thing after a report that it is done.
    CheckEffect { case: String, action: String },
    /// The next thing after a check that found no effect.
    AddAnother { case: String },
    /// A case without a cause has nothing on its bones.
    NoCause { case: String },
    /// A bone that looks like a known one.
    NearBone { bone: String, near: String },
}

impl Say for Learned {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoAction { case, verify: false } => tr!(
                lang,
                "no corrective action of {case} is open; set one: amends action add {case} -m WHAT --owner PERSON --due TIME",
                "{case} 没有待完成的改进措施；先登记一项：`amends action add {case} -m WHAT --owner PERSON --due TIME`"
            ),
            Self::NoAction { case, verify: true } => tr!(
                lang,
                "no corrective action of {case} waits for a check; first it is done: amends action done {case} ACTION",
                "{case} 没有待验证的改进措施；须先报告完成：`amends action done {case} ACTION`"
            ),
            Self::WhichAction { case, verify, candidates } => {
                let verb = if *verify { "verify" } else { "done" };
                let lines: Vec<String> = candidates.iter().map(|(id, what)| format!("  {id}  {what}")).collect();
                let lines = lines.join("\n");
                tr!(
                    lang,
                    "several actions could be meant; name one: amends action {verb} {case} ACTION\n{lines}",
                    "有多项改进措施，请指明：`amends action {verb} {case} ACTION`\n{lines}"
                )
            }
            Self::NotAnAction { event, case, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "{event} is no corrective action of {case}{near}", "{event} 不是 {case} 的改进措施{near}")
            }
            Self::DoneAlready { case, action, by } => tr!(
                lang,
                "{by} reported the action {action} done already; now somebody else checks the effect: amends action verify {case} {action} --effective yes|no --why TEXT",
                "{by} 已报告改进措施 {action} 完成；接下来由他人验证效果：`amends action verify {case} {action} --effective yes|no --why TEXT`"
            ),
            Self::WorksAlready { action, by } => tr!(
                lang,
                "{by} found that the action {action} works; it need not be done again",
                "{by} 已验证改进措施 {action} 有效，不必再做"
            ),
            Self::NotDone { case, action } => tr!(
                lang,
                "nobody reported the action {action} done, so there is no effect to check yet: amends action done {case} {action}",
                "改进措施 {action} 还没有人报告完成，无从验证效果：`amends action done {case} {action}`"
            ),
            Self::JudgedAlready { action, by } => tr!(
                lang,
                "{by} checked the effect of the action {action} already; what is done again may be checked again",
                "{by} 已验证过改进措施 {action} 的效果；重新完成后可再次验证"
            ),
            Self::OwnCheck { case, action, person } => tr!(
                lang,
                "{person} owns the action {action} or did it; somebody else checks the effect: amends action verify {case} {action} --effective yes|no --why TEXT --by PERSON",
                "{person} 是改进措施 {action} 的负责人或完成人；效果由他人验证：`amends action verify {case} {action} --effective yes|no --why TEXT --by PERSON`"
            ),
            Self::DuePast { due } => tr!(
                lang,
                "--due: {due} is past; an action is due at a time to come",
                "--due：{due} 已经过去；改进措施的期限必须在将来"
            ),
            Self::CheckEffect { case, action } => tr!(
                lang,
                "later somebody else checks the effect: amends action verify {case} {action} --effective yes|no --why TEXT",
                "之后由他人验证效果：`amends action verify {case} {action} --effective yes|no --why TEXT`"
            ),
            Self::AddAnother { case } => tr!(
                lang,
                "the cause is still there; set another action: amends action add {case} -m WHAT --owner PERSON --due TIME",
                "原因仍在；请再登记一项改进措施：`amends action add {case} -m WHAT --owner PERSON --due TIME`"
            ),
            Self::NoCause { case } => tr!(
                lang,
                "no cause on record yet: amends cause {case} -m WHAT --bone BONE --because WHY",
                "还没有记录原因：`amends cause {case} -m WHAT --bone BONE --because WHY`"
            ),
            Self::NearBone { bone, near } => tr!(
                lang,
                "`{bone}` is a bone of its own; did you mean `{near}`?",
                "“{bone}”将作为单独的一根鱼刺；是不是“{near}”？"
            ),
        }
    }
}

impl Say for Bone {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::People => tr!(lang, "people", "人员"),
            Self::Machine => tr!(lang, "machine", "机器"),
            Self::Material => tr!(lang, "material", "物料"),
            Self::Method => tr!(lang, "method", "方法"),
            Self::Measurement => tr!(lang, "measurement", "测量"),
            Self::Environment => tr!(lang, "environment", "环境"),
        }
    }
}

impl Say for ActionState {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Open => tr!(lang, "open", "待完成"),
            Self::Done => tr!(lang, "done, effect to be checked", "已完成，待验证"),
            Self::Effective => tr!(lang, "effective", "有效"),
            Self::Ineffective => tr!(lang, "not effective", "无效"),
        }
    }
}

/// A question of the five whys with its answer.
#[must_use]
pub fn why(answer: &str, lang: Lang) -> String {
    tr!(lang, "why? {answer}", "为什么？{answer}")
}
