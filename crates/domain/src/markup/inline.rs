//! Emphasis and links inside a block.

use super::Run;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bold,
    Italic,
}

impl Mark {
    fn width(self) -> usize {
        match self {
            Self::Bold => 2,
            Self::Italic => 1,
        }
    }
}

enum Token {
    Text(String),
    Stars(Stars),
}

/// One to three asterisks: which marks begin or end here is found out by looking at all of them.
#[derive(Default)]
struct Stars {
    count: usize,
    opens: bool,
    closes: bool,
    begins: Vec<Mark>,
    ends: Vec<Mark>,
}

/// A token with the link it stands in.
struct Piece {
    token: Token,
    href: Option<String>,
}

pub(super) fn runs_of(text: &str) -> Vec<Run> {
    let letters: Vec<char> = text.chars().collect();
    let mut pieces = pieces_of(&letters, None);
    pair(&mut pieces, Mark::Bold);
    pair(&mut pieces, Mark::Italic);
    let mut runs = Runs::default();
    for Piece { token, href } in pieces {
        match token {
            Token::Text(text) => runs.say(&text, href),
            Token::Stars(stars) => {
                let used: usize = stars.begins.iter().chain(&stars.ends).map(|mark| mark.width()).sum();
                for mark in stars.ends {
                    runs.turn(mark, false);
                }
                runs.say(&"*".repeat(stars.count.saturating_sub(used)), href);
                for mark in stars.begins {
                    runs.turn(mark, true);
                }
            }
        }
    }
    runs.done
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    bold: bool,
    italic: bool,
}

impl Runs {
    fn turn(&mut self, mark: Mark, on: bool) {
        match mark {
            Mark::Bold => self.bold = on,
            Mark::Italic => self.italic = on,
        }
    }

    fn say(&mut self, text: &str, href: Option<String>) {
        if text.is_empty() {
            return;
        }
        let (bold, italic) = (self.bold, self.italic);
        match self.done.last_mut() {
            Some(last) if last.bold == bold && last.italic == italic && last.href == href => {
                last.text.push_str(text);
            }
            _ => self.done.push(Run { text: text.to_owned(), bold, italic, href }),
        }
    }
}

/// Each beginning with the nearest end after it.
fn pair(pieces: &mut [Piece], mark: Mark) {
    let mut begun: Option<usize> = None;
    for at in 0..pieces.len() {
        let Token::Stars(stars) = &mut pieces[at].token else { continue };
        if stars.count != mark.width() && stars.count != 3 {
            continue;
        }
        match begun {
            Some(start) if stars.closes => {
                stars.ends.push(mark);
                if let Token::Stars(first) = &mut pieces[start].token {
                    first.begins.push(mark);
                }
                begun = None;
            }
            _ if stars.opens => begun = Some(at),
            _ => {}
        }
    }
}

/// What an escape takes its meaning from.
const MARKS: &str = "\\*[]()-.";

fn pieces_of(letters: &[char], href: Option<&str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let flush = |plain: &mut String, pieces: &mut Vec<Piece>| {
        if !plain.is_empty() {
            let token = Token::Text(std::mem::take(plain));
            pieces.push(Piece { token, href: href.map(str::to_owned) });
        }
    };
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1);
        match (letter, next) {
            ('\\', Some(&mark)) if MARKS.contains(mark) => {
                plain.push(mark);
                at += 1;
            }
            ('*', _) => {
                let count = letters[at..].iter().take_while(|letter| **letter == '*').count();
                match stars_at(letters, at, at + count) {
                    Some(stars) => {
                        flush(&mut plain, &mut pieces);
                        pieces.push(Piece { token: Token::Stars(stars), href: href.map(str::to_owned) });
                    }
                    None => plain.push_str(&"*".repeat(count)),
                }
                at += count - 1;
            }
            ('[', _) if href.is_none() => match link_at(letters, at) {
                Some(link) => {
                    flush(&mut plain, &mut pieces);
                    pieces.extend(pieces_of(&letters[at + 1..link.close], Some(&link.href)));
                    at = link.end;
                }
                None => plain.push(letter),
            },
            _ => plain.push(letter),
        }
        at += 1;
    }
    flush(&mut plain, &mut pieces);
    pieces
}

/// Asterisks begin something before a letter and end it after one, but never inside a word: 2*3*4.
fn stars_at(letters: &[char], at: usize, end: usize) -> Option<Stars> {
    let is_blank = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\u{A0}' | '\u{202F}');
    let is_wordly = |letter: char| letter.is_alphabetic() || letter.is_numeric();
    let before = at.checked_sub(1).map_or('\n', |before| letters[before]);
    let after = letters.get(end).copied().unwrap_or('\n');
    let opens = !is_blank(after) && !is_wordly(before);
    let closes = !is_blank(before) && !is_wordly(after);
    let means = end - at <= 3 && (opens || closes);
    means.then(|| Stars { count: end - at, opens, closes, ..Stars::default() })
}

struct Link {
    href: String,
    /// Where the text ends.
    close: usize,
    /// Where all of it ends.
    end: usize,
}

/// `[text](address)` on one line, without brackets in the text or parentheses in the address.
fn link_at(letters: &[char], at: usize) -> Option<Link> {
    let mut close = at + 1;
    while let Some(letter) = letters.get(close).filter(|letter| !matches!(letter, '[' | ']' | '\n')) {
        close += if *letter == '\\' { 2 } else { 1 };
    }
    if letters.get(close) != Some(&']') || close == at + 1 || letters.get(close + 1) != Some(&'(') {
        return None;
    }
    let ends = |letter: &char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '(' | ')' | '<' | '>' | '"' | '\\')
    };
    let length = letters[close + 2..].iter().take_while(|letter| !ends(letter)).count();
    let end = close + 2 + length;
    let href: String = letters[close + 2..end].iter().collect();
    (letters.get(end) == Some(&')') && is_address(&href)).then_some(Link { href, close, end })
}

/// Where a link may lead: pages and mail, nothing that runs.
fn is_address(href: &str) -> bool {
    let lower = href.to_ascii_lowercase();
    let after = |scheme: &str| lower.strip_prefix(scheme).and_then(|rest| rest.chars().next());
    after("https://").or_else(|| after("http://")).is_some_and(|first| first != '/')
        || after("mailto:").is_some()
}
