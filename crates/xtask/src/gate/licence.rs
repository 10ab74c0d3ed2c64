//! Licence expressions (SPDX): whether a list of accepted licences satisfies one.

/// True when the accepted licences satisfy the expression; an expression that cannot be read is refused.
pub fn satisfies(expression: &str, accepted: &[String]) -> bool {
    // Old manifests write `MIT/Apache-2.0` for a choice.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, accepted };
    let satisfied = reader.either();
    satisfied && reader.words.is_empty()
}

/// Reads from the left; each function consumes what it understands.
struct Reader<'a> {
    words: &'a [&'a str],
    accepted: &'a [String],
}

impl Reader<'_> {
    fn either(&mut self) -> bool {
        let mut satisfied = self.both();
        while self.take("OR") {
            let other = self.both();
            satisfied = satisfied || other;
        }
        satisfied
    }

    fn both(&mut self) -> bool {
        let mut satisfied = self.single();
        while self.take("AND") {
            let other = self.single();
            satisfied = satisfied && other;
        }
        satisfied
    }

    fn single(&mut self) -> bool {
        if self.take("(") {
            let satisfied = self.either();
            return self.take(")") && satisfied;
        }
        let Some((name, rest)) = self.words.split_first() else { return false };
        self.words = rest;
        let mut licence = (*name).to_owned();
        if self.take("WITH") {
            let Some((exception, rest)) = self.words.split_first() else { return false };
            self.words = rest;
            licence = format!("{licence} WITH {exception}");
        }
        self.accepted.contains(&licence)
    }

    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            Some(_) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_choices_sums_and_exceptions() {
        let accepted = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        for (expression, expected) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only", false),
            ("MIT AND ISC", true),
            ("MIT AND GPL-3.0-only", false),
            ("(GPL-3.0-only OR ISC) AND MIT", true),
            ("ISC AND (GPL-3.0-only OR Apache-2.0)", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0", false),
            ("MIT OR", true),
            ("MIT nonsense", false),
            ("", false),
        ] {
            assert_eq!(satisfies(expression, &accepted), expected, "{expression}");
        }
    }
}
