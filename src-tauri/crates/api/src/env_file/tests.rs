mod drawn;

use super::*;
use crate::contract::EnvValueCode;

/// Every name that is given, so that no line is refused for its name.
fn names(text: &[u8]) -> Vec<EnvName> {
    let text = written::text(text).unwrap_or_default();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter_map(|word| EnvName::parse(word).ok()).collect()
}

fn read(text: impl AsRef<[u8]>) -> Vec<(String, String)> {
    let text = text.as_ref();
    match EnvFile::read(text, Names::Of(&names(text))) {
        Ok(file) => {
            let values = file.into_values().into_iter();
            values.map(|(name, value)| (name.to_string(), value.expose().to_owned())).collect()
        }
        Err(refused) => panic!("{refused:?}: {}", String::from_utf8_lossy(text)),
    }
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn refused(text: impl AsRef<[u8]>) -> Vec<(usize, EnvFileCode)> {
    let text = text.as_ref();
    let refused = EnvFile::read(text, Names::Of(&names(text))).err().unwrap_or_default();
    refused.into_iter().map(|refusal| (refusal.line, refusal.why)).collect()
}

#[test]
fn a_file_is_read_as_people_write_it() {
    let text = "\u{feff}# mine\r\n\r\n  A=1\r\nexport B = 'two words' \r\nC=\"x=y\"# note\r\nexport=5\r\nset D=4\r\n\
                declare -x E=\"e\"\r\n$Env:F = 'f'\r\nG: g\r\nH=a==b=\r\nJSON={\"a\":\"b=c\",\"d\":[1,2]}\r\nI=`i'\"`";
    let wanted = [
        ("A", "1"),
        ("B", "two words"),
        ("C", "x=y"),
        ("export", "5"),
        ("D", "4"),
        ("E", "e"),
        ("F", "f"),
        ("G", "g"),
        ("H", "a==b="),
        ("JSON", r#"{"a":"b=c","d":[1,2]}"#),
        ("I", "i'\""),
    ];
    assert_eq!(read(text), pairs(&wanted));
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    assert_eq!(read(utf16(u16::to_le_bytes)), pairs(&wanted), "as PowerShell writes it");
    assert_eq!(read(utf16(u16::to_be_bytes)), pairs(&wanted));
    assert_eq!(read(text.replace("\r\n", "\r")), pairs(&wanted), "as an old Mac has it");
}

#[test]
fn nothing_is_a_value_too() {
    let text = "A=\nB= \nC=\"\"\nD= # note\nE=''\nF=${A}";
    assert_eq!(read(text), pairs(&[("A", ""), ("B", ""), ("C", ""), ("D", ""), ("E", ""), ("F", "")]));
}

#[test]
fn a_comment_is_no_part_of_a_value_and_a_sign_of_one_within_is() {
    let text = "PORT_NO=3000 # the port\nAPI_KEY=\"abc123\" # from the console\nCOLOR=#ff8800\nDB=mysql://u:p@h/d?x=1#frag\n\
                IN=\"a # b\"\n";
    let wanted = [
        ("PORT_NO", "3000"),
        ("API_KEY", "abc123"),
        ("COLOR", "#ff8800"),
        ("DB", "mysql://u:p@h/d?x=1#frag"),
        ("IN", "a # b"),
    ];
    assert_eq!(read(text), pairs(&wanted));
}

#[test]
fn what_is_escaped_is_what_frameworks_agree_on() {
    let text = r#"A="say \"hi\" C:\\temp \d"
B='C:\temp \"x\"'
C=C:\temp\new
D="tab\there"
E=pa$$word$x
"#;
    let wanted = [
        ("A", r#"say "hi" C:\temp \d"#),
        ("B", r#"C:\temp \"x\""#),
        ("C", r"C:\temp\new"),
        ("D", "tab\there"),
        ("E", "pa$$word$x"),
    ];
    assert_eq!(read(text), pairs(&wanted));
}

#[test]
fn a_value_of_several_lines_is_what_stands_between_its_quotes() {
    let lines = "-----BEGIN PRIVATE KEY-----\nMIIEvQ+/=\n-----END PRIVATE KEY-----\n";
    let escaped = lines.replace('\n', "\\n");
    let text = format!(
        "A=\"{escaped}\"\nB=\"{lines}\"\nC='{lines}'\nD=`{lines}` # note\nE={escaped}\nF='{escaped}'\nG=1\n"
    );
    let wanted = pairs(&[
        ("A", lines),
        ("B", lines),
        ("C", lines),
        ("D", lines),
        ("E", &escaped),
        ("F", &escaped),
        ("G", "1"),
    ]);
    assert_eq!(read(&text), wanted, "outside of double quotes a backslash is one, as dotenv has it");
    assert_eq!(read(text.replace('\n', "\r\n")), wanted, "as Windows writes it");
    let open = format!("A={lines}B=1");
    assert_eq!(refused(open), [(2, EnvFileCode::BadName { meant: None }), (3, EnvFileCode::NoSign)]);
    let long = format!("A=1\nKEY=\"{}\n{}\"", "a".repeat(2048), "b".repeat(2048));
    let why = EnvValueCode::TooLong { bytes: 4097, limit: 4096 };
    assert_eq!(refused(long), [(2, EnvFileCode::BadValue { why })]);
}

#[test]
fn a_reference_is_filled_in_where_the_file_has_the_name() {
    let text = "URL=\"mysql://app:pw@${DB_HOST}:${DB_PORT}/shop\"\nDB_HOST=db.example.com\nDB_PORT=3306\nRAW='${DB_HOST}'\n\
                ESC=\"\\${DB_HOST}\"\nOTHER=${NOWHERE:-5432}\nLEFT=${NOWHERE}\nROUND=${ROUND}x\n";
    let wanted = [
        ("URL", "mysql://app:pw@db.example.com:3306/shop"),
        ("DB_HOST", "db.example.com"),
        ("DB_PORT", "3306"),
        ("RAW", "${DB_HOST}"),
        ("ESC", "${DB_HOST}"),
        ("OTHER", "5432"),
        ("LEFT", "${NOWHERE}"),
        ("ROUND", "${ROUND}x"),
    ];
    assert_eq!(read(text), pairs(&wanted));
    let file = EnvFile::read(text.as_bytes(), Names::Of(&names(text.as_bytes()))).expect("it is read");
    assert_eq!(file.unresolved, [7, 8]);
}

#[test]
fn references_upon_references_come_to_an_end() {
    let first = std::iter::once("A0=aaaaaaaa".to_owned());
    let lines: Vec<_> = first.chain((0..199).map(|at| format!("A{}=${{A{at}}}${{A{at}}}", at + 1))).collect();
    let text = lines.join("\n");
    let refused = refused(&text);
    assert!(refused.len() > 100, "they grow beyond what is kept");
    for (_, code) in refused {
        let EnvFileCode::BadValue { why: EnvValueCode::TooLong { bytes, .. } } = code else {
            panic!("{code:?}")
        };
        assert!(bytes < 64 * 1024, "{bytes}");
    }
}

#[test]
fn each_mistake_is_said_by_its_line_and_its_reason() {
    use EnvFileCode as C;
    let none = || C::BadName { meant: None };
    for (text, line, why) in [
        ("A=1\npostgres://shop:hunter2@db", 2, C::NoSign),
        ("A=1\n\nexport B\n", 3, C::NoSign),
        ("=2", 1, C::NoName),
        ("A=1\n\u{ac00}=2", 2, none()),
        ("A B=1", 1, none()),
        ("1A=1", 1, none()),
        ("A=1\n# later\nA=2", 3, C::NamedTwice { first: 1 }),
        ("A=1\nB=\"open\nC=1", 2, C::OpenQuote),
        ("B='don't'", 1, C::BehindQuote),
        ("A=\"x\"y", 1, C::BehindQuote),
        ("A=\u{201c}x\u{201d}", 1, C::CurlyQuote),
        ("A=$'a\\nb'", 1, C::ShellQuote),
        ("A={{x}}", 1, C::BadValue { why: EnvValueCode::Braces }),
    ] {
        assert_eq!(refused(text), [(line, why)], "{text}");
    }
    let korean = b"A=1\nB=\xc7\xd1\xb1\xdb\n";
    assert_eq!(refused(korean), [(2, C::Encoding)]);
    assert_eq!(refused("A\nB\nC=1").len(), 2, "all of them are said at once");
}

#[test]
fn a_name_is_only_told_where_it_is_no_secret() {
    let wanted: Vec<EnvName> =
        ["SPRING_DATASOURCE_URL", "MY_PLACE"].iter().filter_map(|name| EnvName::parse(name).ok()).collect();
    let why = |text: &str| {
        let read = EnvFile::read(text.as_bytes(), Names::Of(&wanted));
        read.err().map(|refused| refused[0].why.clone())
    };
    let meant = |name: &str| Some(name.to_owned());
    let bad = |meant| Some(EnvFileCode::BadName { meant });
    assert_eq!(why("spring.datasource.url=x"), bad(meant("SPRING_DATASOURCE_URL")));
    assert_eq!(why("spring.jpa.hibernate.ddl-auto=x"), bad(meant("SPRING_JPA_HIBERNATE_DDLAUTO")));
    assert_eq!(why("my.place=x"), bad(meant("MY_PLACE")), "the blueprint has it");
    assert_eq!(why("hunter2.planted=x"), bad(None));
    assert_eq!(why("my_place=x"), Some(EnvFileCode::NotInBlueprint { meant: meant("MY_PLACE") }));
    assert_eq!(why("aHVudGVyMnBsYW50ZWQ=="), Some(EnvFileCode::NotInBlueprint { meant: None }));
}

#[test]
fn any_name_is_taken_where_somebody_chooses_among_them_and_no_rest_of_a_value_is_one() {
    let read = |text: &str| {
        EnvFile::read(text.as_bytes(), Names::Any).map(|file| {
            let told = file.variables.into_iter();
            told.map(|it| (it.line, it.name.to_string(), it.property)).collect::<Vec<_>>()
        })
    };
    let text = "A=1\n\nnext_public_x=2\nspring.datasource.url=x\njwt.refresh-token.secret=y\nAPI1Key=\nF0=";
    let property = |name: &str| Some(name.to_owned());
    let wanted = [
        (1, "A", None),
        (3, "next_public_x", None),
        (4, "SPRING_DATASOURCE_URL", property("spring.datasource.url")),
        (5, "JWT_REFRESHTOKEN_SECRET", property("jwt.refresh-token.secret")),
        (7, "F0", None),
    ];
    let wanted: Vec<_> = wanted.into_iter().map(|(line, name, of)| (line, name.to_owned(), of)).collect();
    assert_eq!(read(&text.replace("API1Key=", "")).as_ref(), Ok(&wanted));
    let why = |text: &str| read(text).err().map(|refused| refused[0].why.clone());
    assert_eq!(why(text), Some(EnvFileCode::Wrapped), "a letter of each kind and nothing behind the sign");
    assert_eq!(why("KEY=MIIEvQIBADAN\naHVudGVyMnBsYW50ZWQ=="), Some(EnvFileCode::Wrapped));
    assert_eq!(why("eyJhbGci.eyJzdWIi.c2lnbg=1"), Some(EnvFileCode::BadName { meant: None }));
    assert_eq!(
        why("spring.datasource.url=1\nSPRING_DATASOURCE_URL=2"),
        Some(EnvFileCode::NamedTwice { first: 1 })
    );
}
