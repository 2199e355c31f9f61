//! What stands on invoices and credit notes, read back from the PDF as any reader would, in both languages.
//!
//! To look at them: `cargo run -p jubilee-documents --example invoices -- FOLDER`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::process::{Command, Stdio};

use jubilee_core::Lang;
use jubilee_documents::Invoice;

/// The text of a PDF as `pdftotext` reads it, laid out as on the page.
fn text(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("pdftotext cannot be started; install it: apt-get install poppler-utils, or run cargo xtask test");
    let mut input = reader.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let output = reader.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "pdftotext could not read the PDF");
    let text = String::from_utf8(output.stdout).unwrap();
    // How many spaces and empty lines there are is the reader's matter; that things stand apart is ours.
    let squeeze = |line: &str| line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ");
    text.lines().map(squeeze).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_document_reads_as_agreed() {
    for lang in Lang::ALL {
        for (name, invoice) in Invoice::samples() {
            insta::assert_snapshot!(format!("{name}.{lang}"), text(&invoice.pdf(lang).unwrap()));
        }
    }
}

#[test]
fn the_same_values_give_the_same_bytes_and_others_give_others() {
    for (name, invoice) in Invoice::samples() {
        let first = invoice.pdf(Lang::Nl).unwrap();
        assert_eq!(first, invoice.pdf(Lang::Nl).unwrap(), "{name}");
        assert_ne!(first, invoice.pdf(Lang::En).unwrap(), "{name}");
        let other = Invoice { number: "2020-999999".to_owned(), ..invoice };
        assert_ne!(first, other.pdf(Lang::Nl).unwrap(), "{name}");
    }
}

#[test]
fn a_document_is_made_anew_from_what_is_kept() {
    for (name, invoice) in Invoice::samples() {
        let kept = serde_json::to_string(&invoice).unwrap();
        let read: Invoice = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, invoice, "{name}: {kept}");
        assert_eq!(read.pdf(Lang::En).unwrap(), invoice.pdf(Lang::En).unwrap(), "{name}");
    }
}

#[test]
fn documents_are_archival_accessible_and_say_what_they_are() {
    let pdf = Invoice::taxed_sample().pdf(Lang::Nl).unwrap();
    let plain = String::from_utf8_lossy(&pdf);
    for said in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(plain.contains(said), "{said}");
    }
    assert!(plain.contains("Factuur 2020-000124") && plain.contains("Partner Programme Foundation"));
    assert!(plain.contains("/Lang(nl)") || plain.contains("/Lang (nl)"), "the language of the document");
}

#[test]
fn every_text_is_there_in_each_language() {
    for (name, invoice) in Invoice::samples() {
        for lang in Lang::ALL {
            let text = text(&invoice.pdf(lang).unwrap());
            assert!(!text.contains("[invoice-") && !text.contains("{$"), "{name} {lang}: {text}");
        }
    }
}

#[test]
fn a_document_is_small_because_only_the_letters_on_it_are_embedded() {
    let fonts: usize = 512_672 + 515_752;
    let size = Invoice::plain_sample().pdf(Lang::En).unwrap().len();
    assert!(size < fonts / 10, "{size} bytes");
}
