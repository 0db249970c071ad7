//! Encodings, delimiters, lines of JSON, and maps with mistakes.

use super::{MAP, cases, import, only, scene, with};
use crate::scene::Scene;

const CHINESE: &str = "no,received,customer,demand\n0012,2026-11-20,李女士,\"换一瓶，\n“马上”\"\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff_u16).chain(text.encode_utf16());
    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

/// "李女士" and what else stands in the sheet, in GB18030.
fn gb18030() -> Vec<u8> {
    let mut bytes = b"no,received,customer,demand\n0012,2026-11-20,".to_vec();
    bytes.extend([0xc0, 0xee, 0xc5, 0xae, 0xca, 0xbf]);
    bytes.extend(b",\"");
    bytes.extend([0xbb, 0xbb, 0xd2, 0xbb, 0xc6, 0xbf, 0xa3, 0xac]);
    bytes.extend(b"\n");
    bytes.extend([0xa1, 0xb0, 0xc2, 0xed, 0xc9, 0xcf, 0xa1, 0xb1]);
    bytes.extend(b"\"\n");
    bytes
}

#[test]
fn each_encoding_gives_the_same_case() {
    let files: [(&str, Vec<u8>, &[&str]); 7] = [
        ("UTF-8", CHINESE.as_bytes().to_vec(), &[]),
        ("UTF-8 with a mark", format!("\u{feff}{CHINESE}").into_bytes(), &[]),
        ("UTF-16 LE", utf16(CHINESE, false), &[]),
        ("UTF-16 BE", utf16(CHINESE, true), &[]),
        ("UTF-16 LE without a mark", utf16(CHINESE, false)[2..].to_vec(), &["--encoding", "utf-16le"]),
        ("GB18030", gb18030(), &[]),
        ("GB18030, said", gb18030(), &["--encoding", "gb18030"]),
    ];
    for (name, bytes, more) in files {
        let scene = scene(bytes, &with(&["customer", "demand"]));
        let ran = import(&scene, more).expect(0);
        let text = only(&scene);
        assert!(text.contains("customer: \"李女士\"\n"), "{name}: {text}");
        assert!(text.contains("demand: \"换一瓶，\\n“马上”\"\n"), "{name}: {text}");
        assert!(text.contains("references: {sheet: \"0012\"}\n"), "{name}: {text}");
        assert_eq!(ran.err.contains("is read as gb18030"), name == "GB18030", "{name}: {}", ran.err);
    }
}

#[test]
fn bytes_that_are_no_sheet_are_named() {
    for (bytes, more, code, says) in [
        (&b"no,received\n1,\xff\xff\n"[..], &[][..], 7, "neither UTF-8 nor GB18030; say with --encoding"),
        (b"no,received\nJ\xfcrgen M\xfcller,2026-11-20\n", &[], 7, "--encoding gb18030, or --encoding windows-1252"),
        (b"n\0o\0,\0r\0", &[], 7, "--encoding utf-16le"),
        (b"no", &["--encoding", "utf-99"], 2, "no encoding is called `utf-99`"),
        (b"PK\x03\x04rest", &[], 7, "is a workbook; save the sheet as CSV"),
        (b"", &[], 7, "it is empty"),
        (b"no\n1\n", &["--delimiter", "ab"], 2, "is not one character"),
    ] {
        let ran = import(&scene(bytes, MAP), more).expect(code);
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
    }
}

#[test]
fn each_delimiter_is_found_or_said() {
    for (sheet, more) in [
        ("no,received,demand\n1,2026-11-20,\"a;b;c\td\"\n", &[][..]),
        ("no;received;demand\n1;2026-11-20;a,b\n", &[]),
        ("no\treceived\tdemand\n1\t2026-11-20\ta,b;c\n", &[]),
        ("sep=;\nno;received;demand\n1;2026-11-20;a\n", &[]),
        ("no|received|demand\n1|2026-11-20|a,b\n", &["--delimiter", "|"]),
        ("no\treceived\n1\t2026-11-20\n", &["--delimiter", "tab"]),
    ] {
        let map = if sheet.contains("demand") { with(&["demand"]) } else { MAP.to_owned() };
        let scene = scene(sheet, &map);
        import(&scene, more).expect(0);
        only(&scene);
    }
}

#[test]
fn names_may_stand_below_a_heading() {
    let scene = scene(
        "Complaints of November,,\n,,\nno,received,demand\n1,2026-11-20,a\n2,x,a\n",
        &format!("header_row = 3\n{}", with(&["demand"])),
    );
    let ran = import(&scene, &["--skip-faulty"]).expect(0);
    assert!(ran.err.contains("sheet.csv: row 5, column received"), "{}", ran.err);
    only(&scene);
}

