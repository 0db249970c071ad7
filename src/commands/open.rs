//! `amends open`: file a complaint.

use super::desk::{lock_failure, write_failure};
use super::mail::{BadIntake, Intake, read_intake};
use super::open_details::{Details, FirstGrade, hints, pairs};
use super::overlays::{self, Coming};
use super::triage::ForOpen;
use super::{Context, Exit, Failure, Outcome, Output, input, way_back};
use crate::case::event::Contact;
use crate::case::header::PlaybookRef;
use crate::case::words::{Channel, Direction, Purpose};
use crate::case::write_case::write_case;
use crate::case::{Act, Case, CaseId, Event, EventId, FaultKind, Header, Stamp};
use crate::store::{Entry, InputTrouble, PATIENCE, WriteFailure, Writing};
use crate::text::done::event_words;
use crate::text::triage::Triaging;
use crate::text::{Done, Hint, Refused, Say, Trouble, Usage, bracketed, dates, ladder};
use crate::wording::told;
use clap::Args;

/// File a complaint
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The complaint in a line
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub title: Option<String>,
    /// Who complains
    #[arg(long, value_name = "NAME")]
    pub customer: Option<String>,
    /// How to reach the customer
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub contact: Option<String>,
    /// How the customer reached us: phone, email, letter, chat, form, social, in-person, counter, visit, sms, regulator, other
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// What the customer asks for
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub demand: Option<String>,
    /// What kind of complaint it is
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// What it is about
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub product: Option<String>,
    /// The procedure to follow; the default one, unless said
    #[arg(long, value_name = "PLAYBOOK")]
    pub playbook: Option<String>,
    /// When the customer reached us; now, unless said
    #[arg(long, value_name = "TIME")]
    pub received: Option<String>,
    /// How grave: minor, normal, serious, major; what channel and flags ask for, else normal, unless said
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// Who handles it; who files it, unless said
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    /// Whom the customer sent a copy
    #[arg(long, value_name = "NAME")]
    pub cc: Vec<String>,
    /// An order, policy or receipt number
    #[arg(long = "reference", value_name = "KEY=VALUE")]
    pub references: Vec<String>,
    /// The unit complained about
    #[arg(long, value_name = "DEPARTMENT")]
    pub department: Option<String>,
    /// The customer does not want to be known
    #[arg(long)]
    pub anonymous: bool,
    /// What else is known.
    #[command(flatten)]
    pub details: Details,
    /// We spoke with the customer at once, through this channel
    #[arg(long, value_name = "CHANNEL")]
    pub spoke: Option<String>,
    /// Take what the keyword library proposes for category, playbook and severity, where they are not given
    #[arg(long)]
    pub triage: bool,
    /// Read a record (YAML, JSON) or a mail; - reads standard input
    #[arg(long = "from", value_name = "FILE")]
    pub file: Option<String>,
    /// The account of events; - reads standard input
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub message: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When something is missing or wrong, or the files can't be written.
pub fn run(args: &OpenArgs, ctx: &Context, output: &mut Output) -> Outcome {
    ctx.sound_policy()?;
    let by = ctx.actor()?;
    let intake = intake(args, ctx)?;
    let chosen = given(&args.playbook, &intake, "playbook");
    let mut entry = ctx.playbook_for(chosen.as_deref())?;
    overlays::refuse(&entry)?;
    let owner = given(&args.owner, &intake, "owner").unwrap_or_else(|| by.clone());
    ctx.person("--owner", &owner)?;
    let severity = given(&args.severity, &intake, "severity");
    let severity = ctx.maybe_word("--severity", severity.as_ref())?;
    let flags = args.details.raised_by(ctx)?;
    let spoke: Option<Channel> = ctx.maybe_word("--spoke", args.spoke.as_ref())?;
    let (mut header, at) = header(args, ctx, &intake, reference(&entry)?)?;
    let mut proposed = ForOpen::of(ctx, &told(&header));
    if let Some(place) = proposed.broken.take() {
        output.hint(Triaging::Broken { place }, ctx.lang);
    }
    proposed.category.take_if(|_| header.category.is_some());
    proposed.playbook.take_if(|(id, _)| chosen.is_some() || *id == header.playbook.id);
    proposed.severity.take_if(|_| severity.is_some());
    if args.triage {
        header.category = header.category.or_else(|| proposed.category.as_ref().map(|(c, _)| c.clone()));
        if let Some((id, _)) = &proposed.playbook {
            entry = ctx.sound_playbook(id)?;
            header.playbook = reference(&entry)?;
        }
    }
    let taken = proposed.severity.as_ref().filter(|_| args.triage).map(|(severity, _)| *severity);
    let grade = FirstGrade::of(ctx, severity, taken, flags, header.channel);
    proposed.severity.take_if(|(severity, _)| !args.triage && *severity <= grade.severity);
    let playbook_id = header.playbook.id.clone();
    let logged = (ctx.now.stamp - at > chrono::TimeDelta::minutes(15)).then_some(ctx.now.stamp);
    let step = entry.playbook.as_ref().map(|p| p.steps[0].id.clone()).unwrap_or_default();
    let event = |id, act| Event {
        id,
        at,
        by: by.clone(),
        logged,
        note: None,
        why: None,
        forced: Vec::new(),
        redacted: false,
        act,
    };
    let spoke = spoke
        .map(|via| Act::Contact(Contact { purpose: Some(Purpose::Ack), ..Contact::new(Direction::Out, via, true) }));
    let mut events: Vec<Event> = Vec::new();
    let open = Act::Open { step, severity: grade.severity, owner };
    for act in std::iter::once(open).chain(grade.acts(ctx)).chain(spoke) {
        let taken: Vec<EventId> = events.iter().map(|e| e.id.clone()).collect();
        let id = ctx.with_random(|random| EventId::random(&taken.iter().collect::<Vec<_>>(), random));
        events.push(event(id, act));
    }
    let text = write_case(&header, &events);
    let case = Case { header, events };
    let coming = Coming::of(ctx, None, &case);
    let Case { header, events } = case;
    if ctx.global.dry_run {
        output.print(&text);
        coming.tell(ctx, output);
        output.hint(Hint::DryRun, ctx.lang);
        return Ok(Exit::Fine);
    }
    let writing = Writing::begin(&ctx.workspace, &by, PATIENCE).map_err(lock_failure)?;
    let adopted = ctx.catalog.adopt(&entry, &playbook_id, ctx.random()).map_err(|f| write_failure(ctx, f))?;
    coming.adopt(ctx)?;
    let (header, synced) = create(ctx, &writing, header, &events)?;
    let path = header.id.relative_path();
    output.recorded = true;
    let case = header.id.to_string();
    if ctx.global.quiet {
        output.line(&case);
    } else {
        let received = dates::full_moment(header.received, ctx.zone());
        let playbook = header.playbook.to_string();
        let opened = ctx.say(Done::Opened { case: case.clone(), path: path.clone(), playbook, received });
        let raised = grade.raised().map(|asked| {
            let words = ctx.say(Hint::Raised { severity: asked.severity, rule: asked.rule.clone() });
            bracketed(&words, ctx.lang)
        });
        let mut said = format!("{opened}{}", raised.unwrap_or_default());
        for event in &events {
            if let Act::Escalate { tier, .. } = event.act {
                let words = event_words(event, None, &ctx.policy, ctx.zone(), ctx.lang);
                let who = bracketed(&ladder::members(&ctx.policy, tier, ctx.lang), ctx.lang);
                said.push_str(&format!("; {words}{who}"));
            }
        }
        output.line(&said);
    }
    if let Some(path) = adopted {
        output.hint(Hint::Adopted { path }, ctx.lang);
    }
    coming.tell(ctx, output);
    way_back::uncommitted(ctx, &path, output);
    if !synced {
        output.hint(Hint::NotSynced { path }, ctx.lang);
    }
    match proposed.words(ctx) {
        what if what.is_empty() => {}
        what if args.triage => output.hint(Triaging::Taken { what }, ctx.lang),
        what => output.hint(Triaging::Proposed { case: case.clone(), what }, ctx.lang),
    }
    if header.unreachable_by_nature() {
        output.hint(Hint::NoFeedbackClock { case }, ctx.lang);
    }
    hints(ctx, &header, at, &grade, output);
    Ok(Exit::Fine)
}

