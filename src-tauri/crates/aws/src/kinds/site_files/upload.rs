//! The way of a site's files into its bucket: whole, or a large one in pieces side by side.
//!
//! S3 compares each body with the MD5 of what was read before, so that a file which is being written to never goes
//! public; that MD5 is signed, and the body not once more. A large file is there once all of its pieces are, and not in
//! part.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{Builder, RequestChecksumCalculation};
use aws_sdk_s3::primitives::{ByteStream, ByteStreamError, Length, SdkBody};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures::future::BoxFuture;
use futures::stream::{self, FuturesUnordered};
use futures::{FutureExt, StreamExt, TryStreamExt};
use http_body_util::BodyExt;
use naru_engine::{Class, Context, Failure, Progress};

use super::line::{Line, MOST};
use crate::cloud::Aws;
use crate::kinds::bucket;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::site::{self, Difference, Encoding, Entry};

/// The largest file that is read into memory at once, in bytes.
const SMALL: u64 = 1024 * 1024;

/// How much of a larger one is read at a time, in bytes.
const BUFFER: usize = 256 * 1024;

/// How many pieces of one file are under way at most: with more, each would only take longer, and have more to lose.
const PIECES: usize = 8;

/// How often it is told how far it has come.
const TOLD_EVERY: Duration = Duration::from_millis(500);

/// Sends what a bucket lacks, assets before pages.
pub(super) async fn send_all(
    cx: &Context<Aws>,
    bucket: &str,
    difference: &Difference,
) -> Result<(), Failure> {
    if difference.upload.iter().any(|entry| entry.pieces.len() > 1) {
        // What an earlier try began lies there unseen, and costs.
        bucket::abort_unfinished(cx, bucket).await?;
    }
    let upload = Upload::of(cx, bucket, difference);
    upload.tell();
    let mut sending = pin!(async {
        for wave in difference.waves() {
            each(wave, |entry| upload.file(entry).boxed()).await?;
        }
        Ok::<(), Failure>(())
    });
    loop {
        tokio::select! {
            biased;
            sent = &mut sending => {
                upload.tell();
                return sent;
            }
            () = cx.clock.sleep(TOLD_EVERY) => upload.tell(),
        }
    }
}

/// Of files whose contents are there, the keys of those that have other headers there than they are to have.
pub(super) async fn with_other_headers(
    cx: &Context<Aws>,
    bucket: &str,
    there: &[Entry],
) -> Result<Vec<String>, Failure> {
    let (reading, line) = (cx.reading(), Line::new());
    let asked = each(there, |entry| differing_headers(&reading, bucket, &line, entry).boxed()).await?;
    Ok(asked.into_iter().flatten().collect())
}

/// The key of a file that has other headers there.
async fn differing_headers(
    cx: &Context<Reader>,
    bucket: &str,
    line: &Line,
    entry: &Entry,
) -> Result<Option<String>, Failure> {
    let doing = format!("see how {} is served", entry.key);
    let same = line.carry(&cx.clock, || async {
        let head = cx.cloud.s3.head_object().bucket(bucket).key(&entry.key);
        match head.customize().config_override(once(Builder::new())).send().await {
            Ok(head) => Ok(head.content_type() == Some(entry.content_type.as_str())
                && head.content_encoding() == entry.content_encoding.map(Encoding::header)
                && head.cache_control() == Some(entry.cache_control.header())),
            Err(error) => match error.raw_response().map(|said| said.status().as_u16()) {
                // What may not be asked, or went meanwhile, is sent; the status comes without a code.
                Some(403 | 404) => Ok(false),
                _ => Err(failing(&doing)(error)),
            },
        }
    });
    Ok((!same.await?).then(|| entry.key.clone()))
}

/// Does this to each of them, begun in their order, and to no more at a time than a line has under way at most.
async fn each<'e, T>(
    entries: &'e [Entry],
    to: impl Fn(&'e Entry) -> BoxFuture<'e, Result<T, Failure>>,
) -> Result<Vec<T>, Failure> {
    let (mut waiting, mut under_way, mut done) = (entries.iter(), FuturesUnordered::new(), Vec::new());
    loop {
        while under_way.len() < MOST
            && let Some(entry) = waiting.next()
        {
            under_way.push(to(entry));
        }
        let Some(ended) = under_way.next().await else { return Ok(done) };
        done.push(ended?);
    }
}

/// An upload under way.
struct Upload<'a> {
    cx: &'a Context<Aws>,
    bucket: &'a str,
    s3: Client,
    line: Line,
    files: AtomicU64,
    bytes: Arc<AtomicU64>,
    /// How many of each it comes to.
    of: Progress,
}

