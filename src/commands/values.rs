//! Values of flags: people, words, dates, held against the policy.

use super::context::Context;
use super::failure::Failure;
use super::surroundings::git_email;
use crate::case::id::{is_name, nearest};
use crate::case::words::UnknownWord;
use crate::case::{Stamp, When};
use crate::clock::when::{parse_time, parse_when};
use crate::clock::zone::add_days;
use crate::policy::{Bilingual, Listed};
use crate::text::Usage;
use chrono::NaiveDate;

impl Context {
    /// Who acts: `--by`, else `AMENDS_BY`, else the person whose e-mail is git's.
    ///
    /// # Errors
    /// When nobody is named, or somebody who is not listed.
    pub fn actor(&self) -> Result<String, Failure> {
        if let Some(by) = self.global.by.as_ref().or(self.surroundings.by.as_ref()) {
            self.person("--by", by)?;
            // What `system` does is no feedback, so nobody may pass for it.
            if by == "system" {
                return Err(Usage::NoPerson { person: by.clone(), near: None }.into());
            }
            return Ok(by.clone());
        }
        let email = git_email(self.workspace.root());
        let person = email.and_then(|email| {
            self.policy.people.iter().find(|p| p.email.as_ref().is_some_and(|e| e.eq_ignore_ascii_case(&email)))
        });
        person.map(|p| p.id.clone()).ok_or_else(|| Usage::NoActor.into())
    }

    /// The person that `--owner me` means, without asking git.
    ///
    /// # Errors
    /// When nobody is named, or somebody who is not listed: nothing is theirs, and that would read as all clear.
    pub fn me(&self) -> Result<String, Failure> {
        let by = self.global.by.clone().or_else(|| self.surroundings.by.clone());
        let by = by.ok_or(Usage::NoMe)?;
        self.person("--by", &by)?;
        Ok(by)
    }

    /// The person of `--owner`: `me`, or somebody who may own a case.
    ///
    /// # Errors
    /// When nobody is `me`, or the person is not listed.
    pub fn owner(&self, owner: Option<&str>) -> Result<Option<String>, Failure> {
        match owner {
            None => Ok(None),
            Some("me") => self.me().map(Some),
            Some(other) => {
                self.person("--owner", other)?;
                Ok(Some(other.to_owned()))
            }
        }
    }

    /// Whether somebody may act or own.
    ///
    /// # Errors
    /// When the name is no name, or not listed.
    pub fn person(&self, flag: &str, person: &str) -> Result<(), Failure> {
        if !is_name(person) {
            return Err(Usage::BadName { flag: flag.to_owned(), text: person.to_owned() }.into());
        }
        if !self.policy.knows_person(person) {
            let near = nearest(person, self.policy.people.iter().map(|p| p.id.as_str()));
            return Err(Usage::NoPerson { person: person.to_owned(), near }.into());
        }
        Ok(())
    }

    /// A token of an open vocabulary, held against its list; the name of a listed one stands for its id.
    ///
    /// # Errors
    /// When it is no name, or the list is closed and lacks it.
    pub fn listed(&self, flag: &str, list: &[Listed], token: &str) -> Result<String, Failure> {
        self.of_list(flag, list, by_name(list.iter().map(|l| (l.id.as_str(), l.name.as_ref())), token))
    }

    /// An id of an open vocabulary, held against its list.
    ///
    /// # Errors
    /// When it is no name, or the list is closed and lacks it.
    pub(super) fn of_list(&self, flag: &str, list: &[Listed], token: &str) -> Result<String, Failure> {
        if !is_name(token) {
            return Err(Usage::BadName { flag: flag.to_owned(), text: token.to_owned() }.into());
        }
        if !crate::policy::admits(list, token) {
            let allowed: Vec<String> = list.iter().map(|l| l.id.clone()).collect();
            let near = nearest(token, allowed.iter().map(String::as_str));
            return Err(Usage::NotListed { flag: flag.to_owned(), token: token.to_owned(), allowed, near }.into());
        }
        Ok(token.to_owned())
    }

    /// A word of a vocabulary.
    ///
    /// # Errors
    /// When it is none of it.
    pub fn word<W: std::str::FromStr<Err = UnknownWord>>(&self, flag: &str, text: &str) -> Result<W, Failure> {
        text.parse().map_err(|UnknownWord { allowed }| {
            let near = nearest(text, allowed.iter().copied());
            let allowed = allowed.into_iter().map(ToOwned::to_owned).collect();
            Usage::BadWord { flag: flag.to_owned(), word: text.to_owned(), allowed, near }.into()
        })
    }

    /// A word that may be absent.
    ///
    /// # Errors
    /// When it is none of its vocabulary.
    pub fn maybe_word<W: std::str::FromStr<Err = UnknownWord>>(
        &self,
        flag: &str,
        text: Option<&String>,
    ) -> Result<Option<W>, Failure> {
        text.map(|t| self.word(flag, t)).transpose()
    }

    /// A typed date or time.
    ///
    /// # Errors
    /// When it is not clear.
    pub fn when(&self, flag: &str, text: &str) -> Result<When, Failure> {
        parse_when(text, self.now.stamp, self.zone())
            .map_err(|unclear| Usage::BadTime { flag: flag.to_owned(), text: text.to_owned(), unclear }.into())
    }

    /// A typed time of something that has happened.
    ///
    /// # Errors
    /// When it is not clear, or more than 5 minutes ahead of the clock.
    pub fn past(&self, flag: &str, text: &str) -> Result<Stamp, Failure> {
        let stamp = parse_time(text, self.now.stamp, self.zone()).map_err(|unclear| Usage::BadTime {
            flag: flag.to_owned(),
            text: text.to_owned(),
            unclear,
        })?;
        if stamp > self.now.stamp + chrono::TimeDelta::minutes(5) {
            let now = crate::text::dates::full_moment(self.now.stamp, self.zone());
            let text = crate::text::dates::full_moment(stamp, self.zone());
            return Err(Usage::TimeAhead { flag: flag.to_owned(), text, now }.into());
        }
        Ok(stamp)
    }
}

/// The id that a text means: itself where it is one, else that of the first with such a name, in either language and
/// whatever its case; the text where there is none.
pub(super) fn by_name<'t>(list: impl Iterator<Item = (&'t str, Option<&'t Bilingual>)>, text: &'t str) -> &'t str {
    let typed = text.trim().to_lowercase();
    let mut found = None;
    for (id, name) in list {
        if id == text {
            return text;
        }
        let names = name.map(|name| [&name.en, &name.zh]).into_iter().flatten().flatten();
        if found.is_none() && names.map(|name| name.trim().to_lowercase()).any(|name| !name.is_empty() && name == typed)
        {
            found = Some(id);
        }
    }
    found.unwrap_or(text)
}

/// The last date that a customer may choose at a moment (clocks F5).
pub(super) fn latest_date(ctx: &Context, at: Stamp) -> NaiveDate {
    add_days(ctx.zone().date(at), ctx.policy.feedback.max_next.in_days().unwrap_or(14))
}

/// Reads yes or no.
///
/// # Errors
/// When it is neither.
pub(super) fn yes_or_no(flag: &str, text: &str) -> Result<bool, Failure> {
    match text {
        "yes" | "true" | "是" => Ok(true),
        "no" | "false" | "否" => Ok(false),
        _ => {
            let allowed = vec!["yes".to_owned(), "no".to_owned()];
            Err(Usage::BadWord { flag: flag.to_owned(), word: text.to_owned(), allowed, near: None }.into())
        }
    }
}
