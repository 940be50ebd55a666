//! Rules out that bytes are the beginning of a match.

use super::search::STEP;

/// How many bytes are ruled out by one branch, a few looks at a time.
pub(super) const STRIDE: usize = 4 * STEP;

/// A set of grams that may err on the side of yes: one byte for each 14-bit hash, so that several looks are one branch.
pub(super) struct Filter(Box<[u8; 1 << 14]>);

impl Filter {
    pub(super) fn new() -> Self {
        Self(Box::new([0; 1 << 14]))
    }

    pub(super) fn add(&mut self, bytes: u32) {
        if let Some(byte) = self.0.get_mut(Self::place(bytes)) {
            *byte = 1;
        }
    }

    /// Whether the set may hold the first four bytes of one of the chunks.
    #[inline]
    pub(super) fn may_hold_one_of(&self, stride: &[u8; STRIDE]) -> bool {
        let look = |chunk: &[u8]| {
            chunk
                .first_chunk()
                .map_or(1, |bytes| self.look(u32::from_le_bytes(*bytes)))
        };
        stride
            .chunks_exact(STEP)
            .fold(0, |seen, chunk| seen | look(chunk))
            != 0
    }

    pub(super) fn may_hold(&self, bytes: u32) -> bool {
        self.look(bytes) != 0
    }

    #[inline]
    fn look(&self, bytes: u32) -> u8 {
        self.0.get(Self::place(bytes)).copied().unwrap_or(1)
    }

    #[inline]
    fn place(bytes: u32) -> usize {
        (bytes.wrapping_mul(0x9e37_79b1) >> 18) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_seen_at_each_look_and_little_else_is() {
        let mut filter = Filter::new();
        for bytes in 0..80 {
            filter.add(bytes);
        }
        let nothing = [0xa5; STRIDE];
        assert!(!filter.may_hold_one_of(&nothing));
        for look in (0..STRIDE).step_by(STEP) {
            let mut stride = nothing;
            stride[look..look + 4].copy_from_slice(&79_u32.to_le_bytes());
            assert!(filter.may_hold_one_of(&stride), "{look}");
        }
    }
}
