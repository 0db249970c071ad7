//! What playbook or policy refuses.

use super::lacking::refusal_text;
use super::{Say, dates, listed};
use crate::case::Stamp;
use crate::case::words::Severity;
use crate::clock::Zone;
use crate::escalation::Rule;
use crate::playbook::advance::Refusal;
use crate::policy::{Bilingual, Duration, Lang};
use chrono::NaiveDate;

/// Why nothing was written.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Refused {
    /// The playbook says no.
    Playbook { case: String, refusal: Refusal, name: Option<Bilingual> },
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
            Self::Playbook { case, refusal, name } => refusal_text(case, refusal, name.as_ref(), lang),
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
