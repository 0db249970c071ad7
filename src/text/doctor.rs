//! What `doctor` found: what is in order, and what is not with the command that mends it.

use super::{Say, listed};
use crate::policy::Lang;

/// What `doctor` looked at, and how it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Condition {
    /// git's version, if there is git.
    Git { version: Option<String> },
    /// A git older than what is asked of it.
    OldGit { version: String, wanted: &'static str },
    /// The work tree that the workspace lies in, if any.
    Repository { top: Option<String>, said: Option<String> },
    /// Lines that `.gitattributes` and `.gitignore` lack.
    GitLines { lacking: Vec<String> },
    /// Another line takes union away from the cases.
    UnionOff { attribute: String },
    /// The merge driver of this clone.
    Driver { named: bool, call: Option<String>, complete: bool },
    /// A setting that replaces git's own union.
    UnionReplaced { call: String },
    /// Cases in an unfinished merge.
    Unmerged { cases: Vec<String> },
    /// The lock.
    LockFree,
    /// The lock is held.
    LockHeld { holder: String },
    /// The lock, or its folder, is a link.
    LockLinked,
    /// The lock can't be used.
    LockUnknown { said: String },
    /// Temporary files.
    Strays { stale: usize, fresh: usize },
    /// An import that was cut off: whether its cases count, and how many are not in their places.
    CutOff { counts: bool, cases: usize },
    /// Texts that `edit` kept.
    KeptTexts { paths: Vec<String> },
    /// The policy.
    Policy { faults: usize },
    /// Who acts here.
    Actor { person: Option<String> },
    /// The file system.
    FileSystem { kind: String },
    /// It takes `A` and `a` for one name.
    IgnoresCase,
    /// A folder can't be synced.
    NoFolderSync,
    /// It lies on another machine.
    Remote { kind: String },
}

