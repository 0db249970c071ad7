//! What is wrong with `amends.toml` or a playbook.

use super::{Say, listed, meant};
use crate::policy::{ConfigFaultKind, ConfigType, FORMAT, Lang};

impl Say for ConfigType {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Text => tr!(lang, "a text", "文字"),
            Self::Name => tr!(
                lang,
                "a name: lower-case letters, digits, `.`, `_`, `-`, and none of YAML's own words",
                "名称：小写字母、数字、点、下划线、连字符，且不能是格式保留的词"
            ),
            Self::Duration => tr!(
                lang,
                "a duration such as 30m, 4h, 8bh, 2d, 15bd or 8w",
                "时长，例如 30m、4h、8bh（工作小时）、2d、15bd（工作日）、8w"
            ),
            Self::Rhythm => tr!(lang, "a rhythm such as 4h, 1d or 1w", "间隔，例如 4h、1d、1w"),
            Self::Hours => tr!(lang, "hours such as \"09:00-12:30\"", "工作时段，例如 \"09:00-12:30\""),
            Self::DaysOrWeeks => tr!(lang, "days or weeks, such as 14d or 2w", "天数或周数，例如 14d、2w"),
            Self::List => tr!(lang, "a list", "列表"),
            Self::Table => tr!(lang, "a table", "表"),
            Self::Bool => tr!(lang, "true or false", "`true` 或 `false`"),
            Self::Bilingual => {
                tr!(lang, "a text, or {{ en = \"…\", zh = \"…\" }}", "文字，或 {{ en = \"…\", zh = \"…\" }}")
            }
            Self::TimeOfDay => tr!(lang, "a time of day such as \"18:00\"", "时刻，例如 \"18:00\""),
            Self::Date => tr!(lang, "a date such as 2026-12-01", "日期，例如 2026-12-01"),
            Self::Zone => tr!(
                lang,
                "a zone of the IANA database such as \"Asia/Shanghai\"",
                "`IANA` 时区名，例如 `\"Asia/Shanghai\"`"
            ),
            Self::Money => tr!(lang, "an amount such as \"2000.00\"", "金额，例如 \"2000.00\""),
            Self::Month => tr!(lang, "a month such as \"2026-11\"", "月份，例如 \"2026-11\""),
            Self::Number { min, max } => tr!(lang, "a whole number from {min} to {max}", " {min} 到 {max} 的整数"),
        }
    }
}

