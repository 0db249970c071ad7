//! What is said of playbooks as files, and of overlays.

use super::Say;
use crate::playbook::Kind;
use crate::policy::Lang;

/// What is said of playbooks as files, and of overlays.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are the words of the message")]
pub enum Authoring {
    /// No case follows an overlay.
    IsOverlay { id: String },
    /// An overlay applies to a case from now on.
    Asks { case: String, id: String, name: String, checks: Vec<String> },
}

impl Say for Authoring {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::IsOverlay { id } => tr!(
                lang,
                "{id} is an overlay: it adds checks to running cases, and no case follows it; `amends playbook list` shows the procedures",
                "“{id}”是附加清单：只给处理中的工单增加检查项，工单不能采用它；`amends playbook list` 列出各流程"
            ),
            Self::Asks { case, id, name, checks } => {
                let head = tr!(
                    lang,
                    "{case}: {name} ({id}) applies, and asks for this before the case is closed:",
                    "{case}：适用附加清单“{name}”（`{id}`），结案前须完成："
                );
                let lines = checks.iter().map(|check| format!("  [ ] {check}"));
                std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl Say for Kind {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Flow => tr!(lang, "flow", "流程"),
            Self::Checklist => tr!(lang, "checklist", "清单"),
            Self::Overlay => tr!(lang, "overlay", "附加清单"),
        }
    }
}
