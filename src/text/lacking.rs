//! What a step or a close still lacks, and the command that supplies it.

use super::{Say, listed, meant, pick};
use crate::case::event::Target;
use crate::playbook::Gate;
use crate::playbook::advance::{Missing, Refusal};
use crate::policy::{Bilingual, Lang};

pub(super) fn refusal_text(case: &str, refusal: &Refusal, name: Option<&Bilingual>, lang: Lang) -> String {
    match refusal {
        Refusal::Closed => tr!(
            lang,
            "{case} is closed; reopen it first: amends reopen {case} --why TEXT",
            "{case} 已结案；请先重新打开：`amends reopen {case} --why TEXT`"
        ),
        Refusal::PastEnd => tr!(
            lang,
            "{case} is past its last step; close it: amends close {case} --outcome OUTCOME",
            "{case} 已走完最后一步；请结案：`amends close {case} --outcome OUTCOME`"
        ),
        Refusal::StepGone { step } => tr!(
            lang,
            "the playbook has no step `{step}` any more; move the case: amends playbook switch PLAYBOOK {case} --why TEXT",
            "流程里已经没有步骤“{step}”；请换流程：`amends playbook switch PLAYBOOK {case} --why TEXT`"
        ),
        Refusal::UnknownCheck { check, step, near } => {
            let near = meant(near.as_ref(), lang);
            tr!(lang, "the step `{step}` has no check `{check}`{near}", "步骤“{step}”没有检查项“{check}”{near}")
        }
        Refusal::Missing { step, missing } => {
            let head = if step == "end" {
                tr!(lang, "{case} can't be closed yet:", "{case} 还不能结案：")
            } else {
                let name = name.map_or(step.as_str(), |name| pick(name, lang, step));
                tr!(
                    lang,
                    "{case} can't leave \"{name}\" (`{step}`) yet:",
                    "{case} 还不能离开步骤“{name}”（`{step}`）："
                )
            };
            let mut lines = vec![head];
            lines.extend(missing_lines(case, missing, lang).into_iter().map(|line| format!("  - {line}")));
            lines.join("\n")
        }
    }
}

/// All that is missing: the checks on one line, the fields on another, everything else on its own.
#[must_use]
pub fn missing_lines(case: &str, missing: &[Missing], lang: Lang) -> Vec<String> {
    let checks: Vec<&str> =
        missing.iter().filter_map(|m| if let Missing::Check(id) = m { Some(id.as_str()) } else { None }).collect();
    let fields: Vec<&str> =
        missing.iter().filter_map(|m| if let Missing::Field(id) = m { Some(id.as_str()) } else { None }).collect();
    let mut lines = Vec::new();
    if !checks.is_empty() {
        let (names, ids) = (listed(&checks, lang), checks.join(" "));
        lines.push(tr!(
            lang,
            "checks not done: {names}: amends tick {case} {ids}",
            "未完成的检查项：`{names}`：`amends tick {case} {ids}`"
        ));
    }
    if !fields.is_empty() {
        let names = listed(&fields, lang);
        let set: Vec<String> = fields.iter().map(|f| format!("--set {f}=VALUE")).collect();
        let set = set.join(" ");
        lines.push(tr!(
            lang,
            "fields not filled in: {names}: amends tick {case} {set}",
            "未填写的字段：`{names}`：`amends tick {case} {set}`"
        ));
    }
    let others = missing.iter().filter(|m| !matches!(m, Missing::Check(_) | Missing::Field(_)));
    lines.extend(others.map(|m| missing_text(case, m, lang)));
    lines
}

