//! The canonical form of a line (format, rule 4): what a token is stays plain, all else is double-quoted.

pub use super::line::{description, needs_escape, quoted};

use super::event::{Act, Event, Fact, Facts, OfferOption, OfferPart};
use super::id::is_token;
use super::line::{Line, token};

fn fact(value: &Fact) -> String {
    match value {
        Fact::Word(s) if is_plain_word(s) => s.clone(),
        Fact::Word(s) | Fact::Text(s) => quoted(s),
        Fact::Many(list) => format!("[{}]", list.iter().map(|s| token(s)).collect::<Vec<_>>().join(", ")),
    }
}

/// Whether a text may stand plain as the value of a field that isn't free text: what stands plain and isn't such a word
/// is a text without its quotes.
#[must_use]
pub fn is_plain_word(text: &str) -> bool {
    let number = text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    is_token(text)
        || matches!(text, "true" | "false")
        || (number && !text.is_empty())
        || super::stamp::parse_date(text).is_some()
        || super::stamp::parse_stamp(text).is_some()
        // An amount that lacks its quotes goes on lacking them, and `check` goes on saying so.
        || super::amount::is_money(text)
}

fn facts(line: &mut Line, facts: &Facts) {
    if !facts.is_empty() {
        let inner: Vec<_> = facts.iter().map(|(k, v)| format!("{}: {}", token(k), fact(v))).collect();
        line.plain("facts", &format!("{{{}}}", inner.join(", ")));
    }
}

fn part(part: &OfferPart) -> String {
    let mut line = Line::new();
    line.token("remedy", part.remedy.as_str());
    line.text("amount", part.amount.as_deref());
    line.end()
}

fn option(option: &OfferOption) -> String {
    let mut line = Line::new();
    line.token("opt", &option.opt);
    if let Some(loss) = &option.loss {
        line.plain("loss", &part(loss));
    }
    if let Some(inconvenience) = &option.inconvenience {
        line.plain("inconvenience", &part(inconvenience));
    }
    line.text("what", option.what.as_deref());
    line.end()
}

impl Event {
    /// The event as its line has it, braces included, without the dash.
    #[must_use]
    pub fn to_line(&self) -> String {
        let mut line = Line::new();
        line.plain("id", self.id.as_str());
        line.stamp("at", self.at);
        line.plain("by", &self.by);
        line.plain("do", self.act.word());
        write_act(&mut line, &self.act);
        line.text("note", self.note.as_deref());
        line.text("why", self.why.as_deref());
        line.list("forced", self.forced.iter().map(|g| token(g)));
        if let Some(logged) = self.logged {
            line.stamp("logged", logged);
        }
        line.flag("redacted", self.redacted);
        line.end()
    }
}

