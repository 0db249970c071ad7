//! What is said of a spreadsheet on its way to becoming cases.

use super::{Say, listed, meant};
use crate::case::place::visible;
use crate::clock::when::Unclear;
use crate::import::fate::{Fate, Fault};
use crate::import::record::Refused;
use crate::import::{Flaw, NoSheet, Undecodable, Wrong};
use crate::policy::Lang;

/// What is said of an import.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Importing {
    /// A file that needs a map.
    NoMap { file: String },
    /// A workbook, not a sheet.
    Workbook { file: String },
    /// A file larger than any sheet.
    TooLarge { file: String },
    /// Bytes that are no text.
    Undecodable { file: String, why: Undecodable },
    /// A text that is no sheet.
    NoSheet { file: String, why: NoSheet },
    /// What apart cells can't be.
    BadDelimiter { text: String },
    /// The encoding that was taken.
    Guessed { file: String, encoding: &'static str },
    /// A fault of a row.
    Row { file: String, row: usize, fault: Fault },
    /// More of them.
    MoreFaults { rows: usize, file: String },
    /// Nothing is written because rows have faults.
    Nothing { faulty: usize, new: usize, file: String },
    /// Nothing is left when the rows with faults are.
    NothingLeft { faulty: usize, file: String },
    /// A column of the map that no line of JSON has.
    NoSuchKey { file: String, column: String },
    /// A new case.
    Case { case: String, row: usize, reference: String },
    /// What came of all rows.
    Summary { new: usize, there: usize, faulty: usize, skipped: usize, dry: bool },
    /// Cases that are overdue at once.
    Overdue { cases: usize },
    /// An import that was cut off was finished.
    Finished { cases: usize, kept: usize },
    /// An import that was cut off was removed.
    Removed,
    /// Cases count that could not all be put in their places.
    Unfinished,
    /// A reading command sees only some of the cases that count.
    Lacking,
    /// Why a finished case needn't show how it was handled.
    Why { file: String, row: usize },
}

