//! A text as it is compared: width, case and wrapping levelled, each byte still leading back to where it stood.

use std::ops::Range;

/// A text folded for matching.
///
/// Full-width ASCII, the ideographic space and `￥` become their narrow forms, capitals small, `您` becomes `你`, curly
/// apostrophes straight, every run of blanks one. The line break of a wrapped English sentence is a blank; between two
/// Chinese characters blanks and a line break are nothing, as Chinese is wrapped anywhere. A paragraph's end stays: two
/// line breaks, or one before an indented Chinese line. Characters that nobody sees (zero-width, soft hyphen, other
/// controls) are left out. Chinese punctuation stays as it is.
#[derive(Debug, Clone)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the folded text and the stretch of the original that it stands for: of the same length and byte for
/// byte, or one character for one or several.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    origin: usize,
    length: usize,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(original: &str) -> Self {
        Self::by(level, original)
    }

    /// Folds a text in everything but its capitals.
    #[must_use]
    pub fn with_capitals(original: &str) -> Self {
        Self::by(level_but_capitals, original)
    }

    fn by(level: impl Fn(char) -> char, original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), pieces: Vec::new() };
        let mut rest = original.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            if is_invisible(c) {
                continue;
            }
            if !is_blank(c) {
                folded.push(level(c), at, c.len_utf8());
                continue;
            }
            let mut breaks = usize::from(c == '\n');
            let mut end = at + c.len_utf8();
            let mut indented = false;
            while let Some((next, c)) = rest.next_if(|(_, c)| is_blank(*c) || is_invisible(*c)) {
                breaks += usize::from(c == '\n');
                indented |= breaks > 0 && c == '\u{3000}';
                end = next + c.len_utf8();
            }
            let ahead = rest.peek().map(|(_, c)| *c);
            if breaks < 2 && !indented && folded.text.ends_with(is_han) && ahead.is_some_and(is_han) {
                continue;
            }
            let wrapped = breaks == 1
                && folded.text.ends_with(|c: char| c == ',' || c.is_ascii_alphanumeric())
                && ahead.is_some_and(|c| c.is_ascii_lowercase());
            folded.push(if breaks == 0 || wrapped { ' ' } else { '\n' }, at, end - at);
        }
        folded
    }

    fn push(&mut self, c: char, origin: usize, length: usize) {
        let at = self.text.len();
        self.text.push(c);
        if let Some(last) = self.pieces.last_mut() {
            let same = at - last.at == last.length && last.origin + last.length == origin;
            if same && c.len_utf8() == length {
                last.length += length;
                return;
            }
        }
        self.pieces.push(Piece { at, origin, length });
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the folded text stands in the original. Both ends have to be those of characters.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |p| p.origin + (range.start - p.at));
        if range.is_empty() {
            return start..start;
        }
        let end = self.piece(range.end - 1).map_or(start, |p| {
            // A piece whose folded form has another length is a single character.
            let folded = self.pieces.get(self.pieces.partition_point(|q| q.at <= p.at));
            let whole = range.end == folded.map_or(self.text.len(), |next| next.at);
            p.origin + if whole { p.length } else { range.end - p.at }
        });
        start..end
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.partition_point(|p| p.at <= at).checked_sub(1).map(|i| &self.pieces[i])
    }
}

/// Whether a character has no width, so that it can hide in a phrase.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || c.is_control() && !is_blank(c)
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// One character in the form in which it is compared, a capital as it is.
#[must_use]
pub fn level_but_capitals(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{ffe5}' => '¥',
        '‘' | '’' | 'ʼ' => '\'',
        '您' => '你',
        other => other,
    }
}

/// One character in the form in which it is compared.
fn level(c: char) -> char {
    let narrow = level_but_capitals(c);
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn width_case_and_blanks_are_levelled() {
        for (text, want) in [
            ("ＧＵＡＲＡＮＴＥＥ！", "guarantee!"),
            ("￥３，０００", "¥3,000"),
            // A blank or a single line break between two Chinese characters only wraps or stretches what is said.
            ("全角　空格", "全角空格"),
            ("我们 不能", "我们不能"),
            ("不知\n道", "不知道"),
            ("不知 \r\n\u{200b} 道", "不知道"),
            ("第一行\n第二行", "第一行第二行"),
            ("第一段\n\n第二段", "第一段\n第二段"),
            ("第一段\n　　第二段", "第一段\n第二段"),
            ("第一行。\n第二行", "第一行。\n第二行"),
            ("退 3 元", "退 3 元"),
            ("您好，「不知道」。", "你好,「不知道」。"),
            ("don’t", "don't"),
            ("不\u{200b}知\u{ad}道", "不知道"),
            ("a  \t b", "a b"),
            ("we are not\nable to", "we are not able to"),
            ("done.\nWe", "done.\nwe"),
            ("one\n\ntwo", "one\ntwo"),
            ("İK", "İk"),
            ("", ""),
        ] {
            assert_eq!(Folded::of(text).text(), want, "{text:?}");
        }
    }

    #[test]
    fn capitals_may_stay() {
        assert_eq!(Folded::with_capitals("ＡＢｃ　Ｄ，您 好").text(), "ABc D,你好");
    }

    #[test]
    fn a_stretch_leads_back_to_where_it_stood() {
        for (text, part, want) in [
            ("我们ＮＯＴ好", "not", "ＮＯＴ"),
            ("x不\u{200b}知\u{ad}道\u{200b}y", "不知道", "不\u{200b}知\u{ad}道"),
            ("say  no  thing", "no thing", "no  thing"),
            ("说：不知 \n道。", "不知道", "不知 \n道"),
            ("说：不知 \n道。", "道", "道"),
            ("不 知\n道", "知", "知"),
            ("￥３，０００。", "¥3,000", "￥３，０００"),
            ("Kelvin 300K", "k", "K"),
            ("abc", "bc", "bc"),
        ] {
            let folded = Folded::of(text);
            let at = folded.text().rfind(part).unwrap();
            assert_eq!(&text[folded.origin(at..at + part.len())], want, "{text:?}");
        }
    }

    #[test]
    fn every_stretch_is_one_of_characters() {
        let mut seed = 7_u64;
        let letters =
            ['a', 'Ａ', '不', '您', '\u{200b}', ' ', '　', '\n', '￥', 'K', 'ß', 'İ', '。', '\u{1b}', '😀', ','];
        for _ in 0..2000 {
            let text: String = (0..12)
                .map(|_| {
                    seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    letters[(seed >> 40) as usize % letters.len()]
                })
                .collect();
            let folded = Folded::of(&text);
            let ends: Vec<usize> = folded.text().char_indices().map(|(i, _)| i).chain([folded.text().len()]).collect();
            let mut before = 0;
            for pair in ends.windows(2) {
                let origin = folded.origin(pair[0]..pair[1]);
                assert!(text.get(origin.clone()).is_some_and(|t| !t.is_empty()), "{text:?} {pair:?} {origin:?}");
                assert!(origin.start >= before, "{text:?}");
                before = origin.end;
            }
        }
    }
}
