mod drawn;

use super::*;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn env() -> Env {
    Env::from_slice(&[
        ("HOME", "/home/hana"),
        ("AWS_CONFIG_FILE", "/c"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/s"),
    ])
}

async fn profile(config: impl Into<Vec<u8>>, credentials: &str, name: &str) -> Option<[Option<String>; 3]> {
    let (config, credentials): (Vec<u8>, Vec<u8>) = (config.into(), credentials.into());
    let fs = Fs::from_map([("/c".to_owned(), config), ("/s".to_owned(), credentials)].into());
    let files = Files::read(&fs, &env()).await.expect("they can be read");
    let set = aws_config::profile::load(&fs, &env(), &files.cleaned, None).await.expect("the SDK takes them");
    let of = |name: &str| {
        let profile = set.get_profile(name)?;
        let get = |setting| profile.get(setting).map(str::to_owned);
        Some([get("aws_access_key_id"), get("aws_secret_access_key"), get("region")])
    };
    of(name)
}

fn whole() -> [Option<String>; 3] {
    [ID, SECRET, "ap-northeast-2"].map(|value| Some(value.to_owned()))
}

#[tokio::test]
async fn a_file_is_read_as_the_command_line_reads_it_and_as_people_have_it() {
    let settings =
        format!("region = ap-northeast-2\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n");
    let plain = format!("[profile school]\n{settings}");
    let indented = format!("[profile school]\n {}", settings.replace('\n', "\n ").trim_end());
    let tabbed = format!("\t[profile school] # mine\n\t\t{}", settings.replace('\n', "\n\t\t").trim_end());
    let quoted = format!(
        "[profile school]\nregion = \"ap-northeast-2\"\naws_access_key_id = '{ID}'\naws_secret_access_key=\"{SECRET}\" # mine\n"
    );
    let commented = format!("# mine\n[profile school]\n  # and mine\n; \n{settings}");
    let capitals = plain.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID");
    let nested = format!("[profile school]\ns3 =\n  max_concurrent_requests = 20\n{settings}");
    for text in [&plain, &indented, &tabbed, &quoted, &commented, &capitals, &nested] {
        let marked = format!("\u{feff}{text}");
        let windows = text.replace('\n', "\r\n");
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), marked.as_bytes(), windows.as_bytes(), utf16.as_slice()] {
            assert_eq!(profile(bytes, "", "school").await, Some(whole()), "{text}");
        }
    }
    let twice = format!("[default]\nregion = us-east-1\n[default]\n{settings}");
    assert_eq!(profile(twice, "", "default").await, Some(whole()));
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_said_by_its_place_and_not_repeated() {
    use UnreadWhy as W;
    for (config, line, why) in [
        (format!("[default]\naws_secret_access_key {SECRET}\n"), 2, W::NoSign),
        (format!("[default]\n= {SECRET}\n"), 2, W::NoName),
        (format!("# mine\naws_secret_access_key = {SECRET}\n"), 2, W::NoSection),
        (format!("[default\naws_secret_access_key = {SECRET}\n"), 1, W::OpenSection),
        (format!("[default]\ns3 =\n  {SECRET}\n"), 3, W::NoSign),
    ] {
        let fs = Fs::from_slice(&[("/c", &config)]);
        let unread = Files::read(&fs, &env()).await.expect_err("it can't be");
        assert_eq!(unread, Unread { file: "/c".into(), line, why }, "{config}");
        assert!(!format!("{unread} {unread:?}").contains(SECRET));
    }
    let korean = b"[default]\nregion = \xc7\xd1\n".to_vec();
    let fs = Fs::from_map([("/s".to_owned(), korean)].into());
    let unread = Files::read(&fs, &env()).await.expect_err("it is no text");
    assert_eq!(unread, Unread { file: "/s".into(), line: 2, why: W::Encoding });
}

#[tokio::test]
async fn a_key_with_one_half_or_both_in_each_other_s_place_is_said_by_its_line() {
    let (id, secret) = (format!("aws_access_key_id = {ID}"), format!("aws_secret_access_key = {SECRET}"));
    let swapped = format!("aws_access_key_id = {SECRET}\naws_secret_access_key = {ID}");
    let credentials = format!(
        "[whole]\n{id}\n{secret}\n[only-id]\n{id}\naws_secret_access_key =\n[only-secret]\n{secret}\n\
         [swapped]\n{swapped}\n[none]\naws_access_key_id =\naws_secret_access_key =\n"
    );
    let config = format!("[profile in-config]\nregion = us-east-1\n{id}\n");
    let fs = Fs::from_slice(&[("/c", config.as_str()), ("/s", credentials.as_str())]);
    let files = Files::read(&fs, &env()).await.expect("they can be read");
    let broken: Vec<_> = files
        .broken_keys
        .iter()
        .map(|(name, it)| (name.as_str(), it.file.as_str(), it.line, it.why))
        .collect();
    assert_eq!(
        broken,
        [
            ("in-config", "/c", 3, UnreadWhy::HalfKey),
            ("only-id", "/s", 5, UnreadWhy::HalfKey),
            ("only-secret", "/s", 8, UnreadWhy::HalfKey),
            ("swapped", "/s", 10, UnreadWhy::SwappedKey),
        ]
    );
    assert!(!format!("{:?}", files.broken_keys).contains(SECRET));
}

#[tokio::test]
async fn a_section_that_the_sdk_passes_over_is_said_by_its_place() {
    use UnreadWhy as W;
    let config = "[default]\nregion = a\n[profile My MacBook Pro]\nregion = a\n[profile \"My's Mac\"]\n[school]\nregion = b\n[sso-session x]\n";
    let credentials = "[profile school]\naws_access_key_id = x\n[my key]\n";
    let fs = Fs::from_slice(&[("/c", config), ("/s", credentials)]);
    let files = Files::read(&fs, &env()).await.expect("they can be read");
    let found: Vec<_> = files
        .passed_over
        .iter()
        .map(|(name, unread)| (name.as_str(), unread.file.as_str(), unread.line, unread.why))
        .collect();
    let wanted = [
        ("My MacBook Pro", "/c", 3, W::SectionName),
        ("My's Mac", "/c", 5, W::SectionName),
        ("school", "/c", 6, W::NoPrefix),
        ("school", "/s", 1, W::Prefix),
        ("my key", "/s", 3, W::SectionName),
    ];
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn without_files_there_is_nothing_and_nothing_is_wrong() {
    let files = Files::read(&Fs::from_slice(&[]), &env()).await.expect("there are none");
    assert!(files.passed_over.is_empty());
}
