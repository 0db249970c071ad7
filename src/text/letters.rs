//! What is said about letters: what one lacks, what to do once it is sent, what is wrong with a template.

use super::{Msg, Say, listed, meant};
use crate::letter::{Kind, Part, TemplateFaultKind};
use crate::policy::Lang;

/// What is said about a letter.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Letters {
    /// A part is not in the text.
    Lacks { kind: Kind, part: Part },
    /// How to record that it was sent.
    LogIt { case: String, via: &'static str, kind: Kind },
    /// How to record the new date, too.
    ExtendIt { case: String },
    /// A public statement is no contact with this customer.
    NotLogged,
    /// No refusal is on record.
    NoDecline { case: String },
    /// The template has faults.
    Template { path: String },
    /// What is wrong with a template.
    Fault(TemplateFaultKind),
    /// A customer whose language no letter is written in.
    OtherLanguage { language: String },
    /// A promise is past its time.
    Late { case: String },
    /// There is no way to send it.
    NoContact { case: String },
    /// What `--set` has to give.
    Needs { kind: Kind, settings: Vec<String> },
    /// A name that `--set` gives twice.
    Twice { name: String },
    /// A name of `--set` that the template has no use for.
    NoSetting { name: String, near: Option<String>, settings: Vec<String> },
    /// Which template was printed: the workspace's own, or what a copy of it would do.
    Copied { path: String, own: bool },
    /// A name of `--set` that comes from the record.
    FromRecord { name: String },
}

impl Say for Kind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Acknowledgement => tr!(lang, "acknowledgement", "受理告知函"),
            Self::Progress => tr!(lang, "progress report", "进展告知函"),
            Self::Extension => tr!(lang, "notice of extension", "延期告知函"),
            Self::Result => tr!(lang, "result", "处理结果函"),
            Self::Refusal => tr!(lang, "refusal", "不予支持告知函"),
            Self::Apology => tr!(lang, "apology", "道歉信"),
            Self::Statement => tr!(lang, "public statement", "公开声明"),
        }
    }
}

impl Say for Part {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Customer => tr!(lang, "the customer's name", "客户姓名"),
            Self::Number => tr!(lang, "the number of the case", "工单编号"),
            Self::Received => tr!(lang, "the day the complaint was received", "收到投诉的日期"),
            Self::Next => tr!(lang, "when the customer hears from us next", "下次联系的时间"),
            Self::Dates => tr!(lang, "the old and the new date", "原定日期和新的日期"),
            Self::Reason => tr!(lang, "the reason", "原因"),
            Self::Process => tr!(
                lang,
                "how it was looked into; on record it stands with amends evidence, amends assess --verified or amends cause",
                "调查过程；请先用 `amends evidence`、`amends assess --verified` 或 `amends cause` 记录"
            ),
            Self::Time => tr!(lang, "how long that took", "处理时间"),
            Self::Sympathy => tr!(lang, "sympathy and understanding", "同情和理解"),
            Self::Apology => tr!(lang, "that we are sorry", "道歉"),
            Self::Assurance => tr!(lang, "that it shall not happen again", "不再发生同类事件的保证"),
            Self::Outcome => tr!(
                lang,
                "the result: --set result=TEXT, or amends assess, amends close",
                "处理结果：`--set result=TEXT`，或 `amends assess`、`amends close`"
            ),
            Self::Refused => tr!(lang, "what is refused", "不予支持的诉求"),
            Self::Alternative => tr!(lang, "the alternative", "替代方案"),
            Self::Problem => tr!(lang, "the very problem (the title)", "具体的问题（标题）"),
            Self::Effect => {
                tr!(
                    lang,
                    "what it meant to the customer: --set effect=TEXT",
                    "问题给客户带来的影响：`--set effect=TEXT`"
                )
            }
            Self::Manager => tr!(lang, "who speaks for us", "由谁代表致歉"),
            Self::Values => tr!(lang, "what we stand for", "我们的价值观"),
            Self::Measures => tr!(lang, "what is done against a repetition", "防止再次发生的措施"),
            Self::Entitlement => tr!(lang, "what those concerned are entitled to", "当事客户的权利"),
            Self::Cc => tr!(lang, "everybody whom the customer sent a copy (cc)", "客户抄送的所有人"),
            Self::Others => {
                tr!(
                    lang,
                    "a cc line with nobody but those whom the customer sent a copy",
                    "与客户抄送对象一致的抄送行（现在多出了别人）"
                )
            }
        }
    }
}

