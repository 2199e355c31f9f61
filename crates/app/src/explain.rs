//! Why a subscription is where it is: what holds on a day, how it came, and what comes next, each with its rule and with the
//! line of the programme file that the rule comes from.

use std::collections::BTreeSet;

use jubilee_core::{
    AreaId, Attainment, Day, Due, Event, ExceptionKind, Lang, Member, Programme, Qualification, Reason, Recorded, ReliefId,
    Rule, Standing, Step, Subscription, SubscriptionId, Term, agenda, current_cycle, current_term, standing, story,
};
use jubilee_programme::{About, Place, Topic, topic};
use jubilee_texts::t;
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Damage};

/// One thing to be said, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The day that it is about: since when it counts, or when it comes.
    pub on: Option<Day>,
    /// The sentence.
    pub text: String,
    /// The name of the rule that it follows from, for example `window-closes`.
    pub rule: &'static str,
    /// The title of that rule.
    pub rule_title: String,
    /// The line of the programme file that the rule comes from; `None` for what no line decides.
    pub source: Option<Place>,
    /// The version of the programme whose file that is.
    pub version: Option<u32>,
    /// The business date on which it was recorded, for what happened.
    pub recorded_on: Option<Day>,
    /// Which of the member's ledger entries says it, from 1.
    pub entry: Option<u32>,
}

/// Why a subscription is where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The subscription's reference.
    pub subscription: String,
    /// The member's reference.
    pub member: String,
    /// The offer.
    pub offer: String,
    /// The day for which it holds.
    pub as_of: Day,
    /// The name of the status, for example `renewal-open`.
    pub status: &'static str,
    /// The same in words.
    pub status_name: String,
    /// What holds, the decisive sentence first.
    pub now: Vec<Sentence>,
    /// How it came, in the order in which things counted.
    pub story: Vec<Sentence>,
    /// What comes next, the earliest first.
    pub to_come: Vec<Sentence>,
    /// The days until then on which something changed, the earliest first: something was recorded, a renewal window opened, or the
    /// subscription lapsed.
    pub changed_on: Vec<Day>,
}

impl App {
    /// Why a subscription is where it is on a day: for one that has passed, as was known then; for one to come, as is known
    /// now.
    pub async fn explain(&self, reference: &str, as_of: Option<Day>, lang: Lang) -> Result<Explanation, AppError> {
        let id = self.find_subscription(reference).await?;
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let on = as_of.unwrap_or(today);
        let held = self.hold(id.member()).await?;
        let entries = self.ledger_of(id.member()).await?;
        let ledger: Vec<Recorded> = entries.into_iter().map(|(_, recorded)| recorded).collect();
        let damaged = |error| AppError::Ledger { member: id.member().number(), source: Damage::Misfit(error) };
        let known_on = (on < today).then_some(on);
        let member = Member::replay(id.member(), &ledger, known_on).map_err(damaged)?;
        let events = story(&self.programme, id.member(), &ledger, id, known_on.unwrap_or(today)).map_err(damaged)?;
        let unknown = || AppError::NothingKnown { on, subscription: reference.to_owned() };
        let standing = standing(&self.programme, &member, id, on).ok_or_else(unknown)?;
        let subscription = member.subscription(id).ok_or_else(unknown)?;
        let telling = Telling {
            app: self,
            lang,
            member: &member,
            subscription,
            term: current_term(&self.programme, subscription, on),
            standing: &standing,
        };
        Ok(Explanation {
            subscription: reference.to_owned(),
            member: held.row.reference,
            offer: subscription.offer.to_string(),
            as_of: on,
            status: standing.status.id(),
            status_name: jubilee_texts::status(lang, standing.status),
            now: telling.now(),
            story: events.iter().map(|event| telling.event(event)).collect(),
            changed_on: telling.changed_on(&events),
            to_come: telling.to_come(id, clock.live_from.unwrap_or(Day::MIN)),
        })
    }
}

/// Telling the story of one subscription.
struct Telling<'a> {
    app: &'a App,
    lang: Lang,
    member: &'a Member,
    subscription: &'a Subscription,
    term: Option<Term<'a>>,
    standing: &'a Standing,
}

