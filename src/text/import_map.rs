//! The remarks in a map that `import --guess` writes.

use super::Say;
use crate::import::Target;
use crate::policy::Lang;

/// A remark of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum MapComment {
    /// What the file is.
    Head { file: String },
    /// The row with the names.
    HeaderRow,
    /// The order of dates.
    Order,
    /// The order, where the values don't tell it.
    UnclearOrder,
    /// Numbers that count days.
    Serial,
    /// The reference.
    Reference,
    /// No column can be the reference.
    NoReference,
    /// The columns.
    Columns,
    /// What a column becomes.
    Target(Target),
    /// Further references.
    References,
    /// Constants.
    Constants,
    /// A constant that has to be filled in.
    Fill,
    /// Translations.
    Values,
    /// A column with too many values for that.
    FreeText,
    /// A value that nobody can translate but the team.
    Unknown,
    /// What nothing was found for.
    Left,
}

impl Say for MapComment {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Head { file } => tr!(
                lang,
                "Which column of {file} holds what. A proposal: read it, then run: amends import {file} --map map.toml -n",
                "{file} 各列的含义。这只是拟稿，请核对后运行：`amends import {file} --map map.toml -n`"
            ),
            Self::HeaderRow => tr!(lang, "the row with the names of the columns", "列名所在的行"),
            Self::Order => {
                tr!(
                    lang,
                    "03/04/2026 is day first (dmy) or month first (mdy)",
                    "03/04/2026 是日在前（`dmy`）还是月在前（`mdy`）"
                )
            }
            Self::UnclearOrder => tr!(
                lang,
                "fill in: is 03/04/2026 day first (dmy) or month first (mdy)? The values don't tell",
                "请填写：03/04/2026 是日在前（`dmy`）还是月在前（`mdy`）？从数据看不出来"
            ),
            Self::Serial => tr!(
                lang,
                "numbers such as 45981.5 count days from 1900 (1904: old Macs)",
                "45981.5 这样的数字是从 1900 年起的天数（旧版苹果电脑为 1904）"
            ),
            Self::Reference => tr!(
                lang,
                "what keeps a row from coming twice: its own number in your sheet, kept under this key of `references`",
                "防止同一行重复导入：表中每行自己的编号，存入“references”的这个键"
            ),
            Self::NoReference => tr!(
                lang,
                "fill in: a column whose values differ in every row; none was found",
                "请填写：每行都不相同的一列；没有找到"
            ),
            Self::Columns => tr!(lang, "fact = column", "项目 = 列名"),
            Self::Target(target) => self::target(*target, lang),
            Self::References => tr!(lang, "further numbers kept in `references`", "其他存入“references”的编号"),
            Self::Constants => tr!(lang, "what holds where the sheet says nothing", "表中没有时采用的值"),
            Self::Fill => tr!(lang, "fill in", "请填写"),
            Self::Values => tr!(lang, "what the values mean; \"\" is nothing", "各个值的含义；\"\" 表示没有"),
            Self::FreeText => tr!(
                lang,
                "more different values than anybody would translate; perhaps another column is meant",
                "不同的值太多，无法逐个翻译；也许应是另一列"
            ),
            Self::Unknown => tr!(lang, "fill in", "请填写"),
            Self::Left => tr!(lang, "columns that are not imported", "不导入的列"),
        }
    }
}

fn target(target: Target, lang: Lang) -> String {
    match target {
        Target::Title => tr!(lang, "the complaint in a line", "一句话的标题"),
        Target::Received => tr!(lang, "when the customer reached us", "客户投诉的时间"),
        Target::Channel => tr!(lang, "how the customer reached us", "投诉渠道"),
        Target::Customer => tr!(lang, "who complains", "投诉人"),
        Target::Contact => tr!(lang, "how to reach the customer", "联系方式"),
        Target::Demand => tr!(lang, "what the customer asks for", "客户的诉求"),
        Target::Description => tr!(lang, "the account of events", "事情经过"),
        Target::Category => tr!(lang, "what kind of complaint it is", "投诉类别"),
        Target::Product => tr!(lang, "what it is about", "所涉产品"),
        Target::Department => tr!(lang, "the unit complained about", "被投诉的部门"),
        Target::Place => tr!(lang, "where it happened", "发生地点"),
        Target::Playbook => tr!(lang, "the procedure to follow", "采用的流程"),
        Target::ReportedBy => tr!(lang, "the department that told us", "转报的部门"),
        Target::Representative => tr!(lang, "who speaks for the customer", "代表客户的人"),
        Target::Language => tr!(lang, "the customer's language", "客户使用的语言"),
        Target::People => tr!(lang, "who took part", "涉及的人员"),
        Target::Cc => tr!(lang, "whom the customer sent a copy", "客户抄送的对象"),
        Target::Tags => tr!(lang, "free labels", "自由标签"),
        Target::Owner => tr!(lang, "who handles it", "处理人"),
        Target::Severity => {
            tr!(lang, "how grave: minor, normal, serious, major", "严重程度：`minor`、`normal`、`serious`、`major`")
        }
        Target::Status => tr!(lang, "open or closed", "`open` 未结，`closed` 已结"),
        Target::Closed => tr!(lang, "when it was closed", "结案时间"),
        Target::Outcome => tr!(
            lang,
            "how it ended: upheld, partly-upheld, not-upheld, goodwill, unresolvable, withdrawn, unreachable, duplicate, referred",
            "结案结果：`upheld partly-upheld not-upheld goodwill unresolvable withdrawn unreachable duplicate referred`"
        ),
        Target::Ground => tr!(lang, "why it ended that way", "如此结案的理由"),
        Target::Lesson => tr!(lang, "what was learned", "经验教训"),
        Target::LastContact => tr!(lang, "when the customer last heard from us", "客户最近一次得到回复的时间"),
        Target::LastContactVia => tr!(lang, "through which channel", "通过何种渠道"),
        Target::Note => tr!(lang, "further remarks, kept as a note", "其他备注，存为内部记录"),
    }
}
