use std::fs::{self, File};

use aws_sdk_s3::primitives::ByteStream;
use naru_practice::Who;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::drive::Drive;
use crate::kinds::distribution;
use crate::site::{Difference, PIECE_BYTES, WHOLE_BYTES_MAX};

const BUCKET: &str = "naru-k3v9x0q2m4ab-site";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        write(&folder, name, text);
    }
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A page, and a film that is sent in pieces.
fn with_a_film() -> (TempDir, File) {
    let site = folder(&[("index.html", "<p>a")]);
    let film = File::create(site.path().join("film.mp4")).expect("a file");
    film.set_len(WHOLE_BYTES_MAX + 1).expect("a long one");
    (site, film)
}

fn digest(folder: &TempDir) -> String {
    Manifest::build(folder.path()).expect("a site").digest()
}

/// A bucket, and a distribution that these tests don't call.
async fn spec(drive: &Drive, folder: &TempDir) -> Spec {
    let bucket = bucket::Spec { name: BUCKET.into() };
    let (bucket, _) = drive.have(&Bucket, "bucket", &bucket).await;
    let spec = distribution::Spec {
        site: None,
        api: None,
        comment: "a test".into(),
        aliases: Vec::new(),
        certificate: None,
    };
    let state = distribution::State { id: "E1".into(), arn: "arn".into(), domain_name: "d1".into() };
    let distribution = drive.node::<Distribution>("cdn", &spec, &state);
    Spec {
        bucket: Reference::exists(&bucket),
        distribution: Reference::exists(&distribution).lets_go(),
        folder: folder.path().to_owned(),
        digest: digest(folder),
    }
}

fn calls(drive: &Drive, operation: &str) -> usize {
    drive.practice.calls().iter().filter(|call| call.operation == operation).count()
}

fn uploads(drive: &Drive) -> usize {
    calls(drive, "PutObject")
}

/// The type, the encoding and the caching that an object is served with.
async fn headers(cx: &Context<Aws>, key: &str) -> [Option<String>; 3] {
    let head = cx.cloud.s3.head_object().bucket(BUCKET).key(key).send().await.expect("it is there");
    [head.content_type, head.content_encoding, head.cache_control]
}

/// Puts an object as an earlier version or another uploader did, which knew less of it.
async fn put_bare(cx: &Context<Aws>, key: &str, text: &'static str) {
    let put = cx.cloud.s3.put_object().bucket(BUCKET).key(key).body(ByteStream::from_static(text.as_bytes()));
    put.send().await.expect("it is put");
}

#[tokio::test(start_paused = true)]
async fn files_are_served_with_their_type_and_only_what_differs_is_sent() {
    let drive = Drive::new();
    let site = folder(&[
        ("index.html", "<p>a"),
        ("assets/a-1234abcd.js", "a"),
        ("old/b.css", "b"),
        ("\u{d55c} \u{1f6a2}.txt", ""),
    ]);
    let mut spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    assert_eq!((state.files, state.bytes, uploads(&drive)), (4, 6, 4));
    let page = cx.cloud.s3.head_object().bucket(BUCKET).key("index.html").send().await.expect("a page");
    assert_eq!(page.content_type(), Some("text/html; charset=utf-8"));
    assert_eq!((page.cache_control(), page.content_encoding()), (Some("no-cache"), None));

    assert_eq!(SiteFiles.create(&cx, &spec).await, Ok(state.clone()));
    assert_eq!(SiteFiles.find(&cx.reading(), &spec).await, Ok(Some(State { rules: None, ..state })));
    assert_eq!(uploads(&drive), 4);

    write(&site, "index.html", "<p>b");
    fs::remove_file(site.path().join("old/b.css")).expect("gone");
    spec.digest = digest(&site);
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    assert_eq!((state.files, uploads(&drive)), (3, 5));
    let there = list(&cx.reading().cloud, BUCKET).await.expect("a list").expect("a bucket");
    assert_eq!(there.len(), 3, "{there:?}");
    let order: Vec<_> = drive.practice.calls().iter().map(|call| call.operation.clone()).collect();
    assert_eq!(
        order.iter().rev().take(3).collect::<Vec<_>>(),
        ["ListObjectsV2", "DeleteObjects", "PutObject"]
    );
}

