//! The programme that these tests run: the article's rules, built by hand so that they do not depend on the file's reader.

use jubilee_core::{
    Announcement, Area, AreaId, AutoRenewalRules, Base, Check, Command, Currency, Day, Entry, ExceptionKind, Fact, Fee, Lang,
    Measure, MeasureKind, Member, MemberId, Money, Need, Offer, OfferId, Order, Path, Programme, Reason, Refusal, Relief,
    RenewalRules, Requirement, Scope, Span, Standing, SubscriptionId, System, TransferRules, Version, Words, decide, standing,
};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn usd(minor: i64) -> Money {
    Money { minor, currency: Currency::new("USD").unwrap() }
}

pub(crate) fn words(text: &str) -> Words {
    [(Lang::En, text.to_owned())].into_iter().collect()
}

fn offer(id: &str, areas: &[&str], renewal: Option<RenewalRules>, fee: Option<i64>) -> Offer {
    Offer {
        id: OfferId::from(id),
        name: words(id),
        help: words("help"),
        level: None,
        areas: areas.iter().map(|area| AreaId::from(*area)).collect(),
        included: renewal.is_none(),
        most_per_member: Some(1),
        renewal,
        fees: fee.map(|minor| Fee { countries: Vec::new(), from: None, amount: usd(minor) }).into_iter().collect(),
        surcharges: Vec::new(),
        upgrades: Vec::new(),
        requirements: Vec::new(),
        benefits: Vec::new(),
    }
}

pub(crate) fn programme() -> Programme {
    let yearly = RenewalRules {
        first_anniversary: Span::Months(12),
        opens: Span::Days(1),
        closes: Span::Days(30),
        benefits_until: Span::Days(30),
        reminders: vec![Span::Days(-15), Span::Days(23)],
        next_base: Base::Anniversary,
        next_anniversary: Span::Days(365),
        check: Check::AtRenewal,
        auto_renewal: Some(AutoRenewalRules { notice_days: 15, retries: vec![3, 7] }),
    };
    Programme {
        id: "mpn".to_owned(),
        name: words("Partner Network"),
        languages: vec![Lang::En],
        zone: "UTC".to_owned(),
        versions: vec![Version {
            number: 1,
            effective_on: day("2018-01-01"),
            is_for_begun: false,
            qualifications_heading: words("Competencies"),
            areas: vec![Area { id: AreaId::from("security"), name: words("Security") }],
            measures: Vec::new(),
            offers: vec![
                offer("network-membership", &[], None, None),
                offer("action-pack", &[], Some(yearly.clone()), Some(47_500)),
                offer("gold", &["security"], Some(yearly.clone()), Some(473_000)),
                offer("friend", &[], Some(yearly), None),
            ],
            transfer: TransferRules {
                account_holder: "Network".to_owned(),
                iban: "NL00".to_owned(),
                bic: "BIC".to_owned(),
                order_life: Span::Days(30),
                takes_days: 7,
            },
            refund_within: Some(Span::Days(30)),
            in_flight_days: Some(7),
            tax: None,
            invoices: None,
        }],
        reliefs: Vec::new(),
        legacy: None,
    }
}

/// A member with one subscription, taken over from earlier records on 2018-01-01 or on its purchase date.
pub(crate) fn member_with(offer: &str, purchased_on: Day, anniversary: Option<Day>) -> Member {
    let programme = programme();
    let mut member = Member::new(MemberId::from_number(7).unwrap());
    let enrol = Command::Enrol { country: "US".to_owned(), system: System::Current };
    act(&programme, &mut member, enrol, purchased_on).unwrap();
    let areas = if offer == "gold" { vec![AreaId::from("security")] } else { Vec::new() };
    let carry = Command::CarryOver { offer: OfferId::from(offer), areas, purchased_on, anniversary };
    act(&programme, &mut member, carry, purchased_on).unwrap();
    member
}

/// Decides and applies.
pub(crate) fn act(
    programme: &Programme,
    member: &mut Member,
    command: Command,
    today: Day,
) -> Result<Vec<Entry>, jubilee_core::Refusal> {
    let decision = decide(programme, member, command, today)?;
    for entry in &decision.entries {
        member.apply(entry).unwrap();
    }
    Ok(decision.entries)
}

/// The programme where the level covers security and devops, each of which needs one person with an exam. References are counted for all areas
/// together, and nothing needs them.
pub(crate) fn examined() -> Programme {
    let mut programme = programme();
    let version = &mut programme.versions[0];
    version.areas.push(Area { id: AreaId::from("devops"), name: words("DevOps") });
    let measure = |id: &str, kind, is_per_area| Measure { id: id.into(), kind, name: words(id), one: None, is_per_area };
    version.measures = vec![measure("exams", MeasureKind::Skills, true), measure("references", MeasureKind::References, false)];
    let level = level(&mut programme);
    level.areas.push(AreaId::from("devops"));
    let needs = vec![Need { measure: "exams".into(), at_least: 1 }];
    level.requirements = vec![Requirement { areas: Vec::new(), paths: vec![Path { name: words("exams"), needs }] }];
    programme
}