fn write_act(line: &mut Line, act: &Act) {
    match act {
        Act::Open { step, severity, owner } => {
            line.token("step", step);
            line.token("severity", severity.as_str());
            line.token("owner", owner);
        }
        Act::Contact(c) => {
            line.token("dir", c.dir.as_str());
            line.token("via", c.via.as_str());
            line.plain("reached", if c.reached { "true" } else { "false" });
            line.flag("update", c.update);
            line.flag("auto", c.auto);
            line.maybe_token("purpose", c.purpose.map(super::words::Purpose::as_str));
            line.flag("confirmed", c.confirmed);
            line.flag("retold", c.retold);
            line.maybe_token("contradicts", c.contradicts.as_ref().map(super::EventId::as_str));
            line.when("next", c.next);
            line.text("every", c.every.as_deref());
            line.list("kept", c.kept.iter().map(ToString::to_string));
            line.maybe_token("tells", c.tells.as_ref().map(super::EventId::as_str));
            line.maybe_token("letter", c.letter.as_deref());
        }
        Act::Note => {}
        Act::Tick { step, ticks, facts: values } => {
            line.token("step", step);
            line.list("ticks", ticks.iter().cloned());
            facts(line, values);
        }
        Act::Advance { step, to, ticks, facts: values, skipped } => {
            line.token("step", step);
            line.token("to", &to.to_string());
            line.list("ticks", ticks.iter().cloned());
            facts(line, values);
            line.flag("skipped", *skipped);
        }
        Act::Return { step, to } => {
            line.token("step", step);
            line.token("to", to);
        }
        Act::Switch { playbook, step } => {
            line.token("playbook", &playbook.to_string());
            line.token("step", step);
        }
        Act::Assign { owner } => line.token("owner", owner),
        Act::Assess(a) => {
            line.maybe_token("severity", a.severity.map(super::words::Severity::as_str));
            if let Some(urgent) = a.urgent {
                line.plain("urgent", if urgent { "true" } else { "false" });
            }
            line.list("flags", a.flags.iter().map(|f| token(f.as_str())));
            line.maybe_token("verified", a.verified.map(super::words::Verified::as_str));
            line.maybe_token("fault", a.fault.map(super::words::Blame::as_str));
            if let Some(share) = a.share {
                line.plain("share", &share.to_string());
            }
            line.text("loss", a.loss.as_deref());
        }
        Act::Cause { code, what, bone, whys, department } => {
            line.maybe_token("code", code.as_deref());
            line.text("what", Some(what));
            line.text("bone", bone.as_deref());
            line.list("whys", whys.iter().map(|w| quoted(w)));
            line.maybe_token("department", department.as_deref());
        }
        Act::Escalate { tier, trigger, kind, level, due } => {
            line.plain("tier", &tier.to_string());
            line.token("trigger", trigger.as_str());
            line.maybe_token("kind", kind.as_deref());
            line.maybe_token("level", level.as_deref());
            line.when("due", *due);
        }
        Act::Promise { due, from, what, moves, told } => {
            line.when("due", Some(*due));
            line.when("from", *from);
            line.text("what", Some(what));
            line.maybe_token("moves", moves.as_ref().map(super::EventId::as_str));
            line.flag("told", *told);
        }
        Act::Evidence { kind, what, source, sha256, from } => {
            line.maybe_token("kind", kind.as_deref());
            line.text("what", what.as_deref());
            line.text("source", Some(source));
            line.text("sha256", sha256.as_deref());
            line.text("from", from.as_deref());
        }
        Act::Grievance { what, category } => {
            line.text("what", Some(what));
            line.maybe_token("category", category.as_deref());
        }
        Act::Settle { of, how } => {
            line.token("of", of.as_str());
            line.text("how", Some(how));
        }
        Act::Offer { options } => line.list("options", options.iter().map(option)),
        Act::Answer { of, accepts, how } => {
            line.token("of", of.as_str());
            line.token("accepts", accepts.as_deref().unwrap_or("none"));
            line.text("how", how.as_deref());
        }
        Act::Decline { what, alternative, told } => {
            line.text("what", Some(what));
            line.text("alternative", Some(alternative));
            line.flag("told", *told);
        }
        Act::Approve { of, amount, role, granted } => {
            line.token("of", of.as_str());
            line.text("amount", amount.as_deref());
            line.maybe_token("role", role.as_deref());
            line.plain("granted", if *granted { "true" } else { "false" });
        }
        Act::Redress { of, opt, remedy, amount, currency, covers, reason } => {
            line.maybe_token("of", of.as_ref().map(super::EventId::as_str));
            line.maybe_token("opt", opt.as_deref());
            line.token("remedy", remedy.as_str());
            line.text("amount", amount.as_deref());
            line.maybe_token("currency", currency.as_deref());
            line.maybe_token("covers", covers.as_deref());
            line.text("reason", reason.as_deref());
        }
        Act::Pause { reason, until } => {
            line.token("reason", reason.as_str());
            line.when("until", Some(*until));
        }
        Act::Resume { of } | Act::Done { of } | Act::Retract { of } => line.token("of", of.as_str()),
        Act::Extend { clock, due, approved_by, told } => {
            line.token("clock", clock);
            line.when("due", Some(*due));
            line.maybe_token("approved_by", approved_by.as_deref());
            line.flag("told", *told);
        }
        Act::Survey { satisfied, score, words, reached } => {
            if let Some(satisfied) = satisfied {
                line.plain("satisfied", if *satisfied { "true" } else { "false" });
            }
            if let Some(score) = score {
                line.plain("score", &score.to_string());
            }
            line.text("words", words.as_deref());
            if *reached != satisfied.is_some() || satisfied.is_none() {
                line.plain("reached", if *reached { "true" } else { "false" });
            }
        }
        Act::TellTeam { department } => line.token("department", department),
        Act::Close { outcome, ground, lesson } => {
            line.token("outcome", outcome.as_str());
            line.text("ground", ground.as_deref());
            line.text("lesson", lesson.as_deref());
        }
        Act::Reopen { of, step } => {
            line.token("of", of.as_str());
            line.maybe_token("step", step.as_deref());
        }
        Act::Link { to, relation } => {
            line.plain("to", to.as_str());
            line.token("relation", relation.as_str());
        }
        Act::Action { what, owner, due } => {
            line.text("what", Some(what));
            line.token("owner", owner);
            line.when("due", Some(*due));
        }
        Act::Verify { of, effective } => {
            line.token("of", of.as_str());
            line.plain("effective", if *effective { "true" } else { "false" });
        }
        Act::Edit { key } => line.token("key", key),
        Act::Redact { of, field } => {
            line.maybe_token("of", of.as_ref().map(super::EventId::as_str));
            line.maybe_token("field", field.as_deref());
        }
    }
}