/// A playbook and its revision as a case names them.
fn reference(entry: &Entry) -> Result<PlaybookRef, Failure> {
    let playbook = entry.playbook.as_ref().ok_or_else(|| Trouble::Playbook { id: entry.shown.clone() })?;
    Ok(PlaybookRef { id: playbook.id.clone(), revision: playbook.revision })
}

/// Writes the case, under another id where one of that name is there already.
fn create(
    ctx: &Context,
    writing: &Writing<'_>,
    mut header: Header,
    events: &[Event],
) -> Result<(Header, bool), Failure> {
    for _ in 0..9 {
        match writing.create(&header.id, &write_case(&header, events), ctx.random()) {
            Ok((_, synced)) => return Ok((header, synced)),
            Err(WriteFailure::Exists { .. }) => {
                let date = ctx.zone().date(header.received);
                header.id = ctx.with_random(|random| CaseId::random(date, random));
            }
            Err(failure) => return Err(write_failure(ctx, failure)),
        }
    }
    Err(Trouble::Exists { path: header.id.relative_path() }.into())
}

fn intake(args: &OpenArgs, ctx: &Context) -> Result<Intake, Failure> {
    let Some(file) = &args.file else {
        return Ok(Intake::default());
    };
    let text = if file == "-" {
        input::stdin()?
    } else {
        let file = file.clone();
        crate::store::read_input(&ctx.surroundings.here.join(&file)).map_err(|bad| {
            Failure::from(match bad {
                InputTrouble::NotAFile => Usage::NotAFile { file },
                InputTrouble::TooLarge => Usage::TooLong { file },
                InputTrouble::Said(reason) => Usage::BadInput { file, reason },
            })
        })?
    };
    if text.trim().is_empty() {
        return Err(Usage::NoInput.into());
    }
    read_intake(&text).map_err(|bad| {
        let file = file.clone();
        Failure::from(match bad {
            BadIntake::Syntax(reason) => Usage::BadInput { file, reason },
            BadIntake::Alias => Usage::BadInput { file, reason: FaultKind::Alias.say(ctx.lang) },
            BadIntake::Key { key, near } => Usage::BadInputKey { file, key, near },
            BadIntake::Value { key } => Usage::BadInputValue { file, key },
        })
    })
}

