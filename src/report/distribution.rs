//! How numbers are spread: by nearest rank, with few values shown as they are (metrics M9).

/// Values in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Distribution {
    sorted: Vec<i64>,
}

impl Distribution {
    /// Of values in any order.
    #[must_use]
    pub fn of(mut values: Vec<i64>) -> Self {
        values.sort_unstable();
        Self { sorted: values }
    }

    /// How many.
    #[must_use]
    pub fn n(&self) -> usize {
        self.sorted.len()
    }

    /// The value at rank ceil(p·n), `percent` being 100·p; `None` without values.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> Option<i64> {
        let rank = (percent * self.sorted.len()).div_ceil(100).max(1);
        self.sorted.get(rank - 1).copied()
    }

    /// The greatest.
    #[must_use]
    pub fn max(&self) -> Option<i64> {
        self.sorted.last().copied()
    }

    /// The values themselves, when there are fewer than five.
    #[must_use]
    pub fn values(&self) -> Option<&[i64]> {
        (self.sorted.len() < 5).then_some(&self.sorted[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let d = Distribution::of((1..=10).rev().collect());
        assert_eq!((d.percentile(50), d.percentile(90), d.max()), (Some(5), Some(9), Some(10)));
        let odd = Distribution::of(vec![3, 1, 2, 5, 4]);
        assert_eq!((odd.percentile(50), odd.percentile(90)), (Some(3), Some(5)));
        assert_eq!(odd.values(), None);
        assert_eq!(Distribution::of(vec![7, 6]).values(), Some(&[6, 7][..]));
        assert_eq!(Distribution::default().percentile(50), None);
    }
}
