//! Where messages go.

use crate::folder::Folder;
use crate::message::Message;
use crate::smtp::Smtp;

/// What became of one delivery to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "what became of a mail decides whether it is tried again"]
pub enum Outcome {
    /// The next server has taken responsibility for it.
    Accepted,
    /// Not now: no connection, a time-out, a 4xx reply, or a server that does not let us in. To be tried again.
    Deferred(String),
    /// Never: a 5xx reply to this sender, recipient or message, or a message that cannot be sent at all.
    Refused(String),
    /// The connection broke after the message was sent and before the server answered: it may have been accepted. SMTP cannot say
    /// more. Sending it again under the same Message-ID risks a duplicate; not sending it risks a loss.
    Unclear(String),
}

/// A way to deliver messages.
#[derive(Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp(Smtp),
    /// Into a folder, where no mail server is configured.
    Folder(Folder),
}

impl Transport {
    /// Delivers one message.
    pub async fn send(&self, message: &Message) -> Outcome {
        match self {
            Transport::Smtp(smtp) => smtp.send(message).await,
            Transport::Folder(folder) => folder.send(message).await,
        }
    }

    /// Whether messages could leave now: the mail server answers and lets us in; a folder can be written to when a mail comes. An error
    /// says what is in the way.
    pub async fn reach(&self) -> Result<(), String> {
        match self {
            Transport::Smtp(smtp) => smtp.reach().await,
            Transport::Folder(_) => Ok(()),
        }
    }

    /// Ends a batch: takes leave of the mail server, if there is a connection. The next [`Transport::send`] opens another.
    pub async fn finish(&self) {
        if let Transport::Smtp(smtp) = self {
            smtp.finish().await;
        }
    }
}
