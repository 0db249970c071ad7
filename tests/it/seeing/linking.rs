//! `link`: which cases may belong together, and where it is shown.

use super::{Desk, out};

const NOW: &str = "11-02 17:00";

#[test]
fn each_relation_adds_one_line_to_one_case() {
    for (relation, english, chinese) in [
        ("duplicate-of", "duplicate of", "重复于"),
        ("repeat-of", "repeat of", "再次投诉"),
        ("part-of", "part of", "属于"),
        ("related", "related to", "相关"),
    ] {
        let desk = Desk::plain();
        let (case, other) = (desk.case("bcdfg"), desk.case("hjkmn"));
        let (before, untouched) = (desk.scene.case(&case), desk.scene.case(&other));
        let ran = desk.run(&["link", "bcd", "hjk", "--as", relation, "--why", "the same batch"], NOW).expect(0);
        assert!(ran.out.starts_with(&format!("{case}: {english} {other} (")), "{}", ran.out);
        let after = desk.scene.case(&case);
        let line = after.strip_prefix(&before).unwrap();
        assert!(line.contains(&format!("do: link, to: {other}, relation: {relation}")), "{line}");
        assert!(line.contains("why: \"the same batch\""), "{line}");
        assert_eq!(desk.scene.case(&other), untouched);
        let ran = desk.run(&["show", &case, "--lang", "zh"], NOW).expect(0);
        assert!(ran.out.contains("关联工单\n") && ran.out.contains(chinese), "{}", ran.out);
        desk.is_clean(NOW);
    }
}

#[test]
fn what_cannot_be_linked_is_refused_and_nothing_is_written() {
    let desk = Desk::plain();
    let [a, b, c] = ["bcdfg", "hjkmn", "pqrst"].map(|tail| desk.case(tail));
    let link = |case: &str, other: &str, relation: &str| desk.run(&["link", case, other, "--as", relation], NOW);
    link(&a, &a, "related").expect(4);
    link(&a, "nothere", "related").expect(5);
    link("nothere", &a, "related").expect(5);
    let ran = link(&a, &b, "part").expect(2);
    assert!(ran.err.contains("part-of"), "{}", ran.err);
    desk.run(&["link", &a, &b], NOW).expect(2);
    link(&a, &b, "part-of").expect(0);
    let text = [&a, &b, &c].map(|id| desk.scene.case(id));
    for (case, other, relation, said) in [
        (&a, &b, "part-of", "is linked already"),
        (&b, &a, "part-of", "both can't be"),
        (&a, &c, "part-of", "is part of"),
        (&c, &a, "part-of", "is itself part of"),
        (&b, &c, "part-of", "has parts of its own"),
    ] {
        let ran = link(case, other, relation).expect(4);
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
        assert!(ran.out.is_empty());
        let chinese = desk.run(&["link", case, other, "--as", relation, "--lang", "zh"], NOW).expect(4);
        assert_ne!(chinese.err, ran.err);
    }
    assert_eq!([&a, &b, &c].map(|id| desk.scene.case(id)), text);
    // Another relation is another matter, and `related` holds both ways.
    link(&a, &b, "related").expect(0);
    link(&b, &a, "related").expect(0);
}

#[test]
fn a_part_that_was_taken_back_may_go_elsewhere() {
    let desk = Desk::plain();
    let [a, b, c] = ["bcdfg", "hjkmn", "pqrst"].map(|tail| desk.case(tail));
    desk.run(&["link", &a, &b, "--as", "part-of"], NOW).expect(0);
    let refused = desk.run(&["link", &a, &c, "--as", "part-of"], NOW).expect(4).err;
    let command = refused.split("amends ").last().unwrap().trim().replace("TEXT", "mistaken");
    desk.run(&command.split(' ').collect::<Vec<_>>(), NOW).expect(0);
    desk.run(&["link", &a, &c, "--as", "part-of"], NOW).expect(0);
    assert_eq!(desk.ids(&["list", "--part-of", &c], NOW), [a]);
    assert!(desk.ids(&["list", "--part-of", &b], NOW).is_empty());
    desk.run(&["list", "--part-of", "nothere"], NOW).expect(5);
}

#[test]
fn both_cases_show_the_link() {
    let desk = Desk::plain();
    let [main, part, other] = ["bcdfg", "hjkmn", "pqrst"].map(|tail| desk.case(tail));
    desk.run(&["link", &part, &main, "--as", "part-of"], NOW).expect(0);
    desk.run(&["link", &other, &main, "--as", "duplicate-of"], NOW).expect(0);
    let block = |id: &str| {
        let out = desk.run(&["show", id], NOW).expect(0).out;
        out.lines()
            .skip_while(|l| *l != "Linked cases")
            .skip(1)
            .take_while(|l| !l.is_empty())
            .map(ToOwned::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        block(&main),
        [
            format!("  {part}  its part  open  鞋底开胶 hjkmn"),
            format!("  {other}  its duplicate  open  鞋底开胶 pqrst")
        ]
    );
    assert_eq!(block(&part), [format!("  {main}  part of  open  鞋底开胶 bcdfg")]);
    let shown = desk.shown(&main, NOW);
    assert_eq!(shown["links"][0]["case"], *part);
    assert_eq!(shown["links"][0]["back"], true);
    assert_eq!(desk.shown(&part, NOW)["links"][0]["back"], false);
}

#[test]
fn a_damaged_case_that_names_this_one_is_said_and_makes_it_incomplete() {
    let desk = Desk::plain();
    let (main, part) = (desk.case("bcdfg"), desk.case("hjkmn"));
    desk.run(&["link", &part, &main, "--as", "part-of"], NOW).expect(0);
    let text = desk.scene.case(&part).replace("via: phone", "via: pigeon");
    desk.scene.write(&format!("cases/2026/11/{part}.yaml"), text);
    let ran = desk.run(&["show", &main], NOW).expect(3);
    assert!(ran.err.contains(&part) && ran.err.contains("pigeon"), "{}", ran.err);
}

#[test]
fn a_closed_case_can_still_be_linked() {
    let desk = Desk::plain();
    let (a, b) = (desk.file("bcdfg", "", &[out("11-02 11:00")]), desk.case("hjkmn"));
    desk.run(&["close", &a, "--outcome", "withdrawn"], NOW).expect(0);
    desk.run(&["link", &b, &a, "--as", "repeat-of"], NOW).expect(0);
    desk.run(&["link", &a, &b, "--as", "related", "-n"], NOW).expect(0);
    assert!(!desk.scene.case(&a).contains("do: link"));
    desk.run(&["link", &a, &b, "--as", "related"], NOW).expect(0);
}
