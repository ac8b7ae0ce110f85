//! An S3 endpoint on loopback for measuring uploads: it takes what comes as fast as it comes and keeps names, sizes and
//! ETags alone. It checks nothing: the practice account and moto do. Of CloudFront it knows invalidations.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The one bucket that is there.
pub const BUCKET: &str = "bench";

/// The endpoint, until it is dropped.
pub struct Endpoint {
    address: String,
    held: Arc<Held>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Held {
    objects: Mutex<BTreeMap<String, Object>>,
    uploads: Mutex<BTreeMap<String, u64>>,
    begun: AtomicUsize,
    puts: AtomicUsize,
    delay: Duration,
    pause: Duration,
}

#[derive(Clone)]
struct Object {
    bytes: u64,
    etag: String,
}

impl Endpoint {
    /// Serves on a port of its own, and answers each request `delay` after it came.
    ///
    /// # Panics
    /// Where loopback can't be listened on.
    pub async fn start(delay: Duration) -> Self {
        Self::with(Held { delay, ..Held::default() }).await
    }

    /// The same at the end of a slow line: it takes at most 256 KiB of a body between two pauses.
    ///
    /// # Panics
    /// Where loopback can't be listened on.
    pub async fn start_slow(pause: Duration) -> Self {
        Self::with(Held { pause, ..Held::default() }).await
    }

    async fn with(held: Held) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback can be listened on");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let held = Arc::new(held);
        let shared = Arc::clone(&held);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let held = Arc::clone(&shared);
                // Whoever hangs up has got what it wanted.
                tokio::spawn(async move { held.serve(stream).await.unwrap_or_default() });
            }
        });
        Self { address, held, serving }
    }

    /// Its address, such as `http://127.0.0.1:40000`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How many objects there are.
    pub fn objects(&self) -> usize {
        locked(&self.held.objects).len()
    }

    /// How many objects or pieces were put since it was last asked.
    pub fn puts(&self) -> usize {
        self.held.puts.swap(0, Ordering::SeqCst)
    }

    /// Forgets all objects.
    pub fn empty(&self) {
        locked(&self.held.objects).clear();
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A request without its body, of which only the start is kept.
struct Asked {
    method: String,
    path: String,
    key: String,
    query: String,
    md5: Option<String>,
    bytes: u64,
    start: Vec<u8>,
}

impl Held {
    async fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::with_capacity(256 << 10, stream);
        while let Some(asked) = read(&mut stream, self.pause).await? {
            tokio::time::sleep(self.delay).await;
            let (status, etag, body) = self.answer(&asked);
            let length = self.told_length(&asked).unwrap_or(body.len() as u64);
            let mut head = format!("HTTP/1.1 {status}\r\nServer: bench\r\nContent-Length: {length}\r\n");
            if let Some(etag) = etag {
                write!(head, "ETag: \"{etag}\"\r\n").expect("writing to a string does not fail");
            }
            head.push_str(
                "Last-Modified: Tue, 01 Jan 2030 00:00:00 GMT\r\nContent-Type: application/xml\r\n\r\n",
            );
            // What a HEAD would get is told and not sent.
            head.push_str(if asked.method == "HEAD" { "" } else { &body });
            stream.write_all(head.as_bytes()).await?;
        }
        Ok(())
    }

    fn answer(&self, asked: &Asked) -> (&'static str, Option<String>, String) {
        let parameter = |name: &str| {
            let mut pairs = asked.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            // Of what is escaped in a query, only a key's slashes occur.
            pairs.find(|(found, _)| *found == name).map(|(_, value)| value.replace("%2F", "/"))
        };
        let xml = |name: &str, inner: &str| {
            format!(
                "<?xml version=\"1.0\"?><{name} xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{inner}</{name}>"
            )
        };
        match asked.method.as_str() {
            "PUT" if asked.key.is_empty() => ("200 OK", None, String::new()),
            "PUT" => {
                self.puts.fetch_add(1, Ordering::SeqCst);
                let etag = asked.md5.clone().unwrap_or_else(|| "0".repeat(32));
                match parameter("uploadId") {
                    Some(id) => *locked(&self.uploads).entry(id).or_default() += asked.bytes,
                    None => self.keep(&asked.key, asked.bytes, &etag),
                }
                ("200 OK", Some(etag), String::new())
            }
            "POST" if parameter("uploads").is_some() => {
                let id = format!("u{}", self.begun.fetch_add(1, Ordering::SeqCst));
                let inner =
                    format!("<Bucket>{BUCKET}</Bucket><Key>{}</Key><UploadId>{id}</UploadId>", asked.key);
                ("200 OK", None, xml("InitiateMultipartUploadResult", &inner))
            }
            "POST" if parameter("uploadId").is_some() => {
                let bytes = locked(&self.uploads).remove(&parameter("uploadId").unwrap_or_default());
                self.keep(&asked.key, bytes.unwrap_or_default(), &format!("{}-9", "0".repeat(32)));
                let inner = format!("<Bucket>{BUCKET}</Bucket><Key>{}</Key><ETag>\"0-9\"</ETag>", asked.key);
                ("200 OK", None, xml("CompleteMultipartUploadResult", &inner))
            }
            "POST" if asked.path.ends_with("/invalidation") => {
                let inner = "<Id>I1</Id><Status>InProgress</Status><CreateTime>2030-01-01T00:00:00Z</CreateTime>\
                     <InvalidationBatch><Paths><Quantity>1</Quantity><Items><Path>/*</Path></Items></Paths>\
                     <CallerReference>bench</CallerReference></InvalidationBatch>";
                ("201 Created", None, xml("Invalidation", inner))
            }
            "POST" => {
                let text = String::from_utf8_lossy(&asked.start).into_owned();
                let keys = text.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
                keys.for_each(|key| drop(locked(&self.objects).remove(key)));
                ("200 OK", None, xml("DeleteResult", ""))
            }
            "DELETE" => {
                locked(&self.objects).remove(&asked.key);
                ("204 No Content", None, String::new())
            }
            "GET" if parameter("uploads").is_some() => {
                ("200 OK", None, xml("ListMultipartUploadsResult", ""))
            }
            "GET" if asked.key.is_empty() && parameter("location").is_some() => {
                ("200 OK", None, xml("LocationConstraint", "ap-northeast-2"))
            }
            "GET" if asked.key.is_empty() => {
                let after = parameter("continuation-token").unwrap_or_default();
                ("200 OK", None, xml("ListBucketResult", &self.page(&after)))
            }
            _ if asked.key.is_empty() => ("200 OK", None, String::new()),
            _ => match locked(&self.objects).get(&asked.key) {
                Some(object) => ("200 OK", Some(object.etag.clone()), String::new()),
                None => ("404 Not Found", None, String::new()),
            },
        }
    }

    /// How long an object is that a HEAD asks for.
    fn told_length(&self, asked: &Asked) -> Option<u64> {
        let objects = locked(&self.objects);
        objects.get(&asked.key).filter(|_| asked.method == "HEAD").map(|object| object.bytes)
    }

    fn keep(&self, key: &str, bytes: u64, etag: &str) {
        locked(&self.objects).insert(key.to_owned(), Object { bytes, etag: etag.to_owned() });
    }

    /// A thousand objects of a listing, and where the next one goes on.
    fn page(&self, after: &str) -> String {
        let objects = locked(&self.objects);
        let rest: Vec<_> = objects.iter().filter(|(key, _)| key.as_str() > after).take(1001).collect();
        let shown = &rest[..rest.len().min(1000)];
        let mut page =
            format!("<Name>{BUCKET}</Name><KeyCount>{}</KeyCount><MaxKeys>1000</MaxKeys>", shown.len());
        for (key, Object { bytes, etag }) in shown {
            write!(
                page,
                "<Contents><Key>{key}</Key><LastModified>2030-01-01T00:00:00.000Z</LastModified>\
                 <ETag>\"{etag}\"</ETag><Size>{bytes}</Size><StorageClass>STANDARD</StorageClass></Contents>"
            )
            .expect("writing to a string does not fail");
        }
        let more = rest.len() > shown.len();
        let next = shown.last().filter(|_| more).map(|(key, _)| key.as_str());
        let next = next.map(|key| format!("<NextContinuationToken>{key}</NextContinuationToken>"));
        page + &format!("<IsTruncated>{more}</IsTruncated>{}", next.unwrap_or_default())
    }
}

