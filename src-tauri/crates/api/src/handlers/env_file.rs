//! A file of environment variables, for a draft that has none of its names yet: it is looked into first, and what was
//! chosen of it is taken in then.

use std::fs::File;
use std::io::{self, Read as _};

use crate::app::App;
use crate::contract::{
    EnvFileLine, EnvFileRefusal, EnvFileVariable, EnvFileView, EnvSource, Nothing, ProblemCode, TakeEnvFile,
};
use crate::env_file::{EnvFile, Names, Refusal};
use crate::env_values;
use crate::problem::Problem;

/// How many bytes a file of environment variables has at most: whoever has more chose another one.
const BYTES_MAX: u64 = 1024 * 1024;

/// What a file is called whose contents were pasted.
const PASTED: &str = ".env";

/// Lets the user choose a file of environment variables.
pub async fn pick_env_file(app: &App, _: Nothing) -> Result<Option<String>, Problem> {
    Ok(app.host().pick_file().await.map(|file| file.display().to_string()))
}

/// What a file of environment variables has.
pub async fn look_into_env_file(_: &App, source: EnvSource) -> Result<EnvFileView, Problem> {
    Ok(match read(source).await?.1 {
        Ok(file) => EnvFileView {
            variables: file
                .variables
                .into_iter()
                .map(|variable| EnvFileVariable {
                    line: variable.line,
                    name: variable.name.to_string(),
                    property: variable.property,
                    is_empty: variable.value.expose().is_empty(),
                })
                .collect(),
            refused: Vec::new(),
            unresolved: file.unresolved,
        },
        Err(refused) => EnvFileView {
            variables: Vec::new(),
            refused: refused.into_iter().map(|Refusal { line, why }| EnvFileLine { line, why }).collect(),
            unresolved: Vec::new(),
        },
    })
}

/// Takes in the values that were chosen.
pub async fn take_env_file(app: &App, take: TakeEnvFile) -> Result<Nothing, Problem> {
    let TakeEnvFile { id, source, names } = take;
    let (path, read) = read(source).await?;
    let file = read.map_err(|refused| refusal(&path, refused))?;
    let mut values = file.into_values();
    values.retain(|(name, _)| names.iter().any(|wanted| wanted == name.as_str()));
    if values.len() < names.len() {
        return Err(Problem::new(ProblemCode::EnvFileUnread { path }));
    }
    env_values::keep(app, &id, values).await?;
    Ok(Nothing)
}

/// A file by its path, or by the name of one whose contents were pasted.
async fn read(source: EnvSource) -> Result<(String, Result<EnvFile, Vec<Refusal>>), Problem> {
    let (path, bytes) = match source {
        EnvSource::Text { text } => (PASTED.to_owned(), text.into_bytes()),
        EnvSource::File { path } => {
            let place = path.clone();
            let read = tokio::task::spawn_blocking(move || contents(&place)).await;
            let read = read.unwrap_or_else(|error| Err(io::Error::other(error)));
            let unread =
                |error| Problem::new(ProblemCode::EnvFileUnread { path: path.clone() }).saying(error);
            let bytes = read.map_err(unread)?;
            (path, bytes)
        }
    };
    Ok((path, EnvFile::read(&bytes, Names::Any)))
}

fn contents(path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it has more than 1 MiB"));
    }
    Ok(bytes)
}

/// The first line that is refused, and how many others are.
fn refusal(path: &str, refused: Vec<Refusal>) -> Problem {
    let more = Some(refused.len().saturating_sub(1)).filter(|more| *more > 0);
    let first = refused.into_iter().next();
    Problem::new(first.map_or_else(
        || ProblemCode::EnvFileUnread { path: path.to_owned() },
        |Refusal { line, why }| {
            ProblemCode::BadEnvFile(Box::new(EnvFileRefusal { path: path.to_owned(), line, why, more }))
        },
    ))
}

