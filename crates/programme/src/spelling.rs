//! "Did you mean …?"

/// The longest word for which a suggestion is sought; a longer one is no mistyped key.
const LONGEST: usize = 48;

/// The known word that is nearest to what was written, if one is near enough to have been meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let written: Vec<char> = written.to_lowercase().replace('_', "-").chars().collect();
    let tolerance = (written.len() / 3).max(1);
    let near = known.into_iter().filter_map(|word| {
        let letters: Vec<char> = word.to_lowercase().chars().collect();
        if letters.len().abs_diff(written.len()) > tolerance {
            return None;
        }
        let changes = changes(&written, &letters);
        (changes <= tolerance && changes < letters.len()).then_some((changes, word))
    });
    near.min_by_key(|(changes, _)| *changes).map(|(_, word)| word)
}

/// How many letters have to be put in, left out, replaced, or swapped with their neighbour to get from one word to the other.
fn changes(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let mut least = (above[column] + usize::from(letter != other)).min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == to[column - 1] && from[row - 1] == *other {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_no_far_one() {
        let known = ["opens", "closes", "benefits-until", "reminders"];
        for (written, meant) in [
            ("open", Some("opens")),
            ("colses", Some("closes")),
            ("benefits_until", Some("benefits-until")),
            ("Reminder", Some("reminders")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }
}
