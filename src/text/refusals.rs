//! What playbook or policy refuses, and the command that supplies what is missing.

use super::{Say, dates, listed, meant};
use crate::case::Stamp;
use crate::case::event::Target;
use crate::case::words::Severity;
use crate::clock::Zone;
use crate::escalation::Rule;
use crate::playbook::Gate;
use crate::playbook::advance::{Missing, Refusal};
use crate::policy::{Duration, Lang};
use chrono::NaiveDate;

/// Why nothing was written.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Refused {
    /// The playbook says no.
    Playbook { case: String, refusal: Refusal },
    /// A closed case takes no such event.
    Closed { case: String, act: &'static str },
    /// A case that is not closed can't be reopened.
    NotClosed { case: String },
    /// The event would come before one that moved the case.
    BeforeState { at: Stamp, last: Stamp, zone: Zone },
    /// The event would come before the complaint.
    BeforeReceived { at: Stamp, received: Stamp, zone: Zone },
    /// Received after it was registered.
    ReceivedAhead { received: Stamp, now: Stamp, zone: Zone },
    /// The date the customer chose is too far ahead.
    NextTooFar { next: NaiveDate, latest: NaiveDate },
    /// The date the customer chose is past.
    NextPast { next: NaiveDate },
    /// A promise that would be broken at once.
    DuePast { due: String },
    /// The start of the range lies behind its end.
    FromAfterDue,
    /// A moved promise that nobody told the customer about.
    MoveUntold,
    /// The pause ends before it begins.
    PausePast,
    /// The event can't be retracted.
    RetractOpen,
    /// Later events would lose their ground.
    RetractCrosses { events: Vec<String> },
    /// It was retracted already.
    RetractedAlready { event: String },
    /// No pause runs.
    NoPause,
    /// The case has that already.
    Same { what: String },
    /// The grievance has its answer.
    SettledAlready { event: String },
    /// A case is no duplicate of itself.
    DuplicateOfItself,
    /// A header key that is not a fact to be corrected.
    NotEdited { key: String },
    /// Events are only added, never changed.
    EventTouched { event: String, case: String },
    /// The case is on that tier, or above it.
    NotAbove { case: String, tier: u32, here: u32, roles: String },
    /// There is no tier above.
    TopTier { case: String, here: u32, roles: String },
    /// A severity below what is known of the case asks for, without a reason.
    TooMild { severity: Severity, asked: Severity, rule: Rule },
    /// The promise is not open.
    PromiseNotOpen { event: String },
    /// Nobody approves their own extension.
    ExtendAlone { by: String },
    /// An extension nobody told the customer about.
    ExtendUntold,
    /// The final deadline passed before it was extended.
    ExtendLate { due: Stamp, zone: Zone },
    /// The new deadline is no later than the old one.
    ExtendEarlier { due: Stamp, zone: Zone },
    /// A wait for an agreed date that would silence the case too long.
    WaitTooFar { until: NaiveDate, latest: NaiveDate },
    /// A rhythm longer than the policy lets a customer choose.
    RhythmTooLong { every: String, most: Duration },
}

