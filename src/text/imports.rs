//! What an import of holidays adds, leaves out and refuses.

use super::calendar::{days, mark};
use super::{Say, listed, meant, pick};
use crate::policy::feed::{FeedFault, FeedFaultKind, LeftOut, Run, Why};
use crate::policy::{Clash, Lang};
use crate::report::DayKind;
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// What an import comes to.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Import {
    /// Days that are added.
    Days { run: Run },
    /// What was added in all.
    Added { off: i64, work: i64, years: Vec<i32> },
    /// The calendar has it all.
    NothingNew,
    /// No calendar, and what holds without one.
    NoCalendar,
    /// An event that is no holiday.
    LeftOut { file: String, event: LeftOut },
    /// More of them.
    MoreLeftOut { file: String, count: usize },
    /// A file that can't be understood.
    BadFeed { file: String, fault: FeedFault },
    /// Neither a file nor a set that comes with the program.
    NoSet { text: String, sets: Vec<String>, near: Option<String> },
    /// A year that the files don't have.
    NoYear { year: i32, years: Vec<i32> },
    /// Calendar and file say opposite things of a date.
    Clash { clash: Clash, file: String },
    /// Two files say opposite things of a date.
    FilesClash { date: NaiveDate, off: String, work: String },
}

impl Say for Import {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Days { run } => {
                let kind = if run.works { DayKind::MakeUp } else { DayKind::Off };
                let (kind, days) = (mark(kind, false, lang), days(run.from, run.to, lang));
                let kind = if lang == Lang::En { format!("{kind:<4}") } else { kind };
                let gap = " ".repeat(23usize.saturating_sub(days.width()));
                let name = run.name.as_ref().map(|n| pick(n, lang, "")).unwrap_or_default();
                format!("+ {kind} {days}{gap}  {name}").trim_end().to_owned()
            }
            Self::Added { off, work, years } => {
                let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                let known = match years.as_slice() {
                    [] => String::new(),
                    years => {
                        let years = listed(years, lang);
                        tr!(lang, "; years now known: {years}", "；新增年份：{years}")
                    }
                };
                tr!(
                    lang,
                    "calendar.toml: days off: {off}, working days: {work}{known}",
                    "`calendar.toml`：放假 {off} 天，上班 {work} 天{known}"
                )
            }
            Self::NothingNew => {
                tr!(lang, "nothing new: calendar.toml has it all", "没有新内容：`calendar.toml` 里都有")
            }
            Self::NoCalendar => tr!(
                lang,
                "no calendar.toml: Monday to Friday, 09:00-18:00; no holidays are known",
                "没有 `calendar.toml`：周一至周五 09:00-18:00，没有节假日数据"
            ),
            Self::LeftOut { file, event: LeftOut { name, line, why } } => {
                let why = why.say(lang);
                tr!(lang, "{file}:{line}: left out \"{name}\": {why}", "{file}:{line}：略去“{name}”：{why}")
            }
            Self::MoreLeftOut { file, count } => {
                tr!(lang, "{file}: left out {count} more", "{file}：另外略去 {count} 条")
            }
            Self::BadFeed { file, fault: FeedFault { kind, line } } => {
                let (kind, at) = (kind.say(lang), if *line > 0 { format!(":{line}") } else { String::new() });
                tr!(lang, "{file}{at}: {kind}; nothing was written", "{file}{at}：{kind}；没有写入")
            }
            Self::NoSet { text, sets, near } => {
                let (sets, near) = (listed(sets, lang), meant(near.as_ref(), lang));
                tr!(
                    lang,
                    "there is no file `{text}`, and no such set comes with the program; it has: {sets}{near}",
                    "没有文件“{text}”，也没有这个内置的节假日表；内置的有：`{sets}`{near}"
                )
            }
            Self::NoYear { year, years } => {
                let years = listed(&years.iter().map(ToString::to_string).collect::<Vec<_>>(), lang);
                tr!(
                    lang,
                    "no day of {year} is in what is to be imported; it has days of {years}",
                    "要导入的内容里没有 {year} 年的日子；其中有：{years}"
                )
            }
            Self::Clash { clash: Clash { date, works_here, here, there }, file } => {
                let (ours, theirs) = (both_ways(*works_here, lang), both_ways(!works_here, lang));
                let at = if *there > 0 { format!(":{there}") } else { String::new() };
                tr!(
                    lang,
                    "{date}: calendar.toml:{here} says {ours}, {file}{at} says {theirs}; nothing was written. Decide, and take the wrong one out",
                    "{date}：`calendar.toml`:{here} 写的是{ours}，{file}{at} 写的是{theirs}；没有写入。请确定哪个对，去掉错的"
                )
            }
            Self::FilesClash { date, off, work } => tr!(
                lang,
                "{date}: {off} says day off, {work} says working day; nothing was written. Decide, and take the wrong one out",
                "{date}：{off} 写的是放假，{work} 写的是上班；没有写入。请确定哪个对，去掉错的"
            ),
        }
    }
}