impl Say for Importing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoMap { file } => tr!(
                lang,
                "{file} needs a map that says which column holds what: `amends import {file} --guess -o map.toml` proposes one; then add `--map map.toml`",
                "{file} 需要对照表，说明哪一列是什么：`amends import {file} --guess -o map.toml` 可以拟一份；然后加上 `--map map.toml`"
            ),
            Self::Workbook { file } => tr!(
                lang,
                "{file} is a workbook; save the sheet as CSV (UTF-8) and import that",
                "{file} 是电子表格文件；请把工作表另存为 `CSV`（`UTF-8`）再导入"
            ),
            Self::TooLarge { file } => {
                tr!(lang, "{file} holds more than 256 MiB; split it", "{file} 超过 256 兆字节；请拆成几个文件")
            }
            Self::Undecodable { file, why } => undecodable(file, why, lang),
            Self::NoSheet { file, why } => {
                let why = match why {
                    NoSheet::Empty => tr!(lang, "it is empty", "文件是空的"),
                    NoSheet::NoHeader { row } => tr!(
                        lang,
                        "there is no row {row} with the names of the columns; `header_row` in the map says where they stand",
                        "第 {row} 行没有列名；列名在哪一行，由对照表里的 `header_row` 说明"
                    ),
                    NoSheet::HeaderQuote { row } => tr!(
                        lang,
                        "the quotes in row {row}, with the names of the columns, don't close where a cell ends",
                        "列名所在的第 {row} 行，引号没有在单元格末尾结束"
                    ),
                    NoSheet::Columns => {
                        let most = crate::import::sheet::MOST_COLUMNS;
                        tr!(lang, "it has more than {most} columns", "超过 {most} 列")
                    }
                    NoSheet::Rows => {
                        let most = crate::import::sheet::MOST_ROWS;
                        tr!(lang, "it has more than {most} rows; split it", "超过 {most} 行；请拆成几个文件")
                    }
                };
                tr!(lang, "{file}: {why}", "{file}：{why}")
            }
            Self::BadDelimiter { text } => tr!(
                lang,
                "--delimiter: `{text}` is not one character; write `,`, `;`, `|` or tab",
                "--delimiter：“{text}”不是单个字符；可以写 `,`、`;`、`|` 或 `tab`"
            ),
            Self::Guessed { file, encoding } => tr!(
                lang,
                "{file} is read as {encoding}; --encoding says otherwise",
                "{file} 按 {encoding} 读取；可以用 --encoding 改"
            ),
            Self::Row { file, row, fault } => {
                let fault = fault.say(lang);
                tr!(lang, "{file}: row {row}, {fault}", "{file}：第 {row} 行，{fault}")
            }
            Self::MoreFaults { rows, file } => tr!(
                lang,
                "... and {rows} more rows with faults; `amends import {file} -n --format csv` lists every row",
                "……另有 {rows} 行有问题；`amends import {file} -n --format csv` 列出每一行"
            ),
            Self::Nothing { faulty, new, file } => tr!(
                lang,
                "{file}: rows with faults: {faulty}; nothing was written. Correct them, or write the other {new} with --skip-faulty",
                "{file}：{faulty} 行有问题，没有写入。请改正，或者用 --skip-faulty 只导入其余 {new} 行"
            ),
            Self::NothingLeft { faulty, file } => tr!(
                lang,
                "{file}: every row has faults ({faulty}); nothing was written. Correct them, or the map",
                "{file}：每一行都有问题（{faulty} 行），没有写入。请改正表格或对照表"
            ),
            Self::NoSuchKey { file, column } => {
                let column = visible(column);
                tr!(
                    lang,
                    "{file}: no line has the key `{column}` that the map names",
                    "{file}：没有一行含有对照表里的键“{column}”"
                )
            }
            Self::Case { case, row, reference } => {
                let reference = visible(reference);
                tr!(lang, "{case} row {row}, {reference}", "{case} 第 {row} 行，{reference}")
            }
            Self::Summary { new, there, faulty, skipped, dry } => {
                let new = if *dry {
                    tr!(lang, "new: {new}", "将新建 {new} 份")
                } else {
                    tr!(lang, "imported: {new}", "已导入 {new} 份")
                };
                let skipped = match skipped {
                    0 => String::new(),
                    n => tr!(lang, ", empty rows: {n}", "，空行 {n} 行"),
                };
                tr!(
                    lang,
                    "{new}, already there: {there}, faulty: {faulty}{skipped}",
                    "{new}，已存在 {there} 份，有问题 {faulty} 行{skipped}"
                )
            }
            Self::Overdue { cases } => tr!(
                lang,
                "open ones that are overdue at once: {cases}, as far as the file tells when the customers last heard from us; `amends overdue` lists them",
                "按文件中的最近联系时间，未结的有 {cases} 份已超期；`amends overdue` 可以列出"
            ),
            Self::Finished { cases, kept: 0 } => tr!(
                lang,
                "an earlier import was cut off after it counted; it is finished now, cases put in place: {cases}",
                "此前有一次导入在生效后中断；现已补完，放入 {cases} 份"
            ),
            Self::Finished { cases, kept } => tr!(
                lang,
                "an earlier import was cut off after it counted; cases put in place: {cases}, kept in .amends/ because another file has their name: {kept}",
                "此前有一次导入在生效后中断；已放入 {cases} 份，另有 {kept} 份因同名文件已存在而留在 `.amends/`"
            ),
            Self::Removed => tr!(
                lang,
                "an earlier import was cut off before it counted; what it had prepared was removed",
                "此前有一次导入在生效前中断；其准备的文件已清除"
            ),
            Self::Unfinished => tr!(
                lang,
                "the import counts, but not all of its cases are in their places yet; the next command that writes goes on with it",
                "导入已经生效，但还有工单没有放入；下一个写入命令会继续完成"
            ),
            Self::Lacking => tr!(
                lang,
                "an import was cut off after it counted: cases of it are lacking here; the next command that writes finishes it, such as `amends check --fix`",
                "有一次导入在生效后中断：这里缺少其中的工单；下一个写入命令会补完，例如 `amends check --fix`"
            ),
            Self::Why { file, row } => tr!(
                lang,
                "imported from {file}, row {row}, where it was finished already",
                "从 {file} 第 {row} 行导入，导入前已经结案"
            ),
        }
    }
}