impl Say for ConfigFaultKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { reason } => {
                tr!(lang, "can't be read: {reason}", "无法读取：`{reason}`")
            }
            Self::NotAFile => {
                tr!(lang, "is not a regular file of at most 4 MiB", "不是普通文件，或超过 4 兆字节")
            }
            Self::Outside => tr!(lang, "is a link that leads out of the workspace", "是指向工作区之外的链接"),
            Self::NotUtf8 => tr!(lang, "bytes that are not UTF-8", "含有不是 `UTF-8` 的字节"),
            Self::Syntax { message } => {
                tr!(lang, "not valid TOML: {message}", "格式有误：`{message}`")
            }
            Self::NoColumn { column, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "the file has no column `{column}`{near}", "文件里没有“{column}”这一列{near}")
            }
            Self::ColumnTwice { column } => tr!(
                lang,
                "the file has several columns `{column}`; give them different names",
                "文件里有几列都叫“{column}”；请改成不同的列名"
            ),
            Self::UnknownKey { key, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "unknown key `{key}`{near}", "未知的键“{key}”{near}")
            }
            Self::MissingKey { key } => tr!(lang, "`{key}` is missing", "缺少“{key}”"),
            Self::WrongType { key, wanted } => {
                let wanted = wanted.say(lang);
                tr!(lang, "`{key}` has to be {wanted}", "“{key}”应为{wanted}")
            }
            Self::UnknownWord { key, word, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "`{key}` can't be `{word}`; it is one of: {allowed}{near}",
                    "“{key}”不能是“{word}”；可用的值：`{allowed}`{near}"
                )
            }
            Self::NewerFormat { found } => tr!(
                lang,
                "format {found} was written by a newer amends; this one knows format {FORMAT}",
                "格式 {found} 由更新版本的 `amends` 写成，当前版本只认识格式 {FORMAT}"
            ),
            Self::DuplicateId { id } => tr!(lang, "the id `{id}` stands here twice", "编号“{id}”出现了两次"),
            Self::IdIsNotFileName { id, stem } => {
                tr!(lang, "the id `{id}` is not the name of the file, `{stem}`", "编号“{id}”与文件名“{stem}”不一致")
            }
            Self::ChecklistSteps => tr!(lang, "a checklist has exactly one step", "清单只能有一个步骤"),
            Self::OverlaySteps => tr!(lang, "an overlay has exactly one step", "附加清单只能有一个步骤"),
            Self::OverlayEmpty => tr!(lang, "an overlay needs a check", "附加清单至少要有一个检查项"),
            Self::NotInOverlay { key } => tr!(
                lang,
                "an overlay only adds checks to cases; `{key}` means nothing in it",
                "附加清单只给工单增加检查项，“{key}”在其中没有意义"
            ),
            Self::AppliesElsewhere => tr!(
                lang,
                "`applies` belongs to an overlay: kind = \"overlay\"",
                "“applies”只能用于附加清单：`kind = \"overlay\"`"
            ),
            Self::UnknownApplies { name, allowed, near } => {
                let (near, allowed) = (meant(near.as_ref(), lang), listed(allowed, lang));
                tr!(
                    lang,
                    "an overlay can't ask for `{name}`; it asks for: {allowed}{near}",
                    "附加清单不能以“{name}”为条件；可用的条件：`{allowed}`{near}"
                )
            }
            Self::NoStep => tr!(lang, "there is no step", "没有步骤"),
            Self::UnknownStep { step, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "there is no step `{step}`{near}", "没有步骤“{step}”{near}")
            }
            Self::StepNamedEnd => tr!(lang, "`end` can't be the id of a step", "“end”不能用作步骤编号"),
            Self::UnreachableStep { step } => {
                tr!(lang, "no way leads to the step `{step}`", "没有路径通向步骤“{step}”")
            }
            Self::Cycle { steps } => {
                let steps = steps.join(" → ");
                tr!(lang, "the steps lead in a circle: {steps}", "步骤形成了循环：`{steps}`")
            }
            Self::UnsatisfiedForward { step } => tr!(
                lang,
                "an unsatisfied customer goes back, but the step `{step}` comes later",
                "客户不满意时应退回，但步骤“{step}”在后面"
            ),
            Self::UnknownGate { gate, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "there is no gate `{gate}`{near}", "没有前置条件“{gate}”{near}")
            }
            Self::GateOnlyOnClose { gate } => {
                tr!(lang, "the gate `{gate}` belongs in close_requires", "前置条件“{gate}”只能写在“close_requires”里")
            }
            Self::PlanWithoutField => tr!(
                lang,
                "the gate `plan` needs a field `plan` in this step or an earlier one",
                "前置条件“plan”要求本步骤或之前的步骤有字段“plan”"
            ),
            Self::UnknownCondition { name, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "nothing named `{name}` is known at this step{near}",
                    "到这一步还没有名为“{name}”的内容{near}"
                )
            }
            Self::ImpossibleValue { name, value, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(lang, "`{name}` can never be `{value}`{near}", "“{name}”不可能是“{value}”{near}")
            }
            Self::OptionsMismatch { field } => tr!(
                lang,
                "the field `{field}`: a choice needs options, other types have none",
                "字段“{field}”：选择类字段必须有选项，其他类型不能有"
            ),
            Self::OfferBounds => tr!(lang, "min is above max", "最小值大于最大值"),
            Self::LevelsReversed { level: (level, n), below: (below, least) } => tr!(
                lang,
                "`{level}` is {n} and `{below}` is {least}, but a case gets from late to critical to breach",
                "“{level}”为 {n}，小于“{below}”的 {least}；程度只会从“late”到“critical”再到“breach”"
            ),
            Self::DatesReversed => tr!(lang, "`to` comes before `from`", "“to”早于“from”"),
            Self::TierTwice { level } => tr!(lang, "tier {level} stands here twice", "第 {level} 层出现了两次"),
            Self::TierGap { level, missing } => {
                tr!(lang, "there is a tier {level} but no tier {missing}", "有第 {level} 层，却没有第 {missing} 层")
            }
            Self::NoTier { tier, highest } => {
                tr!(
                    lang,
                    "there is no tier {tier}; the highest is {highest}",
                    "没有第 {tier} 层；最高为第 {highest} 层"
                )
            }
            Self::AwayTwice { id } => {
                tr!(lang, "`{id}` is away already on some of these days", "“{id}”的两段缺勤日期重叠")
            }
            Self::UnknownDeputy { deputy, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "the deputy `{deputy}` is none of the other people listed here{near}",
                    "代理人“{deputy}”不是这里登记的其他人员{near}"
                )
            }
            Self::NoWorkingTime => tr!(lang, "no day of the week has working time", "一周之内没有任何工作时间"),
            Self::HoursOverlap { hours } => {
                tr!(lang, "{hours} overlaps other hours of the same day", "{hours} 与同一天的其他时段重叠")
            }
            Self::OffAndWork { date } => {
                tr!(lang, "{date} is both a day off and a working day", "{date} 既是休息日又是工作日")
            }
            Self::DayAndRange => {
                tr!(lang, "either `day`, or `from` and `to`, not both", "只能写“day”，或者写“from”和“to”，不能都写")
            }
            Self::RangeTooLong { most } => {
                tr!(lang, "`from` to `to` is at most {most} days", "“from”到“to”最多 {most} 天")
            }
            Self::TooMany { key, most } => {
                tr!(lang, "`{key}` has more than {most} entries", "“{key}”超过 {most} 项")
            }
            Self::EmptyPhrase { key } => tr!(
                lang,
                "`{key}` has a phrase without a letter or digit, which would never be found",
                "“{key}”中有一项没有文字，永远查不到"
            ),
            Self::ProposesNothing => tr!(
                lang,
                "the rule proposes nothing: it needs a `category`, a `playbook` or a `severity`",
                "此规则没有提出任何建议：需要“category”、“playbook”或“severity”"
            ),
            Self::NoTemplate { message } => tr!(lang, "not a template: {message}", "模板格式有误：`{message}`"),
            Self::UnusedTemplate { name, near } => {
                let near = meant(near.as_ref(), lang);
                tr!(
                    lang,
                    "no letter uses `{name}`, a template's name is KIND.LANG.j2{near}",
                    "没有信函使用“{name}”，模板文件名的格式为 `KIND.LANG.j2`{near}"
                )
            }
            Self::MisspeltVariable { name, near } => tr!(
                lang,
                "there is no `{name}`; did you mean `{near}`? Else the letter needs --set {name}=TEXT",
                "没有“{name}”；是不是“{near}”？否则信函需要 `--set {name}=TEXT`"
            ),
            Self::Further => tr!(lang, "there are more faults from here on", "从这里起还有更多错误"),
        }
    }
}
