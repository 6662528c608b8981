//! Bases with few doubles or none: the model must not talk itself into any.

use matching::linkage::Options;

use crate::sets::{CONTACTS, FAKE, FEBRL_1, FEBRL_4, GERMAN, Headers, RESTAURANTS, Set, load};

#[test]
fn a_base_without_doubles_is_left_alone() {
    let check = |set: &Set| {
        let Some(mut loaded) = load(set, Headers::Own) else { return };
        loaded.retain(|_, n_before| n_before == 0);
        let linkage = loaded.link(&Options::default());
        eprintln!("{}: {} records, {} pairs found", set.folder, loaded.rows.len(), linkage.pairs.len());
        assert!(
            linkage.pairs.len() * 100 <= loaded.rows.len(),
            "{}: {} pairs",
            set.folder,
            linkage.pairs.len()
        );
    };
    for set in [CONTACTS, FEBRL_1, FAKE, RESTAURANTS, GERMAN] {
        check(&set);
    }
    check(&Set { files: &["dataset4a.csv"], ..FEBRL_4 });
}

#[test]
fn the_few_doubles_of_a_tidy_base_are_found() {
    let check = |set: &Set, one_in: usize, at_least: f64| {
        let Some(mut loaded) = load(set, Headers::Own) else { return };
        let number =
            |client: &str| client.bytes().fold(7usize, |sum, byte| sum * 31 % 10_007 + usize::from(byte));
        loaded.retain(|client, n_before| {
            n_before == 0 || (n_before == 1 && number(client).is_multiple_of(one_in))
        });
        let linkage = loaded.link(&Options::default());
        let [precision, recall, f1] = loaded.quality(&linkage);
        eprintln!(
            "{} one in {one_in}: {} doubles, precision {precision:.4} recall {recall:.4} F1 {f1:.4}",
            set.folder,
            loaded.truth().len()
        );
        assert!(f1 >= at_least, "{}: F1 {f1:.4}", set.folder);
    };
    check(&CONTACTS, 10, 0.98);
    check(&CONTACTS, 50, 0.95);
    check(&FEBRL_1, 20, 0.95);
    check(&FAKE, 5, 0.8);
}
