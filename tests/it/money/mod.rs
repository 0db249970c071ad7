//! Offers, answers, approvals and redress through the binary.

mod bands;
mod carrying_out;
mod consent;
mod offering;
mod signing;
mod telling;

use crate::scene::{Ran, Scene};

/// The five bands of the insurance article (R60), with roles for each.
const BANDS: &str = r#"
[[approval]]
from = "2000.00"
roles = ["operations-director"]
[[approval]]
from = "10000.00"
roles = ["operations-director", "cfo"]
[[approval]]
from = "50000.00"
roles = ["operations-director", "cfo", "general-manager"]
[[approval]]
from = "500000.00"
roles = ["cfo", "general-manager", "board"]
"#;

const TEAM: &str = r#"
[[person]]
id = "wang"
roles = ["agent", "operations-director"]
[[person]]
id = "li"
roles = ["operations-director"]
[[person]]
id = "sun"
roles = ["operations-director", "cfo"]
[[person]]
id = "zhao"
roles = ["agent"]
"#;

const HEAD: &str = "format = 1\ntime_zone = \"Asia/Shanghai\"\n";

/// A workspace with a case, and the approval bands and the team if they are wanted.
struct Till {
    scene: Scene,
    id: String,
}

impl Till {
    fn with(policy: &str) -> Self {
        let (scene, id) = Scene::with_case();
        scene.write("amends.toml", format!("{HEAD}{policy}"));
        Self { scene, id }
    }

    fn full() -> Self {
        Self::with(&format!("{TEAM}{BANDS}"))
    }

    /// `redress WHAT CASE MORE` at the tests' moment.
    fn redress(&self, what: &str, more: &[&str]) -> Ran {
        let mut args = vec!["redress", what, &self.id];
        args.extend(more);
        self.scene.now(&args)
    }

    fn now(&self, command: &str, more: &[&str]) -> Ran {
        let mut args = vec![command, &self.id];
        args.extend(more);
        self.scene.now(&args)
    }

    /// Refused with this code, and not a byte of the case changed.
    #[track_caller]
    fn refused(&self, code: i32, args: &[&str]) -> String {
        let before = self.scene.case(&self.id);
        let mut all = vec![args[0]];
        all.extend(if args[0] == "redress" { &args[1..2] } else { &[] });
        all.push(&self.id);
        all.extend(&args[if args[0] == "redress" { 2 } else { 1 }..]);
        let ran = self.scene.now(&all).expect(code);
        assert_eq!(self.scene.case(&self.id), before, "{args:?}");
        assert_eq!(ran.out, "", "{args:?}");
        ran.err
    }

    /// An option a of so much, told and accepted.
    fn accepted(amount: &str) -> Self {
        let till = Self::full();
        till.redress("offer", &["--option", &format!("a:loss=refund:{amount}")]).expect(0);
        till.now("log", &["--via", "phone", "--tells"]).expect(0);
        till.redress("answer", &["--accepts", "a", "--how", "电话里同意"]).expect(0);
        till
    }

    fn json(&self) -> serde_json::Value {
        let out = self.now("show", &["-f", "json"]).expect(0).out;
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["redress"].clone()
    }

    /// The files pass the check.
    #[track_caller]
    fn sound(&self) {
        assert_eq!(self.scene.now(&["check"]).expect(0).out, "");
    }
}