#[tokio::test(start_paused = true)]
async fn s3_content_encoding_goes_up_with_a_file_that_a_build_compressed() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a"), ("Build/game.framework.js.br", "packed")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    SiteFiles.create(&cx, &spec).await.expect("an upload");
    let script = cx.cloud.s3.head_object().bucket(BUCKET).key("Build/game.framework.js.br").send();
    let script = script.await.expect("a script");
    assert_eq!(script.content_type(), Some("text/javascript; charset=utf-8"));
    assert_eq!(script.content_encoding(), Some("br"));
}

#[tokio::test(start_paused = true)]
async fn s3_headers_unlisted_are_asked_for_after_other_rules_and_once() {
    let drive = Drive::new();
    let site =
        folder(&[("index.html", "<p>a"), ("a-1234abcd.js", "a"), ("game.wasm.br", "b"), ("c.css", "c")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    assert_eq!((uploads(&drive), calls(&drive, "HeadObject")), (4, 0), "nothing was there to be asked");
    let (mut right, keys) = (Vec::new(), ["a-1234abcd.js", "c.css", "game.wasm.br", "index.html"]);
    for key in keys {
        right.push(headers(&cx, key).await);
    }
    for (key, text) in [("a-1234abcd.js", "a"), ("game.wasm.br", "b")] {
        put_bare(&cx, key, text).await;
        assert!(!right.contains(&headers(&cx, key).await), "{key} is served otherwise now");
    }
    let (put, asked) = (uploads(&drive), calls(&drive, "HeadObject"));
    // By these rules they were given them, so it is said.
    upload(&cx, &spec, state.rules.as_deref()).await.expect("nothing to do");
    assert_eq!((uploads(&drive), calls(&drive, "HeadObject")), (put, asked));
    let state = upload(&cx, &spec, Some("earlier ones")).await.expect("two to be sent again");
    assert_eq!((uploads(&drive), calls(&drive, "HeadObject")), (put + 2, asked + 4));
    for (key, right) in keys.iter().zip(&right) {
        assert_eq!(&headers(&cx, key).await, right, "{key}");
    }
    assert_eq!(state.rules.as_deref(), Some(site::rules()));
}

#[tokio::test(start_paused = true)]
async fn s3_headers_unlisted_are_given_again_where_they_may_not_be_asked_for() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a"), ("a.js", "a")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    SiteFiles.create(&cx, &spec).await.expect("an upload");
    put_bare(&cx, "a.js", "a").await;
    // The policy that earlier versions showed had no word of reading objects.
    let before = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Action": ["s3:ListBucket", "s3:PutObject", "s3:DeleteObject"],
        "Resource": ["arn:aws:s3:::naru-*", "arn:aws:s3:::naru-*/*"],
    }] });
    let who = Who::User { name: "before".into(), policy: before.to_string() };
    let theirs = drive.context_over("site", drive.aws_as(&who));
    upload(&theirs, &spec, None).await.expect("both are sent again");
    assert_eq!(uploads(&drive), 5);
    let [content_type, _, caching] = headers(&cx, "a.js").await;
    assert_eq!(
        (content_type.as_deref(), caching.as_deref()),
        (Some("text/javascript; charset=utf-8"), Some("no-cache"))
    );
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_is_not_what_was_planned_is_not_uploaded() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a")]);
    let spec = spec(&drive, &site).await;
    write(&site, "index.html", "<p>half a bui");
    let cx = drive.context("site");
    let refused = SiteFiles.create(&cx, &spec).await.expect_err("it changed");
    assert!(refused.is(&["naru.site_changed"]) && uploads(&drive) == 0, "{refused}");
    drop(site);
    let refused = SiteFiles.create(&cx, &spec).await.expect_err("it is gone");
    assert!(refused.is(&["naru.site_unreadable"]), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn s3_bad_checksum_stops_a_file_that_changes_while_it_is_sent() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let mut entry = Manifest::build(site.path()).expect("a site").entries()[0].clone();
    entry.pieces = vec![[0; 16]];
    let difference = Difference { upload: vec![entry], ..Difference::default() };
    let bucket = cx.get(&spec.bucket).expect("a bucket").name;
    let refused = upload::send_all(&cx, &bucket, &difference).await.expect_err("other bytes");
    assert!(refused.is(&["naru.site_changed"]), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn a_large_file_goes_up_in_pieces_and_is_known_by_them() {
    let drive = Drive::new();
    let (site, _) = with_a_film();
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    // What an earlier try left unfinished goes.
    let left = cx.cloud.s3.create_multipart_upload().bucket(BUCKET).key("film.mp4").send();
    left.await.expect("begun");
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    assert_eq!((state.files, state.bytes), (2, WHOLE_BYTES_MAX + 5));
    assert_eq!(calls(&drive, "UploadPart") as u64, (WHOLE_BYTES_MAX + 1).div_ceil(PIECE_BYTES));
    let unfinished = cx.cloud.s3.list_multipart_uploads().bucket(BUCKET).send().await.expect("a list");
    assert!(unfinished.uploads().is_empty(), "{unfinished:?}");
    let film = cx.cloud.s3.head_object().bucket(BUCKET).key("film.mp4").send().await.expect("a film");
    let manifest = Manifest::build(site.path()).expect("a site");
    let [entry, _] = manifest.entries() else { panic!("two files") };
    assert_eq!(film.e_tag(), Some(format!("\"{}\"", entry.etag()).as_str()));
    assert_eq!(
        (film.content_type(), film.cache_control()),
        (Some("video/mp4"), Some(entry.cache_control.header()))
    );
    SiteFiles.create(&cx, &spec).await.expect("nothing to do");
    assert_eq!(calls(&drive, "CompleteMultipartUpload"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_large_file_that_changes_while_it_is_sent_leaves_nothing_behind() {
    let drive = Drive::new();
    let (site, film) = with_a_film();
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let manifest = Manifest::build(site.path()).expect("a site");
    let bucket = cx.get(&spec.bucket).expect("a bucket").name;
    let mut entry = manifest.entries()[0].clone();
    entry.pieces[1] = [0; 16];
    let difference = Difference { upload: vec![entry], ..Difference::default() };
    let refused = upload::send_all(&cx, &bucket, &difference).await.expect_err("other bytes");
    assert!(refused.is(&["naru.site_changed"]), "{refused}");
    film.set_len(WHOLE_BYTES_MAX + 2).expect("a longer one");
    let difference = Difference { upload: manifest.entries().to_vec(), ..Difference::default() };
    let refused = upload::send_all(&cx, &bucket, &difference).await.expect_err("a longer file");
    assert!(refused.is(&["naru.site_changed"]), "{refused}");
    let unfinished = cx.cloud.s3.list_multipart_uploads().bucket(BUCKET).send().await.expect("a list");
    assert!(unfinished.uploads().is_empty(), "{unfinished:?}");
}

#[tokio::test(start_paused = true)]
async fn files_in_a_bucket_that_bears_anothers_mark_are_kept() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    let theirs = aws_sdk_s3::types::Tag::builder().key("team").value("web").build().expect("a tag");
    let tags = aws_sdk_s3::types::Tagging::builder().tag_set(theirs).build().expect("tags");
    let tagging = cx.cloud.s3.put_bucket_tagging().bucket(&state.bucket).tagging(tags);
    tagging.send().await.expect("tagged by somebody");
    assert_eq!(SiteFiles.delete(&cx, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert!(SiteFiles.find(&cx.reading(), &spec).await.expect("a look").is_some());
}

#[tokio::test(start_paused = true)]
async fn deleting_leaves_nothing_and_a_bucket_that_is_gone_is_no_error() {
    let drive = Drive::new();
    let site = folder(&[("index.html", "<p>a"), ("a.js", "a")]);
    let spec = spec(&drive, &site).await;
    let cx = drive.context("site");
    let state = SiteFiles.create(&cx, &spec).await.expect("an upload");
    drive.delete(&SiteFiles, &cx, &state).await;
    assert_eq!(SiteFiles.find(&cx.reading(), &spec).await, Ok(None));
    let bucket = cx.get(&spec.bucket).expect("a bucket");
    drive.delete(&Bucket, &drive.context("bucket"), &bucket).await;
    assert_eq!(SiteFiles.delete(&cx, &state).await, Ok(Removal::Missing));
}