/// The level of a programme's first version.
pub(crate) fn level(programme: &mut Programme) -> &mut Offer {
    programme.versions[0].offers.iter_mut().find(|offer| offer.id == OfferId::from("gold")).unwrap()
}

/// What is announced on a day about the level's anniversaries in a range; it gives nothing yet.
pub(crate) fn announced(on: &str, from: &str, until: &str) -> Announcement {
    Announcement {
        announced_on: day(on),
        scope: Scope { offers: vec![OfferId::from("gold")], ..Scope::default() },
        from: day(from),
        until: day(until),
        waives_requirements: false,
        moves: None,
        reactivation: None,
        reminder: None,
    }
}

/// A relief with its announcements.
pub(crate) fn relief(id: &str, announcements: Vec<Announcement>) -> Relief {
    Relief { id: id.into(), name: words(id), notice: words("notice"), announcements, withdrawn_on: None }
}

/// A programme, and what happened in it to a member with one subscription: bought on 2018-09-01, so that its anniversary is
/// 2019-09-01, its window 2019-09-02 to 2019-10-01, and its next anniversary 2020-08-31.
pub(crate) struct History {
    pub(crate) programme: Programme,
    pub(crate) member: Member,
}

impl History {
    /// Of a subscription to the level, with these areas.
    pub(crate) fn level(programme: Programme, areas: &[&str]) -> History {
        History::new(programme, "gold", areas)
    }

    /// Of a subscription to the package, which covers no areas and asks for nothing.
    pub(crate) fn package(programme: Programme) -> History {
        History::new(programme, "action-pack", &[])
    }

    fn new(programme: Programme, offer: &str, areas: &[&str]) -> History {
        let mut history = History { programme, member: Member::new(MemberId::from_number(7).unwrap()) };
        let areas = areas.iter().map(|area| AreaId::from(*area)).collect();
        let (offer, purchased_on) = (OfferId::from(offer), day("2018-09-01"));
        history.go("2018-09-01", Command::Enrol { country: "US".to_owned(), system: System::Current });
        history.go("2018-09-01", Command::CarryOver { offer, areas, purchased_on, anniversary: None });
        history
    }

    /// The first subscription.
    pub(crate) fn id(&self) -> SubscriptionId {
        self.member.subscriptions[0].id
    }

    /// The order that was made last.
    pub(crate) fn last_order(&self) -> &Order {
        self.member.orders.last().unwrap()
    }

    /// Decides a command on a day, and applies what is decided.
    pub(crate) fn attempt(&mut self, on: &str, command: Command) -> Result<Vec<Entry>, Refusal> {
        act(&self.programme, &mut self.member, command, day(on))
    }

    /// The same, for what is expected to happen.
    pub(crate) fn go(&mut self, on: &str, command: Command) -> Vec<Fact> {
        self.attempt(on, command).unwrap().into_iter().map(|entry| entry.fact).collect()
    }

    /// Somebody passed the exam of an area; recorded when the exam counts for the first time.
    pub(crate) fn pass(&mut self, area: &str, since: &str, until: Option<&str>) {
        let (measure, area, expires_on) = ("exams".into(), Some(AreaId::from(area)), until.map(day));
        self.go(since, Command::Attain { measure, area, amount: 1, attained_on: day(since), expires_on });
    }

    pub(crate) fn order_renewal(&mut self, on: &str) {
        let subscription = self.id();
        self.go(on, Command::OrderRenewal { subscription });
    }

    /// Money with a value date comes for the order that was made last, and is recorded on a day.
    pub(crate) fn pay(&mut self, value_on: &str, on: &str) -> Vec<Fact> {
        let (id, amount) = (self.last_order().id, self.last_order().amount);
        self.go(on, Command::RecordPayment { order: id, value_on: day(value_on), amount, identity: None })
    }

    /// Ordered and paid on one day.
    pub(crate) fn renew(&mut self, on: &str) {
        self.order_renewal(on);
        self.pay(on, on);
    }

    pub(crate) fn lapse(&mut self, on: &str) {
        let subscription = self.id();
        self.go(on, Command::Lapse { subscription });
    }

    pub(crate) fn grant(&mut self, on: &str, kind: ExceptionKind, until: &str) -> Vec<Fact> {
        let subscription = self.id();
        self.go(on, Command::GrantException { subscription, kind, until: day(until) })
    }

    pub(crate) fn standing(&self, on: &str) -> Standing {
        standing(&self.programme, &self.member, self.id(), day(on)).unwrap()
    }

    /// Why it stands as it does.
    pub(crate) fn reasons(&self, on: &str) -> Vec<Reason> {
        self.standing(on).reasons
    }

    /// Since when an area is lost, or is going to be, as known on a day.
    pub(crate) fn lost_on(&self, area: &str, on: &str) -> Option<String> {
        let held = self.standing(on).qualifications.into_iter().find(|held| held.area == Some(AreaId::from(area)));
        held.unwrap().lost_on.map(|lost_on| lost_on.to_string())
    }
}
