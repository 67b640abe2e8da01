//! Where does a word stand in a file of lines, a word and a tab each, sorted by bytes? Searched where it lies: nothing is read at start-up.

/// The word and what stands behind its tab.
pub fn find(data: &'static str, word: &str) -> Option<(&'static str, &'static str)> {
    let (mut low, mut high) = (0, data.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = data.as_bytes()[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |i| low + i + 1);
        let end = data.as_bytes()[middle..high].iter().position(|b| *b == b'\n').map_or(high, |i| middle + i);
        let (here, rest) = data.get(start..end)?.split_once('\t')?;
        match here.cmp(word) {
            std::cmp::Ordering::Equal => return Some((here, rest)),
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Is the file sorted, so that every word is found?
#[cfg(test)]
pub fn finds_all(data: &'static str) -> bool {
    let heads: Vec<&str> = data.lines().filter_map(|l| l.split('\t').next()).collect();
    heads.is_sorted_by(|a, b| a < b) && heads.iter().all(|w| find(data, w).is_some_and(|(here, _)| here == *w))
}
