//! XML as far as statements need it: elements by their local names, in a tree of bounded size. No document type, no entities but the
//! five that XML has of its own, no other encoding than UTF-8.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::fault::NotAStatement;
use crate::text::{breaks, clip};

/// How deep elements may lie in each other; CAMT needs a dozen.
const MOST_DEPTH: usize = 40;
/// How many elements are kept at a time: those of one entry.
const MOST_NODES: usize = 400_000;
/// The longest text of one element, in bytes.
const MOST_TEXT_BYTES: usize = 20_000;

/// An element with what is known of it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: &'static str,
    /// The attribute `Ccy`, which amounts have.
    pub(crate) currency: Option<String>,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
    pub(crate) line: u64,
    /// How many elements were kept when it began.
    before: usize,
}

impl Node {
    /// The children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element at a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.children.iter().find(|child| child.name == *name))
    }

    /// The text of the first element at a path, where there is any.
    pub(crate) fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).map(|node| node.text.trim()).filter(|text| !text.is_empty())
    }
}

/// What a walk through a file tells.
pub(crate) trait Visitor {
    /// The name of an element as the visitor writes it; nothing for one that is passed over with all that it holds.
    fn known(&self, name: &str, above: &[Node]) -> Result<Option<&'static str>, String>;
    /// An element has ended. Given back, it becomes a child of the one above it.
    fn ended(&mut self, node: Node, above: &[Node]) -> Option<Node>;
}

/// Walks through a file.
pub(crate) fn walk(text: &str, visitor: &mut impl Visitor) -> Result<(), NotAStatement> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut place = Place { text, at: 0, line: 1 };
    let mut open: Vec<Node> = Vec::new();
    let (mut passed_over, mut nodes) = (0_usize, 0_usize);
    loop {
        place.go_to(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let line = place.line;
        let event = reader.read_event().map_err(|error| NotAStatement::one(line, format!("this is not XML: {error}")))?;
        match event {
            Event::Start(start) => {
                if open.len() + passed_over >= MOST_DEPTH {
                    return Err(NotAStatement::one(line, format!("elements lie deeper than {MOST_DEPTH} in each other")));
                }
                let name = start.local_name();
                let known = if passed_over > 0 { None } else { known(visitor, name.as_ref(), &open, line)? };
                let Some(name) = known else {
                    passed_over += 1;
                    continue;
                };
                if nodes >= MOST_NODES {
                    return Err(NotAStatement::one(line, format!("one entry has more than {MOST_NODES} elements")));
                }
                open.push(Node {
                    name,
                    currency: currency(&start),
                    text: String::new(),
                    children: Vec::new(),
                    line,
                    before: nodes,
                });
                nodes += 1;
            }
            Event::End(_) if passed_over > 0 => passed_over -= 1,
            Event::End(_) => {
                let Some(node) = open.pop() else { continue };
                let before = node.before;
                match (visitor.ended(node, &open), open.last_mut()) {
                    (Some(node), Some(above)) => above.children.push(node),
                    _ => nodes = before,
                }
            }
            Event::Text(said) if passed_over == 0 => say(&mut open, &said.xml10_content(), line)?,
            Event::CData(said) if passed_over == 0 => say(&mut open, &said.xml10_content(), line)?,
            Event::GeneralRef(reference) => {
                let letter = resolved(&reference).ok_or_else(|| {
                    let what = format!("the entity '{}' is not allowed", clip(&reference.xml10_content()));
                    NotAStatement::one(line, what)
                })?;
                if passed_over == 0 {
                    say(&mut open, letter.encode_utf8(&mut [0; 4]), line)?;
                }
            }
            Event::DocType(_) => return Err(NotAStatement::one(line, "a document type (DOCTYPE) is not allowed")),
            Event::Decl(declared) => {
                let encoding = declared.encoding().and_then(Result::ok).unwrap_or_default().to_ascii_lowercase();
                if !["", "utf-8", "utf8", "us-ascii"].contains(&&*encoding) {
                    let what = format!("the file says that it is encoded in '{}'; it has to be UTF-8", clip(&encoding));
                    return Err(NotAStatement::one(line, what));
                }
            }
            // Empty elements come as a start and an end.
            Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof if open.is_empty() && passed_over == 0 => return Ok(()),
            Event::Eof => {
                let open = open.last().map_or("", |node| node.name);
                return Err(NotAStatement::one(line, format!("the file ends inside '{open}'; it is not whole")));
            }
        }
    }
}

fn known(visitor: &impl Visitor, name: &str, open: &[Node], line: u64) -> Result<Option<&'static str>, NotAStatement> {
    visitor.known(name, open).map_err(|what| NotAStatement::one(line, what))
}

/// The currency of an amount, where its element says it.
fn currency(start: &BytesStart<'_>) -> Option<String> {
    let attribute = start.try_get_attribute("Ccy").ok().flatten()?;
    Some(attribute.value.chars().take(8).collect())
}

fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

fn say(open: &mut [Node], said: &str, line: u64) -> Result<(), NotAStatement> {
    let Some(node) = open.last_mut() else { return Ok(()) };
    // Between elements there are only line breaks.
    if node.text.is_empty() && said.trim().is_empty() {
        return Ok(());
    }
    if node.text.len() + said.len() > MOST_TEXT_BYTES {
        return Err(NotAStatement::one(line, format!("the text of '{}' has more than {MOST_TEXT_BYTES} bytes", node.name)));
    }
    node.text.push_str(said);
    Ok(())
}

/// Where the walk is.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Place<'_> {
    fn go_to(&mut self, at: usize) {
        let at = at.min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += breaks(passed);
        self.at = self.at.max(at);
    }
}