fn undecodable(file: &str, why: &Undecodable, lang: Lang) -> String {
    match why {
        Undecodable::Unknown { name, near } => {
            let near = meant(near.as_ref(), lang);
            let names = listed(&crate::import::decode::NAMES, lang);
            tr!(
                lang,
                "--encoding: no encoding is called `{name}`{near}; usual ones: {names}",
                "--encoding：没有名为“{name}”的编码{near}；常用的有：`{names}`"
            )
        }
        Undecodable::Bytes { encoding } => {
            tr!(lang, "{file}: bytes that are not {encoding}", "{file}：含有不是 {encoding} 的字节")
        }
        Undecodable::Neither => tr!(
            lang,
            "{file}: neither UTF-8 nor GB18030; say with --encoding what it is, such as windows-1252 or big5",
            "{file}：既不是 `UTF-8`，也不是 `GB18030`；请用 --encoding 说明编码，例如 `big5`"
        ),
        Undecodable::Doubtful => tr!(
            lang,
            "{file}: it may be GB18030 or a Latin encoding; say which: --encoding gb18030, or --encoding windows-1252",
            "{file}：可能是 `GB18030`，也可能是西文编码；请说明是哪一种：`--encoding gb18030` 或 `--encoding windows-1252`"
        ),
        Undecodable::Utf16Unmarked => tr!(
            lang,
            "{file}: a zero in every other byte; it may be UTF-16 without its mark: --encoding utf-16le",
            "{file}：每隔一个字节就是零，可能是没有标记的 `UTF-16`：--encoding utf-16le"
        ),
    }
}

impl Say for Fate {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::New => tr!(lang, "new", "新建"),
            Self::There => tr!(lang, "already there", "已存在"),
            Self::Faulty => tr!(lang, "faulty", "有问题"),
            Self::Skipped => tr!(lang, "empty", "空行"),
        }
    }
}

impl Fault {
    /// The column that it is in.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Cell(flawed) => Some(&flawed.column),
            Self::Twice { column, .. } => column.as_deref(),
            _ => None,
        }
    }

    /// What is wrong, without its column.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        match self {
            Self::Cell(flawed) => wrong(&flawed.wrong, lang),
            Self::Row(flaw) => self::flaw(flaw, lang),
            Self::Record(refused) => record(refused, lang),
            Self::Twice { row, column: Some(_) } => tr!(lang, "the same as in row {row}", "与第 {row} 行相同"),
            Self::Twice { row, column: None } => {
                tr!(lang, "the same case as in row {row}", "与第 {row} 行是同一份工单")
            }
            Self::OtherCase { case } => {
                tr!(lang, "the workspace has another case under the id {case}", "工作区里编号 {case} 的工单内容不同")
            }
            Self::InDamaged { path } => tr!(
                lang,
                "the damaged file {path} may hold it already; `amends check {path}` says what to mend",
                "可能已在损坏的文件 {path} 里；`amends check {path}` 说明如何修复"
            ),
            Self::NoMap => tr!(
                lang,
                "no whole record, and there is no map (--map) for other rows",
                "不是完整的工单记录，又没有用 --map 指定对照表"
            ),
        }
    }
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        let what = self.what(lang);
        match self.column() {
            None => what,
            Some(column) => {
                let column = visible(column);
                tr!(lang, "column {column}: {what}", "“{column}”列：{what}")
            }
        }
    }
}

