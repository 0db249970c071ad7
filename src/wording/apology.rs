//! Apologies: when they come too early, and when they say nothing (R71, R73).

use super::fold::Folded;
use super::lint::Matter;
use super::terms::is_of_word;
use crate::case::Act;
use crate::case::words::Blame;
use crate::clock::View;
use crate::playbook::Apology;
use std::collections::HashSet;

/// What is wrong with apologising now, by the `apology` of the case's procedure (conflict C1).
#[must_use]
pub fn too_early(view: &View<'_>) -> Option<Matter> {
    let state = &view.state;
    match view.playbook?.apology? {
        Apology::Early => None,
        Apology::AfterFacts => {
            let caused = view.effective_of_cycle().any(|e| matches!(e.act, Act::Cause { .. }));
            (state.verified.is_none() && !caused).then_some(Matter::BeforeFacts)
        }
        Apology::IfFault => match state.fault {
            Some(Blame::Ours | Blame::Shared) => None,
            _ => Some(Matter::NotOurFault),
        },
    }
}

/// Whether a text speaks of what the complaint is about: a word of at least four letters, or two Chinese characters in
/// a row, that its title, product, category or a further grievance has too.
#[must_use]
pub fn names_the_problem(text: &Folded, view: &View<'_>) -> bool {
    let header = &view.case().header;
    let mut about = vec![header.title.as_str()];
    about.extend([&header.product, &header.category].into_iter().flatten().map(String::as_str));
    about.extend(view.state.grievances.iter().map(|g| g.what.as_str()));
    let wanted: HashSet<String> = about.iter().flat_map(|a| words(&Folded::of(a))).collect();
    wanted.is_empty() || words(text).iter().any(|w| wanted.contains(w))
}

/// Words that say what a text is about: long enough ones of an alphabet, and pairs of Chinese characters.
fn words(folded: &Folded) -> Vec<String> {
    let text = folded.text();
    let latin = text.split(|c: char| !is_of_word(c)).filter(|w| w.chars().count() >= 4).map(ToOwned::to_owned);
    let chars: Vec<char> = text.chars().collect();
    let chinese = |c: char| c.is_alphanumeric() && !is_of_word(c);
    let pairs = chars.windows(2).filter(|p| chinese(p[0]) && chinese(p[1])).map(|p| p.iter().collect());
    latin.chain(pairs).collect()
}
