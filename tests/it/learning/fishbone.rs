//! `show --fishbone`.

use super::{at, team};
use unicode_width::UnicodeWidthStr;

#[test]
fn the_fishbone_of_a_case_has_its_bones_in_order_and_its_whys_indented() {
    let (scene, id) = team();
    let draw = |lang: &str| at(&scene, "23 09:00", &["show", &id, "--fishbone", "--lang", lang]).expect(0);
    let bare = draw("en");
    assert_eq!(bare.out, "<= 鞋底开胶\n");
    assert!(bare.err.contains(&format!("amends cause {id}")), "{}", bare.err);
    assert!(draw("zh").err.contains("还没有记录原因"));
    for args in [
        &["cause", &id, "-m", "没人检查"][..],
        &["cause", &id, "-m", "潮湿", "--bone", "weather"],
        &[
            "cause",
            &id,
            "-m",
            "胶水过期",
            "--code",
            "glue",
            "--bone",
            "material",
            "--because",
            "没有标签",
            "--because",
            "散装采购",
        ],
        &["cause", &id, "-m", "新手", "--bone", "people"],
        &["cause", &id, "-m", "鞋底潮湿", "--bone", "material"],
    ] {
        at(&scene, "22 09:00", args).expect(0);
    }
    assert_eq!(
        draw("en").out,
        "<= 鞋底开胶\n|\n+== people\n|   +- 新手\n|\n+== material\n|   +- 胶水过期 (glue)\n|   |    why? 没有标签\n|   |      why? 散装采购\n|   +- 鞋底潮湿\n|\n+== weather\n|   +- 潮湿\n|\n+== (not stated)\n    +- 没人检查\n"
    );
    let chinese = draw("zh").out;
    assert!(chinese.contains("+== 物料\n|   +- 胶水过期（glue）\n|   |    为什么？没有标签\n"), "{chinese}");
    // It is drawn for people only.
    at(&scene, "23 09:00", &["show", &id, "--fishbone", "-f", "json"]).expect(2);
    at(&scene, "23 09:00", &["show", &id, "--fishbone", "--explain"]).expect(2);
}

#[test]
fn a_fishbone_keeps_within_eighty_columns() {
    let (scene, id) = team();
    let long = "工序记录里没有写明胶水应当干燥多久才可以压合，也没有写明由谁来检查，检查之后又应当记在哪里";
    let mut args = vec!["cause", &id, "-m", long, "--bone", "method"];
    for _ in 0..7 {
        args.extend(["--because", long]);
    }
    at(&scene, "22 09:00", &args).expect(0);
    let mut command = crate::scene::amends(scene.root());
    command.args(["show", &id, "--fishbone"]).env("COLUMNS", "80");
    let drawn = crate::scene::Ran::of(command.output().unwrap()).expect(0).out;
    assert!(drawn.lines().count() > 10, "{drawn}");
    for line in drawn.lines() {
        assert!(line.width() <= 80, "{line}");
    }
    // Nothing is lost in wrapping.
    let text: String = drawn.chars().filter(|c| !" \n|".contains(*c)).collect();
    assert_eq!(text.matches(long).count(), 8, "{drawn}");
}