/// A cell's text, as much of it as anybody needs to find it.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let text = visible(text);
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

fn wrong(wrong: &Wrong, lang: Lang) -> String {
    match wrong {
        Wrong::Missing => tr!(
            lang,
            "empty, and [constants] of the map has nothing for it",
            "是空的，对照表的“[constants]”里也没有默认值"
        ),
        Wrong::Time { text, unclear } => time(&shown(text), *unclear, lang),
        Wrong::Ahead { text } => {
            let text = shown(text);
            tr!(lang, "`{text}` lies ahead of now", "“{text}”晚于现在")
        }
        Wrong::OddYear { text } => {
            let text = shown(text);
            tr!(lang, "`{text}` has a year before 2000 or after 2099", "“{text}”的年份早于 2000 或晚于 2099")
        }
        Wrong::BeforeReceived { text } => {
            let text = shown(text);
            tr!(lang, "`{text}` is before the complaint was received", "“{text}”早于收到投诉的时间")
        }
        Wrong::Word { text, allowed, near } => {
            let (text, near) = (shown(text), meant(near.as_ref(), lang));
            let allowed = listed(&allowed[..allowed.len().min(20)], lang);
            tr!(
                lang,
                "`{text}` is none of {allowed}{near}; [values] of the map can translate it",
                "“{text}”不在可用的词之中：`{allowed}`{near}；可以在对照表的“[values]”里翻译"
            )
        }
        Wrong::Name { text } => {
            let text = shown(text);
            tr!(
                lang,
                "`{text}` is no name (lower-case letters, digits, `.`, `_`, `-`); [values] of the map can translate it",
                "“{text}”不能作名称（小写字母、数字、点、下划线、连字符）；可以在对照表的“[values]”里翻译"
            )
        }
        Wrong::Playbook { text, near } => {
            let (text, near) = (shown(text), meant(near.as_ref(), lang));
            tr!(lang, "there is no playbook `{text}`{near}", "没有流程“{text}”{near}")
        }
        Wrong::Control { code } => {
            tr!(lang, "a control character (U+{code:04X})", "含有控制字符（`U+{code:04X}`）")
        }
        Wrong::TooLong => tr!(lang, "more than 1 MiB in one cell", "一个单元格超过 1 兆字节"),
        Wrong::OpenButClosed => {
            tr!(lang, "it says open, and the row has a time of its close", "状态是未结，但这一行有结案时间")
        }
    }
}

fn time(text: &str, unclear: Unclear, lang: Lang) -> String {
    match unclear {
        Unclear::Order => tr!(
            lang,
            "in `{text}` the day or the month could come first; `date_order` in the map says which",
            "“{text}”看不出日和月哪个在前；请在对照表里用 `date_order` 说明"
        ),
        Unclear::NoYear => tr!(
            lang,
            "in `{text}` the year has two digits, if it has one; write all four",
            "“{text}”的年份不是四位数；请写全四位"
        ),
        Unclear::Skipped => tr!(
            lang,
            "the clock is put forward on that day and never shows `{text}`",
            "当天时钟拨快，没有“{text}”这一时刻"
        ),
        Unclear::Twice(first, second) => {
            let (first, second) = (crate::case::stamp::write_stamp(first), crate::case::stamp::write_stamp(second));
            tr!(
                lang,
                "the clock is put back on that day and shows `{text}` twice; write {first} or {second}",
                "当天时钟拨慢，“{text}”出现两次；请写 {first} 或 {second}"
            )
        }
        _ if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.') => tr!(
            lang,
            "`{text}` is not a date; if it counts days, say so with `serial_dates` in the map",
            "“{text}”不是日期；如果是天数序号，请在对照表里写 `serial_dates`"
        ),
        _ => tr!(
            lang,
            "`{text}` is not a date or time such as 2026-11-20, 2026/11/20 14:05",
            "“{text}”不是日期或时间；例如 2026-11-20、2026年11月20日 14:05"
        ),
    }
}