#[cfg(test)]
mod tests {
    use naru_aws::cloud::Secrets as _;

    use super::*;
    use crate::contract::EnvFileCode;
    use crate::testing::{Bench, ID};

    const FILE: &str =
        "DATABASE_URL=hunter2\nKEY=\"-----BEGIN-----\\nhunter2\n-----END-----\n\"\nspring.jpa.show-sql=\n";

    fn text(text: &str) -> EnvSource {
        EnvSource::Text { text: text.to_owned() }
    }

    fn take(source: EnvSource, names: &[&str]) -> TakeEnvFile {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        TakeEnvFile { id: ID.to_owned(), source, names }
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_is_shown_by_its_names_and_what_was_chosen_of_it_is_kept() {
        let bench = Bench::new().await;
        let path = bench.app.folder().join("my.env");
        std::fs::write(&path, FILE.replace('\n', "\r\n")).expect("it can be written");
        let file = EnvSource::File { path: path.display().to_string() };
        for source in [file, text(FILE)] {
            let view = look_into_env_file(&bench.app, source.clone()).await.expect("it is read");
            assert!(!format!("{view:?}").contains("hunter2"), "{view:?}");
            let shown = view.variables.iter().map(|it| (it.line, it.name.as_str(), it.is_empty));
            let wanted = [(1, "DATABASE_URL", false), (2, "KEY", false), (5, "SPRING_JPA_SHOWSQL", true)];
            assert_eq!(shown.collect::<Vec<_>>(), wanted);
            assert_eq!(view.variables[2].property.as_deref(), Some("spring.jpa.show-sql"));
            let chosen = take(source, &["KEY", "SPRING_JPA_SHOWSQL"]);
            take_env_file(&bench.app, chosen).await.expect("it is kept");
            let kept = |name: &str| bench.app.vault().value(ID, name).map(|value| value.expose().to_owned());
            assert_eq!(kept("KEY").as_deref(), Some("-----BEGIN-----\nhunter2\n-----END-----\n"));
            assert_eq!(kept("SPRING_JPA_SHOWSQL").as_deref(), Some(""));
            assert_eq!(kept("DATABASE_URL"), None, "it wasn't chosen");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_kept_before_every_line_is_right() {
        let bench = Bench::new().await;
        let broken = text("A=hunter2\nhunter2\nA=1\n");
        let view = look_into_env_file(&bench.app, broken.clone()).await.expect("it is read");
        let lines: Vec<_> = view.refused.iter().map(|it| (it.line, it.why.clone())).collect();
        assert_eq!(lines, [(2, EnvFileCode::NoSign), (3, EnvFileCode::NamedTwice { first: 1 })]);
        assert!(view.variables.is_empty() && !format!("{view:?}").contains("hunter2"));
        let refused = take_env_file(&bench.app, take(broken, &["A"])).await.map_err(|problem| problem.code);
        assert!(matches!(refused, Err(ProblemCode::BadEnvFile(refusal)) if refusal.more == Some(1)));
        assert!(bench.app.vault().value(ID, "A").is_none());
        // The file has changed since it was shown.
        let gone = take_env_file(&bench.app, take(text("A=1\n"), &["A", "B"])).await;
        assert!(matches!(gone.map_err(|problem| problem.code), Err(ProblemCode::EnvFileUnread { .. })));
        assert!(bench.app.vault().value(ID, "A").is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_file_of_variables_is_said_to_be_unread() {
        let bench = Bench::new().await;
        let large = bench.app.folder().join("large");
        std::fs::write(&large, vec![b'a'; 1024 * 1024 + 1]).expect("it can be written");
        for path in [bench.app.folder().join("none"), bench.app.folder().to_owned(), large] {
            let path = path.display().to_string();
            let read = look_into_env_file(&bench.app, EnvSource::File { path: path.clone() }).await;
            assert_eq!(read.map_err(|problem| problem.code), Err(ProblemCode::EnvFileUnread { path }));
        }
    }
}
