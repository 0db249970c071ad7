//! The map that `--guess` proposes.

use super::{cases, import, scene};

const SHEET: &str = "十一月投诉\n\n投诉编号,投诉时间,客户姓名,联系电话,渠道,客户诉求,类别,产品,处理人,状态,结案时间,结果,备注,天气\n\
    T-1,20/11/2026,李女士,1,来电,换货,质量,酸奶,小王,处理中,,,,晴\n\
    T-2,03/10/2026,张先生,2,微信,道歉,服务,酸奶,小王,已结案,05/10/2026,成立,\"a \"\"b\"\" \\c\",雨\n\
    T-3,03/10/2026,赵先生,2,飞鸽,道歉,服务,酸奶,小王,已结案,05/10/2026,已解决,,雨\n";

#[test]
fn a_proposal_names_columns_values_and_what_is_to_be_filled_in() {
    let scene = scene(SHEET, "");
    let zh = scene.now(&["import", "sheet.csv", "--guess", "--lang", "zh"]).expect(0).out;
    for says in ["每行自己的编号", "客户投诉的时间", "不导入的列:\n# \"天气\"\n"] {
        assert!(zh.contains(says), "{says}: {zh}");
    }
    let ran = scene.now(&["import", "sheet.csv", "--guess", "-o", "map.toml"]).expect(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let map = std::fs::read_to_string(scene.root().join("map.toml")).unwrap();
    for says in [
        "header_row = 3  # the row with the names of the columns\n",
        "date_order = \"dmy\"",
        "column = \"投诉编号\"\n",
        "received = \"投诉时间\"  # when the customer reached us\n",
        "demand = \"客户诉求\"",
        "closed = \"结案时间\"",
        "[values.channel]  # what the values mean; \"\" is nothing\n\"来电\" = \"phone\"\n\"微信\" = \"chat\"\n\"飞鸽\" = \"\"  # fill in\n",
        "[values.outcome]  # what the values mean; \"\" is nothing\n\"已解决\" = \"\"  # fill in\n",
        "\"小王\" = \"\"  # fill in\n",
    ] {
        assert!(map.contains(says), "{says}: {map}");
    }
    assert!(cases(&scene).is_empty());
    // With what is to be filled in filled in it is a map.
    let filled = [
        ("\"飞鸽\" = \"\"", "\"飞鸽\" = \"other\""),
        ("\"已解决\" = \"\"", "\"已解决\" = \"upheld\""),
        ("\"小王\" = \"\"", "\"小王\" = \"wang\""),
        ("\"质量\" = \"\"", "\"质量\" = \"quality\""),
        ("\"服务\" = \"\"", "\"服务\" = \"service\""),
    ];
    scene.write("map.toml", filled.iter().fold(map, |map, (from, to)| map.replace(from, to)));
    import(&scene, &[]).expect(0);
    assert_eq!(cases(&scene).len(), 3);
    scene.now(&["check"]).expect(0);
}

#[test]
fn english_names_serial_dates_and_what_no_column_holds() {
    let scene = scene(
        "Ticket No.,Date received,Phone,Status,Weird \"name\"\n1,46346.58,+86 138 0000 0001,Done,a\n2,46340,x,Pending,b\n",
        "",
    );
    let map = scene.now(&["import", "sheet.csv", "--guess"]).expect(0).out;
    for says in [
        "serial_dates = \"1900\"",
        "column = \"Ticket No.\"",
        "received = \"Date received\"",
        "contact = \"Phone\"",
        "\"Done\" = \"closed\"\n\"Pending\" = \"open\"\n",
        "# customer = \"\"  # fill in: who complains\n",
        "# outcome = \"upheld\"  # fill in: how it ended",
        "# \"Weird \\\"name\\\"\"\n",
    ] {
        assert!(map.contains(says), "{says}: {map}");
    }
    // Days and months that nobody can tell apart are left to a person.
    scene.write("sheet.csv", "no,date\n1,03/04/2026\n");
    let map = scene.now(&["import", "sheet.csv", "--guess"]).expect(0).out;
    assert!(map.contains("# date_order = \"dmy\"  # fill in"), "{map}");
}
