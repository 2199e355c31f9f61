//! As much of HTTP/1.1 as the two sides need: one request a connection.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{Act, Shared, lock, request};

/// A longer request is not read.
const MOST_BYTES: usize = 1 << 20;

/// A request as it came.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: String,
}

pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Conversations live in this set, so that they end with the server.
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // A client that goes away in the middle is part of what is tested, not a fault of the server.
        conversations.spawn(async move { converse(stream, &shared).await.unwrap_or_default() });
        while conversations.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let Some(request) = read(&mut stream).await? else { return Ok(()) };
    let kind = request::kind(&request);
    lock(&shared.requests).push(kind.clone());
    let act = shared.act(&kind);
    let answered = |act| {
        let mut objects = lock(&shared.objects);
        request::answer(&mut objects, &request, act)
    };
    let (status, body) = match act {
        Act::Pass => answered(None),
        Act::Reply(status, code) => (status, request::error("api_error", code, "as the test wants it")),
        Act::Fail => answered(Some(false)),
        Act::FailAfter => answered(Some(true)),
        Act::Silence => std::future::pending().await,
        Act::SilenceAfter => {
            answered(None);
            std::future::pending().await
        }
        Act::Drop => return Ok(()),
        Act::DropAfter => {
            answered(None);
            return Ok(());
        }
        Act::Garble => {
            answered(None);
            return say(&mut stream, 200, b"<html>").await;
        }
        Act::Flood => return say(&mut stream, 200, &vec![b' '; 3 << 20]).await,
    };
    say(&mut stream, status, body.to_string().as_bytes()).await
}

async fn say(stream: &mut BufReader<TcpStream>, status: u16, body: &[u8]) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    stream.flush().await
}

async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let Some(first) = line(stream).await? else { return Ok(None) };
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let headers = headers(stream).await?;
    let length = headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    if length > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let body = String::from_utf8(body).map_err(|_| io::ErrorKind::InvalidData)?;
    let (path, query) = target.split_once('?').map_or((target.as_str(), ""), |(path, query)| (path, query));
    Ok(Some(Request { method, path: path.to_owned(), query: query.to_owned(), headers, body }))
}

async fn headers(stream: &mut BufReader<TcpStream>) -> io::Result<BTreeMap<String, String>> {
    let mut headers = BTreeMap::new();
    while let Some(line) = line(stream).await?.filter(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Ok(headers)
}

async fn line(stream: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.take(64 << 10).read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}

/// Posts a body, and gives the status of the answer.
pub(super) async fn post(address: &str, path: &str, signature: Option<&str>, body: &str) -> io::Result<u16> {
    let mut stream = BufReader::new(TcpStream::connect(address).await?);
    let signature = signature.map_or_else(String::new, |signature| format!("Stripe-Signature: {signature}\r\n"));
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json; charset=utf-8\r\n{signature}Content-Length: {}\r\n\
        Connection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let first = line(&mut stream).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
    first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| io::ErrorKind::InvalidData.into())
}
