//! What a picture needs to stand alone as a file: literal colours instead of the page's.

/// The seven inks, the same as the page's in the light theme.
pub(crate) const INKS: [&str; 7] =
    ["#223f8f", "#c2691c", "#1f7f6d", "#9a3b74", "#6f7f1c", "#4b8fc4", "#7a6a55"];

/// The colours of heat from faint to full, the first ink mixed into paper.
const HEAT: [&str; 9] =
    ["#edeef1", "#dedfe9", "#ccd2e1", "#bbc3d8", "#a7b1cf", "#7183b5", "#566ca8", "#3c559c", "#223f8f"];

/// The rules of style, by class only.
pub(crate) fn style(font: &str) -> String {
    let mut rules = format!(
        "text{{font-family:\"{font}\",sans-serif;font-size:12px;fill:#4f4a42}}.paper{{fill:#fffdf9}}.at-start{{text-anchor:start}}.at-middle{{text-anchor:middle}}.at-end{{text-anchor:end}}.label-strong{{fill:#1d1b18;font-weight:500}}.label-faint{{fill:#6a645a}}.axis{{stroke:#cbc3b4;fill:none}}.grid{{stroke:#e3ddd1;fill:none}}.mark{{stroke:#6a645a;fill:none;stroke-dasharray:2 3}}.ground{{fill:#efebe2}}.edge{{stroke:#fffdf9;stroke-width:1}}.stroke{{fill:none;stroke-width:2;stroke-linejoin:round}}.is-guess{{stroke-dasharray:4 4}}.band,.stream{{opacity:.3}}.dot{{opacity:.65}}.before{{fill:none;stroke:#6a645a;stroke-width:1.5}}"
    );
    for (place, ink) in INKS.iter().enumerate() {
        let n = place + 1;
        rules.push_str(&format!(
            ".bar.ink-{n},.band.ink-{n},.dot.ink-{n},.stream.ink-{n}{{fill:{ink}}}.stroke.ink-{n}{{stroke:{ink}}}"
        ));
    }
    rules.push_str(".bar.ink-rest,.stream.ink-rest{fill:#cbc3b4}");
    for (place, colour) in HEAT.iter().enumerate() {
        rules.push_str(&format!(".cell.heat-{}{{fill:{colour}}}", place + 1));
    }
    rules.push_str(".cell.heat-0{fill:#f9f6f0}text.on-heat{fill:#ffffff}");
    rules
}

/// The drawing with its links turned into groups: a file leads nowhere.
pub(crate) fn without_links(body: &str) -> String {
    let mut rest = body;
    let mut plain = String::with_capacity(body.len());
    while let Some(start) = rest.find("<a href=") {
        let (before, link) = rest.split_at(start);
        plain.push_str(before);
        plain.push_str("<g>");
        rest = link.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace("</a>", "</g>")
}
