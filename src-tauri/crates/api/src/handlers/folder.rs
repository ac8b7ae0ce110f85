//! The front-end's folder, looked into before anything is uploaded.

use std::collections::BTreeMap;
use std::path::PathBuf;

use naru_aws::site::{Inspection, Weight, inspect};

use crate::app::App;
use crate::coded::coded;
use crate::contract::{FileSize, Folder, FolderFinding, FolderReport, Level};
use crate::problem::Problem;
use crate::wanted::site_problem;

/// Looks into a front-end folder.
pub async fn inspect_folder(_: &App, folder: Folder) -> Result<FolderReport, Problem> {
    let path = PathBuf::from(folder.path.trim());
    if path.as_os_str().is_empty() {
        return Err(Problem::new("bad_folder").with("why", "empty_path"));
    }
    let inspection = tokio::task::spawn_blocking(move || inspect(&path))
        .await
        .map_err(|error| Problem::new("bad_folder").saying(error))?
        .map_err(|problem| site_problem(&problem))?;
    Ok(report(&inspection))
}

fn report(inspection: &Inspection) -> FolderReport {
    let framework = coded(&inspection.framework).0;
    let findings = inspection.findings.iter().map(|finding| {
        let mut params = BTreeMap::new();
        let what = serde_json::to_value(finding.what).unwrap_or_default();
        if let Some(secret) = what["secret"].as_str() {
            params.insert("secret".to_owned(), secret.to_owned());
        }
        FolderFinding {
            code: what["kind"].as_str().unwrap_or_default().to_owned(),
            level: match finding.weight {
                Weight::Block => Level::Stop,
                Weight::Warn => Level::Warning,
                Weight::Info => Level::Note,
            },
            file: Some(finding.file.clone()),
            line: finding.place.map(|place| place.line as u64),
            excerpt: finding.excerpt.clone(),
            params,
        }
    });
    FolderReport {
        folder: inspection.folder.display().to_string(),
        framework: Some(framework).filter(|name| name != "plain"),
        spa: inspection.routing == naru_aws::site::Routing::SinglePage,
        files: inspection.files as u64,
        bytes: inspection.bytes,
        largest: inspection
            .largest
            .iter()
            .map(|file| FileSize { path: file.key.clone(), bytes: file.bytes })
            .collect(),
        findings: findings.collect(),
    }
}
