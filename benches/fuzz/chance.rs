//! Chance from a seed: the same seed, the same run.

/// A source of numbers (splitmix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// The source of a seed, another one for each name.
    pub(crate) fn of(seed: u64, name: &str) -> Self {
        let salt =
            name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        Self(seed ^ salt)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 when that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    /// Once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub(crate) fn one_of<'t, T: ?Sized>(&mut self, all: &'t [Box<T>]) -> Option<&'t T> {
        let at = self.below(all.len());
        all.get(at).map(|one| &**one)
    }
}
