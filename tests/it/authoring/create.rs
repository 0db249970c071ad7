//! `playbook new`.

use crate::scene::Scene;
use amends::playbook::builtin::BUILTIN;

fn read(scene: &Scene, id: &str) -> String {
    std::fs::read_to_string(scene.root().join(format!("playbooks/{id}.toml"))).unwrap()
}

#[test]
fn the_template_of_either_language_passes_the_check_and_explains_every_key() {
    let scene = Scene::workspace();
    for (lang, id, word) in [("en", "ours", "# Something to do."), ("zh", "women", "# 要做的事。")] {
        let ran = scene.now(&["playbook", "new", id, "--lang", lang]).expect(0);
        assert!(ran.out.starts_with(id) && ran.out.contains(&format!("playbooks/{id}.toml")), "{}", ran.out);
        assert!(ran.err.contains(&format!("amends playbook check {id}")), "{}", ran.err);
        assert!(ran.err.contains(&format!("amends playbook graph {id}")), "{}", ran.err);
        let text = read(&scene, id);
        assert!(text.contains(word) && text.contains(&format!("\nid = \"{id}\"\n")), "{text}");
        // Each key of the format stands in it.
        for key in [
            "id",
            "revision",
            "name",
            "source",
            "industry",
            "kind",
            "close_requires",
            "apology",
            "allowed_remedies",
            "offer",
            "goal",
            "within",
            "actor",
            "skippable",
            "requires",
            "say",
            "text",
            "required",
            "label",
            "type",
            "options",
            "when",
            "to",
            "next",
            "on_unsatisfied",
            "first_response",
            "feedback",
            "step",
        ] {
            assert!(text.lines().any(|l| l.starts_with(&format!("{key} = "))), "{lang}: {key}");
        }
        assert!(text.contains("applies = {") && text.contains("overlay"), "{lang}");
        for gate in amends::playbook::Gate::NAMES {
            assert!(text.contains(gate), "{lang}: {gate}");
        }
        assert_eq!(scene.now(&["playbook", "check", id]).expect(0).out, "");
        scene.open("2026-11-21T14:00:00+08:00", &["--playbook", id]);
    }
}

#[test]
fn a_copy_differs_in_id_revision_and_name_and_in_no_other_byte() {
    let scene = Scene::workspace();
    for (from, text) in BUILTIN {
        scene.now(&["playbook", "new", "ours", "--from", from, "--name", "我们的 \"流程\""]).expect(0);
        let copy = read(&scene, "ours");
        let differing: Vec<(&str, &str)> = text.lines().zip(copy.lines()).filter(|(a, b)| a != b).collect();
        assert_eq!(copy.lines().count(), text.lines().count(), "{from}");
        assert!(differing.len() <= 3, "{from}: {differing:?}");
        for (old, new) in differing {
            let key = new.split_whitespace().next().unwrap();
            assert!(["id", "revision", "name"].contains(&key), "{from}: {old} -> {new}");
        }
        scene.now(&["playbook", "check", "ours"]).expect(0);
        let page = scene.now(&["playbook", "show", "ours"]).expect(0).out;
        assert!(page.starts_with("我们的 \"流程\"  (ours@1)\n"), "{page}");
        std::fs::remove_file(scene.root().join("playbooks/ours.toml")).unwrap();
    }
    // Windows line ends and a raised revision of a team's own file; without --name its name stays.
    let own = "# 说明\r\nid = 'desk'   # 编号\r\nrevision = 12\r\nname = { en = \"Desk\", zh = \"服务台\" }\r\n\
               kind = \"checklist\"\r\n[[step]]\r\nid = \"answer\"\r\nname = \"答复\"\r\n";
    scene.write("playbooks/desk.toml", own);
    assert_eq!(scene.now(&["playbook", "new", "second", "--from", "desk", "-q"]).expect(0).out, "second\n");
    let wanted = own.replace("'desk'", "\"second\"").replace("12", "1");
    assert_eq!(read(&scene, "second"), wanted);
}

#[test]
fn nothing_is_overwritten_and_a_wrong_id_is_told() {
    let scene = Scene::workspace();
    scene.write("playbooks/broken.toml", "id = ");
    scene.write(
        "playbooks/dotted.toml",
        "id = \"dotted\"\nrevision = 1\nname.en = \"x\"\nkind = \"checklist\"\n[[step]]\nid = \"a\"\nname = \"a\"\n",
    );
    let before = read(&scene, "four-step");
    for (args, code, words) in [
        (
            &["four-step"][..],
            4,
            "playbooks/four-step.toml is there already and stays as it is; edit it, or copy it: amends playbook new OTHER-ID --from four-step",
        ),
        (&["four-step", "--lang", "zh"], 4, "playbooks/four-step.toml 已经存在"),
        (&["broken"], 4, "is there already"),
        (&["hotel"], 4, "to change it: amends playbook new hotel --from hotel"),
        (&["Our Desk"], 2, "did you mean `our-desk`?"),
        (&["desk.toml"], 2, "did you mean `desk`?"),
        (&["../desk"], 2, "can't be the id of a playbook"),
        (&["no"], 2, "can't be the id"),
        (&["ours", "--from", "four-stp"], 5, "did you mean `four-step`?"),
        (&["ours", "--from", "broken"], 7, "playbooks/broken.toml:1:"),
        (&["ours", "--from", "dotted", "--name", "y"], 4, "copy the file by hand"),
        (&["ours", "--at", "yesterday"], 2, "--at"),
        (&["ours", "-f", "json"], 2, "--format"),
    ] {
        let ran = scene.now(&[&["playbook", "new"], args].concat()).expect(code);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
    assert_eq!(read(&scene, "four-step"), before);
    assert!(!scene.root().join("playbooks/ours.toml").exists());
    // A dry run shows the text; the copy of a built-in one under its own id is allowed.
    let ran = scene.now(&["playbook", "new", "hotel", "--from", "hotel", "-n"]).expect(0);
    assert!(ran.out.contains("id = \"hotel\"") && !scene.root().join("playbooks/hotel.toml").exists());
    scene.now(&["playbook", "new", "hotel", "--from", "hotel"]).expect(0);
    assert!(scene.root().join("playbooks/hotel.toml").exists());
}
