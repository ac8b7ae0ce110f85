//! The first screen, the settings, and what only the host can do.

use crate::app::App;
use crate::contract::{Nothing, Settings, Start};
use crate::problem::Problem;
use crate::view::learn;
use crate::{credentials, drafts, opening, pricing};

/// Everything that the window needs to draw its first screen.
pub async fn start(app: &App, _: Nothing) -> Result<Start, Problem> {
    learn(app)?;
    let (deployments, unreadable) = super::listed(app)?;
    let session = app.maybe_connection().map(|connection| connection.session()).unwrap_or_default();
    let unfinished = drafts::unfinished(app);
    Ok(Start {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: app.settings(),
        system_language: app.host().language(),
        writer: app.writer().clone(),
        keyring: credentials::keyring().await,
        krw_per_usd: pricing::table(None).krw_per_usd.rate,
        regions: credentials::regions(),
        opening: opening::opening(&session, &deployments, &unfinished),
        deployments,
        unreadable,
        session,
        unfinished,
        other_draft: drafts::other(app).map(|path| path.display().to_string()),
        saved_key: app.vault().saved_key_tail().await,
        seq: app.ledger().last_seq()?,
    })
}

/// Writes the settings down.
pub async fn save_settings(app: &App, settings: Settings) -> Result<Nothing, Problem> {
    app.keep("settings.json", &settings)?;
    Ok(Nothing)
}

/// Lets the user choose a folder.
pub async fn pick_folder(app: &App, _: Nothing) -> Result<Option<String>, Problem> {
    Ok(app.host().pick_folder().await.map(|folder| folder.display().to_string()))
}
