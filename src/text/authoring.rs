//! What is said of playbooks as files, and of overlays.

use super::{Label, Say, listed, meant};
use crate::playbook::Kind;
use crate::policy::{Duration, Lang};

/// What is said of playbooks as files, and of overlays.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Authoring {
    /// No case follows an overlay.
    IsOverlay { id: String },
    /// What can't be the id of a playbook.
    BadId { text: String, near: Option<String> },
    /// The workspace has a playbook of that id.
    Taken { id: String, path: String },
    /// The program has a playbook of that id.
    TakenByBuiltin { id: String },
    /// A file whose keys can't be replaced in place.
    CopyByHand { from: String },
    /// A playbook was written.
    Written { id: String, path: String },
    /// What to do with a new playbook.
    Next { id: String, path: String },
    /// A picture of a kind that can't be drawn.
    NoSuchPicture { id: String, ending: String },
    /// Every check that was named is done already.
    DoneAlready { case: String, checks: Vec<String> },
    /// A step without checks.
    NothingToTick { step: String },
    /// A case past its last step, which no switch takes up again unasked.
    StaysAtEnd { case: String },
    /// How much a step asks for.
    Asked { checks: usize, fields: usize, gates: usize, within: Option<Duration>, skippable: bool },
    /// Two steps for the same cases.
    StepTwice { from: Option<String> },
    /// No case stands at a step, and no playbook of theirs has it.
    NobodyAt { step: String, near: Option<String> },
    /// One step for cases that stand at several.
    ManySteps { steps: Vec<String>, to: String },
    /// What a switch would come to.
    WouldMove { cases: usize, to: String, there: usize, ended: usize, first: usize, checks: usize, fields: usize },
    /// Cases that were left alone.
    LeftAtEnd { cases: usize },
    /// An overlay applies to a case from now on.
    Asks { case: String, id: String, name: String, checks: Vec<String> },
}

