//! The app, opened in a terminal, and the account that it goes into.

use std::path::PathBuf;
use std::sync::Arc;

use naru_api::contract::{EnterPractice, Nothing, Practice};
use naru_api::credentials::{EnvironmentRequest, from_environment};
use naru_api::{App, Headless, handlers, system};

use crate::arguments::Account;
use crate::end::End;

/// Where the practice account is where no region is asked for.
const USUAL_REGION: &str = "ap-northeast-2";

/// Opens the app and goes into the account. What is saved goes to `out`.
pub async fn open(account: &Account, out: Option<PathBuf>) -> Result<App, End> {
    let data_folder = match &account.data_dir {
        Some(folder) => std::path::absolute(folder)
            .map_err(|error| End::bad_input(format!("bad data folder {}: {error}", folder.display())))?,
        None => system::data_folder(),
    };
    let host = Headless { name: "naru-cli", data_folder, language: account.language(), out };
    let app = App::open(Arc::new(host))?;
    if account.practice {
        let region = account.region.clone().unwrap_or_else(|| USUAL_REGION.to_owned());
        handlers::enter_practice(&app, EnterPractice { region }).await?;
        if let Some(speed) = account.speed {
            let set = handlers::practice(&app, Nothing).await?;
            handlers::set_practice(&app, Practice { speed, ..set }).await?;
        }
    } else {
        let asked = EnvironmentRequest {
            region: account.region.clone(),
            profile: account.profile.clone(),
            endpoint_url: account.endpoint_url.clone(),
        };
        let connection = from_environment(&app, asked).await?;
        app.set_connection(Some(connection));
    }
    Ok(app)
}
