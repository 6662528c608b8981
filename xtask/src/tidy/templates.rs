//! Templates keep style and behaviour out, as the content security policy demands.

use super::tree::Tree;
use super::{Finding, Rule};

/// Refuses inline style, inline handlers and scripts without a source.
pub struct Templates;

impl Rule for Templates {
    fn slug(&self) -> &'static str {
        "templates"
    }

    fn check(&self, tree: &Tree) -> Vec<Finding> {
        tree.with_ending(&["html"]).flat_map(|(path, text)| refusals(path, text)).collect()
    }
}

fn refusals(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, tag) in tags(text) {
        let name =
            tag.split(|letter: char| letter.is_whitespace() || letter == '>').next().unwrap_or_default();
        let attributes: Vec<_> =
            tag.split_whitespace().skip(1).filter_map(|word| Some(word.split_once('=')?.0)).collect();
        let is_data = tag.contains("type=\"application/json\"");
        if name == "style" || attributes.contains(&"style") {
            findings.push(Finding::new(path, line, "style belongs into a style sheet"));
        }
        if name == "script" && !is_data && !attributes.contains(&"src") {
            findings.push(Finding::new(path, line, "a script has a source of its own"));
        }
        if attributes.iter().any(|attribute| is_handler(attribute)) {
            findings.push(Finding::new(path, line, "behaviour is attached by data- attributes"));
        }
    }
    findings
}

/// Opening tags without their angle bracket, each with the line it begins on, from 1.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut tags = Vec::new();
    let mut line = 1;
    for (index, part) in text.split('<').enumerate() {
        if index > 0 && part.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let tag = part.split('>').next().unwrap_or(part);
            tags.push((line, tag.to_lowercase()));
        }
        line += part.matches('\n').count();
    }
    tags
}

fn is_handler(attribute: &str) -> bool {
    let Some(event) = attribute.strip_prefix("on") else { return false };
    event.len() > 2 && event.chars().all(|letter| letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, n_findings: usize) {
        assert_eq!(refusals("a.html", text).len(), n_findings, "{text}");
    }

    #[test]
    fn style_and_behaviour_stay_out() {
        check("<p style=\"color: red\">", 1);
        check("<button\n  onclick=\"go()\">", 1);
        check("<script>go()</script>", 1);
        check("<style>p {}</style>", 1);
        check("<script type=\"module\" src=\"{{ script }}\"></script>", 0);
        check("<p data-style=\"x\" class=\"style\">only on = one</p>", 0);
        check("<p title=\"the style onward\">", 0);
        check("{% if a < b %}<p>{% endif %}", 0);
    }

    #[test]
    fn the_line_of_the_tag_is_told() {
        assert_eq!(refusals("a.html", "<p>\n<b>\n<i style=\"\">")[0].line, 3);
    }
}