fn both_ways(works: bool, lang: Lang) -> String {
    if works { tr!(lang, "working day", "上班") } else { tr!(lang, "day off", "放假") }
}

impl Say for Why {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Repeats => tr!(
                lang,
                "it repeats by a rule, and holidays are decreed year by year",
                "按规则重复；节假日逐年公布，不能推算"
            ),
            Self::TimeOfDay => tr!(lang, "it has a time of day", "带有钟点，不是全天"),
            Self::Cancelled => tr!(lang, "it was cancelled", "已取消"),
            Self::Unmarked => tr!(
                lang,
                "other events of this file are marked as days off, and it is not",
                "文件里其他条目标明了放假，这一条没有"
            ),
        }
    }
}

impl Say for FeedFaultKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotUtf8 => tr!(lang, "bytes that are not UTF-8", "含有不是 `UTF-8` 的字节"),
            Self::NotAFeed => tr!(
                lang,
                "neither a calendar feed (ICS), nor a holiday set in JSON, nor a calendar.toml",
                "既不是日历订阅（`ICS`），也不是 `JSON` 节假日表，也不是 `calendar.toml`"
            ),
            Self::Json { message } => tr!(lang, "not valid JSON: {message}", "`JSON` 格式有误：`{message}`"),
            Self::Toml(kind) => kind.say(lang),
            Self::Shape { wanted } => tr!(lang, "a holiday set has {wanted}", "节假日表应含有 `{wanted}`"),
            Self::WhichDivision { divisions } => {
                let divisions = listed(divisions, lang);
                tr!(
                    lang,
                    "it has several regions; choose one with --division: {divisions}",
                    "含有多个地区，请用 --division 选一个：`{divisions}`"
                )
            }
            Self::NoDivision { wanted, divisions } => {
                let divisions = listed(divisions, lang);
                tr!(lang, "it has no region `{wanted}`, but {divisions}", "没有地区“{wanted}”，有：`{divisions}`")
            }
            Self::NotALine => tr!(lang, "not a line NAME:VALUE of a calendar feed", "不是日历订阅的一行（名称:值）"),
            Self::EndOf { component } => {
                tr!(lang, "END:{component} ends nothing that is open here", "`END:{component}` 没有对应的开始")
            }
            Self::CutOff { component } => tr!(
                lang,
                "the file ends before the END of this {component}; perhaps it was not loaded completely",
                "文件在“{component}”结束之前就没有了；可能没有下载完整"
            ),
            Self::NoStart => tr!(lang, "an event without DTSTART", "事件缺少 `DTSTART`"),
            Self::BadDate { text } => tr!(lang, "`{text}` is not a date", "“{text}”不是日期"),
            Self::Reversed => tr!(lang, "it ends before it begins", "结束早于开始"),
            Self::TooLong { most } => tr!(lang, "more than {most} days in a row", "连续超过 {most} 天"),
            Self::TooMany { most } => tr!(lang, "more than {most} days", "超过 {most} 天"),
            Self::ControlCharacter => tr!(lang, "a control character in a name", "名称里有控制字符"),
            Self::LongName { most } => tr!(lang, "a name of more than {most} characters", "名称超过 {most} 个字符"),
            Self::BothWays { date, line } => tr!(
                lang,
                "{date} is both a day off and a working day; see line {line}",
                "{date} 既放假又上班；见第 {line} 行"
            ),
            Self::Empty => tr!(lang, "it names no day off and no working day", "没有任何放假或上班的日子"),
        }
    }
}