impl Condition {
    /// What was looked at, in a word.
    #[must_use]
    pub fn item(&self) -> &'static str {
        match self {
            Self::Git { .. } | Self::OldGit { .. } => "git",
            Self::Repository { .. } => "repository",
            Self::GitLines { .. } | Self::UnionOff { .. } => "git-files",
            Self::Driver { .. } => "merge-driver",
            Self::UnionReplaced { .. } => "union",
            Self::Unmerged { .. } => "unmerged",
            Self::LockFree | Self::LockHeld { .. } | Self::LockLinked | Self::LockUnknown { .. } => "lock",
            Self::Strays { .. } => "temporary-files",
            Self::CutOff { .. } => "import",
            Self::KeptTexts { .. } => "kept-texts",
            Self::Policy { .. } => "amends.toml",
            Self::Actor { .. } => "actor",
            Self::FileSystem { .. } | Self::IgnoresCase | Self::NoFolderSync | Self::Remote { .. } => "file-system",
        }
    }

    /// What was looked at, for people.
    #[must_use]
    pub fn item_words(&self, lang: Lang) -> String {
        match self.item() {
            "git" => tr!(lang, "git", "`git`"),
            "repository" => tr!(lang, "repository", "仓库"),
            "git-files" => tr!(lang, "lines for git", "`git` 设置行"),
            "merge-driver" => tr!(lang, "merge driver", "合并驱动"),
            "union" => tr!(lang, "union", "“union”合并"),
            "unmerged" => tr!(lang, "unfinished merge", "未完成的合并"),
            "lock" => tr!(lang, "lock", "锁"),
            "temporary-files" => tr!(lang, "temporary files", "临时文件"),
            "import" => tr!(lang, "import", "导入"),
            "kept-texts" => tr!(lang, "kept texts", "保留的文本"),
            "actor" => tr!(lang, "who acts", "操作人"),
            "file-system" => tr!(lang, "file system", "文件系统"),
            other => other.to_owned(),
        }
    }

    /// Whether nothing has to be done about it.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        match self {
            Self::Git { version } => version.is_some(),
            Self::Repository { top, .. } => top.is_some(),
            Self::GitLines { lacking } => lacking.is_empty(),
            Self::Driver { complete, .. } => *complete,
            Self::Unmerged { cases } => cases.is_empty(),
            Self::Strays { stale, .. } => *stale == 0,
            Self::KeptTexts { paths } => paths.is_empty(),
            Self::Policy { faults } => *faults == 0,
            Self::LockFree
            | Self::LockHeld { .. }
            | Self::Actor { .. }
            | Self::FileSystem { .. }
            | Self::IgnoresCase => true,
            Self::OldGit { .. }
            | Self::CutOff { .. }
            | Self::UnionOff { .. }
            | Self::LockLinked
            | Self::UnionReplaced { .. }
            | Self::LockUnknown { .. }
            | Self::NoFolderSync
            | Self::Remote { .. } => false,
        }
    }

    /// The command, or the advice, that mends it.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> Option<String> {
        if let Self::Actor { person: None } = self {
            return Some(tr!(
                lang,
                "git config user.email ADDRESS, the one that amends.toml lists for you",
                "`git config user.email ADDRESS`，填写 `amends.toml` 中你的地址"
            ));
        }
        if self.is_fine() {
            return None;
        }
        let fix = || tr!(lang, "amends doctor --fix", "`amends doctor --fix`");
        Some(match self {
            Self::Git { .. } | Self::OldGit { .. } => tr!(lang, "install git", "安装新版 `git`"),
            Self::Repository { said: Some(_), .. } => {
                tr!(lang, "do what git says", "按 `git` 的提示处理")
            }
            Self::Repository { .. } => {
                tr!(lang, "git init, then amends doctor --fix", "`git init`，再运行 `amends doctor --fix`")
            }
            Self::GitLines { .. } | Self::Driver { .. } => fix(),
            Self::UnionOff { .. } => tr!(
                lang,
                "move our line to the end of .gitattributes: the last line that fits counts",
                "把我们的那一行移到 `.gitattributes` 末尾：以最后匹配的一行为准"
            ),
            Self::UnionReplaced { .. } => {
                tr!(lang, "git config --unset merge.union.driver", "`git config --unset merge.union.driver`")
            }
            Self::Unmerged { .. } => {
                tr!(lang, "amends merge resolve, then git add", "`amends merge resolve`，然后 `git add`")
            }
            Self::LockLinked => tr!(lang, "rm .amends, the link", "删除链接 `.amends`"),
            Self::LockUnknown { .. } => {
                tr!(lang, "make .amends/ writable: chmod u+rwX .amends", "让 `.amends/` 可写：`chmod u+rwX .amends`")
            }
            Self::Strays { .. } | Self::CutOff { .. } => tr!(lang, "amends check --fix", "`amends check --fix`"),
            Self::KeptTexts { .. } => tr!(
                lang,
                "look at them, take over what is needed, then delete them",
                "查看内容，采用需要的部分，然后删除"
            ),
            Self::Policy { .. } => tr!(lang, "amends check", "`amends check`"),
            Self::NoFolderSync => tr!(
                lang,
                "commit and push often: a power cut may undo the last write",
                "多提交、多推送：断电可能丢失最后一次写入"
            ),
            Self::Remote { .. } => tr!(
                lang,
                "keep the clone on a disk of this machine, and share it by git",
                "把克隆放在本机磁盘上，用 `git` 共享"
            ),
            _ => return None,
        })
    }
}