/// The next request of a connection, read to its end; `None` where there is none.
async fn read(stream: &mut BufReader<TcpStream>, pause: Duration) -> io::Result<Option<Asked>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let header = |name: &str| {
        let mut pairs = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
        pairs.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    if header("expect").is_some() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let length: u64 = header("content-length").and_then(|value| value.parse().ok()).unwrap_or_default();
    // Where the body comes in signed chunks, its own length is told beside.
    let told = header("x-amz-decoded-content-length").and_then(|value| value.parse().ok());
    let md5 = header("content-md5").and_then(|value| BASE64_STANDARD.decode(value).ok());
    let mut words = lines.first().map(String::as_str).unwrap_or_default().split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let key = path.trim_start_matches('/').strip_prefix(BUCKET).unwrap_or_default().trim_start_matches('/');
    let mut asked = Asked {
        method: method.to_owned(),
        path: path.to_owned(),
        key: key.to_owned(),
        query: query.to_owned(),
        md5: md5.map(hex::encode),
        bytes: told.unwrap_or(length),
        start: Vec::new(),
    };
    let mut left = length;
    while left > 0 {
        let held = stream.fill_buf().await?;
        if held.is_empty() {
            return Ok(None);
        }
        let taken = held.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        if asked.method == "POST" {
            asked.start.extend_from_slice(&held[..taken]);
        }
        stream.consume(taken);
        left -= taken as u64;
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }
    Ok(Some(asked))
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
