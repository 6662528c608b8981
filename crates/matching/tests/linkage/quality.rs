//! F1 at the threshold that the product itself chooses, with columns that it guessed itself, at or above the best that the
//! reference implementation reaches at any threshold.

use matching::linkage::Options;

use crate::sets::{
    CONTACTS, FAKE, FEBRL_1, FEBRL_1_WITH_ID, FEBRL_4, FEBRL_4_WITH_ID, GERMAN, Headers, RESTAURANTS, Set,
    load,
};

fn check(set: &Set, at_least: f64) {
    for headers in [Headers::Own, Headers::Strange] {
        let Some(loaded) = load(set, headers) else { return };
        let begun = std::time::Instant::now();
        let linkage = loaded.link(&Options::default());
        let seconds = begun.elapsed().as_secs_f64();
        let [precision, recall, f1] = loaded.quality(&linkage);
        eprintln!(
            "{} {:?} {headers:?}: {} records, {} pairs compared, threshold {:.3}: precision {precision:.4} recall {recall:.4} \
             F1 {f1:.4} (asked {at_least:.4}, expected {:.4}), {seconds:.2} s",
            set.folder,
            set.files,
            loaded.rows.len(),
            linkage.n_compared,
            linkage.threshold,
            linkage.estimate.f1,
        );
        assert!(f1 >= at_least, "{} {headers:?}: F1 {f1:.4} under {at_least:.4}", set.folder);
    }
}

#[test]
fn febrl_doubles_are_found() {
    check(&FEBRL_1, 0.995983);
}

#[test]
fn febrl_doubles_are_found_with_the_id() {
    check(&FEBRL_1_WITH_ID, 1.0);
}

#[test]
fn febrl_sets_are_linked() {
    check(&FEBRL_4, 0.997695);
}

#[test]
fn febrl_sets_are_linked_with_the_id() {
    check(&FEBRL_4_WITH_ID, 0.999599);
}

#[test]
fn invented_people_are_found() {
    check(&FAKE, 0.855895);
}

#[test]
fn german_people_are_found() {
    check(&GERMAN, 0.989898);
}

#[test]
fn restaurants_are_found() {
    check(&RESTAURANTS, 0.889908);
}

#[test]
fn contacts_in_three_scripts_are_found() {
    check(&CONTACTS, 0.985);
}