impl Telling<'_> {
    fn programme(&self) -> &Programme {
        &self.app.programme
    }

    /// What holds: the standing's own reasons, but for those that are about days to come, and the version of the rules.
    fn now(&self) -> Vec<Sentence> {
        let holds = self.standing.reasons.iter().filter(|reason| comes_on(reason, self.standing.on).is_none());
        let mut sentences: Vec<Sentence> = holds.map(|reason| self.of_cycle(None, reason)).collect();
        if let Some(number) = self.version_of_cycle()
            && let Some(version) = self.programme().versions.iter().find(|version| version.number == number)
        {
            let effective_on = version.effective_on;
            sentences.push(self.of_cycle(None, &Reason::VersionOfCycle { number, effective_on }));
        }
        sentences
    }

    /// What happened, by the rules of the cycle in which it did.
    fn event(&self, event: &Event) -> Sentence {
        let version = self.version_of_event(event);
        Sentence {
            recorded_on: Some(event.recorded_on),
            entry: Some(event.entry),
            ..self.sentence(Some(event.on), &event.reason, version)
        }
    }

    /// What is due, what opens and closes, and what follows if nobody does anything.
    fn to_come(&self, id: SubscriptionId, live_from: Day) -> Vec<Sentence> {
        let on = self.standing.on;
        let due = agenda(self.programme(), self.member, id, on, live_from);
        // What was due before the day that is asked for does not come after it.
        let mut coming: Vec<Sentence> = due.iter().filter(|due| due.on >= on).filter_map(|due| self.due(due)).collect();
        let said = self.standing.reasons.iter().filter_map(|reason| Some((comes_on(reason, on)?, reason)));
        coming.extend(said.map(|(day, reason)| self.of_cycle(Some(day), reason)));
        let version = self.version_of_cycle();
        let lang = self.lang;
        if let (Some(cycle), Some(_)) = (&self.standing.cycle, &self.term) {
            let anniversary = cycle.anniversary;
            let mut opens = |day: Day, rule: Rule, text: String| {
                if on < day {
                    coming.push(self.worded(Some(day), text, rule, self.topic_of(rule), version));
                }
            };
            opens(anniversary, Rule::NextAnniversary, t!(lang, "explain-coming-anniversary"));
            opens(cycle.renew_from, Rule::WindowOpens, t!(lang, "explain-coming-window", until = cycle.renew_until));
            opens(cycle.renew_until, Rule::WindowCloses, t!(lang, "explain-coming-close"));
        }
        if let Some(opening) = &self.standing.reactivation {
            let text = t!(lang, "explain-coming-reactivation-end");
            let topic = opening.set_by().map(|relief| Topic::Relief {
                relief: relief.clone(),
                key: "reactivation.pay-until",
                announcement: None,
            });
            coming.push(self.worded(Some(opening.until), text, Rule::Reactivation, topic, self.latest()));
        }
        coming.extend(self.expiries());
        // Of one day, what was found first stays first: the steps of the daily run, then what follows from them.
        coming.sort_by_key(|sentence| sentence.on);
        coming
    }

    /// The last days of what was attained and counts for this subscription.
    fn expiries(&self) -> Vec<Sentence> {
        let on = self.standing.on;
        let Some(term) = &self.term else { return Vec::new() };
        let needed = |known: &&Attainment| {
            let is_meant = known
                .area
                .as_ref()
                .is_none_or(|area| self.subscription.areas.is_empty() || self.subscription.areas.contains(area));
            let mut needs =
                term.offer.requirements.iter().flat_map(|requirement| &requirement.paths).flat_map(|path| &path.needs);
            is_meant && known.is_valid(on) && needs.any(|need| need.measure == known.measure)
        };
        let expiring = self.member.attainments.iter().filter(needed).filter_map(|known| Some((known, known.expires_on?)));
        let say = |(known, until): (&Attainment, Day)| {
            let reason = Reason::AttainmentEnded {
                measure: known.measure.clone(),
                area: known.area.clone(),
                amount: known.amount,
                on: until.next(),
            };
            self.of_cycle(Some(until.next()), &reason)
        };
        expiring.map(say).collect()
    }

    /// Whether the days of this rule are set by an extension by staff, and follow from no line of the file.
    fn is_of_extension(&self, rule: Rule) -> bool {
        if !matches!(rule, Rule::WindowCloses | Rule::BenefitsUntil | Rule::Lapse) {
            return false;
        }
        let Some(cycle) = &self.standing.cycle else { return false };
        let extends = |exception: &jubilee_core::Exception| {
            exception.kind == ExceptionKind::Extension && exception.last_day() == cycle.renew_until
        };
        self.subscription.exceptions_on(self.standing.on).any(extends)
    }

    /// The days on which something was recorded, a window opened, or a window closed without a renewal.
    fn changed_on(&self, events: &[Event]) -> Vec<Day> {
        let mut days: BTreeSet<Day> = events.iter().map(|event| event.recorded_on).collect();
        for (at, renewal) in self.subscription.renewals.iter().enumerate() {
            // The cycle as it stood when it was paid for.
            let mut before = self.subscription.clone();
            before.renewals.truncate(at);
            let Some(cycle) = current_cycle(self.programme(), &before, renewal.paid_on) else { continue };
            days.insert(cycle.renew_from);
            days.extend(renewal.reactivation.as_ref().map(|_| cycle.lapses_on));
        }
        days.extend(self.standing.cycle.iter().flat_map(|cycle| [cycle.renew_from, cycle.lapses_on]));
        days.into_iter().filter(|day| *day <= self.standing.on).collect()
    }

    /// A step that is due on its day.
    fn due(&self, due: &Due) -> Option<Sentence> {
        match &due.step {
            Step::Announcement(relief, announcement) => {
                let name = self.programme().relief(relief).map_or(relief.as_str(), |known| known.name.get(self.lang));
                let text = t!(self.lang, "explain-coming-announcement", relief = name);
                let topic = Topic::Relief { relief: relief.clone(), key: "announced-on", announcement: Some(*announcement) };
                Some(self.worded(Some(due.on), text, Rule::Relief, Some(topic), self.latest()))
            }
            Step::Reminder(_) => {
                let text = t!(self.lang, "explain-coming-reminder");
                let topic = self.topic_of(Rule::Reminders);
                Some(self.worded(Some(due.on), text, Rule::Reminders, topic, self.version_of_cycle()))
            }
            Step::Notice => {
                let (text, topic) = (t!(self.lang, "auto-coming-notice"), self.topic_of(Rule::AutoRenewal));
                Some(self.worded(Some(due.on), text, Rule::AutoRenewal, topic, self.version_of_cycle()))
            }
            Step::Charge(_) => {
                let (text, topic) = (t!(self.lang, "auto-coming-charge"), self.topic_of(Rule::AutoRenewal));
                Some(self.worded(Some(due.on), text, Rule::AutoRenewal, topic, self.version_of_cycle()))
            }
            // The standing says it, and what is overdue holds already.
            Step::Lapse => None,
        }
    }

    fn topic_of(&self, rule: Rule) -> Option<Topic> {
        if self.is_of_extension(rule) {
            return None;
        }
        topic(rule, &About { offer: Some(&self.subscription.offer), ..About::default() })
    }

    /// A sentence by the rules of the current cycle.
    fn of_cycle(&self, on: Option<Day>, reason: &Reason) -> Sentence {
        let sentence = self.sentence(on, reason, self.version_of_cycle());
        if self.is_of_extension(reason.rule()) {
            return Sentence { source: None, version: None, ..sentence };
        }
        sentence
    }

    fn sentence(&self, on: Option<Day>, reason: &Reason, version: Option<u32>) -> Sentence {
        let Subject { area, relief, announcement, key } = Subject::of(reason);
        let relief = relief.or_else(|| self.relief_behind(reason));
        let about = About {
            offer: Some(&self.subscription.offer),
            area,
            path: self.path_behind(reason, area),
            country: Some(&self.member.country),
            relief,
            announcement,
        };
        let topic = match (key, relief) {
            (Some(key), Some(relief)) => Some(Topic::Relief { relief: relief.clone(), key, announcement }),
            _ => topic(reason.rule(), &about),
        };
        // Reliefs and the legacy system are no part of a version: what stands in the last file counts.
        let is_beside = matches!(topic, Some(Topic::Relief { .. } | Topic::LegacySystem));
        let version = if is_beside { self.latest() } else { version };
        self.worded(on, self.app.sentence(reason, self.lang), reason.rule(), topic, version)
    }

    fn worded(&self, on: Option<Day>, text: String, rule: Rule, topic: Option<Topic>, version: Option<u32>) -> Sentence {
        let source = version.zip(topic).and_then(|(version, topic)| self.app.edition.place(version, &topic));
        Sentence {
            on,
            text,
            rule: rule.id(),
            rule_title: jubilee_texts::rule_title(self.lang, rule),
            version: source.as_ref().and(version),
            source,
            recorded_on: None,
            entry: None,
        }
    }

    /// The relief by which something lapsed can be, or was, reactivated, for sentences that do not name it.
    fn relief_behind(&self, reason: &Reason) -> Option<&ReliefId> {
        match reason {
            Reason::NextIfReactivated { .. } => self.standing.reactivation.as_ref()?.set_by(),
            Reason::Reactivated { lapsed, .. } => {
                let renewal = self.subscription.renewals.iter().find(|renewal| renewal.anniversary == *lapsed)?;
                match renewal.reactivation.as_ref()? {
                    jubilee_core::ReactivatedBy::Relief(relief) => Some(relief),
                    jubilee_core::ReactivatedBy::Staff => None,
                }
            }
            _ => None,
        }
    }

    /// Which path of an area's requirement a sentence is about: the one on which something counts, the one that is met, or the nearest.
    fn path_behind(&self, reason: &Reason, area: Option<&AreaId>) -> usize {
        let path = if let Reason::Attained { measure, .. } | Reason::AttainmentEnded { measure, .. } = reason {
            let offer = self.term.as_ref().map(|term| term.offer);
            let needs = |path: &jubilee_core::Path| path.needs.iter().any(|need| &need.measure == measure);
            let requirement = offer.and_then(|offer| offer.requirement(area.or(self.subscription.areas.first())));
            requirement.and_then(|requirement| requirement.paths.iter().position(needs))
        } else {
            let found = self.standing.qualifications.iter().find(|found| found.area.as_ref() == area);
            found.and_then(Qualification::path)
        };
        path.unwrap_or(0)
    }

    fn latest(&self) -> Option<u32> {
        self.programme().versions.last().map(|version| version.number)
    }

    /// The version of the rules by which the current cycle runs; what never renews goes by the rules of the day.
    fn version_of_cycle(&self) -> Option<u32> {
        let id = &self.subscription.offer;
        let offer = match &self.term {
            Some(term) => term.offer,
            None => self.programme().offer(id, self.subscription.purchased_on().unwrap_or(self.standing.on))?,
        };
        self.app.edition.version_of(id, offer).map(|version| version.number)
    }

    /// The version of the cycle in which something happened.
    fn version_of_event(&self, event: &Event) -> Option<u32> {
        let id = &self.subscription.offer;
        let renewals = &self.subscription.renewals;
        let named = match &event.reason {
            Reason::Renewed { anniversary, .. }
            | Reason::Reminded { anniversary, .. }
            | Reason::LapseReversed { anniversary, .. }
            | Reason::Reactivated { lapsed: anniversary, .. } => Some(*anniversary),
            _ => None,
        };
        let at = match named {
            Some(anniversary) => renewals.iter().position(|renewal| renewal.anniversary >= anniversary),
            None => renewals.iter().position(|renewal| renewal.paid_on >= event.on && renewal.anniversary >= event.on),
        };
        let Some(at) = at else { return self.version_of_cycle() };
        let renewal = &renewals[at];
        // When a carried-over cycle began is not recorded; a year before its end is near enough to find its rules.
        let first = self.subscription.purchased_on().unwrap_or(event.on).max(renewal.anniversary.plus_years(-1));
        let began_on = at.checked_sub(1).map_or(first, |before| renewals[before].anniversary.next());
        let offer = self.programme().offer_in_cycle(id, began_on, renewal.anniversary, renewal.paid_on)?;
        self.app.edition.version_of(id, offer).map(|version| version.number)
    }
}