/// What is missing, and the command that supplies it.
#[must_use]
pub fn missing_text(case: &str, missing: &Missing, lang: Lang) -> String {
    match missing {
        Missing::Check(id) => {
            tr!(lang, "check `{id}`: amends tick {case} {id}", "检查项“{id}”：`amends tick {case} {id}`")
        }
        Missing::Field(id) => tr!(
            lang,
            "field `{id}`: amends advance {case} --set {id}=VALUE",
            "字段“{id}”：`amends advance {case} --set {id}=VALUE`"
        ),
        Missing::Gate(gate) => {
            let (what, how) = (gate.say(lang), supplied_with(case, gate));
            tr!(lang, "{what}: {how}", "{what}：`{how}`")
        }
        Missing::Overlay { id, checks } => {
            let (names, ids) = (listed(checks, lang), checks.join(" "));
            tr!(
                lang,
                "checks of {id} not done: {names}: amends tick {case} {ids}",
                "“{id}”未完成的检查项：`{names}`：`amends tick {case} {ids}`"
            )
        }
        Missing::NotSkippable { step } => tr!(lang, "`{step}` may not be skipped", "步骤“{step}”不能跳过"),
        Missing::NoWay { to, ways } => {
            let ways: Vec<String> = ways.iter().map(Target::to_string).collect();
            let ways = listed(&ways, lang);
            tr!(lang, "no way leads to `{to}` from here; it goes to: {ways}", "从这里到不了“{to}”；可以去：`{ways}`")
        }
        Missing::Earlier { to } => tr!(
            lang,
            "`{to}` is an earlier step: amends advance {case} --back {to} --why TEXT",
            "“{to}”是之前的步骤：`amends advance {case} --back {to} --why TEXT`"
        ),
        Missing::LeadsTo { to, out: None } => tr!(
            lang,
            "by what is known the case goes on to `{to}`: amends advance {case}",
            "按已知情况，下一步应是“{to}”：`amends advance {case}`"
        ),
        Missing::LeadsTo { to, out: Some(out) } => tr!(
            lang,
            "by what is known the case goes round once more, to `{to}`; after two rounds this leads on: amends advance {case} --to {out}",
            "按已知情况会再回到“{to}”；已经两轮，可以继续往下走：`amends advance {case} --to {out}`"
        ),
        Missing::NotAtEnd { left } => {
            let left = listed(left, lang);
            tr!(
                lang,
                "these steps are left: {left} (amends advance {case})",
                "还有这些步骤：`{left}`（`amends advance {case}`）"
            )
        }
        Missing::Grievance { id, what } => tr!(
            lang,
            "the grievance {id} has no answer ({what}): amends settle {case} {id} -m HOW",
            "投诉点 {id} 还没有答复（{what}）：`amends settle {case} {id} -m HOW`"
        ),
        Missing::OpenPromise { id, what } => tr!(
            lang,
            "the promise {id} is open ({what}): amends log {case} --via CHANNEL --kept {id}",
            "承诺 {id} 还没有兑现（{what}）：`amends log {case} --via CHANNEL --kept {id}`"
        ),
        Missing::Unsatisfied { back } => tr!(
            lang,
            "the customer is not satisfied: amends advance {case} --back {back} --why TEXT; after two rounds not-upheld or unresolvable will do, with a declined demand and its alternative",
            "客户不满意：`amends advance {case} --back {back} --why TEXT`；两轮之后，有被拒的诉求及其替代方案，可以按“不成立”或“无法解决”结案"
        ),
        Missing::Redress { option, part, remedy, amount } => {
            let (what, side) = (super::money::side_words(*remedy, amount.as_deref(), lang), part.say(lang));
            let part = part.as_str();
            tr!(
                lang,
                "the customer waits for {what} ({side}): amends redress pay {case} --option {option} --part {part} --reason TEXT",
                "客户还没有得到{what}（{side}）：`amends redress pay {case} --option {option} --part {part} --reason TEXT`"
            )
        }
        Missing::OnlySorry => tr!(
            lang,
            "nothing was done but saying sorry; carry something out, or tell the result: amends redress pay {case} --remedy REMEDY --reason TEXT, or amends log {case} --via CHANNEL --purpose result",
            "除了道歉什么都没做；请落实补救，或告知处理结果：`amends redress pay {case} --remedy REMEDY --reason TEXT`，或 `amends log {case} --via CHANNEL --purpose result`"
        ),
        Missing::Undeclined => tr!(
            lang,
            "what can't be solved needs another suggestion: amends decline {case} -m WHAT --alternative TEXT --told",
            "无法解决时要提出其他建议：`amends decline {case} -m WHAT --alternative TEXT --told`"
        ),
        Missing::DeclinedUntold => tr!(
            lang,
            "tell the customer what can't be done and what we suggest instead: amends log {case} --via CHANNEL --purpose refusal",
            "要告知客户哪些办不到、我们建议怎么办：`amends log {case} --via CHANNEL --purpose refusal`"
        ),
        Missing::DuplicateOf => tr!(
            lang,
            "which case does it duplicate? amends close {case} --outcome duplicate --ground CASE",
            "与哪份工单重复？`amends close {case} --outcome duplicate --ground CASE`"
        ),
        Missing::ReferredWhere => tr!(
            lang,
            "referred to whom? amends close {case} --outcome referred --ground WHERE",
            "转给哪里？`amends close {case} --outcome referred --ground WHERE`"
        ),
        Missing::Attempts => tr!(
            lang,
            "unreachable needs two failed attempts at least 4 hours apart: amends log {case} --via CHANNEL --not-reached",
            "“联系不上”要求两次未接通的联系，间隔至少 4 小时：`amends log {case} --via CHANNEL --not-reached`"
        ),
    }
}

