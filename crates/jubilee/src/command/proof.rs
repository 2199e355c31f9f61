use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::{App, Filing, MOST_PROOF_BYTES, Proof};
use jubilee_core::{Actor, Lang};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::pay::{amount, tell};
use super::{note_queued, open};
use crate::arguments::ProofAction;
use crate::failure::{Subject, worded};
use crate::output::{json, line, table};

/// How many proofs are listed.
const MOST_LISTED: u32 = 500;

pub(crate) async fn run(action: ProofAction, lang: Lang) -> anyhow::Result<ExitCode> {
    match action {
        ProofAction::File { store, order, file, value_date, account, reference, form } => {
            let bytes = read(&file).await?;
            let app = open(&store).await?;
            let order = app.find_order(&order).await?.id;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let filing =
                Filing { file_name: &name, bytes: &bytes, value_on: value_date, account: &account, reference: &reference };
            let outcome = app.file_proof(order, &filing, Actor::Operator).await;
            let proof = worded(&app, lang, Subject::Order(order), outcome).await?;
            if form.json {
                json(&proof)?;
            } else {
                line(format_args!("Proof {} for order {} filed, value date {}.", proof.number, proof.order, proof.value_on));
            }
        }
        ProofAction::List { store, order, form } => {
            let app = open(&store).await?;
            let proofs = match order {
                Some(order) => app.proofs(app.find_order(&order).await?.id).await?,
                None => app.waiting_proofs(MOST_LISTED).await?,
            };
            if form.json {
                json(&proofs)?;
            } else if proofs.is_empty() {
                line("No proof of payment.");
            } else {
                list(&proofs);
            }
        }
        ProofAction::Save { store, order, number, to } => {
            let app = open(&store).await?;
            save(&app, &order, number, &to).await?;
        }
        ProofAction::Accept { store, order, number, value_date, amount: text, form } => {
            let app = open(&store).await?;
            let order = app.find_order(&order).await?;
            let said = text.map(|text| amount(&text, order.amount)).transpose()?;
            let outcome = app.accept_proof(order.id, number, value_date, said, Actor::Operator).await;
            let receipt = worded(&app, lang, Subject::Order(order.id), outcome).await?;
            tell(&app, &receipt, form, lang)?;
        }
        ProofAction::Reject { store, order, number, reason } => {
            let app = open(&store).await?;
            let order = app.find_order(&order).await?.id;
            let outcome = app.reject_proof(order, number, &reason, Actor::Operator).await;
            worded(&app, lang, Subject::Order(order), outcome).await?;
            line(format_args!("Proof {number} for order {order} rejected."));
            note_queued();
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The bytes of a file, one more than are allowed at most.
async fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let attempt = || format!("cannot read the proof {}", path.display());
    let file = tokio::fs::File::open(path).await.with_context(attempt)?;
    let mut bytes = Vec::new();
    file.take(MOST_PROOF_BYTES as u64 + 1).read_to_end(&mut bytes).await.with_context(attempt)?;
    Ok(bytes)
}

/// Writes the file of a proof, readable for its owner only where the system knows that.
async fn save(app: &App, order: &str, number: u16, to: &Path) -> anyhow::Result<()> {
    let order = app.find_order(order).await?.id;
    let file = app.proof_file(order, number).await?;
    let attempt = || format!("cannot write {}", to.display());
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut written = options.open(to).await.with_context(attempt)?;
    written.write_all(&file.bytes).await.with_context(attempt)?;
    written.sync_all().await.with_context(attempt)?;
    line(format_args!("Proof {number} for order {order} written to {}.", to.display()));
    Ok(())
}

fn list(proofs: &[Proof]) {
    let rows: Vec<Vec<String>> = proofs
        .iter()
        .map(|proof| {
            vec![
                proof.order.clone(),
                proof.number.to_string(),
                proof.state.to_owned(),
                proof.filed_on.to_string(),
                proof.value_on.to_string(),
                format!("{} kB", proof.bytes.div_euclid(1000) + 1),
                proof.file.clone(),
            ]
        })
        .collect();
    table(&["order", "proof", "state", "filed", "value date", "size", "file"], &rows);
}