impl Say for Refused {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Playbook { case, refusal } => refusal_text(case, refusal, lang),
            Self::Closed { case, act } => tr!(
                lang,
                "{case} is closed and takes no `{act}`; reopen it first: amends reopen {case} --why TEXT",
                "{case} 已结案，不能再记“{act}”；请先重新打开：`amends reopen {case} --why TEXT`"
            ),
            Self::NotClosed { case } => tr!(lang, "{case} is not closed", "{case} 没有结案"),
            Self::BeforeState { at, last, zone } => {
                let (at, last) = (dates::full_moment(*at, *zone), dates::full_moment(*last, *zone));
                tr!(
                    lang,
                    "{at} comes before {last}, when the case last moved; only contacts, notes and evidence may be dated back that far",
                    "{at} 早于工单上次变动的时间 {last}；只有联系、备注和证据可以补记到更早"
                )
            }
            Self::BeforeReceived { at, received, zone } => {
                let (at, received) = (dates::full_moment(*at, *zone), dates::full_moment(*received, *zone));
                tr!(
                    lang,
                    "{at} comes before the complaint was received, {received}",
                    "{at} 早于收到投诉的时间 {received}"
                )
            }
            Self::ReceivedAhead { received, now, zone } => {
                let (received, now) = (dates::full_moment(*received, *zone), dates::full_moment(*now, *zone));
                tr!(
                    lang,
                    "received {received} comes after its registration, {now}",
                    "收到时间 {received} 晚于登记时间 {now}"
                )
            }
            Self::NextTooFar { next, latest } => tr!(
                lang,
                "{next} is further ahead than the policy allows (max_next): {latest} at the latest",
                "{next} 超过了规定的最晚日期（“max_next”）：最晚 {latest}"
            ),
            Self::NextPast { next } => {
                tr!(
                    lang,
                    "the next contact, {next}, has to lie ahead of this one",
                    "下次联系日期 {next} 必须晚于这次联系"
                )
            }
            Self::DuePast { due } => {
                tr!(lang, "{due} is past: a promise has to lie ahead", "{due} 已经过去：承诺的时间必须在将来")
            }
            Self::FromAfterDue => tr!(lang, "--from comes after --due", "--from 晚于 --due"),
            Self::MoveUntold => tr!(
                lang,
                "a promise is moved only by telling the customer: add --told when you have",
                "承诺改期必须先告知客户：告知之后加上 --told"
            ),
            Self::ExtendAlone { by } => tr!(
                lang,
                "somebody else has to approve an extension, not {by} who writes it: --approved-by PERSON",
                "延期须由他人批准，不能由经办人 {by} 自己批准：--approved-by PERSON"
            ),
            Self::ExtendUntold => tr!(
                lang,
                "a final deadline is extended only by telling the customer: add --told when you have",
                "延长最终期限必须告知客户：告知之后加上 --told"
            ),
            Self::ExtendLate { due, zone } => {
                let due = dates::full_moment(*due, *zone);
                tr!(
                    lang,
                    "the final deadline passed on {due}; an extension can't undo that",
                    "最终期限 {due} 已过，事后不能延期"
                )
            }
            Self::ExtendEarlier { due, zone } => {
                let due = dates::full_moment(*due, *zone);
                tr!(lang, "the final deadline is {due}; an extension lies after it", "最终期限是 {due}；延期必须晚于它")
            }
            Self::WaitTooFar { until, latest } => tr!(
                lang,
                "{until} is further ahead than an agreed date may lie (max_next): {latest} at the latest",
                "{until} 超过了约定日期的最晚限度（“max_next”）：最晚 {latest}"
            ),
            Self::RhythmTooLong { every, most } => {
                let most = most.say(lang);
                tr!(
                    lang,
                    "every {every} is rarer than the policy allows (max_next): {most} at most",
                    "每 {every} 一次超过了规定的最长间隔（“max_next”）：最长 {most}"
                )
            }
            Self::PausePast => tr!(lang, "the pause has to end after it begins", "等待的结束时间必须晚于开始时间"),
            Self::RetractOpen => tr!(
                lang,
                "the `open` event can't be retracted; close the case instead: --outcome withdrawn, duplicate or referred",
                "“open”事件不能撤回；请改为结案：--outcome “withdrawn”“duplicate”或“referred”"
            ),
            Self::RetractCrosses { events } => {
                let events = listed(events, lang);
                tr!(
                    lang,
                    "later events rest on it; retract them first: {events}",
                    "后面的事件以它为依据，请先撤回它们：`{events}`"
                )
            }
            Self::RetractedAlready { event } => {
                tr!(lang, "{event} is retracted already", "{event} 已经撤回")
            }
            Self::NoPause => tr!(lang, "no pause runs", "没有正在进行的等待"),
            Self::Same { what } => tr!(lang, "nothing would change: it is {what} already", "没有变化：已经是“{what}”"),
            Self::SettledAlready { event } => {
                tr!(lang, "{event} is settled already", "{event} 已经答复")
            }
            Self::NotEdited { key } if key == "playbook" => tr!(
                lang,
                "the playbook is changed with: amends playbook switch PLAYBOOK CASE --why TEXT",
                "更换流程请用：`amends playbook switch PLAYBOOK CASE --why TEXT`"
            ),
            Self::NotEdited { key } => tr!(lang, "`{key}` is never changed", "“{key}”不能改动"),
            Self::EventTouched { event, case } => tr!(
                lang,
                "edit changes no events, and {event} is not as it was; take an event back with: amends retract {case} {event} --why TEXT",
                "“edit”不能改动事件，而 {event} 与原来不同；撤回事件请用：`amends retract {case} {event} --why TEXT`"
            ),
            Self::DuplicateOfItself => tr!(lang, "a case is no duplicate of itself", "工单不能与自己重复"),
            Self::NotAbove { case, tier, here, roles } => tr!(
                lang,
                "tier {tier} is not above the one {case} is on: tier {here} ({roles})",
                "第 {tier} 层不高于 {case} 目前所在的第 {here} 层（{roles}）"
            ),
            Self::TopTier { case, here, roles } => tr!(
                lang,
                "{case} is on the highest tier already: tier {here} ({roles})",
                "{case} 已经在最高的第 {here} 层（{roles}）"
            ),
            Self::TooMild { severity, asked, rule } => {
                let (severity, asked, rule) = (severity.say(lang), asked.say(lang), rule.say(lang));
                tr!(
                    lang,
                    "what is known asks for {asked} ({rule}); {severity} needs a reason: --why TEXT",
                    "按已知情况应为{asked}（{rule}）；定为{severity}须说明原因：--why TEXT"
                )
            }
            Self::PromiseNotOpen { event } => {
                tr!(lang, "the promise {event} is kept or moved already", "承诺 {event} 已经兑现或已改期")
            }
        }
    }
}

