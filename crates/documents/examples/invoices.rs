//! Writes every sample invoice as a PDF into a folder, to look at, and says how long one takes:
//! `cargo run -p jubilee-documents --example invoices -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

use jubilee_core::Lang;
use jubilee_documents::Invoice;

/// How often each is made to measure it.
const ROUNDS: u32 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("name a folder to write the invoices to")?);
    fs::create_dir_all(&folder)?;
    for (name, invoice) in Invoice::samples() {
        for lang in Lang::ALL {
            let pdf = invoice.pdf(lang)?;
            fs::write(folder.join(format!("{name}.{lang}.pdf")), &pdf)?;
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                invoice.pdf(lang)?;
            }
            println!("{name}.{lang}: {} bytes, {:.2?} each", pdf.len(), begun.elapsed() / ROUNDS);
        }
    }
    Ok(())
}