impl Say for Gate {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::ContactOut => tr!(lang, "we have to reach the customer", "要联系上客户"),
            Self::ContactIn => tr!(lang, "the customer has to contact us", "要有客户来的联系"),
            Self::Acknowledged => tr!(lang, "the customer has to hear from us", "客户要收到我们的回应"),
            Self::Confirmed => {
                tr!(lang, "restate the complaint until the customer agrees", "复述投诉内容，并得到客户确认")
            }
            Self::Evidence(None) => tr!(lang, "evidence", "要有证据"),
            Self::Evidence(Some(kind)) => {
                tr!(lang, "evidence of the kind {kind}", "要有“{kind}”类证据")
            }
            Self::Assessed => tr!(lang, "the case has to be assessed", "要作出评估"),
            Self::Verified => tr!(lang, "decide whether the facts are as told", "要核实是否属实"),
            Self::Cause => tr!(lang, "the root cause", "要查明根本原因"),
            Self::Plan => tr!(lang, "a plan", "要有处理计划"),
            Self::Promise => tr!(lang, "promise the customer a date", "要向客户承诺时间"),
            Self::Offer => tr!(lang, "offer the customer options", "要给客户提出方案"),
            Self::Told => tr!(lang, "tell the customer the offer", "要把方案告知客户"),
            Self::Consent => tr!(lang, "the customer has to agree", "要征得客户同意"),
            Self::Alternative => tr!(lang, "a refused demand needs an alternative", "被拒的诉求要有替代方案"),
            Self::Approval => tr!(lang, "the offer has to be approved", "方案要经过批准"),
            Self::Redress => tr!(lang, "carry out what the customer accepted", "要落实客户接受的方案"),
            Self::Letter(kind) => tr!(lang, "a letter of the kind {kind}", "要发出“{kind}”类信函"),
            Self::ResultTold => tr!(lang, "tell the customer the result", "要告知客户处理结果"),
            Self::Satisfaction => tr!(lang, "ask whether the customer is satisfied", "要询问客户是否满意"),
            Self::FollowUp => tr!(lang, "ask afterwards whether all is well", "要回访"),
            Self::Escalated => tr!(lang, "take the case to a higher tier", "要上报到更高层级"),
            Self::Action => tr!(lang, "a corrective action", "要有改进措施"),
            Self::ToldTeam => tr!(lang, "tell the department concerned", "要反馈给相关部门"),
            Self::Lesson => tr!(lang, "a lesson", "要写下经验教训"),
        }
    }
}

/// The command that meets a gate.
#[must_use]
pub fn supplied_with(case: &str, gate: &Gate) -> String {
    match gate {
        Gate::ContactOut | Gate::Acknowledged => format!("amends log {case} --via CHANNEL -m TEXT"),
        Gate::ContactIn => format!("amends log {case} --in --via CHANNEL -m TEXT"),
        Gate::Confirmed => format!("amends log {case} --via CHANNEL --confirmed"),
        Gate::Evidence(None) => format!("amends evidence {case} REF"),
        Gate::Evidence(Some(kind)) => format!("amends evidence {case} REF --kind {kind}"),
        Gate::Assessed => format!("amends assess {case} --severity SEVERITY"),
        Gate::Verified => format!("amends assess {case} --verified VERDICT"),
        Gate::Cause => format!("amends cause {case} -m WHAT"),
        Gate::Offer => format!("amends redress offer {case} --option a:loss=REMEDY:AMOUNT"),
        Gate::Told => format!("amends log {case} --via CHANNEL --tells"),
        Gate::Consent => format!("amends redress answer {case} --accepts OPTION --how TEXT"),
        Gate::Approval => format!("amends redress approve {case} --amount AMOUNT --by PERSON"),
        Gate::Redress => format!("amends redress pay {case} --reason TEXT"),
        Gate::Letter(kind) => format!("amends log {case} --via CHANNEL --letter {kind}"),
        Gate::Escalated => format!("amends escalate {case} --why TEXT"),
        Gate::Action => format!("amends action add {case} -m WHAT --owner PERSON --due TIME"),
        Gate::Plan => format!("amends advance {case} --set plan=TEXT"),
        Gate::Promise => format!("amends promise {case} --due TIME -m WHAT"),
        Gate::Alternative => format!("amends decline {case} -m WHAT --alternative TEXT"),
        Gate::ResultTold => format!("amends log {case} --via CHANNEL --purpose result"),
        Gate::Satisfaction => format!("amends survey {case} --satisfied yes|no"),
        Gate::FollowUp => format!("amends log {case} --via CHANNEL --purpose follow-up"),
        Gate::ToldTeam => format!("amends tell-team {case} DEPARTMENT"),
        Gate::Lesson => format!("amends close {case} --outcome OUTCOME --lesson TEXT"),
    }
}
