//! Merging: three versions in one text, set apart by a line of percent signs.

use super::{TAKEN, Verdict, said_soundly, variant};
use amends::merge::{Take, sides_of};
use amends::policy::Lang;
use amends::store::{NoMerge, merge_texts, read_yaml, second_opinion, settle_text};
use amends::text::Say;

/// What stands between two versions.
const APART: &str = "%%%%\n";

/// Whatever three versions say, they are merged or refused, the same way whichever side is ours; what is merged can be
/// read, and every conflict can be settled.
pub(super) fn merge(text: &str) -> Verdict {
    let marked = sides_of(text).is_some();
    let mut versions = text.splitn(3, APART);
    let (Some(base), Some(ours), Some(theirs)) = (versions.next(), versions.next(), versions.next()) else {
        return Ok(format!("fewer than three versions, marked {marked}"));
    };
    let one = merge_texts("a.yaml", base, ours, theirs);
    let other = merge_texts("a.yaml", base, theirs, ours);
    let (one, other) = match (one, other) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(one), Err(other)) => {
            for (refusal, texts) in [(&one, [ours, theirs]), (&other, [theirs, ours])] {
                if let NoMerge::Unreadable { version, fault } = refusal {
                    let text = texts[usize::from(*version == amends::store::Version::Theirs)];
                    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n") + "\n";
                    said_soundly(&text, fault.span, [fault.kind.say(Lang::En), fault.kind.say(Lang::Zh)])?;
                }
            }
            return Ok(format!("refused {}", variant(&one)));
        }
        // In conflict the result has our text in its place, and ours alone may be one that the parsers don't agree on.
        (Ok(merged), Err(NoMerge::NoWay)) | (Err(NoMerge::NoWay), Ok(merged)) if !merged.conflicts.is_empty() => {
            return Ok("refused one way, in conflict the other".to_owned());
        }
        (one, other) => return Err(format!("one way {one:?}, the other way {other:?}")),
    };
    if one.conflicts.is_empty() != other.conflicts.is_empty() {
        return Err(format!("one way {:?}, the other way {:?}", one.conflicts, other.conflicts));
    }
    if one.conflicts.is_empty() && one.text != other.text {
        return Err(format!("ours and theirs:\n{}\ntheirs and ours:\n{}", one.text, other.text));
    }
    if one.text == ours || one.text == theirs {
        return Ok(format!("{TAKEN}: one side as it was"));
    }
    let raw =
        read_yaml(&one.text).map_err(|f| format!("merged into what can't be read, {:?}:\n{}", f.kind, one.text))?;
    second_opinion(&one.text, &raw).map_err(|_| format!("the parsers differ on\n{}", one.text))?;
    let mut settled = 0;
    for conflict in &one.conflicts {
        for which in [Take::Ours, Take::Theirs] {
            if let Ok(text) = settle_text(&one.text, conflict.what.name(), which) {
                read_yaml(&text).map_err(|f| format!("settled into what can't be read, {:?}:\n{text}", f.kind))?;
                settled += 1;
            }
        }
    }
    Ok(format!("{TAKEN}: {} conflicts, {settled} ways to settle them, marked {marked}", one.conflicts.len()))
}
