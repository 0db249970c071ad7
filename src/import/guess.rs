//! A first map for a file, from the names of its columns and what stands in them. It is only a proposal: a person reads
//! it, and nothing is imported by it alone.

use super::cells::Cells;
use super::map::{Target, folded};
use super::sheet::{Content, Sheet};
use crate::case::id::is_name;
use crate::case::words::{Channel, Outcome, Severity};
use crate::clock::Zone;
use crate::clock::sheet_time::{DateOrder, Epoch, SheetDates};
use crate::clock::when::Unclear;
use std::collections::{BTreeMap, HashSet};

/// How many different values are proposed one by one; with more of them a column holds free text.
const FEW: usize = 30;

/// How many rows are looked at.
const ROWS: usize = 5000;

/// The names of columns in small letters and without blanks: of each target, the surer ones first.
const NAMES: [(Target, &[&str]); 28] = [
    (
        Target::Received,
        &[
            "投诉时间",
            "收到时间",
            "受理时间",
            "接收时间",
            "投诉日期",
            "受理日期",
            "来电时间",
            "登记时间",
            "登记日期",
            "datereceived",
            "receivedat",
            "receivedon",
            "received",
            "complaintdate",
            "日期",
            "时间",
            "date",
            "created",
            "createdat",
            "opened",
        ],
    ),
    (
        Target::Customer,
        &[
            "客户姓名",
            "客户名称",
            "客户",
            "投诉人",
            "投诉人姓名",
            "顾客",
            "会员",
            "姓名",
            "customer",
            "customername",
            "complainant",
            "client",
            "name",
        ],
    ),
    (
        Target::Contact,
        &[
            "联系电话",
            "联系方式",
            "电话",
            "手机号码",
            "手机号",
            "手机",
            "客户电话",
            "邮箱",
            "contact",
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "email",
            "e-mail",
        ],
    ),
    (Target::Channel, &["投诉渠道", "受理渠道", "渠道", "投诉方式", "投诉来源", "来源", "channel", "source"]),
    (
        Target::Demand,
        &["客户诉求", "投诉诉求", "诉求", "客户要求", "要求", "demand", "request", "desiredoutcome", "wants"],
    ),
    (
        Target::Description,
        &[
            "投诉内容",
            "问题描述",
            "情况说明",
            "事件经过",
            "投诉详情",
            "详情",
            "内容",
            "描述",
            "description",
            "details",
            "complaint",
        ],
    ),
    (Target::Title, &["投诉标题", "标题", "主题", "事由", "摘要", "title", "subject", "summary"]),
    (Target::Category, &["投诉类别", "投诉类型", "类别", "类型", "分类", "category", "type"]),
    (Target::Product, &["产品名称", "产品", "商品名称", "商品", "型号", "product", "item"]),
    (Target::Department, &["责任部门", "被投诉部门", "部门", "department"]),
    (Target::Place, &["门店", "地点", "店铺", "store", "place", "branch", "location"]),
    (
        Target::Owner,
        &["处理人", "负责人", "经办人", "跟进人", "责任人", "owner", "handler", "assignedto", "assignee", "agent"],
    ),
    (Target::Severity, &["严重程度", "投诉等级", "等级", "级别", "优先级", "severity", "priority"]),
    (Target::Status, &["处理状态", "工单状态", "状态", "status", "state"]),
    (
        Target::Closed,
        &[
            "结案时间",
            "结案日期",
            "办结时间",
            "办结日期",
            "完成时间",
            "关闭时间",
            "closed",
            "closedat",
            "dateclosed",
            "closedon",
            "resolvedat",
        ],
    ),
    (Target::Outcome, &["处理结果", "结案结果", "结果", "outcome", "result"]),
    (Target::Ground, &["结案说明", "结果说明", "判定依据", "resolution", "ground"]),
    (Target::Lesson, &["经验教训", "改进措施", "教训", "总结", "lesson", "lessonlearned", "lessonslearned"]),
    (
        Target::LastContact,
        &[
            "最近联系时间",
            "最后联系时间",
            "最近联系",
            "最后联系",
            "最近回访",
            "回访时间",
            "lastcontact",
            "lastcontacted",
            "lastcontactat",
        ],
    ),
    (Target::LastContactVia, &["最近联系方式", "回访方式", "lastcontactvia"]),
    (Target::Note, &["备注", "处理过程", "跟进情况", "跟进记录", "note", "notes", "remarks", "comment", "comments"]),
    (Target::ReportedBy, &["转办部门", "上报部门", "reportedby"]),
    (Target::Representative, &["代理人", "代表人", "representative"]),
    (Target::Language, &["语言", "language"]),
    (Target::People, &["涉及人员", "被投诉人", "people", "staff"]),
    (Target::Cc, &["抄送", "cc"]),
    (Target::Tags, &["标签", "tags", "labels"]),
    (Target::Playbook, &["流程", "playbook"]),
];

