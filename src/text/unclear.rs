//! Why a typed time is refused, and how to write it.

use crate::case::stamp::write_stamp;
use crate::clock::when::Unclear;
use crate::policy::Lang;

/// A typed time that is not taken.
#[must_use]
pub(super) fn refused(flag: &str, text: &str, unclear: Unclear, lang: Lang) -> String {
    let forms = tr!(
        lang,
        "2026-11-20 14:00, yesterday 14:00, 2h ago, tomorrow 9am",
        "2026-11-20 14:00、昨天 14:00、2小时前、明天上午9点"
    );
    match unclear {
        Unclear::Form => tr!(
            lang,
            "{flag}: `{text}` is not a clear time; write {forms}",
            "{flag}：“{text}”不是明确的时间；可以写 {forms}"
        ),
        Unclear::Skipped => tr!(
            lang,
            "{flag}: the clock is put forward on that day and never shows `{text}`; give a time before or after the change",
            "{flag}：当天时钟拨快，没有“{text}”这一时刻；请写调整之前或之后的时间"
        ),
        Unclear::Twice(first, second) => {
            let (first, second) = (write_stamp(first), write_stamp(second));
            tr!(
                lang,
                "{flag}: the clock is put back on that day and shows `{text}` twice; write {first} or {second}",
                "{flag}：当天时钟拨慢，“{text}”出现两次；请写 {first} 或 {second}"
            )
        }
        Unclear::DayOnly => tr!(
            lang,
            "{flag}: `{text}` is a day; a time is needed, such as \"{text} 14:00\"",
            "{flag}：“{text}”只是日期，还需要时刻，例如“{text} 14:00”"
        ),
        Unclear::NoDay => tr!(
            lang,
            "{flag}: `{text}` is a time without its day; write \"today {text}\", or {forms}",
            "{flag}：“{text}”没有说哪一天；请写“今天{text}”，或者 {forms}"
        ),
        Unclear::Weekday => tr!(
            lang,
            "{flag}: `{text}` could be the day of this week or of another; give the date: {forms}",
            "{flag}：“{text}”可能是本周，也可能是另一周；请写日期：{forms}"
        ),
        Unclear::NoYear => tr!(
            lang,
            "{flag}: `{text}` has no year; write {forms}",
            "{flag}：“{text}”缺少年份；请写 2026年11月20日 14:00，或者 {forms}"
        ),
        Unclear::Order => tr!(
            lang,
            "{flag}: in `{text}` the day or the month could come first; write {forms}",
            "{flag}：“{text}”看不出日和月哪个在前；请写 {forms}"
        ),
        Unclear::Twelve => tr!(
            lang,
            "{flag}: `{text}` could be noon, or midnight of one day or the next; write 12:00 or 00:00, as in {forms}",
            "{flag}：“{text}”可能是中午，也可能是当天或次日零点；请写 12:00 或 00:00，例如 {forms}"
        ),
        Unclear::Half => tr!(
            lang,
            "{flag}: `{text}` could be before or after noon; write the hour as in {forms}",
            "{flag}：“{text}”分不清上午还是下午；请写成 {forms}"
        ),
        Unclear::Leap => tr!(
            lang,
            "{flag}: no clock here counts leap seconds, so there is no 60th second in `{text}`; write :59, as in 23:59:59",
            "{flag}：这里不计闰秒，“{text}”里没有第 60 秒；请写 :59，例如 23:59:59"
        ),
    }
}
