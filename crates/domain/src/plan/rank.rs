//! Places on the board: texts that sort by their bytes and always leave room between any two, so that moving a card
//! changes only that card.
//!
//! A rank is a number with a whole part of variable length (its first letter says how long) and a fraction without
//! trailing zeros; putting cards on top or at the end again and again lengthens it only by the logarithm
//! (the scheme of David Greenspan's "Implementing fractional indexing").

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FIRST: &str = "a0";

/// A rank between two others; an absent one is the end of the column. Ranks that touch or cross (two cards were
/// dropped on one place) count as if the second were absent.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let before = before.filter(|rank| is_rank(rank));
    let after = after.filter(|rank| is_rank(rank) && before.is_none_or(|before| before < *rank));
    match (before, after) {
        (None, None) => FIRST.to_owned(),
        (Some(before), None) => next(before),
        (None, Some(after)) => previous(after),
        (Some(before), Some(after)) => {
            let (whole_before, fraction_before) = split(before);
            let (whole_after, fraction_after) = split(after);
            if whole_before == whole_after {
                return format!("{whole_before}{}", midpoint(fraction_before, Some(fraction_after)));
            }
            match step(whole_before, Direction::Up) {
                Some(whole) if whole.as_str() < after => whole,
                _ => format!("{whole_before}{}", midpoint(fraction_before, None)),
            }
        }
    }
}

/// Whether a text is a rank this module could have made.
pub fn is_rank(text: &str) -> bool {
    let Some(length) = text.bytes().next().and_then(whole_length) else { return false };
    text.len() >= length
        && text.bytes().skip(1).all(|b| DIGITS.contains(&b))
        && !fraction_ends_in_zero(text, length)
}

fn fraction_ends_in_zero(text: &str, length: usize) -> bool {
    text.len() > length && text.ends_with('0')
}

fn next(rank: &str) -> String {
    let (whole, fraction) = split(rank);
    step(whole, Direction::Up).unwrap_or_else(|| format!("{whole}{}", midpoint(fraction, None)))
}

fn previous(rank: &str) -> String {
    let (whole, fraction) = split(rank);
    if !fraction.is_empty() {
        return whole.to_owned();
    }
    // Past the lowest number there is only sharing its place; 62^26 cards would have to be put on top before.
    step(whole, Direction::Down).unwrap_or_else(|| whole.to_owned())
}

/// Length of the whole part, its letter included: `a` 2, `b` 3 ... upwards, `Z` 2, `Y` 3 ... downwards.
fn whole_length(head: u8) -> Option<usize> {
    match head {
        b'a'..=b'z' => Some(usize::from(head - b'a') + 2),
        b'A'..=b'Z' => Some(usize::from(b'Z' - head) + 2),
        _ => None,
    }
}

fn split(rank: &str) -> (&str, &str) {
    let length = rank.bytes().next().and_then(whole_length).unwrap_or(rank.len());
    rank.split_at(length.min(rank.len()))
}

fn place(digit: u8) -> usize {
    DIGITS.iter().position(|d| *d == digit).unwrap_or(0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// The next whole number up or down; none past the last length.
fn step(whole: &str, direction: Direction) -> Option<String> {
    let (head, digits) = whole.split_at_checked(1)?;
    let mut head = *head.as_bytes().first()?;
    let mut digits = digits.as_bytes().to_vec();
    let (turn, start) = match direction {
        Direction::Up => (DIGITS.len() - 1, DIGITS[0]),
        Direction::Down => (0, DIGITS[DIGITS.len() - 1]),
    };
    for digit in digits.iter_mut().rev() {
        if place(*digit) == turn {
            *digit = start;
            continue;
        }
        *digit = match direction {
            Direction::Up => DIGITS[place(*digit) + 1],
            Direction::Down => DIGITS[place(*digit) - 1],
        };
        return text(head, &digits);
    }
    head = match (direction, head) {
        (Direction::Up, b'z') | (Direction::Down, b'A') => return None,
        (Direction::Up, b'Z') => b'a',
        (Direction::Down, b'a') => b'Z',
        (Direction::Up, head) => head + 1,
        (Direction::Down, head) => head - 1,
    };
    digits.resize(whole_length(head)? - 1, start);
    text(head, &digits)
}

fn text(head: u8, digits: &[u8]) -> Option<String> {
    let mut bytes = vec![head];
    bytes.extend_from_slice(digits);
    String::from_utf8(bytes).ok()
}

/// A fraction between two others; an absent upper one is 1. Never ends in zero.
fn midpoint(lower: &str, upper: Option<&str>) -> String {
    let (lower, upper) = (lower.as_bytes(), upper.map(str::as_bytes));
    let mut result = Vec::new();
    let mut upper = upper;
    for index in 0.. {
        let low = lower.get(index).map_or(0, |d| place(*d));
        let high = upper.map_or(DIGITS.len(), |u| u.get(index).map_or(0, |d| place(*d)));
        if high > low + 1 {
            result.push(DIGITS[usize::midpoint(low, high)]);
            break;
        }
        result.push(DIGITS[low]);
        if high == low + 1 {
            // Below the upper one from here on, whatever follows.
            upper = None;
        }
    }
    String::from_utf8(result).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stays_short_on_top_and_at_the_end() {
        let (mut top, mut end) = (between(None, None), between(None, None));
        for _ in 0..5_000 {
            let (above, below) = (between(None, Some(&top)), between(Some(&end), None));
            assert!(above < top && below > end);
            (top, end) = (above, below);
        }
        assert!(top.len() <= 4 && end.len() <= 4, "{top} {end}");
    }

    #[test]
    fn finds_room_where_there_seems_to_be_none() {
        for (low, high) in
            [("a0", "a1"), ("a0", "a0V"), ("Zz", "a0"), ("a0", "a01"), ("az", "b00"), ("a0", "a0001")]
        {
            let middle = between(Some(low), Some(high));
            assert!(low < middle.as_str() && middle.as_str() < high, "{low} {middle} {high}");
            assert!(is_rank(&middle), "{middle}");
        }
    }

    #[test]
    fn two_cards_on_one_place_are_followed_by_the_third() {
        assert!(between(Some("a5"), Some("a5")).as_str() > "a5");
        assert!(between(Some("a5"), Some("a1")).as_str() > "a5");
        assert_eq!(between(Some("!"), Some("a00")), FIRST);
    }

    proptest! {
        #[test]
        fn any_sequence_of_insertions_keeps_the_order(places in proptest::collection::vec(0usize..1000, 1..200)) {
            let mut column: Vec<String> = Vec::new();
            for place in places {
                let place = place % (column.len() + 1);
                let before = place.checked_sub(1).and_then(|i| column.get(i)).map(String::as_str);
                let rank = between(before, column.get(place).map(String::as_str));
                prop_assert!(is_rank(&rank));
                column.insert(place, rank);
            }
            prop_assert!(column.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
