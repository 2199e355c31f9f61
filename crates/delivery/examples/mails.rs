//! Writes every sample mail as HTML and as text into a folder, to look at: `cargo run -p jubilee-delivery --example mails -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use jubilee_core::Lang;
use jubilee_delivery::mail::Mail;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("name a folder to write the mails to")?);
    fs::create_dir_all(&folder)?;
    for lang in Lang::ALL {
        for (name, mail) in Mail::samples(lang) {
            let words = mail.words()?;
            fs::write(folder.join(format!("{name}.{lang}.html")), words.html)?;
            fs::write(folder.join(format!("{name}.{lang}.txt")), format!("Subject: {}\n\n{}", words.subject, words.text))?;
        }
    }
    Ok(())
}