impl Say for TemplateFaultKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Syntax { message } => tr!(lang, "not a template: {message}", "模板格式有误：`{message}`"),
            Self::Unknown { name, near, known } => {
                let (near, known) = (meant(near.as_ref(), lang), listed(known, lang));
                tr!(
                    lang,
                    "there is no `{name}`{near}\nThe variables are: {known}; give another one with --set {name}=TEXT",
                    "没有“{name}”{near}\n可用的变量：`{known}`；其他变量用 `--set {name}=TEXT` 给出"
                )
            }
            Self::Absent { name: Some(name) } => tr!(
                lang,
                "this case has no `{name}`; ask for it first: {{% if {name} %}}",
                "这份工单没有“{name}”；请先用条件判断：`{{% if {name} %}}`"
            ),
            Self::Absent { name: None } => tr!(
                lang,
                "this case doesn't have what is printed here; ask for it first with {{% if %}}",
                "这份工单没有此处要输出的内容；请先用 `{{% if %}}` 判断"
            ),
            Self::Endless => tr!(lang, "the template never ends", "模板没有尽头"),
            Self::Other { message } => tr!(lang, "the template can't be used: {message}", "模板无法使用：`{message}`"),
        }
    }
}

impl Say for Letters {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Lacks { kind, part } => {
                let (kind, part) = (kind.say(lang), part.say(lang));
                tr!(lang, "the {kind} lacks {part}", "{kind}缺少：{part}")
            }
            Self::LogIt { case, via, kind } => tr!(
                lang,
                "a draft, nothing is recorded; once it is sent: amends log {case} --via {via} --letter {kind} -m TEXT",
                "这是草稿，没有记录；发出之后：`amends log {case} --via {via} --letter {kind} -m TEXT`"
            ),
            Self::ExtendIt { case } => tr!(
                lang,
                "and the new date: amends extend {case} --due TIME --approved-by PERSON --told --why TEXT",
                "再记录新的日期：`amends extend {case} --due TIME --approved-by PERSON --told --why TEXT`"
            ),
            Self::NotLogged => tr!(
                lang,
                "a draft for the person who speaks for all; nothing is recorded",
                "这是供发言人审阅的草稿；没有记录"
            ),
            Self::NoDecline { case } => tr!(
                lang,
                "{case} has no refusal on record, and none goes out without an alternative; first: amends decline {case} --why TEXT --alternative TEXT -m TEXT",
                "{case} 没有不予支持的记录，没有替代方案也不能告知客户；请先：`amends decline {case} --why TEXT --alternative TEXT -m TEXT`"
            ),
            Self::Template { path } => {
                tr!(
                    lang,
                    "{path} can't be used; without that file the built-in template holds",
                    "{path} 无法使用；没有这个文件时使用内置模板"
                )
            }
            Self::Fault(kind) => kind.say(lang),
            Self::OtherLanguage { language } => tr!(
                lang,
                "the customer's language is {language}, and letters are in English and Chinese; choose with --lang",
                "客户使用的语言是“{language}”，而信函只有英文和中文；请用 --lang 选择"
            ),
            Self::Late { case } => tr!(
                lang,
                "a promise is past its time; give the new one in the letter, then: amends promise {case} --moves ID --due TIME --told -m TEXT",
                "有承诺已经逾期；请在信中写明新的时间，然后：`amends promise {case} --moves ID --due TIME --told -m TEXT`"
            ),
            Self::NoContact { case } => {
                tr!(lang, "{case} names no way to reach the customer", "{case} 没有客户的联系方式")
            }
            Self::Needs { kind, settings } => {
                let (kind, settings) = (kind.say(lang), settings.join(" "));
                tr!(lang, "the {kind} needs: {settings}", "{kind}还需要：`{settings}`")
            }
            Self::Twice { name } => tr!(lang, "--set {name} is there twice", "--set {name} 出现了两次"),
            Self::NoSetting { name, near, settings } => {
                let (near, settings) = (meant(near.as_ref(), lang), listed(settings, lang));
                tr!(
                    lang,
                    "--set {name}: this letter has no use for it; it takes: {settings}{near}",
                    "--set {name}：这封信用不到；可用的有：`{settings}`{near}"
                )
            }
            Self::Copied { path, own: true } => {
                tr!(lang, "the workspace's own: {path}", "这是工作区自己的模板：{path}")
            }
            Self::Copied { path, own: false } => tr!(
                lang,
                "the built-in template; a copy of it in {path}, changed as you like, takes its place",
                "这是内置模板；复制到 {path} 并按需修改后，就以它为准"
            ),
            Self::FromRecord { name } => tr!(
                lang,
                "--set {name}: that comes from the record, and is corrected there",
                "--set {name}：该内容取自记录，请在记录中更正"
            ),
        }
    }
}

impl From<Letters> for Msg {
    fn from(value: Letters) -> Self {
        Self::Letters(Box::new(value))
    }
}
