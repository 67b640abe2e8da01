//! What is a table made of while it is laid? Columns of units, and the links between the units of each two renderings, weighed.

use smallvec::SmallVec;

use crate::align::evidence::Kind;
use crate::align::links::Pair;

/// No word.
pub const NONE: u32 = u32::MAX;

/// A unit of each rendering, or `NONE`. Few statements have more renderings than lie in place.
pub type Column = SmallVec<[u32; 8]>;

/// What a table is made of: per rendering its units (words), and the links between the units of two renderings.
pub struct Input<'a> {
    /// Class of each unit: units of one class answer each other sooner.
    pub units: &'a [Vec<u8>],
    /// Whether a unit stands in round brackets: an aside takes no other word's place.
    pub asides: &'a [Vec<bool>],
    /// `links[(r, s)]` with r < s, units instead of tokens.
    pub links: &'a [((usize, usize), Vec<Pair>)],
    /// The base; the others are numbered by content, which decides between equals.
    pub first: usize,
    /// Languages of the renderings.
    pub langs: &'a [&'static str],
}

impl Input<'_> {
    /// Is a rendering in the base's language?
    pub fn is_native(&self, r: usize) -> bool {
        self.langs.get(r) == self.langs.get(self.first)
    }
}

/// From this weight up two words hold the table together; below, they only decide who stands in for whom.
pub const FIRM: u64 = 300;
/// Links over a third rendering must be this sure.
pub const SURE: u64 = 500;

/// Links by pair of renderings, from either side.
pub struct Lookup<'a> {
    /// `index[r * k + s]`: position in `links`, whatever the order of r and s.
    index: Vec<u32>,
    totals: Vec<u64>,
    /// Which of them lead from one language to another.
    abroad: Vec<bool>,
    pub links: &'a [((usize, usize), Vec<Pair>)],
    k: usize,
}

impl<'a> Lookup<'a> {
    pub fn new(input: &Input<'a>) -> Self {
        let k = input.units.len();
        let mut index = vec![NONE; k * k];
        let mut totals = Vec::with_capacity(input.links.len());
        let abroad = input.links.iter().map(|((r, s), _)| input.langs.get(*r) != input.langs.get(*s)).collect();
        for (at, ((r, s), pairs)) in input.links.iter().enumerate() {
            index[r * k + s] = at as u32;
            index[s * k + r] = at as u32;
            totals.push(pairs.iter().map(firm).sum());
        }
        Lookup { index, totals, abroad, links: input.links, k }
    }

    pub fn total(&self, r: usize, s: usize) -> u64 {
        self.totals.get(self.index[r * self.k + s] as usize).copied().unwrap_or(0)
    }

    /// The weight of the link between two units; 0 where there is none.
    pub fn weight(&self, r: usize, u: u32, s: usize, v: u32) -> u64 {
        let (pairs, abroad) = self.pairs(r, s);
        let key = if r < s { (u, v) } else { (v, u) };
        pairs
            .binary_search_by_key(&key, |p| (p.i, p.j))
            .map_or(0, |at| if abroad { likely(&pairs[at]) } else { weight(pairs[at].p) })
    }

    /// What the link between two units is worth for holding the table together.
    pub fn worth(&self, r: usize, u: u32, s: usize, v: u32) -> u64 {
        let (pairs, abroad) = self.pairs(r, s);
        let key = if r < s { (u, v) } else { (v, u) };
        let found = pairs.binary_search_by_key(&key, |p| (p.i, p.j)).ok().map(|at| &pairs[at]);
        found.map_or(0, if abroad { likely } else { firm })
    }

    /// Links between r and s as (unit of r, unit of s, weight).
    pub fn between(&self, r: usize, s: usize) -> impl Iterator<Item = (u32, u32, u64)> + '_ {
        let (pairs, abroad) = self.pairs(r, s);
        let worth = if abroad { likely } else { firm };
        pairs.iter().map(move |p| if r < s { (p.i, p.j, worth(p)) } else { (p.j, p.i, worth(p)) })
    }

    /// All links between r and s, and whether they lead from one language to another.
    pub fn pairs(&self, r: usize, s: usize) -> (&'a [Pair], bool) {
        let at = self.index[r * self.k + s] as usize;
        let pairs = self.links.get(at).map_or(&[][..], |(_, pairs)| pairs);
        (pairs, self.abroad.get(at).copied().unwrap_or(false))
    }
}

/// Probabilities as whole thousandths, so that sums do not depend on their order.
pub fn weight(p: f32) -> u64 {
    (p * 1000.0) as u64
}

/// What a link from one language to another is worth: those that only their neighbours speak for must be likely by themselves, since the same
/// chance is seen once for every rendering.
pub fn likely(p: &Pair) -> u64 {
    if p.kind.is_lexical() || p.p >= 0.5 { firm(p) } else { 0 }
}

/// What a link is worth for holding the table together: words that only their neighbours speak for stand in for each other later.
pub fn firm(p: &Pair) -> u64 {
    match p.kind {
        // Of two equal words none holds better than the other: how many there are decides, then which comes first.
        Kind::SameContent if p.p >= 0.5 => 950,
        // An equal word that its neighbours speak against may still be what two stretches changed places around.
        Kind::SameContent | Kind::SameFunction => weight(p.p).max(FIRM),
        kind if kind.is_lexical() => weight(p.p),
        _ => weight(p.p) * 3 / 10,
    }
}

/// The column of each unit.
pub fn places_of(columns: &[Column], input: &Input) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = input.units.iter().map(|units| Vec::with_capacity(units.len())).collect();
    for (c, column) in columns.iter().enumerate() {
        // Units stand in order, so the nth filled slot is unit n.
        for (r, _) in column.iter().enumerate().filter(|(_, u)| **u != NONE) {
            out[r].push(c as u32);
        }
    }
    out
}
