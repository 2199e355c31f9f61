//! The programme that is shipped.

use jubilee_core::timeline;
use jubilee_programme::{Source, load_dir, read, shipped_mpn};
use std::path::Path;

#[test]
fn the_shipped_programme_gives_no_warnings() {
    let checked = read(&Source::new("programme.toml", shipped_mpn())).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(checked.warnings.is_empty(), "{}", checked.warnings);
    let version = &checked.programme.versions[0];
    assert_eq!((version.areas.len(), version.offers.len()), (18, 4));
    for level in ["silver", "gold"] {
        assert_eq!(version.offer(&level.into()).unwrap().areas.len(), 18);
    }
    let published = [("action-pack", "US", "475.00 USD"), ("gold", "US", "4730.00 USD"), ("gold", "NL", "4220.00 EUR")];
    for (offer, country, fee) in published {
        assert_eq!(version.offer(&offer.into()).unwrap().fee(country).unwrap().to_string(), fee, "{offer} in {country}");
    }
    assert!(version.offer(&"network-membership".into()).unwrap().renewal.is_none());
}

#[test]
fn what_is_compiled_in_is_what_is_on_disk() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/mpn");
    let shipped = read(&Source::new("programme.toml", shipped_mpn())).unwrap();
    assert_eq!(load_dir(&folder).unwrap().programme, shipped.programme);
}

#[test]
fn the_timeline_of_an_action_pack_bought_on_1_september_2018() {
    let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let cycles = timeline(&programme, &"action-pack".into(), "2018-09-01".parse().unwrap(), 3).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&cycles).unwrap());
}
