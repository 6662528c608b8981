//! Pages of a long list: a size within bounds and a cursor that holds its place while the list changes.

/// How many entries a page holds: 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// The page that screens show.
    pub const DEFAULT: PageSize = PageSize(50);

    /// Pulls any number into 1..=500.
    pub fn clamped(n: i64) -> Self {
        Self(u16::try_from(n.clamp(1, 500)).unwrap_or(50))
    }

    /// The number of entries.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The place after the last entry seen: its sort key and its number, opaque to whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the last entry.
    pub key: String,
    /// The number that orders entries with equal keys.
    pub no: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.", self.no)?;
        self.key.bytes().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (no, hex) = text.split_once('.').ok_or(())?;
        let bytes: Vec<u8> = hex
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok()))
            .collect::<Option<_>>()
            .ok_or(())?;
        Ok(Self { key: String::from_utf8(bytes).map_err(|_| ())?, no: no.parse().map_err(|_| ())? })
    }
}

/// One page of entries and where the next one starts.
#[derive(Debug, Clone)]
pub struct Slice<T> {
    /// The entries, in the order asked for; may be empty.
    pub items: Vec<T>,
    /// Where to go on; `None` on the last page.
    pub next: Option<Cursor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_trip_through_an_address() {
        let cursor = Cursor { key: "әлия 2".into(), no: 17 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert_eq!("17".parse::<Cursor>(), Err(()));
    }
}