/// The day on which something comes that a standing's reason foretells; `None` for what holds already.
fn comes_on(reason: &Reason, today: Day) -> Option<Day> {
    let on = match reason {
        Reason::LapsesOn { on } | Reason::AreaLapses { on, .. } => *on,
        _ => return None,
    };
    (today < on).then_some(on)
}

/// What of the programme a reason is about.
#[derive(Default)]
struct Subject<'r> {
    area: Option<&'r AreaId>,
    relief: Option<&'r ReliefId>,
    announcement: Option<u8>,
    /// The key of the relief, where it is another than the one that its rule stands for.
    key: Option<&'static str>,
}

impl<'r> Subject<'r> {
    fn of(reason: &'r Reason) -> Subject<'r> {
        let none = Subject::default();
        match reason {
            Reason::RequirementsMet { area }
            | Reason::RequirementsNotMet { area, .. }
            | Reason::AtRisk { area, .. }
            | Reason::Attained { area, .. }
            | Reason::AttainmentEnded { area, .. } => Subject { area: area.as_ref(), ..none },
            Reason::AreaLapses { area, .. }
            | Reason::AreaLapsed { area, .. }
            | Reason::AreaHeld { area }
            | Reason::AreaCovered { area, .. } => Subject { area: Some(area), ..none },
            Reason::Exempt { relief, areas, .. } => Subject { area: areas.first(), relief: Some(relief), ..none },
            Reason::Moved { relief, .. } => Subject { relief: Some(relief), key: Some("move-anniversary"), ..none },
            Reason::ReactivationOpen { relief, .. } => {
                Subject { relief: relief.as_ref(), key: Some("reactivation.pay-until"), ..none }
            }
            Reason::WaivedUntil { relief, .. } | Reason::ReactivationOver { relief, .. } => {
                Subject { relief: Some(relief), key: Some("reactivation.pay-until"), ..none }
            }
            Reason::NeedsApproval { relief } => Subject { relief: Some(relief), key: Some("reactivation.approval"), ..none },
            Reason::ReliefAnnounced { relief, announcement, .. } => {
                Subject { relief: Some(relief), announcement: Some(*announcement), ..none }
            }
            Reason::ReliefWithdrawn { relief, .. } => Subject { relief: Some(relief), key: Some("withdrawn-on"), ..none },
            Reason::AnnouncementSuperseded { relief } => Subject { relief: Some(relief), ..none },
            _ => none,
        }
    }
}
