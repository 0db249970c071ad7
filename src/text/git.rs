//! Why git gives no answer.

use super::Say;
use crate::policy::Lang;
use crate::store::git::GitError;

impl Say for GitError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Missing => tr!(lang, "git is not installed here", "这里没有安装 `git`"),
            Self::NoRepository => tr!(lang, "the workspace is not in a git repository", "工作区不在 `git` 仓库中"),
            Self::NoCommit { rev } => tr!(lang, "git knows no commit `{rev}`", "`git` 找不到提交“{rev}”"),
            Self::Failed { command, said } => tr!(lang, "{command} failed: {said}", "`{command}` 失败：`{said}`"),
        }
    }
}
