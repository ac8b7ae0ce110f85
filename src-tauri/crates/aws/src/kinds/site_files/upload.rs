//! The way of a site's files into its bucket: whole, or a large one in pieces side by side.
//!
//! S3 compares each body with the MD5 of what was read before, so that a file which is being written to never goes
//! public. A large file is there once all of its pieces are, and not in part.

use std::sync::Mutex;
use std::sync::PoisonError;

use aws_config::retry::RetryConfig;
use aws_sdk_s3::config::{Builder, RequestChecksumCalculation};
use aws_sdk_s3::primitives::{ByteStream, ByteStreamError, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures::stream::{self, FuturesUnordered};
use futures::{FutureExt, StreamExt, TryStreamExt};
use naru_engine::{Class, Context, Failure, Progress};

use super::line::{Line, MOST};
use crate::cloud::Aws;
use crate::kinds::bucket;
use crate::refusal::failing;
use crate::site::{self, Difference, Encoding, Entry};

/// The largest file that is read into memory at once, in bytes.
const SMALL: u64 = 1024 * 1024;

/// How much of a larger one is read at a time, in bytes.
const BUFFER: usize = 256 * 1024;

/// How many pieces of one file are under way at most: with more, each would only take longer, and have more to lose.
const PIECES: usize = 8;

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
    let of =
        Progress { of: difference.upload.len() as u64, of_bytes: difference.bytes(), ..Progress::default() };
    cx.progress(of);
    let upload = Upload { cx, bucket, line: Line::new(), sent: Mutex::new(of) };
    for wave in difference.waves() {
        let (mut waiting, mut under_way) = (wave.iter(), FuturesUnordered::new());
        loop {
            while under_way.len() < MOST
                && let Some(entry) = waiting.next()
            {
                under_way.push(upload.file(entry).boxed());
            }
            let Some(sent) = under_way.next().await else { break };
            sent?;
        }
    }
    Ok(())
}

/// An upload under way.
struct Upload<'a> {
    cx: &'a Context<Aws>,
    bucket: &'a str,
    line: Line,
    sent: Mutex<Progress>,
}

impl Upload<'_> {
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
        self.tell(1, 0);
        Ok(())
    }

    async fn whole(&self, entry: &Entry, md5: &str) -> Result<(), Failure> {
        let doing = format!("upload {}", entry.key);
        self.line
            .carry(&self.cx.clock, || async {
                let body = if entry.bytes > SMALL {
                    from_disk(entry, 0, entry.bytes).await.map_err(|error| unreadable(&doing, error))?
                } else {
                    let read = tokio::fs::read(&entry.path).await;
                    read.map_err(|error| unreadable(&doing, error))?.into()
                };
                let put = self.cx.cloud.s3.put_object().bucket(self.bucket).key(&entry.key).body(body);
                put.content_md5(md5_header(md5))
                    .content_type(&entry.content_type)
                    .set_content_encoding(encoding(entry))
                    .cache_control(entry.cache_control.header())
                    .customize()
                    .config_override(once())
                    .send()
                    .await
                    .map_err(failing(&doing))
            })
            .await?;
        self.tell(0, entry.bytes);
        Ok(())
    }

    async fn in_pieces(&self, entry: &Entry) -> Result<(), Failure> {
        let doing = format!("upload {}", entry.key);
        // Each piece alone would be right though something was added at the end.
        let now = tokio::fs::metadata(&entry.path).await.map_err(|error| unreadable(&doing, error))?;
        if now.len() != entry.bytes {
            site::forget(&entry.path);
            return Err(super::changed("the file has another size"));
        }
        let s3 = &self.cx.cloud.s3;
        let create = || async {
            s3.create_multipart_upload()
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
            let _ = s3
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
            self.cx
                .cloud
                .s3
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

    async fn piece(&self, entry: &Entry, id: &str, number: i32, md5: &str) -> Result<CompletedPart, Failure> {
        let doing = format!("upload piece {number} of {}", entry.key);
        let (start, bytes) = site::piece(entry.bytes, u64::from(number.unsigned_abs()) - 1);
        let put = || async {
            let body = from_disk(entry, start, bytes).await.map_err(|error| unreadable(&doing, error))?;
            let part = self.cx.cloud.s3.upload_part().bucket(self.bucket).key(&entry.key).upload_id(id);
            part.part_number(number)
                .body(body)
                .content_md5(md5_header(md5))
                .customize()
                .config_override(once())
                .send()
                .await
                .map_err(failing(&doing))
        };
        let sent = self.line.carry(&self.cx.clock, put).await?;
        self.tell(0, bytes);
        let etag = sent.e_tag().map(str::to_owned);
        Ok(CompletedPart::builder().part_number(number).set_e_tag(etag).build())
    }

    fn tell(&self, files: u64, bytes: u64) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.done += files;
        sent.bytes += bytes;
        self.cx.progress(*sent);
    }
}

/// A request that the SDK doesn't send again by itself, as the line has to hear of each that was too much; and without a
/// checksum of the SDK's own beside the MD5.
fn once() -> Builder {
    Builder::new()
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

/// An MD5 as the `Content-MD5` header wants it: base64, where the manifest has hex.
pub(super) fn md5_header(hex: &str) -> String {
    BASE64_STANDARD.encode(site::from_hex(hex))
}