fn flaw(flaw: &Flaw, lang: Lang) -> String {
    match flaw {
        Flaw::MoreCells { cells, columns } => tr!(
            lang,
            "{cells} cells, but there are {columns} columns; perhaps a delimiter stands in a cell without quotes",
            "有 {cells} 个单元格，而只有 {columns} 列；可能某个单元格含有分隔符却没有加引号"
        ),
        Flaw::OpenQuote => tr!(
            lang,
            "a quote that is never closed; the rest of the file is one cell",
            "引号没有结束；文件余下的部分成了一个单元格"
        ),
        Flaw::StrayQuote { lines } => tr!(
            lang,
            "text behind a closing quote; a quote is missing or one too many, and this row goes on over {lines} lines of the file",
            "引号结束后还有文字，可能少了或多了一个引号；这一行占了文件的 {lines} 行"
        ),
        Flaw::KeyTwice { path } => {
            let path = shown(path);
            tr!(lang, "`{path}` stands there twice", "“{path}”出现了两次")
        }
        Flaw::Deep => tr!(lang, "objects within objects, more than 32 deep", "对象嵌套超过 32 层"),
        Flaw::NotJson { message } => tr!(lang, "not valid JSON: {message}", "`JSON` 格式有误：`{message}`"),
        Flaw::NotAnObject => tr!(lang, "not a JSON object", "不是 `JSON` 对象"),
        Flaw::ListOfObjects { path } => {
            let path = visible(path);
            tr!(lang, "`{path}` is a list of objects, which no cell can hold", "“{path}”是对象的列表，放不进单元格")
        }
        Flaw::OtherSchema { schema } => {
            let schema = shown(schema);
            tr!(
                lang,
                "a line of `{schema}`; what can be imported is `export records --format jsonl --reveal`",
                "是“{schema}”的一行；能导入的是 `export records --format jsonl --reveal` 的结果"
            )
        }
    }
}

fn record(refused: &Refused, lang: Lang) -> String {
    match refused {
        Refused::Masked => tr!(
            lang,
            "names and contacts are left out of this record; export it again with --reveal",
            "这份记录隐去了姓名和联系方式；请用 --reveal 重新导出"
        ),
        Refused::Shape { key } => tr!(lang, "no `{key}` of a record in it", "缺少工单记录的“{key}”"),
        Refused::Faults(faults) => {
            let faults: Vec<String> = faults.iter().take(5).map(|f| visible(&f.kind.say(lang))).collect();
            let faults = faults.join(if lang == Lang::En { "; " } else { "；" });
            tr!(lang, "not a sound record: {faults}", "工单记录有误：{faults}")
        }
        Refused::Playbook { id } => {
            let id = shown(id);
            tr!(
                lang,
                "it follows the playbook {id}, which is not there or has faults; `amends playbook list` shows those that are",
                "它采用的流程“{id}”不存在或有错误；`amends playbook list` 列出现有流程"
            )
        }
        Refused::Outgrown => {
            tr!(lang, "its case file would be longer than 4 MiB", "工单文件会超过 4 兆字节")
        }
        Refused::Otherwise => {
            tr!(lang, "its case file would not be read as what stands here", "写成工单文件后，读到的内容会与这里不同")
        }
        Refused::Key { key } => {
            let key = shown(key);
            tr!(lang, "`{key}` can't be a key of a case file", "“{key}”不能作工单文件的键")
        }
    }
}

/// A heading of the table of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own wording")]
pub enum Heading {
    Row,
    Reference,
    Fate,
    Columns,
    Fault,
}

impl Say for Heading {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Row => tr!(lang, "row", "行"),
            Self::Reference => tr!(lang, "reference", "编号"),
            Self::Fate => tr!(lang, "fate", "去向"),
            Self::Columns => tr!(lang, "columns", "列"),
            Self::Fault => tr!(lang, "fault", "问题"),
        }
    }
}
