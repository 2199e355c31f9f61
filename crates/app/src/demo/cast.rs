//! The members of the demo that somebody wrote by hand, so that every state there is can be looked at.

use super::life::{Deed, Fate};

/// A member with its people and subscriptions.
pub(super) struct CastMember {
    pub(super) reference: &'static str,
    pub(super) name: &'static str,
    pub(super) country: &'static str,
    pub(super) lang: &'static str,
    pub(super) system: &'static str,
    /// Address, name, roles and language.
    pub(super) people: &'static [(&'static str, &'static str, &'static str, &'static str)],
    pub(super) holdings: &'static [CastHolding],
}

/// A subscription of theirs.
pub(super) struct CastHolding {
    pub(super) reference: &'static str,
    pub(super) offer: &'static str,
    pub(super) areas: &'static str,
    pub(super) anniversary: &'static str,
    pub(super) fate: Fate,
}

/// What a cast member attained before the demo begins: member, measure, area, amount, from and until.
pub(super) type CastAttainment = (&'static str, &'static str, &'static str, u32, &'static str, &'static str);

const fn holding(
    reference: &'static str,
    offer: &'static str,
    areas: &'static str,
    anniversary: &'static str,
    fate: Fate,
) -> CastHolding {
    CastHolding { reference, offer, areas, anniversary, fate }
}

/// The member whose eyes the visitor has comes first, then the one that has to move.
pub(super) const CAST: [CastMember; 13] = [
    CastMember {
        reference: "4000100",
        name: "Zonneveld Automatisering B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[
            ("anna@zonneveld.example", "Anna de Vries", "global-admin;programme-admin", "en"),
            ("bram@zonneveld.example", "Bram Bakker", "billing-admin", "nl"),
            ("carla@zonneveld.example", "Carla Smit", "viewer", "nl"),
        ],
        // With its renewals below: one to renew now, one that is covered by the relief, and one with an area in danger.
        holdings: &[
            holding("AP-4000100", "action-pack", "", "2018-09-06", Fate::Forgotten),
            holding("GC-4000100", "gold", "cloud-platform;data-analytics;security", "2018-09-11", Fate::Forgotten),
            holding("SC-4000100", "silver", "messaging;devops", "2019-02-11", Fate::Forgotten),
        ],
    },
    CastMember {
        reference: "4000091",
        name: "Oostwal Systemen B.V.",
        country: "NL",
        lang: "nl",
        system: "legacy",
        people: &[
            ("noor@oostwal.example", "Noor Peters", "global-admin", "en"),
            ("thijs@oostwal.example", "Thijs Mulder", "programme-admin", "nl"),
            ("ilse@oostwal.example", "Ilse Bos", "viewer", "nl"),
        ],
        holdings: &[
            holding("AP-4000091", "action-pack", "", "2020-08-28", Fate::Forgotten),
            holding("GC-4000091", "gold", "cloud-platform;devops", "2020-09-08", Fate::Forgotten),
        ],
    },
    CastMember {
        reference: "4000092",
        name: "Kadewerk Data B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("sven@kadewerk.example", "Sven Visser", "global-admin", "nl")],
        holdings: &[holding("GC-4000092", "gold", "data-platform", "2020-05-20", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000093",
        name: "Larkfield Networks Ltd",
        country: "GB",
        lang: "en",
        system: "current",
        people: &[("owen@larkfield.example", "Owen Clark", "global-admin", "en")],
        holdings: &[holding("GC-4000093", "gold", "security", "2020-07-05", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000094",
        name: "Brugzicht Consulting BV",
        country: "BE",
        lang: "nl",
        system: "current",
        people: &[("lies@brugzicht.example", "Lies Hendriks", "global-admin", "nl")],
        holdings: &[holding("SC-4000094", "silver", "security", "2020-06-20", Fate::Renewed(17))],
    },
    CastMember {
        reference: "4000095",
        name: "Watermolen Software B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("joost@watermolen.example", "Joost Meijer", "global-admin", "nl")],
        holdings: &[holding("AP-4000095", "action-pack", "", "2020-08-10", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000096",
        name: "Cedar Point Cloud Inc.",
        country: "US",
        lang: "en",
        system: "current",
        people: &[("mia@cedarpoint.example", "Mia Evans", "global-admin", "en")],
        holdings: &[holding("AP-4000096", "action-pack", "", "2020-06-15", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000097",
        name: "Stadhouder Networks B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("bas@stadhouder.example", "Bas Jansen", "global-admin", "nl")],
        holdings: &[holding("GC-4000097", "gold", "devops", "2020-07-10", Fate::PaidLate(10))],
    },
    CastMember {
        reference: "4000098",
        name: "Hazelwood Data Ltd",
        country: "GB",
        lang: "en",
        system: "current",
        people: &[("ruby@hazelwood.example", "Ruby Hall", "global-admin", "en")],
        holdings: &[holding("AP-4000098", "action-pack", "", "2020-08-25", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000099",
        name: "Twee Torens Cloud B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("eva@tweetorens.example", "Eva Smit", "global-admin", "nl")],
        holdings: &[holding("GC-4000099", "gold", "security;devops", "2020-06-05", Fate::Renewed(5))],
    },
    CastMember {
        reference: "4000089",
        name: "Lindenhof Digital B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("tess@lindenhof.example", "Tess Bakker", "global-admin", "nl")],
        holdings: &[holding("AP-4000089", "action-pack", "", "2020-08-21", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000090",
        name: "Silverlake Software GmbH",
        country: "DE",
        lang: "en",
        system: "current",
        people: &[("hanna@silverlake.example", "Hanna Young", "global-admin", "en")],
        holdings: &[holding("GC-4000090", "gold", "cloud-platform", "2021-01-20", Fate::Forgotten)],
    },
    CastMember {
        reference: "4000088",
        name: "Vuurtoren Consulting B.V.",
        country: "NL",
        lang: "nl",
        system: "current",
        people: &[("iris@vuurtoren.example", "Iris Brouwer", "global-admin", "en")],
        // One area meets the requirements of gold, the other does not.
        holdings: &[holding("SC-4000088", "silver", "security;devops", "2021-03-15", Fate::Forgotten)],
    },
];

/// How the first renewed in the years before the demo's: each on its own, or both at once.
pub(super) const PAST: &[(&str, Deed)] = &[
    ("2018-09-10", Deed::Renew { subscriptions: &["AP-4000100"] }),
    ("2018-09-14", Deed::Renew { subscriptions: &["GC-4000100"] }),
    ("2019-02-14", Deed::Renew { subscriptions: &["SC-4000100"] }),
    ("2019-09-16", Deed::Renew { subscriptions: &["AP-4000100", "GC-4000100"] }),
    ("2020-02-13", Deed::Renew { subscriptions: &["SC-4000100"] }),
];

/// The billing details of some: with a VAT number, or exempt from tax.
pub(super) const BILLING: &str = "\
    4000091,,Havenkade 12;9723 AB Groningen,,NL800012343B01,,\n\
    4000094,Brugzicht Consulting BV,Langerei 40;8000 Brugge,,BE0765432146,boekhouding@brugzicht.example,\n\
    4000093,,1 Larkfield Road;Leeds LS1 1AA,,GB000012345,,\n\
    4000095,,,,,,A university institute; its letter of 3 March.\n\
    4000097,,,,NL800012355B01,,\n";

/// What they attained: all of it, a part, or once.
pub(super) const ATTAINMENTS: &[CastAttainment] = &[
    ("4000100", "people-with-certification", "cloud-platform", 4, "2017-03-01", ""),
    ("4000100", "people-with-certification", "data-analytics", 4, "2017-06-01", "2019-10-31"),
    ("4000100", "people-with-certification", "data-analytics", 2, "2019-11-01", ""),
    ("4000100", "people-with-certification", "security", 4, "2017-06-01", "2020-05-31"),
    ("4000100", "people-with-exam", "messaging", 3, "2017-03-01", "2021-12-31"),
    ("4000100", "people-with-exam", "devops", 2, "2017-02-01", "2020-08-31"),
    ("4000100", "people-with-exam", "devops", 1, "2020-01-15", ""),
    ("4000091", "people-with-certification", "cloud-platform", 3, "2019-05-01", ""),
    ("4000097", "people-with-certification", "devops", 5, "2019-05-01", ""),
    ("4000099", "people-with-certification", "security", 4, "2019-05-01", ""),
    ("4000099", "people-with-certification", "devops", 1, "2019-05-01", ""),
    ("4000088", "people-with-exam", "security", 2, "2018-03-01", ""),
    ("4000088", "people-with-exam", "devops", 2, "2018-03-01", ""),
    ("4000088", "people-with-certification", "security", 4, "2020-02-01", ""),
    ("4000088", "people-with-certification", "devops", 1, "2020-02-01", ""),
    ("4000090", "people-with-certification", "cloud-platform", 4, "2018-09-01", "2020-08-31"),
];

/// What is done about them beside renewing, by day.
pub(super) const DEEDS: &[(&str, Deed)] = &[
    (
        "2020-06-25",
        Deed::Exempt { subscription: "SC-4000094", until: "2020-07-20", reason: "The exam centre was closed until July." },
    ),
    (
        "2020-08-20",
        Deed::AcceptLate {
            subscription: "GC-4000097",
            until: "2020-08-31",
            reason: "Their bank held the transfer back; proof seen.",
        },
    ),
    ("2020-09-01", Deed::OrderReactivation { subscription: "GC-4000092" }),
    ("2020-09-01", Deed::Extend { subscription: "AP-4000098", until: "2020-10-15", reason: "Asked by telephone." }),
    ("2020-09-04", Deed::Pay { subscription: "GC-4000092", value: "2020-09-03" }),
    ("2020-09-05", Deed::Extend { subscription: "AP-4000095", until: "2020-10-15", reason: "Water damage in their office." }),
    ("2020-09-10", Deed::TakeBack { subscription: "AP-4000098", number: 1, reason: "They had asked for another member." }),
    (
        "2020-09-10",
        Deed::LetReactivate {
            subscription: "AP-4000096",
            until: "2020-10-10",
            reason: "Their only admin had left; agreed with sales.",
        },
    ),
    ("2020-09-12", Deed::Attain { member: "4000100", measure: "people-with-certification", area: "data-analytics", amount: 1 }),
    ("2020-09-14", Deed::EndAttainment { member: "4000091", number: 1 }),
    ("2020-09-18", Deed::Prove { subscription: "AP-4000089", value: "2020-09-20" }),
];
