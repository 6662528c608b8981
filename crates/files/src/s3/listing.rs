//! Reading the list of a bucket (`ListObjectsV2`).

use crate::FileError;
use quick_xml::Reader;
use quick_xml::events::Event;

/// One page of a bucket's list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Listing {
    /// Names and sizes, in the order of names.
    pub(crate) objects: Vec<(String, u64)>,
    /// How to ask for the next page, if there is one.
    pub(crate) next: Option<String>,
}

/// Reads one page.
pub(crate) fn read(xml: &str) -> Result<Listing, FileError> {
    let broken = |what: String| FileError::Broken(format!("the list of the bucket: {what}"));
    let mut reader = Reader::from_str(xml);
    let mut listing = Listing::default();
    let (mut text, mut name, mut size) = (String::new(), String::new(), 0);
    loop {
        match reader.read_event().map_err(|e| broken(e.to_string()))? {
            Event::Eof => return Ok(listing),
            Event::Start(_) => text.clear(),
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                text.push_str(quick_xml::escape::resolve_predefined_entity(&part).unwrap_or_default());
            }
            Event::End(end) => match end.local_name().as_ref() {
                "Key" => name = std::mem::take(&mut text),
                "Size" => size = text.trim().parse().map_err(|_| broken(format!("size {text}")))?,
                "Contents" => listing.objects.push((std::mem::take(&mut name), size)),
                "NextContinuationToken" => listing.next = Some(std::mem::take(&mut text)),
                _ => {}
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sizes_and_the_next_page_are_read() {
        let xml = "<?xml version=\"1.0\"?><ListBucketResult><Name>b</Name><Contents><Key>a&amp;b</Key>\
                   <Size>7</Size></Contents><Contents><Key>c</Key><Size>0</Size></Contents>\
                   <NextContinuationToken>t/1=</NextContinuationToken></ListBucketResult>";
        let listing = read(xml).unwrap();
        assert_eq!(listing.objects, [("a&b".to_owned(), 7), ("c".to_owned(), 0)]);
        assert_eq!(listing.next.as_deref(), Some("t/1="));
        assert!(read("<a></b>").is_err());
    }
}
