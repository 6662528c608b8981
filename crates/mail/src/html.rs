//! HTML that came by mail, made harmless.
//!
//! Two steps. [`cleaned`] takes out all that acts: scripts, forms, styles, frames, addresses of other kinds than web and
//! mail. What it gives may be kept. [`shown`] is asked each time it is drawn: pictures of the letter itself become
//! addresses of ours, pictures from afar are taken out unless the reader asked for them, because fetching one tells the
//! sender that, when and where the letter was read.

use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::HashSet;

/// Whether pictures that lie with the sender are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Images {
    /// Only those that came in the letter.
    Own,
    /// Those from afar too, over HTTPS.
    All,
}

fn builder<'a>() -> Builder<'a> {
    let mut builder = Builder::default();
    builder
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .add_tags(["font", "u"])
        .add_generic_attributes(["dir", "align"])
        .add_tag_attributes("font", ["color", "size"])
        .add_tag_attributes("td", ["width", "valign", "bgcolor"])
        .add_tag_attributes("table", ["width", "cellpadding", "cellspacing", "border", "bgcolor"])
        .set_tag_attribute_value("a", "target", "_blank")
        .strip_comments(true);
    builder
}

/// The deepest that elements may lie in each other: the time to read them grows with the square of it.
const DEEPEST: usize = 400;

/// Elements without content, and those that the next of their kind ends.
const SHALLOW: [&str; 22] = [
    "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "wbr", "p", "li",
    "td", "tr", "th", "dt", "dd", "option", "tbody", "thead",
];

/// Whether elements lie so deep in each other that reading them would take minutes; no program for letters writes so.
pub(crate) fn is_bottomless(html: &str) -> bool {
    let mut depth = 0_usize;
    html.split('<').skip(1).any(|piece| {
        let (is_end, rest) = piece.strip_prefix('/').map_or((false, piece), |rest| (true, rest));
        let name: String = rest.chars().take(12).take_while(char::is_ascii_alphanumeric).collect();
        if is_end {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() && !SHALLOW.contains(&name.to_ascii_lowercase().as_str()) {
            depth += 1;
        }
        depth > DEEPEST
    })
}

/// Without anything that acts; fit to be kept.
pub fn cleaned(html: &str) -> String {
    builder().clean(html).to_string()
}

/// As it may be drawn now. `own` gives the address of a picture that came in the letter by its content id.
pub fn shown(
    html: &str,
    images: Images,
    own: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> String {
    let mut builder = builder();
    builder.url_relative(UrlRelative::PassThrough).attribute_filter(
        move |element, attribute, value| match (element, attribute) {
            ("img", "src") => match value.strip_prefix("cid:") {
                Some(id) => own(id).map(Cow::Owned),
                None => (images == Images::All && value.starts_with("https://")).then(|| value.into()),
            },
            (_, "src" | "background") => None,
            _ => Some(value.into()),
        },
    );
    builder.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_stays() {
        let check = |html: &str, expected: &str| assert_eq!(cleaned(html), expected, "{html}");
        check("<p>a<script>steal()</script>b</p>", "<p>ab</p>");
        check("<p onclick=\"steal()\">a</p>", "<p>a</p>");
        check(
            "<a href=\"javascript:steal()\">a</a>",
            "<a target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>",
        );
        check("<style>p{background:url(https://x)}</style>a", "a");
        check("<iframe src=\"https://x\"></iframe>a", "a");
        check("<form action=\"https://x\"><input name=\"password\"></form>a", "a");
        check("<svg><use href=\"https://x#y\"></svg><math><mtext></mtext></math>a", "a");
        check("<p style=\"background:url(https://x)\">a</p>", "<p>a</p>");
        check("<img src=\"data:text/html,x\">", "<img>");
        check("<img src=\"/customers\">", "<img>");
        check("<meta http-equiv=refresh content=\"0;url=https://x\">a", "a");
        check("<base href=\"https://x\">a", "a");
        check("<!-- a --><b>b</b>", "<b>b</b>");
    }

    #[test]
    fn only_what_no_program_writes_is_bottomless() {
        assert!(is_bottomless(&"<div>".repeat(401)));
        assert!(is_bottomless(&"<b><p>".repeat(401)));
        assert!(!is_bottomless(&"<p>one<br><b>two</b>".repeat(9_000)));
    }

    #[test]
    fn pictures_from_afar_come_only_when_asked_for() {
        let kept = cleaned(
            "<img src=\"https://x/p.png\"><img src=\"http://x/q.png\"><img src=\"cid:one@x\"><img src=\"cid:two\">",
        );
        let own = |id: &str| (id == "one@x").then(|| "/files/1".to_owned());
        assert_eq!(shown(&kept, Images::Own, own), "<img><img><img src=\"/files/1\"><img>");
        assert_eq!(
            shown(&kept, Images::All, own),
            "<img src=\"https://x/p.png\"><img><img src=\"/files/1\"><img>"
        );
    }
}
