//! What holds for every plot, whatever is drawn.

use crate::*;
use proptest::prelude::*;

fn look() -> Look {
    Look { width: 640.0, manner: Manner::default(), empty: "Nothing yet".into() }
}

/// Every plot made of the same odd numbers and words.
fn all(numbers: &[f64], name: &str) -> Vec<Box<dyn Plot>> {
    let words = Words { title: name.into(), says: name.into() };
    let bar = |value: &f64| Bar {
        label: name.into(),
        value: *value,
        told: name.into(),
        href: "/x?a=1&b=2".into(),
        ink: 3,
    };
    let column = |value: &f64| Column {
        label: name.into(),
        value: *value,
        before: numbers.first().copied(),
        told: name.into(),
        ..Column::default()
    };
    let line = Line {
        label: name.into(),
        values: numbers.iter().copied().map(Some).collect(),
        ink: 1,
        is_guess: true,
        is_area: true,
    };
    let cell = |value: &f64| {
        Some(Cell { value: *value, told: name.into(), below: name.into(), ..Cell::default() })
    };
    let pairs = || numbers.iter().zip(numbers.iter().rev());
    let names = vec![name.to_string(); numbers.len()];
    let stream = |(place, value): (usize, &f64)| Stream {
        from: place % 3,
        to: place % 4,
        value: *value,
        tip: name.into(),
        href: String::new(),
    };
    vec![
        Box::new(Bars { words: words.clone(), items: numbers.iter().map(bar).collect() }),
        Box::new(Columns {
            words: words.clone(),
            items: numbers.iter().map(column).collect(),
            ..Columns::default()
        }),
        Box::new(Lines {
            words: words.clone(),
            lines: vec![line],
            places: names.clone(),
            format: Format::Ratio,
        }),
        Box::new(Pareto {
            words: words.clone(),
            curve: pairs().map(|(x, y)| (*x, *y)).collect(),
            marks: pairs().map(|(x, y)| Mark { x: *x, y: *y, label: name.into() }).collect(),
            ..Pareto::default()
        }),
        Box::new(Heat {
            words: words.clone(),
            rows: names.clone(),
            columns: names.clone(),
            cells: numbers.iter().map(|_| numbers.iter().map(cell).collect()).collect(),
            row_height: 30.0,
            ..Heat::default()
        }),
        Box::new(Scatter {
            words: words.clone(),
            points: pairs()
                .map(|(x, y)| Point { x: *x, y: *y, tip: name.into(), href: "/c".into() })
                .collect(),
            line: numbers.first().copied().zip(numbers.last().copied()),
            ..Scatter::default()
        }),
        Box::new(Flow {
            words: words.clone(),
            groups: vec![name.to_string(); 4],
            streams: numbers.iter().enumerate().map(stream).collect(),
            ..Flow::default()
        }),
        Box::new(Spark { words, values: numbers.to_vec() }),
    ]
}

/// Every number that stands in a coordinate or a path, across and down in turn where both are there.
fn coordinates(svg: &str, name: &str) -> Vec<f64> {
    let start = format!(" {name}=\"");
    let pieces = svg.split(&start).skip(1);
    let values = pieces.filter_map(|rest| rest.split('"').next());
    values
        .flat_map(|value| value.split(|c: char| c.is_ascii_alphabetic() || c == ' '))
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(f64::NAN))
        .collect()
}

fn is_sound(picture: &Picture) {
    let svg = picture.page();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    assert!(!svg.contains("style="), "the policy of the pages forbids inline styles");
    let (width, height) = picture.size();
    let path = coordinates(&svg, "d");
    let (across, down): (Vec<_>, Vec<_>) = path.iter().enumerate().partition(|(place, _)| place % 2 == 0);
    for (values, most) in [
        (coordinates(&svg, "x"), width),
        (coordinates(&svg, "cx"), width),
        (across.into_iter().map(|(_, value)| *value).collect(), width),
        (coordinates(&svg, "y"), height),
        (coordinates(&svg, "cy"), height),
        (down.into_iter().map(|(_, value)| *value).collect(), height),
    ] {
        assert!(values.iter().all(|value| (0.0..=most).contains(value)), "{values:?} of {most}: {svg}");
    }
    let file = picture.file("Inter");
    assert!(!file.contains("<a ") && file.contains("xmlns"));
    assert_eq!(file.matches("<g>").count(), file.matches("</g>").count());
}

proptest! {
    #[test]
    fn no_number_leaves_the_frame_or_stops_being_one(
        numbers in proptest::collection::vec(
            prop_oneof![
                any::<f64>(), -1e6..1e6_f64, 0.0..1.0_f64,
                Just(f64::NAN), Just(f64::INFINITY), Just(f64::MAX), Just(0.0),
            ],
            0..12,
        ),
        name in "\\PC{0,40}",
        width in 100.0..1000.0_f64,
    ) {
        for plot in all(&numbers, &name) {
            is_sound(&plot.draw(&Look { width, ..look() }));
        }
    }
}

#[test]
fn without_data_a_picture_holds_words() {
    for plot in all(&[], "x").into_iter().chain(all(&[f64::NAN, f64::INFINITY], "x")) {
        let picture = plot.draw(&look());
        assert!(picture.is_empty());
        assert!(picture.page().contains("Nothing yet"));
    }
}

#[test]
fn what_people_wrote_cannot_leave_its_text() {
    for plot in all(&[0.1, 0.5, 1.0], "<script>\"&'</svg>") {
        let svg = plot.draw(&look()).page();
        assert!(!svg.contains("<script>") && !svg.contains("</svg>&"), "{svg}");
        assert_eq!(svg.matches("</svg>").count(), 1);
    }
}

#[test]
fn a_mark_that_leads_somewhere_is_a_link_with_a_name() {
    let bars = Bars {
        items: vec![Bar {
            label: "A".into(),
            value: 2.0,
            told: "2".into(),
            href: "/customers?filter=1".into(),
            ink: 1,
        }],
        ..Bars::default()
    };
    let svg = bars.draw(&look()).page();
    assert!(svg.contains("<a href=\"/customers?filter=1\" aria-label=\"A: 2\">"), "{svg}");
}

#[test]
fn a_cell_says_the_shorter_thing_where_the_longer_has_no_room() {
    let cell = Cell {
        value: 1.0,
        told: "28".into(),
        below: "4.9 % of money".into(),
        brief: "4.9 %".into(),
        ..Cell::default()
    };
    let heat = |columns: usize| Heat {
        rows: vec!["5".into()],
        columns: (1..=columns).map(|place| place.to_string()).collect(),
        cells: vec![vec![Some(cell.clone()); columns]],
        row_height: 52.0,
        ..Heat::default()
    };
    let wide = heat(2).draw(&look()).page();
    assert!(wide.contains(">4.9 % of money<"), "{wide}");
    let narrow = heat(8).draw(&look()).page();
    assert!(narrow.contains(">4.9 %<") && !narrow.contains('…'), "{narrow}");
}
