//! Pictures to keep: as SVG, PNG and Mermaid.

use naru_diagram::{Flow, Picture, Style, Vacancy};

use crate::app::App;
use crate::contract::{
    PictureFormat, PictureOf, PictureRequest, PictureText, ProblemCode, SavePicture, Theme,
};
use crate::problem::Problem;
use crate::view::Known;
use crate::{image, planning, pricing, wanted};

fn drawn(app: &App, request: &PictureRequest) -> Result<Picture, Problem> {
    let lang = request.lang.into();
    match &request.of {
        PictureOf::Draft { draft } => {
            let (blueprint, _) = wanted::blueprint_of(app, draft);
            let region = app
                .maybe_connection()
                .map_or_else(|| "ap-northeast-2".to_owned(), |connection| connection.identity.region);
            let graph = wanted::sketch(&draft.id, &blueprint, &region);
            let nodes = planning::graph_nodes(&graph);
            let table = pricing::table(app.settings().krw_per_usd);
            Ok(planning::planned_picture(
                &table,
                &pricing::teller(app, lang),
                &blueprint.name,
                &region,
                &nodes,
            ))
        }
        PictureOf::Deployment { id } => Ok(Known::read(app, id)?.whole_picture(lang)),
    }
}

fn svg(picture: &Picture, theme: Theme) -> String {
    let theme = match theme {
        Theme::System => naru_diagram::Theme::Css,
        Theme::Light => naru_diagram::Theme::Light,
        Theme::Dark => naru_diagram::Theme::Dark,
    };
    naru_diagram::svg(picture, &Style { theme, vacancy: Vacancy::Close, flow: Flow::Right })
}

/// The picture of a deployment or a draft as text.
pub async fn picture(app: &App, request: PictureRequest) -> Result<PictureText, Problem> {
    let drawn = drawn(app, &request)?;
    let text = match request.format {
        PictureFormat::Mermaid => naru_diagram::mermaid(&drawn),
        PictureFormat::Svg | PictureFormat::Png => svg(&drawn, request.theme),
    };
    Ok(PictureText { text })
}

/// Draws a picture into a file where the host lets the user say where, and returns its path; `None` where
/// they chose none.
pub async fn save_picture(app: &App, request: SavePicture) -> Result<Option<String>, Problem> {
    let drawn = drawn(app, &request.picture)?;
    // A file has no window to take its colours from.
    let theme = if request.picture.theme == Theme::System { Theme::Light } else { request.picture.theme };
    let (ending, bytes) = match request.picture.format {
        PictureFormat::Svg => ("svg", svg(&drawn, theme).into_bytes()),
        PictureFormat::Png => ("png", image::png(&svg(&drawn, theme))?),
        PictureFormat::Mermaid => ("mmd", naru_diagram::mermaid(&drawn).into_bytes()),
    };
    save(app, &format!("naru.{ending}"), &bytes).await
}

/// Saves a file where the user chooses; `None` where they chose no place.
pub(crate) async fn save(app: &App, name: &str, bytes: &[u8]) -> Result<Option<String>, Problem> {
    let Some(path) = app.host().pick_place(name).await else { return Ok(None) };
    let written = std::fs::write(&path, bytes);
    let path = path.display().to_string();
    match written {
        Ok(()) => Ok(Some(path)),
        Err(error) => Err(Problem::new(ProblemCode::NotSaved { path }).saying(error)),
    }
}