const REFERENCES: [&str; 19] = [
    "投诉编号",
    "工单编号",
    "工单号",
    "投诉单号",
    "流水号",
    "编号",
    "单号",
    "序号",
    "reference",
    "referenceno",
    "ticket",
    "ticketno",
    "ticketid",
    "caseno",
    "complaintno",
    "complaintid",
    "no",
    "number",
    "id",
];

const ORDERS: [(&str, &str); 8] = [
    ("订单号", "order"),
    ("订单编号", "order"),
    ("orderno", "order"),
    ("order", "order"),
    ("保单号", "policy"),
    ("policyno", "policy"),
    ("小票号", "receipt"),
    ("receipt", "receipt"),
];

/// What people call the words of the vocabularies, beside the words themselves.
const MEANINGS: [(Target, &[(&str, &str)]); 4] = [
    (
        Target::Channel,
        &[
            ("来电", "phone"),
            ("致电", "phone"),
            ("热线", "phone"),
            ("客服热线", "phone"),
            ("call", "phone"),
            ("tel", "phone"),
            ("telephone", "phone"),
            ("hotline", "phone"),
            ("邮件", "email"),
            ("邮箱", "email"),
            ("mail", "email"),
            ("e-mail", "email"),
            ("来信", "letter"),
            ("信件", "letter"),
            ("post", "letter"),
            ("微信", "chat"),
            ("在线客服", "chat"),
            ("客服", "chat"),
            ("网聊", "chat"),
            ("whatsapp", "chat"),
            ("live chat", "chat"),
            ("wechat", "chat"),
            ("官网", "form"),
            ("网站", "form"),
            ("小程序", "form"),
            ("web", "form"),
            ("website", "form"),
            ("online", "form"),
            ("微博", "social"),
            ("抖音", "social"),
            ("小红书", "social"),
            ("twitter", "social"),
            ("facebook", "social"),
            ("现场", "in-person"),
            ("到店", "in-person"),
            ("门店", "in-person"),
            ("来访", "in-person"),
            ("in person", "in-person"),
            ("store", "in-person"),
            ("shop", "in-person"),
            ("柜台", "counter"),
            ("前台", "counter"),
            ("desk", "counter"),
            ("上门走访", "visit"),
            ("走访", "visit"),
            ("text", "sms"),
            ("12315", "regulator"),
            ("12345", "regulator"),
            ("监管", "regulator"),
            ("消协", "regulator"),
            ("市监局", "regulator"),
            ("政府转办", "regulator"),
            ("ombudsman", "regulator"),
        ],
    ),
    (
        Target::Severity,
        &[
            ("低", "minor"),
            ("轻", "minor"),
            ("low", "minor"),
            ("普通", "normal"),
            ("中", "normal"),
            ("medium", "normal"),
            ("moderate", "normal"),
            ("高", "serious"),
            ("较重", "serious"),
            ("high", "serious"),
            ("特别严重", "major"),
            ("特急", "major"),
            ("critical", "major"),
            ("urgent", "major"),
        ],
    ),
    (
        Target::Status,
        &[
            ("已结", "closed"),
            ("已办结", "closed"),
            ("办结", "closed"),
            ("结案", "closed"),
            ("已关闭", "closed"),
            ("关闭", "closed"),
            ("已完成", "closed"),
            ("完成", "closed"),
            ("已处理", "closed"),
            ("已解决", "closed"),
            ("完结", "closed"),
            ("done", "closed"),
            ("resolved", "closed"),
            ("completed", "closed"),
            ("finished", "closed"),
            ("solved", "closed"),
            ("待处理", "open"),
            ("未处理", "open"),
            ("未结", "open"),
            ("未结案", "open"),
            ("未完成", "open"),
            ("跟进中", "open"),
            ("受理中", "open"),
            ("新建", "open"),
            ("进行中", "open"),
            ("待跟进", "open"),
            ("new", "open"),
            ("pending", "open"),
            ("in progress", "open"),
            ("active", "open"),
            ("on hold", "open"),
        ],
    ),
    (
        Target::Outcome,
        &[
            ("属实", "upheld"),
            ("有效", "upheld"),
            ("投诉成立", "upheld"),
            ("justified", "upheld"),
            ("部分属实", "partly-upheld"),
            ("partially upheld", "partly-upheld"),
            ("不属实", "not-upheld"),
            ("无效", "not-upheld"),
            ("投诉不成立", "not-upheld"),
            ("rejected", "not-upheld"),
            ("unjustified", "not-upheld"),
            ("撤销", "withdrawn"),
            ("撤诉", "withdrawn"),
            ("客户撤诉", "withdrawn"),
            ("重复", "duplicate"),
            ("重复投诉", "duplicate"),
            ("无法联系", "unreachable"),
            ("失联", "unreachable"),
            ("转交", "referred"),
            ("移交", "referred"),
        ],
    ),
];