impl Say for Condition {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Git { version: Some(version) } => tr!(lang, "git {version}", "`git` {version}"),
            Self::Git { version: None } => {
                tr!(lang, "git is not installed: no history, no merging", "没有安装 `git`：没有历史，也无法合并")
            }
            Self::OldGit { version, wanted } => tr!(
                lang,
                "git {version} is older than {wanted}: some of what follows can't be asked",
                "`git` {version} 早于 {wanted}：以下部分内容无法查询"
            ),
            Self::Repository { top: Some(top), .. } => tr!(lang, "in the work tree {top}", "位于工作树 {top}"),
            Self::Repository { said: Some(said), .. } => tr!(lang, "git says: {said}", "`git` 提示：`{said}`"),
            Self::Repository { .. } => tr!(lang, "in no git repository", "不在 `git` 仓库中"),
            Self::UnionOff { attribute } => tr!(
                lang,
                "git's attributes give cases `merge={attribute}`: another line overrides ours",
                "`git` 属性给工单的是 `merge={attribute}`：被另一行覆盖"
            ),
            Self::GitLines { lacking } if lacking.is_empty() => {
                tr!(lang, "cases merge by union in every clone", "每个克隆都以“union”方式合并工单")
            }
            Self::GitLines { lacking } => {
                let lacking = listed(lacking, lang);
                tr!(lang, "lines lacking: {lacking}", "缺少：`{lacking}`")
            }
            Self::Driver { complete: true, .. } => {
                tr!(lang, "set up: git merges cases event by event", "已设置：`git` 会逐个事件合并工单")
            }
            Self::Driver { call: None, .. } => tr!(
                lang,
                "not set up in this clone: git merges cases by union, line by line",
                "本克隆未设置：`git` 按“union”逐行合并工单"
            ),
            Self::Driver { named: false, .. } => tr!(
                lang,
                "set up, but git's attributes don't name it for cases",
                "已设置，但 `git` 的属性没有把它用于工单"
            ),
            Self::Driver { .. } => {
                tr!(lang, "set up for a program in another place", "设置的是另一个位置的程序")
            }
            Self::UnionReplaced { call } => tr!(
                lang,
                "merge.union.driver replaces git's own union for every clone without the driver: {call}",
                "“merge.union.driver”替换了 `git` 自带的“union”：`{call}`"
            ),
            Self::Unmerged { cases } if cases.is_empty() => tr!(lang, "no unfinished merge", "没有未完成的合并"),
            Self::Unmerged { cases } => {
                let cases = listed(cases, lang);
                tr!(lang, "unfinished merge of {cases}", "尚未完成合并：{cases}")
            }
            Self::LockFree => tr!(lang, "nobody is writing", "没有进程在写入"),
            Self::LockHeld { holder } if holder.is_empty() => {
                tr!(lang, "another process is writing", "另一个进程正在写入")
            }
            Self::LockHeld { holder } => tr!(lang, "process {holder} is writing", "进程 {holder} 正在写入"),
            Self::LockLinked => {
                tr!(
                    lang,
                    "is a link, or lies behind one: no write goes through it",
                    "是链接或在链接之后：不会经由它写入"
                )
            }
            Self::LockUnknown { said } => tr!(lang, "can't be used: {said}", "无法使用：`{said}`"),
            Self::Strays { stale: 0, fresh: 0 } => tr!(lang, "none left behind", "没有遗留"),
            Self::Strays { stale: 0, fresh } => {
                tr!(
                    lang,
                    "{fresh}, younger than an hour: a write may be on its way",
                    "{fresh} 个，不到一小时：可能正在写入"
                )
            }
            Self::Strays { stale, .. } => {
                tr!(lang, "{stale} left by killed processes", "被中断的进程遗留了 {stale} 个")
            }
            Self::CutOff { counts: true, cases } => tr!(
                lang,
                "cut off after it counted; cases that are not in their places: {cases}",
                "生效后中断；还没有放入的工单：{cases} 份"
            ),
            Self::CutOff { counts: false, cases } => tr!(
                lang,
                "cut off before it counted; cases that were prepared: {cases}",
                "生效前中断；准备好的工单：{cases} 份"
            ),
            Self::KeptTexts { paths } if paths.is_empty() => tr!(lang, "none", "没有"),
            Self::KeptTexts { paths } => {
                let paths = listed(paths, lang);
                tr!(lang, "typed, but not written: {paths}", "已输入但未写入：{paths}")
            }
            Self::Policy { faults: 0 } => tr!(lang, "sound", "没有错误"),
            Self::Policy { faults } => tr!(lang, "{faults} faults", "{faults} 处错误"),
            Self::Actor { person: Some(person) } => tr!(lang, "{person} acts here", "操作人 {person}"),
            Self::Actor { person: None } => {
                tr!(lang, "unknown: every write needs --by or AMENDS_BY", "未知：每次写入都需要 --by 或 `AMENDS_BY`")
            }
            Self::FileSystem { kind } => tr!(lang, "{kind}", "{kind}"),
            Self::IgnoresCase => tr!(
                lang,
                "takes A and a for one name; ids are lower-case, so nothing is lost by it",
                "不区分名称的大小写；编号都是小写，不受影响"
            ),
            Self::NoFolderSync => tr!(lang, "can't sync a folder to disk", "无法把目录同步到磁盘"),
            Self::Remote { kind } => tr!(
                lang,
                "{kind} lies on another machine, where the lock may not hold everybody",
                "{kind} 在另一台机器上，锁未必对所有人有效"
            ),
        }
    }
}
