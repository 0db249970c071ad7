//! Records of every shape: headers, and events of each kind of the format's table with each of its keys.

use super::texts::{account, duration, money, name, text, token};
use amends::case::event::{ACTS, Assessment, Contact, Fact, Facts, OfferOption, OfferPart, Target};
use amends::case::header::PlaybookRef;
use amends::case::words::{
    Blame, Channel, Direction, Flag, Outcome, PauseReason, Purpose, Relation, Remedy, Severity, Trigger, Verified,
};
use amends::case::{Act, Case, CaseId, Event, EventId, Header, Stamp, When};
use chrono::{FixedOffset, NaiveDate, TimeDelta, TimeZone};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

/// A point in time with some offset of the world.
pub(super) fn stamp() -> impl Strategy<Value = Stamp> {
    const OFFSETS: &[i32] = &[28_800, 0, -18_000, 20_700, 50_400, -43_200, 19_800];
    (0..4_102_444_799_i64, select(OFFSETS)).prop_map(|(seconds, offset)| {
        let zone = FixedOffset::east_opt(offset).expect("an offset of the world");
        zone.timestamp_opt(seconds, 0).single().expect("a moment")
    })
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..40_000_i64).prop_map(|n| NaiveDate::from_ymd_opt(1999, 12, 31).expect("a date") + TimeDelta::days(n))
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![stamp().prop_map(When::At), date().prop_map(When::On)]
}

/// An id as the program makes it, or as a hand wrote it.
pub(super) fn event_id() -> impl Strategy<Value = EventId> {
    let made = vec(any::<u64>(), 6).prop_map(|random| {
        let mut random = random.into_iter().cycle();
        EventId::random(&[], &mut || random.next().unwrap_or_default())
    });
    let typed = (select(&["e", "E", "n", "x-y_", "On", "a0-"][..]), 0..1_000_000_u32)
        .prop_map(|(head, n)| EventId::parse(&format!("{head}{n}")).expect("an id"));
    prop_oneof![3 => made, 1 => typed]
}

fn case_id() -> impl Strategy<Value = CaseId> {
    (date(), vec(any::<u64>(), 5)).prop_map(|(date, random)| {
        let mut random = random.into_iter().cycle();
        CaseId::random(date, &mut || random.next().unwrap_or_default())
    })
}

fn playbook() -> impl Strategy<Value = PlaybookRef> {
    (name(), prop_oneof![Just(1), any::<u32>()]).prop_map(|(id, revision)| PlaybookRef { id, revision })
}

fn word<W: Copy + std::fmt::Debug + 'static>(all: &'static [W]) -> impl Strategy<Value = W> {
    select(all)
}

fn fact() -> impl Strategy<Value = Fact> {
    let plain = prop_oneof![
        token(),
        select(&["true", "false", "0", "1", "999999999"][..]).prop_map(str::to_owned),
        date().prop_map(|d| d.to_string()),
        stamp().prop_map(|s| When::At(s).to_string()),
    ];
    prop_oneof![
        plain.prop_map(Fact::Word),
        text().prop_map(Fact::Text),
        Just(Fact::Text(String::new())),
        vec(prop_oneof![token(), text()], 0..3).prop_map(Fact::Many),
    ]
}

fn facts() -> impl Strategy<Value = Facts> {
    vec((name(), fact()), 0..4).prop_map(|mut facts| {
        let mut seen = BTreeSet::new();
        facts.retain(|(name, _)| seen.insert(name.clone()));
        facts
    })
}

fn contact() -> impl Strategy<Value = Act> {
    let shape = (word(Direction::ALL), word(Channel::ALL), any::<[bool; 5]>());
    let more = (
        of(word(Purpose::ALL)),
        of(event_id()),
        of(when()),
        of(duration()),
        vec(event_id(), 0..3),
        of(event_id()),
        of(token()),
    );
    (shape, more).prop_map(
        |(
            (dir, via, [reached, update, auto, confirmed, retold]),
            (purpose, contradicts, next, every, kept, tells, letter),
        )| {
            Act::Contact(Contact {
                dir,
                via,
                reached: reached || dir == Direction::In,
                update,
                auto,
                purpose,
                confirmed,
                retold,
                contradicts,
                next,
                every,
                kept,
                tells,
                letter,
            })
        },
    )
}

fn assess() -> impl Strategy<Value = Act> {
    (
        of(word(Severity::ALL)),
        of(any::<bool>()),
        vec(word(Flag::ALL), 0..4),
        of(word(Verified::ALL)),
        of(word(Blame::ALL)),
        of(0..=100_u32),
        of(money()),
    )
        .prop_map(|(severity, urgent, flags, verified, fault, share, loss)| {
            Act::Assess(Assessment { severity, urgent, flags, verified, fault, share, loss })
        })
}

fn offer() -> impl Strategy<Value = Act> {
    let part = || of((word(Remedy::ALL), of(money())).prop_map(|(remedy, amount)| OfferPart { remedy, amount }));
    let option = (token(), part(), part(), of(text())).prop_map(|(opt, loss, inconvenience, what)| OfferOption {
        opt,
        loss,
        inconvenience,
        what,
    });
    vec(option, 1..4).prop_map(|options| Act::Offer { options })
}

