//! What the pages have in common.

use super::Context;
use super::judged::Judged;
use crate::policy::Lang;
use crate::render::html::{Alert, Shell};
use crate::text::{Hint, Pages, Say};

/// How many files that can't be judged a page names.
const MOST: usize = 50;

/// A page without its body.
pub(super) fn shell(ctx: &Context, title: String, about: Vec<String>) -> Shell {
    let tag = match ctx.lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let foot = Pages::Foot { version: env!("CARGO_PKG_VERSION") }.say(ctx.lang);
    Shell { lang: tag, title, about, skip: Pages::Skip.say(ctx.lang), alert: None, foot }
}

/// What a page leaves out.
pub(super) fn alert<R>(ctx: &Context, judged: &Judged<R>) -> Option<Alert> {
    let damaged = judged.damaged.iter().cloned();
    let without = judged.no_playbook.iter().map(|(case, playbook)| {
        let hint = Hint::NoStepClock { case: case.clone(), playbook: playbook.clone() };
        (case.clone(), hint.say(ctx.lang))
    });
    let mut lines: Vec<(String, String)> = damaged.chain(without).collect();
    let files = lines.len();
    lines.truncate(MOST);
    let more = (files > MOST).then(|| Pages::More { left: files - MOST }.say(ctx.lang));
    judged.is_incomplete().then(|| Alert { heading: Pages::LeftOut { files }.say(ctx.lang), lines, more })
}