impl<'a> Upload<'a> {
    fn of(cx: &'a Context<Aws>, bucket: &'a str, difference: &Difference) -> Self {
        let of = Progress {
            of: difference.upload.len() as u64,
            of_bytes: difference.bytes(),
            ..Progress::default()
        };
        let s3 = Client::from_conf(once(cx.cloud.s3.config().to_builder()).build());
        Self { cx, bucket, s3, line: Line::new(), files: AtomicU64::new(0), bytes: Arc::default(), of }
    }

    async fn file(&self, entry: &Entry) -> Result<(), Failure> {
        let sent = match &entry.pieces[..] {
            [md5] => self.whole(entry, md5).await,
            _ => self.in_pieces(entry).await,
        };
        sent.map_err(|refused| {
            if !refused.is(&["BadDigest"]) {
                return refused;
            }
            site::forget(&entry.path);
            super::changed(&refused.message)
        })?;
        self.files.fetch_add(1, Relaxed);
        Ok(())
    }

    async fn whole(&self, entry: &Entry, md5: &[u8; 16]) -> Result<(), Failure> {
        let doing = format!("upload {}", entry.key);
        self.line
            .carry(&self.cx.clock, || async {
                let (body, taken) = self.body(entry, 0, entry.bytes, &doing).await?;
                let put = self.s3.put_object().bucket(self.bucket).key(&entry.key).body(body);
                put.content_md5(md5_header(md5))
                    .content_type(&entry.content_type)
                    .set_content_encoding(encoding(entry))
                    .cache_control(entry.cache_control.header())
                    .customize()
                    .disable_payload_signing()
                    .send()
                    .await
                    .map_err(failing(&doing))?;
                taken.arrived(entry.bytes);
                Ok(())
            })
            .await
    }

    async fn in_pieces(&self, entry: &Entry) -> Result<(), Failure> {
        let doing = format!("upload {}", entry.key);
        // Each piece alone would be right though something was added at the end.
        let now = tokio::fs::metadata(&entry.path).await.map_err(|error| unreadable(&doing, error))?;
        if now.len() != entry.bytes {
            site::forget(&entry.path);
            return Err(super::changed("the file has another size"));
        }
        let create = || async {
            self.s3
                .create_multipart_upload()
                .bucket(self.bucket)
                .key(&entry.key)
                .content_type(&entry.content_type)
                .set_content_encoding(encoding(entry))
                .cache_control(entry.cache_control.header())
                .send()
                .await
                .map_err(failing(&doing))
        };
        let begun = self.line.carry(&self.cx.clock, create).await?;
        let id = begun.upload_id().unwrap_or_default();
        let sent = self.pieces(entry, id, &doing).await;
        if sent.is_err() {
            // It lies there unseen, and costs. Where this fails, too, the next upload or the bucket's end see to it.
            let _ = self
                .cx
                .cloud
                .s3
                .abort_multipart_upload()
                .bucket(self.bucket)
                .key(&entry.key)
                .upload_id(id)
                .send()
                .await
                .map_err(failing("abort an unfinished upload"));
        }
        sent
    }

    async fn pieces(&self, entry: &Entry, id: &str, doing: &str) -> Result<(), Failure> {
        let pieces = (1..).zip(&entry.pieces).map(|(number, md5)| self.piece(entry, id, number, md5).boxed());
        let pieces = stream::iter(pieces.collect::<Vec<_>>());
        let mut parts: Vec<CompletedPart> = pieces.buffer_unordered(PIECES).try_collect().await?;
        parts.sort_by_key(CompletedPart::part_number);
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let completed = self.line.carry(&self.cx.clock, || async {
            self.s3
                .complete_multipart_upload()
                .bucket(self.bucket)
                .key(&entry.key)
                .upload_id(id)
                .multipart_upload(parts.clone())
                .send()
                .await
                .map_err(failing(doing))
        });
        match completed.await {
            Ok(_) => Ok(()),
            // An earlier answer was lost: the next look at the bucket tells whether the file is there.
            Err(refused) if refused.is(&["NoSuchUpload"]) => {
                Err(Failure { class: Class::Transient, ..refused })
            }
            Err(refused) => Err(refused),
        }
    }