impl Say for Authoring {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::IsOverlay { id } => tr!(
                lang,
                "{id} is an overlay: it adds checks to running cases, and no case follows it; `amends playbook list` shows the procedures",
                "“{id}”是附加清单：只给处理中的工单增加检查项，工单不能采用它；`amends playbook list` 列出各流程"
            ),
            Self::BadId { text, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "`{text}` can't be the id of a playbook: lower-case letters, digits, `.`, `_`, `-`, without .toml{near}",
                    "“{text}”不能用作流程编号：小写字母、数字、点、下划线、连字符，不带“.toml”{near}"
                )
            }
            Self::Taken { id, path } => tr!(
                lang,
                "{path} is there already and stays as it is; edit it, or copy it: amends playbook new OTHER-ID --from {id}",
                "{path} 已经存在，保持不变；请直接编辑，或复制一份：`amends playbook new OTHER-ID --from {id}`"
            ),
            Self::TakenByBuiltin { id } => tr!(
                lang,
                "{id} comes with the program; to change it: amends playbook new {id} --from {id}, else choose another id",
                "“{id}”是内置流程；如需修改：`amends playbook new {id} --from {id}`，否则请另取编号"
            ),
            Self::CopyByHand { from } => tr!(
                lang,
                "`{from}` writes its id, revision or name in a way that can't be replaced safely; copy the file by hand",
                "“{from}”的编号、版本或名称的写法无法安全替换；请手工复制文件"
            ),
            Self::Written { id, path } => tr!(lang, "{id}: written to {path}", "{id}：已写入 {path}"),
            Self::Next { id, path } => tr!(
                lang,
                "edit {path}, then: amends playbook check {id}; amends playbook graph {id}",
                "请编辑 {path}，然后：`amends playbook check {id}`；`amends playbook graph {id}`"
            ),
            Self::NoSuchPicture { id, ending } => tr!(
                lang,
                "-o: no picture of the kind `.{ending}` can be drawn; .svg is a picture, .txt or - is text: amends playbook graph {id} -o {id}.svg",
                "-o：画不出“.{ending}”格式的图；`.svg` 为图片，`.txt` 或 `-` 为文字：`amends playbook graph {id} -o {id}.svg`"
            ),
            Self::DoneAlready { case, checks } => {
                let checks = listed(checks, lang);
                tr!(
                    lang,
                    "{case}: done already: {checks}; nothing was written",
                    "{case}：已经完成：`{checks}`；没有写入"
                )
            }
            Self::NothingToTick { step } => tr!(
                lang,
                "the step `{step}` has no checks, so there is nothing to tick",
                "步骤“{step}”没有检查项，无可勾选"
            ),
            Self::StaysAtEnd { case } => tr!(
                lang,
                "{case} is past its last step and stays there; close it: amends close {case} --outcome OUTCOME; to take it up again: --step STEP",
                "{case} 已走完最后一步，保持不变；请结案：`amends close {case} --outcome OUTCOME`；如需重新开始：`--step STEP`"
            ),
            Self::Asked { checks, fields, gates, within, skippable } => {
                let mut parts = Vec::new();
                let mut part = |n: usize, text: String| parts.extend((n > 0).then_some(text));
                part(*checks, tr!(lang, "checks {checks}", "检查项 {checks}"));
                part(*fields, tr!(lang, "fields {fields}", "字段 {fields}"));
                part(*gates, tr!(lang, "gates {gates}", "前置条件 {gates}"));
                if let Some(within) = within {
                    let within = within.say(lang);
                    part(1, tr!(lang, "within {within}", "时限 {within}"));
                }
                part(usize::from(!skippable), Label::NotSkippable.say(lang));
                listed(&parts, lang)
            }
            Self::StepTwice { from: None } => tr!(
                lang,
                "--step names two steps for the same cases; say which is for whom: --step OLD=NEW",
                "--step 给同样的工单指定了两个步骤；请分别指明：`--step OLD=NEW`"
            ),
            Self::StepTwice { from: Some(from) } => {
                tr!(
                    lang,
                    "--step names two steps for the cases at `{from}`",
                    "--step 给处于“{from}”的工单指定了两个步骤"
                )
            }
            Self::NobodyAt { step, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "--step: no case stands at `{step}`, and their playbook has no such step{near}",
                    "--step：没有工单处于“{step}”，原流程也没有这个步骤{near}"
                )
            }
            Self::ManySteps { steps, to } => {
                let steps = listed(steps, lang);
                tr!(
                    lang,
                    "the cases stand at different steps ({steps}), and --step puts all of them at `{to}`; one by one: --step OLD=NEW",
                    "这些工单处于不同的步骤（`{steps}`），--step 会把它们都放到“{to}”；如需分别指明：`--step OLD=NEW`"
                )
            }
            Self::LeftAtEnd { cases } => tr!(
                lang,
                "past their last step, left as they are: {cases} (--step end=STEP takes them up again)",
                "已走完最后一步而保持不变的：{cases}（`--step end=STEP` 使其重新开始）"
            ),
            Self::WouldMove { cases, to, there, ended, first, checks, fields } => {
                let mut parts = vec![tr!(lang, "cases to move to {to}: {cases}", "将换到 {to} 的工单：{cases}")];
                let mut part = |n: usize, text: String| parts.extend((n > 0).then_some(text));
                part(*there, tr!(lang, "there already: {there}", "已经在用的：{there}"));
                part(*ended, Self::LeftAtEnd { cases: *ended }.say(lang));
                part(
                    *first,
                    tr!(
                        lang,
                        "at the first step for want of theirs: {first} (--step OLD=NEW)",
                        "没有原步骤而从第一步开始的：{first}（`--step OLD=NEW`）"
                    ),
                );
                part(*checks, tr!(lang, "checks lost: {checks}", "作废的检查项：{checks}"));
                part(*fields, tr!(lang, "fields lost: {fields}", "不再使用的字段：{fields}"));
                parts.join(match lang {
                    Lang::En => "; ",
                    Lang::Zh => "；",
                })
            }
            Self::Asks { case, id, name, checks } => {
                let head = tr!(
                    lang,
                    "{case}: {name} ({id}) applies, and asks for this before the case is closed:",
                    "{case}：适用附加清单“{name}”（`{id}`），结案前须完成："
                );
                let lines = checks.iter().map(|check| format!("  [ ] {check}"));
                std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl Say for Kind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Flow => tr!(lang, "flow", "流程"),
            Self::Checklist => tr!(lang, "checklist", "清单"),
            Self::Overlay => tr!(lang, "overlay", "附加清单"),
        }
    }
}