#[test]
fn lines_of_json_are_rows() {
    let scene = Scene::workspace();
    let map = "[reference]\nkey = \"ticket\"\ncolumn = \"id\"\n[columns]\nreceived = \"at\"\ncustomer = \"who.name\"\ncontact = \"who.phone\"\nchannel = \"channel\"\ndemand = \"wants\"\ntags = \"tags\"\n";
    scene.write("map.toml", map);
    scene.write(
        "rows.jsonl",
        "{\"id\":7,\"at\":\"2026-11-20T14:05:00+08:00\",\"who\":{\"name\":\"Ms Li\",\"phone\":\"+86 138 0000 0001\"},\"channel\":\"Email\",\"wants\":\"A call\",\"tags\":[\"a\",\"b\"]}\n\n{\"id\":8}\n[]\n{\"id\":\n",
    );
    let ran = scene.now(&["import", "rows.jsonl", "--map", "map.toml"]).expect(7);
    for says in [
        "rows.jsonl: row 3, column at: empty",
        "rows.jsonl: row 3, column who.name: empty",
        "rows.jsonl: row 4, not a JSON object",
        "rows.jsonl: row 5, not valid JSON",
    ] {
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
    }
    scene.now(&["import", "rows.jsonl", "--map", "map.toml", "--skip-faulty"]).expect(0);
    let text = only(&scene);
    for says in ["references: {ticket: \"7\"}", "customer: \"Ms Li\"", "channel: email", "tags: [\"a\", \"b\"]"] {
        assert!(text.contains(says), "{says}: {text}");
    }
}

#[test]
fn a_key_that_no_line_of_json_has_is_only_told() {
    let scene = Scene::workspace();
    scene.write("map.toml", with(&["note"]));
    let rows = "{\"no\":12345678901234567890123,\"received\":\"2026-11-20\"}\n\
                {\"no\":12345678901234567890124,\"received\":\"2026-11-20\"}\n";
    scene.write("rows.jsonl", rows);
    let ran = scene.now(&["import", "rows.jsonl", "--map", "map.toml"]).expect(0);
    assert!(ran.err.contains("rows.jsonl: no line has the key `note` that the map names"), "{}", ran.err);
    // Numbers keep every digit.
    let all = cases(&scene).concat();
    for number in ["12345678901234567890123", "12345678901234567890124"] {
        assert!(all.contains(&format!("references: {{sheet: \"{number}\"}}")), "{all}");
    }
    scene.write("rows.jsonl", "{\"no\":1,\"received\":\"2026-11-20\",\"no\":2}\n");
    let ran = scene.now(&["import", "rows.jsonl", "--map", "map.toml", "--lang", "zh"]).expect(7);
    assert!(ran.err.contains("“no”出现了两次"), "{}", ran.err);
}

#[test]
fn a_map_with_mistakes_is_refused_with_their_places() {
    for (map, says) in [
        (
            with(&["customer"]).replace("\ncustomer =", "\ncustmer ="),
            "map.toml:9:1: unknown key `custmer`; did you mean `customer`?",
        ),
        (MAP.replace("[constants]", "[constant]"), "unknown key `constant`; did you mean `constants`?"),
        (MAP.replace("key =", "kee ="), "unknown key `kee`; did you mean `key`?"),
        (MAP.replace("\"received\"", "\"recieved\""), "the file has no column `recieved`; did you mean `received`?"),
        (MAP.replace("column = \"no\"", "column = \"twice\""), "the file has several columns `twice`"),
        (MAP.replace("[reference]\nkey = \"sheet\"\ncolumn = \"no\"\n", ""), "`reference`"),
        (format!("date_order = \"md\"\n{MAP}"), "mdy"),
        (format!("date_order = \"ymd\"\n{MAP}"), "mdy"),
        (MAP.replace("\"received\"", "[\"received\"]"), "map.toml:7:12"),
        ("x = ".to_owned(), "not valid TOML"),
    ] {
        let scene = scene("no,received,customer,contact,channel,demand,twice,twice\n1,2026-11-20,,,,,,\n", &map);
        let ran = import(&scene, &[]).expect(7);
        assert!(ran.err.contains(says), "{says}: {}", ran.err);
        assert!(cases(&scene).is_empty());
    }
    let scene = scene("no,received\n1,2026-11-20\n", &with(&["customer"]).replace("\ncustomer =", "\ncustmer ="));
    assert!(import(&scene, &["--lang", "zh"]).expect(7).err.contains("未知的键“custmer”"));
}
