//! Every message has a Chinese wording that a reader of Chinese can read, and every flag a Chinese help.

use amends::policy::Lang;
use std::path::Path;

/// The pairs of wordings in a source file: the two literals of each `tr!`, and of each line of a table of names.
fn wordings(text: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for piece in text.split("tr!(").skip(1) {
        let literals = literals(piece, 2);
        if let [en, zh] = literals.as_slice() {
            pairs.push((en.clone(), zh.clone()));
        }
    }
    for line in text.lines() {
        // `Name: "english", "中文";`, several on a line.
        for entry in line.split("; ").filter(|e| e.contains(": \"") && e.contains("\", \"")) {
            if let [en, zh] = literals(entry, 2).as_slice() {
                pairs.push((en.clone(), zh.clone()));
            }
        }
    }
    pairs
}

/// The first string literals of a piece of code.
fn literals(code: &str, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars();
    while found.len() < most {
        if !chars.by_ref().any(|c| c == '"') {
            break;
        }
        let mut text = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n') => text.push('\n'),
                    Some(c) => text.push(c),
                    None => break,
                },
                '"' => break,
                c => text.push(c),
            }
        }
        found.push(text);
    }
    found
}

/// What is left of a Chinese wording without values, flags and ids: text between backticks or in braces, quoted ASCII,
/// words that begin with dashes, and words of a value's form.
fn without_values(zh: &str) -> String {
    let mut out = String::new();
    let mut rest = zh;
    while let Some(c) = rest.chars().next() {
        let closing = match c {
            '`' => Some('`'),
            '{' => Some('}'),
            '“' => Some('”'),
            _ => None,
        };
        let tail = &rest[c.len_utf8()..];
        match closing.and_then(|close| tail.find(close).map(|end| (&tail[..end], end + close.len_utf8()))) {
            Some((inside, end)) if c != '“' || inside.is_ascii() => rest = &tail[end..],
            _ if c == '-' && tail.starts_with('-') => {
                let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(tail.len());
                rest = &tail[end..];
                // A flag may be followed by its value or its placeholder.
                let value: usize = rest
                    .strip_prefix(' ')
                    .map_or(0, |r| 1 + r.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').count());
                rest = &rest[value..];
            }
            _ => {
                out.push(c);
                rest = tail;
            }
        }
    }
    out
}

fn latin_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() >= 3).map(ToOwned::to_owned).collect()
}

#[test]
fn no_chinese_message_is_left_in_english() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten().filter(|e| e.path().is_file()) {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        for (en, zh) in wordings(&text) {
            count += 1;
            let words = latin_words(&without_values(&zh));
            if !words.is_empty() {
                wrong.push(format!("{zh}   <- {words:?}"));
            }
            let says_something = !latin_words(&without_values(&en)).is_empty();
            let chinese = zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if says_something && !chinese && !without_values(&zh).trim().is_empty() {
                wrong.push(format!("no Chinese: {zh}   <- {en}"));
            }
        }
    }
    assert!(count > 350, "only {count} wordings were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_wordings_of_a_message_tell_the_same_values() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    let values = |text: &str| {
        let mut names: Vec<String> = text
            .replace("{{", "")
            .replace("}}", "")
            .split('{')
            .skip(1)
            .filter_map(|p| p.split('}').next())
            .map(ToOwned::to_owned)
            .collect();
        names.sort();
        names.dedup();
        names
    };
    for entry in std::fs::read_dir(folder).unwrap().flatten().filter(|e| e.path().is_file()) {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        for (en, zh) in wordings(&text) {
            assert_eq!(values(&en), values(&zh), "{en}\n{zh}");
        }
    }
}

#[test]
fn every_command_and_flag_has_a_chinese_help() {
    fn look(command: &clap::Command, path: &str, missing: &mut Vec<String>) {
        use amends::text::help::zh;
        if !path.is_empty() && zh(path, "").is_none() {
            missing.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            match zh(path, id) {
                None => missing.push(format!("{path} {id}")),
                Some(help) => {
                    let english = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!english.is_empty(), "{path} {id} has no English help");
                    assert!(help.chars().any(|c| c as u32 > 0x4e00), "{path} {id}: {help}");
                }
            }
        }
        for sub in command.get_subcommands() {
            let inner = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path} {}", sub.get_name()) };
            look(sub, &inner, missing);
        }
    }
    let mut missing = Vec::new();
    look(&amends::cli::grammar(Lang::En), "", &mut missing);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_command_line_is_sound_in_both_languages() {
    amends::cli::grammar(Lang::En).debug_assert();
    amends::cli::grammar(Lang::Zh).debug_assert();
}

#[test]
fn no_check_of_a_playbook_lacks_a_language() {
    for (id, text) in amends::playbook::builtin::BUILTIN {
        let (playbook, faults) = amends::playbook::read_playbook(id, text);
        assert!(faults.is_empty(), "{id}: {faults:?}");
        let playbook = playbook.unwrap();
        let mut texts = vec![&playbook.name];
        for step in &playbook.steps {
            texts.push(&step.name);
            texts.extend(&step.goal);
            texts.extend(&step.say);
            texts.extend(step.checks.iter().map(|c| &c.text));
            texts.extend(step.fields.iter().map(|f| &f.label));
            texts.extend(step.fields.iter().flat_map(|f| &f.options).map(|o| &o.name));
        }
        for text in texts {
            let (en, zh) = (text.en.as_deref().unwrap_or_default(), text.zh.as_deref().unwrap_or_default());
            assert!(en.is_ascii() || !en.chars().any(|c| c as u32 > 0x2e80), "{id}: {en}");
            assert!(!en.is_empty() && !zh.is_empty(), "{id}: {text:?}");
            assert!(latin_words(zh).is_empty(), "{id}: {zh}");
        }
    }
}