/// A column for a target or a further reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The column.
    pub column: String,
    /// Of those with few values that need a meaning: each value, and what it may mean.
    pub values: Vec<(String, Option<String>)>,
    /// It holds more different values than anybody would translate.
    pub free_text: bool,
}

/// What a map may say.
#[derive(Debug, Clone, Default)]
pub struct Guess {
    /// The row with the names.
    pub header_row: usize,
    /// The order of dates, where the values tell it.
    pub order: Option<DateOrder>,
    /// Dates whose order nobody can tell from the values.
    pub unclear_order: bool,
    /// What numbers in the columns of dates count from.
    pub serial: Option<Epoch>,
    /// The column of the reference: its values differ from each other.
    pub reference: Option<String>,
    /// The column of each target.
    pub columns: BTreeMap<Target, Found>,
    /// Further references.
    pub references: Vec<(&'static str, String)>,
    /// Columns that nothing was found for.
    pub left: Vec<String>,
}

/// What the words of a vocabulary are called, to look a value up: `names` are those that hold without a map.
pub type Names = BTreeMap<Target, std::collections::HashMap<String, String>>;

/// How many of a row's cells are names of columns that we know.
#[must_use]
pub fn known_names(cells: &[String]) -> usize {
    let known = |name: &String| {
        let name = plain(name);
        NAMES.iter().any(|(_, names)| names.contains(&name.as_str())) || REFERENCES.contains(&name.as_str())
    };
    cells.iter().filter(|c| known(c)).count()
}

/// A name without blanks and brackets, in small letters.
fn plain(name: &str) -> String {
    let head = name.split(['(', '（', '[', '【']).next().unwrap_or_default();
    let head = if head.trim().is_empty() { name } else { head };
    head.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '.' | ':' | '：' | '*' | '#'))
        .collect::<String>()
        .to_lowercase()
}

