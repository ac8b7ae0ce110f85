//! Whether bytes that come in chunks are UTF-8.

/// The check of a stream of chunks. A letter may lie across two of them.
#[derive(Default)]
pub(super) struct Utf8Check {
    unfinished: Vec<u8>,
    /// How many bytes of a letter that began before the stream may still come.
    before: usize,
    broken: bool,
}

impl Utf8Check {
    /// The check of a stream that begins within a longer one: its first bytes may be the rest of a letter.
    pub fn within() -> Self {
        Self { before: 3, ..Self::default() }
    }

    /// Takes the next chunk in.
    pub fn update(&mut self, chunk: &[u8]) {
        if self.broken {
            return;
        }
        let mut rest = chunk;
        while let (1.., Some((0x80..=0xbf, others))) = (self.before, rest.split_first()) {
            self.before -= 1;
            rest = others;
        }
        if !rest.is_empty() {
            self.before = 0;
        }
        while let (false, Some((first, others))) = (self.unfinished.is_empty(), rest.split_first()) {
            self.unfinished.push(*first);
            rest = others;
            match std::str::from_utf8(&self.unfinished) {
                Ok(_) => self.unfinished.clear(),
                Err(error) if error.error_len().is_some() => self.broken = true,
                Err(_) => {}
            }
            if self.broken {
                return;
            }
        }
        if let Err(error) = std::str::from_utf8(rest) {
            self.broken = error.error_len().is_some();
            self.unfinished = rest[error.valid_up_to()..].to_vec();
        }
    }

    /// Whether all was UTF-8. The last letter has to be whole where the `last` of the bytes have come.
    pub fn finish(self, last: bool) -> bool {
        !self.broken && (!last || self.unfinished.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{d55c}\u{1f6a2}a";

    #[test]
    fn a_letter_across_chunks_is_still_utf8() {
        let text = TEXT.as_bytes();
        for size in 1..text.len() {
            let mut check = Utf8Check::default();
            text.chunks(size).for_each(|chunk| check.update(chunk));
            assert!(check.finish(true), "chunks of {size}");
        }
        let mut cut = Utf8Check::default();
        cut.update(&text[..2]);
        assert!(!cut.finish(true));
    }

    #[test]
    fn a_letter_across_two_streams_is_still_utf8() {
        let text = TEXT.as_bytes();
        for cut in 0..text.len() {
            let (mut first, mut second) = (Utf8Check::default(), Utf8Check::within());
            first.update(&text[..cut]);
            second.update(&text[cut..]);
            assert!(first.finish(false) && second.finish(true), "cut at {cut}");
        }
        let mut broken = Utf8Check::within();
        broken.update(b"\x80\x80\x80\x80a");
        assert!(!broken.finish(true));
    }
}
