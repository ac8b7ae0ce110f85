//! The front-end's folder, looked into before anything is uploaded.

use std::path::PathBuf;

use naru_aws::site::{Inspection, inspect};

use crate::app::App;
use crate::contract::{FileSize, Folder, FolderCode, FolderFinding, FolderReport, Framework, ProblemCode};
use crate::problem::Problem;
use crate::wanted::site_problem;

/// Looks into a front-end folder.
pub async fn inspect_folder(_: &App, folder: Folder) -> Result<FolderReport, Problem> {
    let path = PathBuf::from(folder.path.trim());
    if path.as_os_str().is_empty() {
        return Err(Problem::new(ProblemCode::BadFolder { why: Some(Box::new(FolderCode::EmptyPath)) }));
    }
    look_into(path).await
}

/// Looks into a front-end folder at a path that may be none that can be typed.
pub(crate) async fn look_into(path: PathBuf) -> Result<FolderReport, Problem> {
    let inspection = tokio::task::spawn_blocking(move || inspect(&path))
        .await
        .map_err(|error| Problem::new(ProblemCode::BadFolder { why: None }).saying(error))?
        .map_err(site_problem)?;
    Ok(report(&inspection))
}

fn report(inspection: &Inspection) -> FolderReport {
    FolderReport {
        folder: inspection.folder.display().to_string(),
        framework: Framework::of(inspection.framework),
        spa: inspection.routes.app.is_some(),
        files: inspection.files as u64,
        bytes: inspection.bytes,
        largest: inspection
            .largest
            .iter()
            .map(|file| FileSize { path: file.key.clone(), bytes: file.bytes })
            .collect(),
        findings: inspection.findings.iter().map(FolderFinding::from).collect(),
    }
}