fn refusal_text(case: &str, refusal: &Refusal, lang: Lang) -> String {
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
                tr!(lang, "{case} can't leave `{step}` yet:", "{case} 还不能离开步骤“{step}”：")
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
        Missing::NotSkippable => tr!(lang, "this step may not be skipped", "这一步不能跳过"),
        Missing::NoWay { to, ways } if ways.is_empty() => {
            tr!(lang, "`{to}` is not an earlier step", "“{to}”不是之前的步骤")
        }
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
        Missing::LeadsTo { to } => tr!(
            lang,
            "by what is known the case goes on to `{to}`: amends advance {case}",
            "按已知情况，下一步应是“{to}”：`amends advance {case}`"
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
            Self::Plan => tr!(lang, "a plan", "要有处理计划"),
            Self::Promise => tr!(lang, "promise the customer a date", "要向客户承诺时间"),
            Self::Alternative => tr!(lang, "a refused demand needs an alternative", "被拒的诉求要有替代方案"),
            Self::ResultTold => tr!(lang, "tell the customer the result", "要告知客户处理结果"),
            Self::Satisfaction => tr!(lang, "ask whether the customer is satisfied", "要询问客户是否满意"),
            Self::FollowUp => tr!(lang, "ask afterwards whether all is well", "要回访"),
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
        Gate::Plan => format!("amends advance {case} --set plan=TEXT"),
        Gate::Promise => format!("amends promise {case} --due TIME -m WHAT"),
        Gate::Alternative => format!("amends decline {case} -m WHAT --alternative TEXT"),
        Gate::ResultTold => format!("amends log {case} --via CHANNEL --purpose result"),
        Gate::Satisfaction => format!("amends survey {case} --satisfied yes|no"),
        Gate::FollowUp => format!("amends log {case} --via CHANNEL --purpose follow-up"),
        Gate::ToldTeam => format!("amends close {case} --tell-team DEPARTMENT"),
        Gate::Lesson => format!("amends close {case} --lesson TEXT"),
    }
}
