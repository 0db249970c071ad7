//! One event from its keys: a match on the word behind `do`, one arm a kind.

use super::event::{ACTS, Act, Assessment, Contact, Event, OfferOption, OfferPart, Target};
use super::fault::{ENOUGH, Fault, FaultKind};
use super::id::nearest;
use super::keys::{COMMON, keys_of};
use super::pairs::Pairs;
use super::raw::RawEvent;
use super::words::Direction;

/// Reads one event. `None` when it has a fault; the faults are appended.
pub(super) fn read_event(raw: &RawEvent<'_>, faults: &mut Vec<Fault>) -> Option<Event> {
    let mut p = Pairs::new(&raw.pairs, raw.span);
    let event = read(raw, &mut p);
    if p.faults.is_empty() {
        return event;
    }
    faults.append(&mut p.faults);
    None
}

fn read(raw: &RawEvent<'_>, p: &mut Pairs<'_, '_>) -> Option<Event> {
    let word = p.token("do");
    p.need("do", word.as_ref());
    let word = word?;
    let Some(act_word) = ACTS.into_iter().find(|a| *a == word) else {
        let near = nearest(&word, ACTS);
        let span = raw.get("do").map_or(raw.span, |n| n.span);
        p.fault(FaultKind::UnknownAct { act: word, near }, span);
        return None;
    };
    p.set_act(act_word);
    if p.flag("redacted") {
        p.set_redacted();
    }
    let id = p.event_id("id");
    let id = p.need("id", id);
    let at = p.stamp("at");
    let at = p.need("at", at);
    let by = p.name("by");
    let by = p.need("by", by);
    let logged = p.stamp("logged");
    let note = p.text("note");
    let why = p.text("why");
    let forced = p.texts("forced");
    if !forced.is_empty() && !p.has("why") {
        p.fault(FaultKind::ForcedWithoutWhy, raw.span);
    }
    let act = read_act(act_word, p);
    match act_word {
        "note" if !p.has("note") => p.missing("note"),
        "return" | "extend" | "reopen" | "edit" | "retract" | "redact" if !p.has("why") => p.missing("why"),
        _ => {}
    }
    let unknown: Vec<_> = p.left_over().take(ENOUGH + 1).map(|(k, _)| (k.text.clone().into_owned(), k.span)).collect();
    for (key, span) in unknown {
        let near = nearest(&key, keys_of(act_word).iter().copied().chain(COMMON));
        p.fault(FaultKind::UnknownKey { key, act: word.clone(), near }, span);
    }
    let redacted = raw.scalar("redacted") == Some("true");
    Some(Event { id: id?, at: at?, by: by?, logged, note, why, forced, redacted, act: act? })
}