    async fn piece(
        &self,
        entry: &Entry,
        id: &str,
        number: i32,
        md5: &[u8; 16],
    ) -> Result<CompletedPart, Failure> {
        let doing = format!("upload piece {number} of {}", entry.key);
        let (start, bytes) = site::piece(entry.bytes, u64::from(number.unsigned_abs()) - 1);
        let put = || async {
            let (body, taken) = self.body(entry, start, bytes, &doing).await?;
            let part = self.s3.upload_part().bucket(self.bucket).key(&entry.key).upload_id(id);
            let part = part.part_number(number).body(body).content_md5(md5_header(md5));
            let sent = part.customize().disable_payload_signing().send().await.map_err(failing(&doing))?;
            taken.arrived(bytes);
            Ok(sent)
        };
        let sent = self.line.carry(&self.cx.clock, put).await?;
        let etag = sent.e_tag().map(str::to_owned);
        Ok(CompletedPart::builder().part_number(number).set_e_tag(etag).build())
    }

    /// A file or a part of it, to be sent once.
    async fn body(
        &self,
        entry: &Entry,
        start: u64,
        bytes: u64,
        doing: &str,
    ) -> Result<(ByteStream, Arc<Taken>), Failure> {
        let taken = Arc::new(Taken { of_all: Arc::clone(&self.bytes), of_this: AtomicU64::new(0) });
        let body = if entry.bytes > SMALL {
            let body = from_disk(entry, start, bytes).await.map_err(|error| unreadable(doing, error))?;
            counted(body, &taken)
        } else {
            tokio::fs::read(&entry.path).await.map_err(|error| unreadable(doing, error))?.into()
        };
        Ok((body, taken))
    }

    fn tell(&self) {
        let (done, bytes) = (self.files.load(Relaxed), self.bytes.load(Relaxed));
        self.cx.progress(Progress { done, bytes: bytes.min(self.of.of_bytes), ..self.of });
    }
}

/// What was taken of a body to be sent. A try that comes to nothing takes it back.
struct Taken {
    of_all: Arc<AtomicU64>,
    of_this: AtomicU64,
}

impl Taken {
    fn more(&self, bytes: u64) {
        self.of_this.fetch_add(bytes, Relaxed);
        self.of_all.fetch_add(bytes, Relaxed);
    }

    /// All of it has arrived.
    fn arrived(&self, bytes: u64) {
        let counted = self.of_this.swap(0, Relaxed);
        self.of_all.fetch_add(bytes.wrapping_sub(counted), Relaxed);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.of_all.fetch_sub(*self.of_this.get_mut(), Relaxed);
    }
}

/// The same body, which counts what is taken of it.
fn counted(body: ByteStream, taken: &Arc<Taken>) -> ByteStream {
    let taken = Arc::clone(taken);
    ByteStream::new(body.into_inner().map_preserve_contents(move |body| {
        let taken = Arc::clone(&taken);
        SdkBody::from_body_1_x(body.inspect_frame(move |frame| {
            taken.more(frame.data_ref().map_or(0, |data| data.len() as u64));
        }))
    }))
}

/// Requests that the SDK doesn't send again by itself, as the line has to hear of each that was too much; and without a
/// checksum of the SDK's own beside the MD5.
fn once(config: Builder) -> Builder {
    config
        .retry_config(RetryConfig::disabled())
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
}

/// A part of a file, read while it is sent.
async fn from_disk(entry: &Entry, start: u64, bytes: u64) -> Result<ByteStream, ByteStreamError> {
    let part = ByteStream::read_from().path(&entry.path).offset(start).length(Length::Exact(bytes));
    part.buffer_size(BUFFER).build().await
}

fn encoding(entry: &Entry) -> Option<String> {
    entry.content_encoding.map(Encoding::header).map(str::to_owned)
}

fn unreadable(doing: &str, error: impl std::fmt::Display) -> Failure {
    Failure::new(Class::Rejected, doing, error.to_string()).code("naru.site_unreadable")
}

/// An MD5 as the `Content-MD5` header wants it.
fn md5_header(md5: &[u8; 16]) -> String {
    BASE64_STANDARD.encode(md5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s3_bad_checksum_needs_the_md5_in_base64() {
        // RFC 1321's empty message, and RFC 1864's form of it.
        let empty = hex::decode("d41d8cd98f00b204e9800998ecf8427e").expect("it is hex");
        let header = md5_header(&empty.try_into().expect("it has sixteen bytes"));
        assert_eq!(header, "1B2M2Y8AsgTpgAmY7PhCfg==");
    }

    #[test]
    fn a_try_that_comes_to_nothing_takes_back_what_it_counted() {
        let of_all = Arc::new(AtomicU64::new(0));
        let begun = || Taken { of_all: Arc::clone(&of_all), of_this: AtomicU64::new(0) };
        let (first, second) = (begun(), begun());
        first.more(7);
        second.more(5);
        assert_eq!(of_all.load(Relaxed), 12);
        drop(first);
        assert_eq!(of_all.load(Relaxed), 5);
        second.arrived(9);
        drop(second);
        assert_eq!(of_all.load(Relaxed), 9);
    }
}
