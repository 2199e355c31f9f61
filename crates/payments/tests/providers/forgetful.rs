//! A provider that is broken on purpose: it charges anew each time it is asked.

use std::sync::atomic::{AtomicU32, Ordering};

use jubilee_core::Instant;
use jubilee_payments::{
    Answer, Begun, CardProvider, Charge, Checkout, Event, Leaving, Object, Practice, Refund, Saved, Seen, Unread,
};

pub(crate) struct Forgetful<'p> {
    inner: &'p Practice,
    charged: AtomicU32,
}

impl<'p> Forgetful<'p> {
    pub(crate) fn new(inner: &'p Practice) -> Forgetful<'p> {
        Forgetful { inner, charged: AtomicU32::new(0) }
    }
}

impl CardProvider for Forgetful<'_> {
    fn name(&self) -> &'static str {
        "forgetful"
    }

    fn begin<'a>(&'a self, checkout: &'a Checkout) -> Answer<'a, Begun> {
        self.inner.begin(checkout)
    }

    fn leave<'a>(&'a self, leaving: &'a Leaving) -> Answer<'a, Begun> {
        self.inner.leave(leaving)
    }

    fn close<'a>(&'a self, checkout: &'a str) -> Answer<'a, Seen> {
        self.inner.close(checkout)
    }

    fn look_up<'a>(&'a self, object: &'a Object) -> Answer<'a, Seen> {
        self.inner.look_up(object)
    }

    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Seen> {
        Box::pin(async move {
            let times = self.charged.fetch_add(1, Ordering::Relaxed);
            let anew = Charge { attempt: format!("{}-{times}", charge.attempt), ..charge.clone() };
            let seen = self.inner.charge(&anew).await?;
            Ok(Seen { attempt: Some(charge.attempt.clone()), ..seen })
        })
    }

    fn find_charge<'a>(&'a self, charge: &'a Charge, since: Instant) -> Answer<'a, Option<Seen>> {
        self.inner.find_charge(charge, since)
    }

    fn forget<'a>(&'a self, card: &'a Saved) -> Answer<'a, ()> {
        self.inner.forget(card)
    }

    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Seen> {
        self.inner.refund(refund)
    }

    fn find_refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Option<Seen>> {
        self.inner.find_refund(refund)
    }

    fn read(&self, signature: Option<&str>, body: &[u8], now: Instant) -> Result<Event, Unread> {
        self.inner.read(signature, body, now)
    }
}
