use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::BookTotal;

use super::open;
use crate::arguments::Books;
use crate::failure::{BAD_DATA, Usage};
use crate::output::{json, progress};

pub(crate) async fn run(arguments: Books) -> anyhow::Result<ExitCode> {
    if arguments.to < arguments.from {
        return Err(Usage(format!("the books end on {}, before they begin on {}", arguments.to, arguments.from)).into());
    }
    let app = open(&arguments.store).await?;
    let bar = progress("entries");
    let step = |read, total| {
        bar.set_length(total);
        bar.set_position(read);
    };
    let books = app.books(arguments.from, arguments.to, &step).await?;
    bar.finish_and_clear();
    if arguments.form.json {
        json(&books)?;
    } else {
        books.write_csv(std::io::stdout().lock()).context("cannot write the books")?;
        for total in &books.totals {
            eprintln!("{}", words(total));
        }
    }
    if books.balanced {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("error: the books do not balance: the bank has not what is held and what was earned");
    Ok(ExitCode::from(BAD_DATA))
}

fn words(total: &BookTotal) -> String {
    let BookTotal { account, before, debit, credit, after } = total;
    format!(
        "{:<5} {}  before {}  debit {}  credit {}  after {}",
        account.id(),
        before.currency,
        before.decimal(),
        debit.decimal(),
        credit.decimal(),
        after.decimal()
    )
}