/// What may happen, by the word behind `do`. A word that the format gains has to be added here.
fn act(kind: &str) -> BoxedStrategy<Act> {
    match kind {
        "open" => (name(), word(Severity::ALL), name())
            .prop_map(|(step, severity, owner)| Act::Open { step, severity, owner })
            .boxed(),
        "contact" => contact().boxed(),
        "note" => Just(Act::Note).boxed(),
        "tick" => (name(), vec(name(), 0..4), facts())
            .prop_map(|(step, ticks, facts)| Act::Tick { step, ticks, facts })
            .boxed(),
        "advance" => (name(), name(), vec(name(), 0..4), facts(), any::<bool>())
            .prop_map(|(step, to, ticks, facts, skipped)| Act::Advance {
                step,
                to: if to.len() % 5 == 0 { Target::End } else { Target::parse(&to) },
                ticks,
                facts,
                skipped,
            })
            .boxed(),
        "return" => (name(), name()).prop_map(|(step, to)| Act::Return { step, to }).boxed(),
        "switch" => (playbook(), name()).prop_map(|(playbook, step)| Act::Switch { playbook, step }).boxed(),
        "assign" => name().prop_map(|owner| Act::Assign { owner }).boxed(),
        "assess" => assess().boxed(),
        "cause" => (of(name()), text(), of(text()), vec(text(), 0..4), of(name()))
            .prop_map(|(code, what, bone, whys, department)| Act::Cause { code, what, bone, whys, department })
            .boxed(),
        "escalate" => (1..=9_u32, word(Trigger::ALL), of(token()), of(token()), of(when()))
            .prop_map(|(tier, trigger, kind, level, due)| Act::Escalate { tier, trigger, kind, level, due })
            .boxed(),
        "promise" => (when(), of(when()), text(), of(event_id()), any::<bool>())
            .prop_map(|(due, from, what, moves, told)| Act::Promise { due, from, what, moves, told })
            .boxed(),
        "evidence" => (of(token()), of(text()), text(), of(text()), of(text()))
            .prop_map(|(kind, what, source, sha256, from)| Act::Evidence { kind, what, source, sha256, from })
            .boxed(),
        "grievance" => (text(), of(name())).prop_map(|(what, category)| Act::Grievance { what, category }).boxed(),
        "settle" => (event_id(), text()).prop_map(|(of, how)| Act::Settle { of, how }).boxed(),
        "offer" => offer().boxed(),
        "answer" => (event_id(), of(token()), of(text()))
            .prop_map(|(of, accepts, how)| Act::Answer { of, accepts: accepts.filter(|a| a != "none"), how })
            .boxed(),
        "decline" => (text(), text(), any::<bool>())
            .prop_map(|(what, alternative, told)| Act::Decline { what, alternative, told })
            .boxed(),
        "approve" => (event_id(), of(money()), of(name()), any::<bool>())
            .prop_map(|(of, amount, role, granted)| Act::Approve { of, amount, role, granted })
            .boxed(),
        "redress" => {
            (of(event_id()), of(token()), word(Remedy::ALL), of(money()), of(token()), of(token()), of(text()))
                .prop_map(|(of, opt, remedy, amount, currency, covers, reason)| Act::Redress {
                    of,
                    opt,
                    remedy,
                    amount,
                    currency,
                    covers,
                    reason,
                })
                .boxed()
        }
        "pause" => (word(PauseReason::ALL), when()).prop_map(|(reason, until)| Act::Pause { reason, until }).boxed(),
        "resume" => event_id().prop_map(|of| Act::Resume { of }).boxed(),
        "extend" => (token(), when(), of(name()), any::<bool>())
            .prop_map(|(clock, due, approved_by, told)| Act::Extend { clock, due, approved_by, told })
            .boxed(),
        "survey" => (of(any::<bool>()), of(1..=5_u32), of(text()), any::<bool>())
            .prop_map(|(satisfied, score, words, reached)| Act::Survey { satisfied, score, words, reached })
            .boxed(),
        "tell-team" => name().prop_map(|department| Act::TellTeam { department }).boxed(),
        "close" => (word(Outcome::ALL), of(text()), of(text()))
            .prop_map(|(outcome, ground, lesson)| Act::Close { outcome, ground, lesson })
            .boxed(),
        "reopen" => (event_id(), of(name())).prop_map(|(of, step)| Act::Reopen { of, step }).boxed(),
        "link" => (case_id(), word(Relation::ALL)).prop_map(|(to, relation)| Act::Link { to, relation }).boxed(),
        "action" => (text(), name(), when()).prop_map(|(what, owner, due)| Act::Action { what, owner, due }).boxed(),
        "done" => event_id().prop_map(|of| Act::Done { of }).boxed(),
        "verify" => (event_id(), any::<bool>()).prop_map(|(of, effective)| Act::Verify { of, effective }).boxed(),
        "edit" => token().prop_map(|key| Act::Edit { key }).boxed(),
        "retract" => event_id().prop_map(|of| Act::Retract { of }).boxed(),
        "redact" => (of(event_id()), token(), any::<bool>())
            .prop_map(|(of, field, both)| Act::Redact { field: (both || of.is_none()).then_some(field), of })
            .boxed(),
        other => panic!("no events of the kind `{other}` are made up yet"),
    }
}

