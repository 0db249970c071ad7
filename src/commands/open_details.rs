//! The facts of a complaint that not every customer has, and what they ask for at once.

use super::mail::Intake;
use super::ties::earlier;
use super::{Context, Failure, Output};
use crate::case::event::Assessment;
use crate::case::id::is_token;
use crate::case::words::{Channel, Flag, Severity};
use crate::case::{Act, Header, Stamp};
use crate::escalation::{Asked, asked, grave};
use crate::text::dates::length;
use crate::text::{Seeing, Usage};
use clap::Args;
use std::collections::BTreeSet;

/// How many earlier complaints are named.
const NAMED: usize = 3;

/// The flags of `open` for them.
#[derive(Debug, Args)]
pub struct Details {
    /// What raises it: public-figure, official, journalist, social-media, regulator, consumer-org, safety, vulnerable, staff-conduct
    #[arg(long = "flag", value_name = "FLAG", value_delimiter = ',')]
    pub flags: Vec<String>,
    /// Where it happened
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub place: Option<String>,
    /// Who took part
    #[arg(long = "person", value_name = "NAME")]
    pub people: Vec<String>,
    /// The department that reported the complaint to us
    #[arg(long, value_name = "DEPARTMENT")]
    pub reported_by: Option<String>,
    /// Who speaks for the customer
    #[arg(long, value_name = "NAME")]
    pub representative: Option<String>,
    /// The customer's language
    #[arg(long, value_name = "TEXT")]
    pub language: Option<String>,
    /// How the customer likes to be contacted, such as channel=phone
    #[arg(long = "prefer", value_name = "KEY=VALUE")]
    pub prefers: Vec<String>,
    /// A free label
    #[arg(long = "tag", value_name = "TEXT")]
    pub tags: Vec<String>,
}

impl Details {
    /// What raises the complaint above the ordinary.
    ///
    /// # Errors
    /// When a word is unknown.
    pub(super) fn raised_by(&self, ctx: &Context) -> Result<Vec<Flag>, Failure> {
        let flags: BTreeSet<Flag> = self.flags.iter().map(|f| ctx.word("--flag", f)).collect::<Result<_, _>>()?;
        Ok(flags.into_iter().collect())
    }

    /// A list of a flag, and what the file adds.
    pub(super) fn list(flag: &[String], intake: &Intake, key: &str) -> Vec<String> {
        flag.iter().cloned().chain(intake.list(key)).collect()
    }
}

/// The pairs of a flag, after those of the file.
///
/// # Errors
/// When one is no `key=value`, its key is no name, or a key stands twice.
pub(super) fn pairs(
    flag: &str,
    wanted: &'static str,
    typed: &[String],
    mut pairs: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, Failure> {
    for pair in typed {
        match pair.split_once('=') {
            Some((key, value)) if is_token(key) && !value.is_empty() => pairs.push((key.to_owned(), value.to_owned())),
            _ => return Err(Usage::BadForm { flag: flag.to_owned(), text: pair.clone(), wanted }.into()),
        }
    }
    let twice = |key: &String| pairs.iter().filter(|(k, _)| k == key).count() > 1;
    if let Some((key, _)) = pairs.iter().find(|(key, _)| !is_token(key) || twice(key)) {
        return Err(Usage::BadName { flag: flag.to_owned(), text: key.clone() }.into());
    }
    Ok(pairs)
}

/// How grave a complaint is from its first minute.
pub(super) struct FirstGrade {
    /// The severity it is filed with.
    pub(super) severity: Severity,
    /// What flags and channel ask for, where that is more than the usual.
    asked: Option<Asked>,
    flags: Vec<Flag>,
    said: bool,
}

impl FirstGrade {
    /// What somebody said holds; else the usual, what was taken from the keyword library, or what flags and channel ask
    /// for at the least (R30, R37).
    pub(super) fn of(
        ctx: &Context,
        said: Option<Severity>,
        taken: Option<Severity>,
        flags: Vec<Flag>,
        channel: Channel,
    ) -> Self {
        let set = flags.iter().copied().collect();
        let usual = said.or(taken).unwrap_or(Severity::Normal);
        let asked = asked(&ctx.policy, &set, None, Some(channel)).filter(|asked| asked.severity > usual);
        let severity = match (&asked, said) {
            (Some(asked), None) => asked.severity,
            _ => usual,
        };
        Self { severity, asked, flags, said: said.is_some() }
    }

    /// Why it was raised; nothing where somebody said how grave it is.
    pub(super) fn raised(&self) -> Option<&Asked> {
        self.asked.as_ref().filter(|_| !self.said)
    }

    /// The events beside the filing: the flags, and the tier that the severity asks for, whoever said it.
    pub(super) fn acts(&self, ctx: &Context) -> Vec<Act> {
        let flags = self.flags.clone();
        let assess = (!flags.is_empty()).then(|| Act::Assess(Assessment { flags, ..Assessment::default() }));
        let up = grave(self.severity, 1, &ctx.policy).map(|step| step.act());
        assess.into_iter().chain(up).collect()
    }
}

/// What is to be said of a complaint once it is filed.
pub(super) fn hints(ctx: &Context, header: &Header, at: Stamp, grade: &FirstGrade, output: &mut Output) {
    if output.quiet {
        return;
    }
    let (case, lang) = (header.id.to_string(), ctx.lang);
    if let (true, Some(Asked { severity: asked, rule })) = (grade.said, grade.asked.clone()) {
        output.hint(Seeing::Milder { case: case.clone(), said: grade.severity, asked, rule }, lang);
    }
    // At once, says the article of a department that is told first (R21); the hour is ours.
    if let Some(department) = header.reported_by.clone().filter(|_| at - header.received > chrono::TimeDelta::hours(1))
    {
        let after = length((at - header.received).num_seconds(), lang);
        output.hint(Seeing::HandedOverLate { department, after }, lang);
    }
    for other in earlier(ctx, header).into_iter().take(NAMED) {
        let received = ctx.zone().date(other.received);
        let repeat = Seeing::Repeat {
            case: case.clone(),
            earlier: other.case,
            received,
            title: other.title,
            state: other.state,
        };
        output.hint(repeat, lang);
    }
}
