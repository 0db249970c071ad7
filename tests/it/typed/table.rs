//! One line a text.

use super::{read, read_at};
use crate::scene::{NOW, Scene};

/// The texts that other readers of typed times got wrong: taken for something else, cut short, or refused without need.
#[test]
fn what_others_misread_is_right_here_or_refused() {
    for (typed, meant) in [
        // chrono-english drops the time of day and takes the present one.
        ("yesterday 14:00", "2026-11-21T14:00:00+08:00"),
        ("today 09:30", "2026-11-22T09:30:00+08:00"),
        ("tomorrow 9am", "2026-11-23T09:00:00+08:00"),
        // parse_datetime refuses it.
        ("2h ago", "2026-11-22T13:00:00+08:00"),
        // chrono-english ignores what follows.
        ("2h ago foo", "Form"),
        // parse_datetime takes the second number for an offset, and `a` for a military zone.
        ("11-20", "NoYear"),
        ("a day ago", "Form"),
        // The year 14, or two in the afternoon.
        ("14", "Form"),
        // interim counts on to Saturday, one in the night.
        ("friday 25:00", "Weekday"),
        // 1 February for some, 2 January for others.
        ("01/02/2026", "Order"),
        // 27 November for some, 4 December for others.
        ("next friday", "Weekday"),
        ("2026-11-20T14:05Z", "2026-11-20T22:05:00+08:00"),
        ("2026-11-20T14:05+08:00", "2026-11-20T14:05:00+08:00"),
        // All three refuse it.
        ("昨天 14:00", "2026-11-21T14:00:00+08:00"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
}

#[test]
fn english_times() {
    for (typed, meant) in [
        ("now", "2026-11-22T15:00:00+08:00"),
        ("Yesterday 14:00", "2026-11-21T14:00:00+08:00"),
        ("  yesterday  14:00  ", "2026-11-21T14:00:00+08:00"),
        ("yesterday at 14:00", "2026-11-21T14:00:00+08:00"),
        ("yesterday 2:30 PM", "2026-11-21T14:30:00+08:00"),
        ("yesterday 2:30 p.m.", "2026-11-21T14:30:00+08:00"),
        ("yesterday 14:00:30", "2026-11-21T14:00:30+08:00"),
        ("day before yesterday 9:05", "2026-11-20T09:05:00+08:00"),
        ("day after tomorrow 9am", "2026-11-24T09:00:00+08:00"),
        ("tomorrow noon", "2026-11-23T12:00:00+08:00"),
        ("tonight 8pm", "2026-11-22T20:00:00+08:00"),
        ("tonight 20:00", "2026-11-22T20:00:00+08:00"),
        ("tomorrow 12:30pm", "2026-11-23T12:30:00+08:00"),
        ("tomorrow 12:30am", "2026-11-23T00:30:00+08:00"),
        ("tomorrow 00:00", "2026-11-23T00:00:00+08:00"),
        ("tomorrow", "2026-11-23"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 14:00", "2026-11-20T14:00:00+08:00"),
        ("2026-11-20T14:05", "2026-11-20T14:05:00+08:00"),
        ("2026-11-20t14:05", "2026-11-20T14:05:00+08:00"),
        ("2026-11-20 9am", "2026-11-20T09:00:00+08:00"),
        ("2026/11/20 14:00", "2026-11-20T14:00:00+08:00"),
        ("2026/1/2", "2026-01-02"),
        ("20 nov 2026", "2026-11-20"),
        ("20 November 2026 14:00", "2026-11-20T14:00:00+08:00"),
        ("nov 20, 2026 2pm", "2026-11-20T14:00:00+08:00"),
        // The forms in which the program and its files show times.
        ("2026-11-20T14:05:00Z", "2026-11-20T22:05:00+08:00"),
        ("2026-11-20T14:05:00+01:00", "2026-11-20T21:05:00+08:00"),
        ("2026-11-20 14:05 +01:00", "2026-11-20T21:05:00+08:00"),
        ("2026-11-20 14:05:09 -05:00", "2026-11-21T03:05:09+08:00"),
        ("2026-11-20 14:05z", "2026-11-20T22:05:00+08:00"),
        ("30 min ago", "2026-11-22T14:30:00+08:00"),
        ("3 days ago", "2026-11-19T15:00:00+08:00"),
        ("2 hours ago", "2026-11-22T13:00:00+08:00"),
        ("2 weeks ago", "2026-11-08T15:00:00+08:00"),
        ("in 3d", "2026-11-25T15:00:00+08:00"),
        ("in 90 minutes", "2026-11-22T16:30:00+08:00"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
}

#[test]
fn chinese_times() {
    for (typed, meant) in [
        ("现在", "2026-11-22T15:00:00+08:00"),
        ("昨天14:00", "2026-11-21T14:00:00+08:00"),
        ("昨天14:00:30", "2026-11-21T14:00:30+08:00"),
        ("昨天１４：００", "2026-11-21T14:00:00+08:00"),
        ("昨天　１４：３０", "2026-11-21T14:30:00+08:00"),
        ("２０２６-１１-２０ １４:００", "2026-11-20T14:00:00+08:00"),
        ("２０２６－１１－２０", "2026-11-20"),
        ("2026年11月20日", "2026-11-20"),
        ("2026年11月20日 14:00", "2026-11-20T14:00:00+08:00"),
        ("2026年11月20日14点", "2026-11-20T14:00:00+08:00"),
        ("2026年11月20号下午2点", "2026-11-20T14:00:00+08:00"),
        ("2026年1月2日14时5分", "2026-01-02T14:05:00+08:00"),
        ("2026年1月2日14时05分09秒", "2026-01-02T14:05:09+08:00"),
        ("前天 9:00", "2026-11-20T09:00:00+08:00"),
        ("大前天 9:00", "2026-11-19T09:00:00+08:00"),
        ("大后天 9:00", "2026-11-25T09:00:00+08:00"),
        ("后天", "2026-11-24"),
        ("今早8点", "2026-11-22T08:00:00+08:00"),
        ("今早 8:20", "2026-11-22T08:20:00+08:00"),
        ("今晚8点", "2026-11-22T20:00:00+08:00"),
        ("今晚20:00", "2026-11-22T20:00:00+08:00"),
        ("昨晚11点半", "2026-11-21T23:30:00+08:00"),
        ("明早九点", "2026-11-23T09:00:00+08:00"),
        ("明晚七点一刻", "2026-11-23T19:15:00+08:00"),
        ("昨天凌晨2点", "2026-11-21T02:00:00+08:00"),
        ("明天上午9点", "2026-11-23T09:00:00+08:00"),
        ("昨天中午12点", "2026-11-21T12:00:00+08:00"),
        ("昨天中午12:30", "2026-11-21T12:30:00+08:00"),
        ("昨天中午11点半", "2026-11-21T11:30:00+08:00"),
        ("昨天中午1点", "2026-11-21T13:00:00+08:00"),
        ("昨天正午", "2026-11-21T12:00:00+08:00"),
        ("明天下午3点半", "2026-11-23T15:30:00+08:00"),
        ("明天下午三点", "2026-11-23T15:00:00+08:00"),
        ("明天下午15:30", "2026-11-23T15:30:00+08:00"),
        ("明天下午两点二十", "2026-11-23T14:20:00+08:00"),
        ("明天下午两点零五分", "2026-11-23T14:05:00+08:00"),
        ("明天傍晚6点整", "2026-11-23T18:00:00+08:00"),
        ("昨天晚上十一点", "2026-11-21T23:00:00+08:00"),
        ("昨天二十点三十分", "2026-11-21T20:30:00+08:00"),
        ("昨天0点", "2026-11-21T00:00:00+08:00"),
        ("昨天零点", "2026-11-21T00:00:00+08:00"),
        ("2小时前", "2026-11-22T13:00:00+08:00"),
        ("两小时前", "2026-11-22T13:00:00+08:00"),
        ("两个小时以前", "2026-11-22T13:00:00+08:00"),
        ("半小时前", "2026-11-22T14:30:00+08:00"),
        ("二十五分钟前", "2026-11-22T14:35:00+08:00"),
        ("三天前", "2026-11-19T15:00:00+08:00"),
        ("十天之前", "2026-11-12T15:00:00+08:00"),
        ("3天后", "2026-11-25T15:00:00+08:00"),
        ("两周后", "2026-12-06T15:00:00+08:00"),
        ("一个星期以后", "2026-11-29T15:00:00+08:00"),
    ] {
        assert_eq!(read(typed), meant, "{typed}");
    }
}

#[test]
fn chinese_numbers_from_one_to_ten_count_hours() {
    for (n, word) in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].into_iter().enumerate() {
        assert_eq!(read(&format!("{word}小时前")), read(&format!("{}h ago", n + 1)), "{word}");
    }
}

#[test]
fn what_could_mean_two_things_is_refused_for_that_reason() {
    for (why, typed) in [
        (
            "Weekday",
            &[
                "friday",
                "last friday",
                "this fri 14:00",
                "next friday",
                "周五",
                "上周五 14:00",
                "下周一",
                "星期天",
                "礼拜二",
            ][..],
        ),
        ("NoYear", &["11-20", "11/20 14:00", "11月20日 14:00", "11月20号", "nov 20", "20 nov 14:00"]),
        ("Order", &["01/02/2026", "20/11/2026 14:00", "20-11-2026", "1.2.2026", "01/02/26"]),
        (
            "Twelve",
            &[
                "tomorrow 12am",
                "tomorrow 12pm",
                "tomorrow 12:00 pm",
                "tomorrow midnight",
                "昨天晚上12点",
                "今晚十二点",
                "昨天凌晨12点",
                "昨天上午12点",
                "昨天下午12:00",
                "昨天12点",
                "昨天半夜",
            ],
        ),
        // Yesterday evening's one o'clock is this morning's, and 3点 is said of the night and of the afternoon.
        ("Half", &["昨晚1点", "今晚3点", "昨天3点", "昨天九点半", "今早1点", "昨天凌晨9点", "昨天中午9点"]),
        ("Half", &["昨天中午9点", "昨天中午15:00", "tonight 9:00", "tonight 9am"]),
        ("NoDay", &["14:00", "9am", "下午3点", "noon"]),
        (
            "Leap",
            &[
                "2026-12-31 23:59:60",
                "2026-12-31T23:59:60Z",
                "2026-12-31 23:59:60 +00:00",
                "昨天 23:59:60",
                "yesterday 12:30:60",
            ],
        ),
        (
            "Form",
            &[
                "",
                "14",
                "9",
                "yesterday 25:00",
                "yesterday 24:00",
                "yesterday 14",
                "yesterday 14:60",
                "yesterday 1:2",
                "today 13pm",
                "today 0am",
                "todayish",
                "today14:00",
                "昨天 14",
                "昨天3点5",
                "昨天下午",
                "今晚",
                "2026-02-30",
                "2026-13-01",
                "2026-11-20T",
                "2026-11-20 t t 14:00",
                "今天t14:00",
                "2026-11-2014:00",
                "2026-11/20",
                "2026年11-20",
                "2026年11月20",
                "31 feb 2026",
                "nov 2026",
                "99999w ago",
                "100000m ago",
                "-2h ago",
                "2h",
                "2 ago",
                "2months ago",
                "1个月前",
                "3日前",
                "一二天前",
                "刚才",
                "later",
                "soon",
                "2026-11-20 14:00 CST",
                "2026-11-20 14:00 +8",
                "2026-11-20 9am +08:00",
                "0000-01-01",
                "9999-12-31",
                "١٤:٠٠",
                "yesterday 14:00 tomorrow",
                "2h ago ago",
                "今天 今天 14:00",
            ],
        ),
    ] {
        for typed in typed {
            assert_eq!(read(typed), why, "{typed}");
        }
    }
}

#[test]
fn a_moment_that_the_clock_skips_or_shows_twice_is_refused() {
    use chrono_tz::{America::New_York, Europe::London};
    let spring = "2026-03-29T15:00:00+01:00";
    assert_eq!(read_at("2026-03-29 01:30", spring, London), "Skipped");
    assert_eq!(read_at("today 1:30", spring, London), "Skipped");
    assert_eq!(read_at("2026-03-29 00:59:59", spring, London), "2026-03-29T00:59:59+00:00");
    assert_eq!(read_at("2026-03-29 02:00", spring, London), "2026-03-29T02:00:00+01:00");
    assert_eq!(read_at("2026-03-08 02:30", spring, New_York), "Skipped");
    // A day ago it was the same time on the wall, 24 hours ago another.
    assert_eq!(read_at("1d ago", spring, London), "2026-03-28T15:00:00+00:00");
    assert_eq!(read_at("24h ago", spring, London), "2026-03-28T14:00:00+00:00");
    let monday = "2026-03-30T01:30:00+01:00";
    assert_eq!(read_at("1d ago", monday, London), "Skipped");
    assert_eq!(read_at("一天前", monday, London), "Skipped");
    assert!(read_at("2026-10-25 01:30", spring, London).starts_with("Twice("));
    assert!(read_at("2026-11-01 01:00", spring, New_York).starts_with("Twice("));
    // With its offset each of the two can be named.
    assert_eq!(read_at("2026-10-25T01:30:00+01:00", spring, London), "2026-10-25T01:30:00+01:00");
    assert_eq!(read_at("2026-10-25 01:30 +00:00", spring, London), "2026-10-25T01:30:00+00:00");
}

/// The command says which forms it takes, and what the time was taken for.
#[test]
fn a_refusal_names_the_forms_and_a_write_echoes_the_moment() {
    let (scene, id) = Scene::with_case();
    let log = |at: &str, lang: &str| {
        scene.run(&["log", &id, "--via", "phone", "-m", "说明进展", "--at", at, "--now", NOW, "--lang", lang])
    };
    for typed in ["friday", "01/02/2026", "11月20日", "昨天晚上12点", "昨天3点", "14:00", "14", "yesterday 23:59:60"]
    {
        for (lang, form) in [("en", "yesterday 14:00"), ("zh", "昨天 14:00")] {
            let ran = log(typed, lang).expect(2);
            assert!(ran.err.contains(typed), "{typed}: {}", ran.err);
            assert!(ran.err.contains(form) || typed.contains(":60"), "{typed}: {}", ran.err);
            assert!(ran.out.is_empty());
        }
    }
    assert!(log("yesterday 23:59:60", "en").expect(2).err.contains("leap seconds"));
    assert!(log("昨天 23:59:60", "zh").expect(2).err.contains("闰秒"));
    for (typed, shown) in [
        ("昨天下午三点", "2026-11-21 15:00 +08:00"),
        ("昨晚８点", "2026-11-21 20:00 +08:00"),
        ("yesterday 14:00:30", "2026-11-21 14:00:30 +08:00"),
        ("2026-11-21T10:00Z", "2026-11-21 18:00 +08:00"),
    ] {
        let ran = log(typed, "en").expect(0);
        assert!(ran.out.contains(shown), "{typed}: {}", ran.out);
    }
}