/// The free texts of an act, which a redaction empties.
fn texts_of(act: &mut Act) -> Vec<&mut String> {
    match act {
        Act::Cause { what, bone, .. } => std::iter::once(what).chain(bone).collect(),
        Act::Evidence { what, source, from, .. } => std::iter::once(source).chain(what).chain(from).collect(),
        Act::Decline { what, alternative, .. } => vec![what, alternative],
        Act::Promise { what, .. }
        | Act::Grievance { what, .. }
        | Act::Action { what, .. }
        | Act::Settle { how: what, .. } => {
            vec![what]
        }
        Act::Answer { how: Some(text), .. }
        | Act::Survey { words: Some(text), .. }
        | Act::Redress { reason: Some(text), .. } => {
            vec![text]
        }
        Act::Close { ground, lesson, .. } => ground.iter_mut().chain(lesson).collect(),
        _ => Vec::new(),
    }
}

fn event_of(act: impl Strategy<Value = Act>) -> impl Strategy<Value = Event> {
    let common = (
        event_id(),
        stamp(),
        name(),
        proptest::option::weighted(0.2, stamp()),
        of(text()),
        of(text()),
        proptest::option::weighted(0.1, vec(prop_oneof![token(), text()], 1..3)),
        proptest::bool::weighted(0.1),
    );
    (common, act).prop_map(|((id, at, by, logged, mut note, mut why, forced, redacted), mut act)| {
        let forced = forced.unwrap_or_default();
        let asks_why = matches!(
            act,
            Act::Return { .. }
                | Act::Extend { .. }
                | Act::Reopen { .. }
                | Act::Edit { .. }
                | Act::Retract { .. }
                | Act::Redact { .. }
                | Act::Advance { skipped: true, .. }
        );
        if (asks_why || !forced.is_empty()) && why.is_none() {
            why = Some("因为".to_owned());
        }
        if act == Act::Note && note.is_none() {
            note = Some("记一笔".to_owned());
        }
        if redacted {
            texts_of(&mut act).into_iter().chain(&mut note).chain(&mut why).for_each(String::clear);
        }
        Event { id, at, by, logged, note, why, forced, redacted, act }
    })
}

/// Anything that may happen after the filing.
pub(crate) fn event() -> impl Strategy<Value = Event> {
    let kinds = ACTS.into_iter().filter(|kind| *kind != "open").map(act);
    event_of(proptest::strategy::Union::new(kinds))
}

pub(super) fn header() -> impl Strategy<Value = Header> {
    let who = (of(text()), of(text()), any::<bool>(), case_id(), stamp(), word(Channel::ALL));
    let what = (text(), text(), account(), playbook(), of(name()), of(name()));
    let pairs = || {
        vec((token(), text()), 0..3).prop_map(|mut pairs| {
            let mut seen = BTreeSet::new();
            pairs.retain(|(key, _)| seen.insert(key.clone()));
            pairs
        })
    };
    let texts = || vec(text(), 0..3);
    let rare = || proptest::option::weighted(0.2, text());
    let more = (rare(), rare(), rare(), rare(), rare(), texts(), texts(), texts(), pairs(), pairs());
    (who, what, more).prop_map(
        |(
            (customer, contact, anonymous, id, received, channel),
            (title, demand, description, playbook, category, department),
            (product, place, reported_by, representative, language, people, cc, tags, references, prefers),
        )| {
            let known = |text: Option<String>| {
                if anonymous { text } else { text.or(Some("王女士".to_owned())) }
            };
            Header {
                id,
                title,
                received,
                channel,
                customer: known(customer),
                contact: known(contact),
                anonymous,
                demand,
                category,
                product,
                department,
                place,
                people,
                cc,
                references,
                reported_by,
                representative,
                language,
                prefers,
                tags,
                conflicts: false,
                playbook,
                description,
            }
        },
    )
}

/// Gives each event an id of its own.
pub(crate) fn tell_apart(events: &mut [Event]) {
    let mut seen = BTreeSet::new();
    for (i, event) in events.iter_mut().enumerate() {
        if !seen.insert(event.id.clone()) {
            event.id = EventId::parse(&format!("again-{i}")).expect("an id");
            seen.insert(event.id.clone());
        }
    }
}

/// A record with so many events beside the filing, which stands somewhere among them.
pub(crate) fn case(events: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Case> {
    let open = event_of(act("open"));
    (header(), open, vec(event(), events), prop_oneof![3 => Just(0), 1 => any::<usize>()]).prop_map(
        |(header, open, mut events, place)| {
            events.insert(place % (events.len() + 1), open);
            tell_apart(&mut events);
            Case { header, events }
        },
    )
}