/// Proposes a map for a sheet.
#[must_use]
pub fn guess(sheet: &Sheet, header_row: usize, names: &Names) -> Guess {
    let mut guess = Guess { header_row, ..Guess::default() };
    let twice = |name: &str| sheet.columns.iter().filter(|c| *c == name).count() > 1;
    let usable: Vec<(usize, &String, String)> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_empty() && !twice(c))
        .map(|(i, c)| (i, c, plain(c.rsplit('.').next().unwrap_or(c))))
        .collect();
    let rows: Vec<&Cells> = sheet
        .rows
        .iter()
        .take(ROWS)
        .filter_map(|r| match &r.content {
            Content::Cells(cells) => Some(cells),
            _ => None,
        })
        .collect();
    let values = |at: usize| rows.iter().map(move |r| r.get(at).trim()).filter(|c| !c.is_empty());
    let mut used: HashSet<usize> = HashSet::new();
    let unique = |at: usize| {
        let mut seen = HashSet::new();
        !rows.is_empty() && values(at).count() == rows.len() && values(at).all(|v| seen.insert(v))
    };
    let by_name = |wanted: &str| usable.iter().find(|(_, _, name)| name == wanted);
    // One with a few values twice is still what is meant: the rows that repeat it are named then.
    let called = || REFERENCES.iter().filter_map(|n| by_name(n));
    let found = called().find(|(at, ..)| unique(*at)).or_else(|| called().find(|(at, ..)| values(*at).count() > 0));
    if let Some((at, column, _)) = found {
        used.insert(*at);
        guess.reference = Some((*column).clone());
    }
    for (target, wanted) in NAMES {
        let found = wanted.iter().filter_map(|n| by_name(n)).find(|(at, ..)| !used.contains(at));
        let Some((at, column, _)) = found else { continue };
        used.insert(*at);
        let found = column_of(target, column, values(*at), names);
        // A result in so many words is why the case ended so, and not one of a few ways to end.
        if target == Target::Outcome && found.free_text && !guess.columns.contains_key(&Target::Ground) {
            guess.columns.insert(Target::Ground, Found { free_text: false, ..found });
        } else {
            guess.columns.insert(target, found);
        }
    }
    for (wanted, key) in ORDERS {
        if let Some((at, column, _)) = by_name(wanted)
            && used.insert(*at)
        {
            guess.references.push((key, (*column).clone()));
        }
    }
    if guess.reference.is_none()
        && let Some((at, column, _)) = usable.iter().find(|(at, ..)| !used.contains(at) && unique(*at))
    {
        used.insert(*at);
        guess.reference = Some((*column).clone());
    }
    let dates: Vec<&str> = guess
        .columns
        .iter()
        .filter(|(target, _)| target.is_moment())
        .filter_map(|(_, found)| sheet.columns.iter().position(|c| *c == found.column))
        .flat_map(values)
        .collect();
    forms(&dates, &mut guess);
    guess.left = usable.iter().filter(|(at, ..)| !used.contains(at)).map(|(_, c, _)| (*c).clone()).collect();
    guess
}

fn column_of<'v>(target: Target, column: &str, values: impl Iterator<Item = &'v str>, names: &Names) -> Found {
    let mut found = Found { column: column.to_owned(), values: Vec::new(), free_text: false };
    let translated = matches!(
        target,
        Target::Channel
            | Target::Severity
            | Target::Status
            | Target::Outcome
            | Target::Owner
            | Target::Category
            | Target::Department
    );
    if !translated {
        return found;
    }
    let mut seen: Vec<&str> = Vec::new();
    for value in values {
        if seen.contains(&value) {
            continue;
        }
        if seen.len() == FEW {
            found.free_text = true;
            found.values.clear();
            return found;
        }
        seen.push(value);
        if !holds(target, value, names) {
            let meanings = MEANINGS.iter().find(|(t, _)| *t == target).map_or(&[][..], |(_, m)| *m);
            let key = folded(value);
            let meaning = meanings.iter().find(|(said, _)| *said == key).map(|(_, word)| (*word).to_owned());
            found.values.push((value.to_owned(), meaning));
        }
    }
    found
}

/// Whether a value needs no translation.
fn holds(target: Target, value: &str, names: &Names) -> bool {
    let known = names.get(&target).is_some_and(|names| names.contains_key(&folded(value)));
    known
        || match target {
            Target::Channel => Channel::parse(value).is_some(),
            Target::Severity => Severity::parse(value).is_some(),
            Target::Outcome => Outcome::parse(value).is_some(),
            Target::Status => matches!(value, "open" | "closed"),
            _ => is_name(value),
        }
}

/// How the dates are written, as far as they tell.
fn forms(dates: &[&str], guess: &mut Guess) {
    let zone = Zone(chrono_tz::UTC);
    let plain = SheetDates::default();
    let unordered: Vec<&&str> = dates.iter().filter(|d| plain.read(d, zone) == Err(Unclear::Order)).collect();
    if !unordered.is_empty() {
        let fits = |order| {
            let dates = SheetDates { order: Some(order), serial: None };
            unordered.iter().all(|d| dates.read(d, zone).is_ok())
        };
        match (fits(DateOrder::Dmy), fits(DateOrder::Mdy)) {
            (true, false) => guess.order = Some(DateOrder::Dmy),
            (false, true) => guess.order = Some(DateOrder::Mdy),
            _ => guess.unclear_order = true,
        }
    }
    let serial = |d: &&&str| {
        d.len() >= 5 && d.split('.').next().is_some_and(|w| w.len() == 5 && w.bytes().all(|b| b.is_ascii_digit()))
    };
    if dates.iter().any(|d| serial(&d)) {
        guess.serial = Some(Epoch::Windows);
    }
}