fn read_act(word: &str, p: &mut Pairs<'_, '_>) -> Option<Act> {
    /// Takes a required key.
    macro_rules! need {
        ($method:ident $key:literal) => {{
            let value = p.$method($key);
            p.need($key, value)
        }};
    }
    let act = match word {
        "open" => {
            let (step, severity, owner) = (need!(name "step"), need!(word "severity"), need!(name "owner"));
            Act::Open { step: step?, severity: severity?, owner: owner? }
        }
        "contact" => Act::Contact(read_contact(p)?),
        "note" => Act::Note,
        "tick" => {
            let step = need!(name "step");
            let (ticks, facts) = (p.names("ticks"), p.facts("facts"));
            Act::Tick { step: step?, ticks, facts }
        }
        "advance" => {
            let (step, to) = (need!(name "step"), need!(name "to"));
            let (ticks, facts, skipped) = (p.names("ticks"), p.facts("facts"), p.flag("skipped"));
            if skipped && !p.has("why") {
                p.missing("why");
            }
            Act::Advance { step: step?, to: Target::parse(&to?), ticks, facts, skipped }
        }
        "return" => {
            let (step, to) = (need!(name "step"), need!(name "to"));
            Act::Return { step: step?, to: to? }
        }
        "switch" => {
            let (playbook, step) = (need!(playbook "playbook"), need!(name "step"));
            Act::Switch { playbook: playbook?, step: step? }
        }
        "assign" => Act::Assign { owner: need!(name "owner")? },
        "assess" => Act::Assess(Assessment {
            severity: p.word("severity"),
            urgent: p.truth("urgent"),
            flags: p.words("flags"),
            verified: p.word("verified"),
            fault: p.word("fault"),
            share: p.number("share", 0, 100),
            loss: p.money("loss"),
        }),
        "cause" => {
            let what = need!(text "what");
            Act::Cause {
                code: p.name("code"),
                bone: p.text("bone"),
                whys: p.texts("whys"),
                department: p.name("department"),
                what: what?,
            }
        }
        "escalate" => {
            let (tier, trigger) = (
                {
                    let tier = p.number("tier", 1, 9);
                    p.need("tier", tier)
                },
                need!(word "trigger"),
            );
            let (kind, level, due) = (p.token("kind"), p.token("level"), p.when("due"));
            Act::Escalate { tier: tier?, trigger: trigger?, kind, level, due }
        }
        "promise" => {
            let (due, what) = (need!(when "due"), need!(text "what"));
            let (from, moves, told) = (p.when("from"), p.event_id("moves"), p.flag("told"));
            Act::Promise { due: due?, from, what: what?, moves, told }
        }
        "evidence" => {
            let source = need!(text "source");
            Act::Evidence {
                kind: p.token("kind"),
                what: p.text("what"),
                sha256: p.text("sha256"),
                from: p.text("from"),
                source: source?,
            }
        }
        "grievance" => {
            let what = need!(text "what");
            Act::Grievance { category: p.name("category"), what: what? }
        }
        "settle" => {
            let (of, how) = (need!(event_id "of"), need!(text "how"));
            Act::Settle { of: of?, how: how? }
        }
        "offer" => {
            if !p.has("options") {
                p.missing("options");
            }
            Act::Offer { options: p.maps("options", read_option) }
        }
        "answer" => {
            let (of, accepts) = (need!(event_id "of"), need!(token "accepts"));
            let how = p.text("how");
            Act::Answer { of: of?, accepts: accepts.map(|a| (a != "none").then_some(a))?, how }
        }
        "decline" => {
            let (what, alternative) = (need!(text "what"), need!(text "alternative"));
            Act::Decline { told: p.flag("told"), what: what?, alternative: alternative? }
        }
        "approve" => {
            let (of, granted) = (need!(event_id "of"), need!(truth "granted"));
            Act::Approve { amount: p.money("amount"), role: p.name("role"), of: of?, granted: granted? }
        }
        "redress" => {
            let remedy = need!(word "remedy");
            Act::Redress {
                of: p.event_id("of"),
                opt: p.token("opt"),
                amount: p.money("amount"),
                currency: p.token("currency"),
                covers: p.token("covers"),
                reason: p.text("reason"),
                remedy: remedy?,
            }
        }
        "pause" => {
            let (reason, until) = (need!(word "reason"), need!(when "until"));
            Act::Pause { reason: reason?, until: until? }
        }
        "resume" => Act::Resume { of: need!(event_id "of")? },
        "extend" => {
            let (clock, due) = (need!(token "clock"), need!(when "due"));
            Act::Extend { approved_by: p.name("approved_by"), told: p.flag("told"), clock: clock?, due: due? }
        }
        "survey" => {
            let (satisfied, reached) = (p.truth("satisfied"), p.truth("reached"));
            if satisfied.is_none() && reached.is_none() && !p.has("satisfied") && !p.has("reached") {
                p.missing("satisfied");
            }
            Act::Survey {
                score: p.number("score", 1, 5),
                words: p.text("words"),
                reached: reached.unwrap_or(satisfied.is_some()),
                satisfied,
            }
        }
        "tell-team" => Act::TellTeam { department: need!(name "department")? },
        "close" => {
            let outcome = need!(word "outcome");
            Act::Close { ground: p.text("ground"), lesson: p.text("lesson"), outcome: outcome? }
        }
        "reopen" => {
            let of = need!(event_id "of");
            Act::Reopen { step: p.name("step"), of: of? }
        }
        "link" => {
            let (to, relation) = (need!(case_id "to"), need!(word "relation"));
            Act::Link { to: to?, relation: relation? }
        }
        "action" => {
            let (what, owner, due) = (need!(text "what"), need!(name "owner"), need!(when "due"));
            Act::Action { what: what?, owner: owner?, due: due? }
        }
        "done" => Act::Done { of: need!(event_id "of")? },
        "verify" => {
            let (of, effective) = (need!(event_id "of"), need!(truth "effective"));
            Act::Verify { of: of?, effective: effective? }
        }
        "edit" => Act::Edit { key: need!(token "key")? },
        "retract" => Act::Retract { of: need!(event_id "of")? },
        "redact" => {
            let (of, field) = (p.event_id("of"), p.token("field"));
            if of.is_none() && field.is_none() {
                p.missing("of");
            }
            Act::Redact { of, field }
        }
        _ => return None,
    };
    Some(act)
}

fn read_contact(p: &mut Pairs<'_, '_>) -> Option<Contact> {
    let dir = p.word::<Direction>("dir");
    let dir = p.need("dir", dir);
    let via = p.word("via");
    let via = p.need("via", via);
    let reached = p.truth("reached");
    match (dir, reached) {
        (Some(Direction::Out), None) => {
            p.need("reached", reached);
        }
        (Some(Direction::In), Some(false)) => {
            let span = p.node("reached").map(|n| n.span).unwrap_or_default();
            p.fault(FaultKind::UnreachedInbound, span);
        }
        _ => {}
    }
    let contact = Contact {
        dir: dir.unwrap_or(Direction::Out),
        via: via.unwrap_or(super::words::Channel::Other),
        reached: reached.unwrap_or(true),
        update: p.flag("update"),
        auto: p.flag("auto"),
        purpose: p.word("purpose"),
        confirmed: p.flag("confirmed"),
        retold: p.flag("retold"),
        contradicts: p.event_id("contradicts"),
        next: p.when("next"),
        every: p.duration("every"),
        kept: p.event_ids("kept"),
        tells: p.event_id("tells"),
        letter: p.token("letter"),
    };
    dir.and(via).map(|_| contact)
}

fn read_option(p: &mut Pairs<'_, '_>) -> Option<OfferOption> {
    let opt = p.token("opt");
    let opt = p.need("opt", opt);
    let part = |p: &mut Pairs<'_, '_>| {
        let remedy = p.word("remedy");
        let remedy = p.need("remedy", remedy);
        Some(OfferPart { amount: p.money("amount"), remedy: remedy? })
    };
    let (loss, inconvenience) = (p.map("loss", part), p.map("inconvenience", part));
    let what = p.text("what");
    Some(OfferOption { opt: opt?, loss, inconvenience, what })
}