/// A value of a flag, else of the file.
fn given(flag: &Option<String>, intake: &Intake, key: &str) -> Option<String> {
    flag.clone().or_else(|| intake.get(key)).filter(|v| !v.trim().is_empty())
}

/// The header, and when the case was registered.
fn header(args: &OpenArgs, ctx: &Context, intake: &Intake, playbook: PlaybookRef) -> Result<(Header, Stamp), Failure> {
    let zone = ctx.zone();
    let at = match &ctx.global.at {
        Some(text) => zone.local(ctx.past("--at", text)?),
        None => ctx.now.stamp,
    };
    let received = match given(&args.received, intake, "received") {
        Some(text) => zone.local(ctx.past("--received", &text)?),
        None => at,
    };
    if received > at {
        return Err(Refused::ReceivedAhead { received, now: at, zone }.into());
    }
    let message = input::message(args.message.as_ref())?.or_else(|| intake.get("description"));
    let mut missing = Vec::new();
    let mut need = |flag: &'static str, value: Option<String>| match value.or_else(|| input::ask(ctx, flag)) {
        Some(value) => value,
        None => {
            missing.push(flag);
            String::new()
        }
    };
    let title = need("--title", given(&args.title, intake, "title"));
    let (mut customer, mut contact) =
        (given(&args.customer, intake, "customer"), given(&args.contact, intake, "contact"));
    let anonymous = args.anonymous || intake.anonymous;
    if !anonymous {
        customer = Some(need("--customer", customer));
        contact = Some(need("--contact", contact));
    }
    let channel = need("--channel", given(&args.channel, intake, "channel"));
    let demand = need("--demand", given(&args.demand, intake, "demand"));
    let description = need("-m", message);
    if !missing.is_empty() {
        return Err(Usage::MissingFlags { flags: missing }.into());
    }
    let category = given(&args.category, intake, "category")
        .map(|c| ctx.listed("--category", &ctx.policy.categories, &c))
        .transpose()?;
    let department = given(&args.department, intake, "department")
        .map(|d| ctx.listed("--department", &ctx.policy.departments, &d))
        .transpose()?;
    let references = pairs("--reference", "order=A-1024", &args.references, intake.map("references"))?;
    let details = &args.details;
    let prefers = pairs("--prefer", "channel=phone", &details.prefers, intake.map("prefers"))?;
    // A file may say in words who told us; a flag names a department.
    let listed = details.reported_by.as_ref().filter(|_| !ctx.policy.departments.is_empty());
    let listed = listed.map(|d| ctx.listed("--reported-by", &ctx.policy.departments, d)).transpose()?;
    let reported_by = listed.or_else(|| given(&details.reported_by, intake, "reported_by"));
    let cc = args.cc.iter().cloned().chain(intake.list("cc")).collect();
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = if description.ends_with('\n') { description } else { description + "\n" };
    let id = ctx.with_random(|random| CaseId::random(zone.date(received), random));
    let header = Header {
        id,
        title: one_line(title),
        received,
        channel: ctx.word("--channel", &channel)?,
        customer,
        contact,
        anonymous,
        demand,
        category,
        product: given(&args.product, intake, "product"),
        department,
        place: given(&details.place, intake, "place"),
        people: Details::list(&details.people, intake, "people"),
        cc,
        references,
        reported_by,
        representative: given(&details.representative, intake, "representative"),
        language: given(&details.language, intake, "language"),
        prefers,
        tags: Details::list(&details.tags, intake, "tags"),
        conflicts: false,
        playbook,
        description,
    };
    Ok((header, at))
}
