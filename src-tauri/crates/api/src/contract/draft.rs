//! The wizard's answers as they are typed, and what they come to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DomainDraft, FieldProblem, Lang, Words};

/// The wizard's answers so far, as they were typed: nothing in it needs to be right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Draft {
    /// The id that the deployment will have.
    pub id: String,
    /// The wizard's step.
    pub step: String,
    /// The furthest step that was reached: all up to there can be visited. Empty where none but `step` was.
    pub reached: String,
    /// The name of the deployment.
    pub name: String,
    /// The front-end; null where there is none.
    pub frontend: Option<FrontendDraft>,
    /// The back-end; null where there is none.
    pub backend: Option<BackendDraft>,
    /// The domain; null where the site is at CloudFront's address.
    pub domain: Option<DomainDraft>,
    /// Whether the default VPC may be made where the region has none.
    pub create_default_vpc: bool,
}

/// The front-end, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FrontendDraft {
    /// The path as it was typed, dropped or picked; empty until then.
    pub folder: String,
    /// Whether warnings about the folder's content were read and accepted.
    pub accepted_warnings: bool,
    /// Whether error pages of CloudFront's lead a single-page app's addresses to its page, in the place of a function.
    pub error_page: bool,
}

/// Where the back-end comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackendSource {
    /// The built-in sample: a small health and echo service.
    #[default]
    Sample,
    /// A container image from a public registry.
    Image,
}

/// The back-end, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BackendDraft {
    /// Where it comes from. What was typed for another source stays in its field, for whoever goes back to it.
    pub source: BackendSource,
    /// The container image, such as `docker.io/library/nginx:1.27`.
    pub image: String,
    /// The port that the app listens on.
    pub port: String,
    /// The path that answers 200 when the app is well.
    pub health_path: String,
    /// The environment variables. Their values never cross.
    pub env: Vec<EnvName>,
    /// A type such as `t3.micro`; empty takes the one that is proposed.
    pub instance_type: String,
    /// How many instances.
    pub count: String,
    /// Whether a burstable type may use more CPU than its price includes, at its price.
    pub unlimited_credits: bool,
}

/// An environment variable without its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnvName {
    /// As it was typed, such as `DATABASE_URL`.
    pub name: String,
    /// Whether a value was taken in.
    pub has_value: bool,
}

/// The value of an environment variable, on its way in. It has no way to be printed.
#[derive(Clone, Deserialize, TS)]
pub struct EnvValue {
    /// The draft's or deployment's id.
    pub id: String,
    /// The variable's name.
    pub name: String,
    /// Its value; null forgets it.
    pub value: Option<String>,
}

/// Asks what a draft comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewRequest {
    /// As it stands in the wizard, which may be unfinished.
    pub draft: Draft,
    /// The language of the picture's labels.
    pub lang: Lang,
}

/// What a draft comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Preview {
    /// The picture, as SVG that follows the window's theme.
    pub svg: String,
    /// What it costs; null while the draft is too unfinished to say.
    pub price: Option<Price>,
    /// What is wrong with each field.
    pub problems: Vec<FieldProblem>,
    /// How many things a launch makes; null while the draft is too unfinished to say.
    pub things: Option<u32>,
    /// The parts in the picture that are nodes: what a visitor brings along is none.
    pub parts: Vec<SketchedPart>,
}

/// One node that a draft comes to, with what its card in the picture says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SketchedPart {
    /// The node's name.
    pub node: String,
    /// Which resource of the node: the one that stands, else the first, as the picture calls it.
    pub generation: u32,
    /// Its kind's name.
    #[ts(type = "KindName")]
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// What it is for, in one line.
    pub why: Words,
    /// Where it will stand in AWS's console.
    pub console: Words,
    /// Particulars, such as `t3.micro`.
    pub detail: Option<String>,
    /// Whether it stands in the account already and is only used, as AWS's own network does.
    pub used: bool,
    /// Whether a resource of the node stands, where a deployment is changed.
    pub stands: bool,
    /// Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
    pub usd_month: f64,
}

/// What something costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Price {
    /// The lines, the dearest first.
    pub lines: Vec<PriceLine>,
    /// Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
    pub usd_month: f64,
    /// Dollars a month that a small site comes to beside it, for what is paid by use.
    pub usd_month_by_use: f64,
    /// The day of the price table, such as `2026-11-01`.
    pub date: String,
    /// What the table has no price for: it is named rather than left out.
    pub unpriced: Vec<String>,
}

/// What one item of the price table comes to, over all the nodes that use it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PriceLine {
    /// The price table's name of it, such as `alb.hour`: the UI has words for it.
    pub item: String,
    /// How many of it.
    pub amount: f64,
    /// Dollars a month of 730 hours: an hour and a day are parts of it.
    pub usd_month: f64,
    /// Whether it is paid by use: then the month is that of a small site.
    pub by_use: bool,
    /// How many of it are free every month, where it is paid by use.
    pub free_a_month: Option<f64>,
    /// Dollars for each one that is paid.
    pub usd_each: f64,
    /// The day, or the month, of the newest list of AWS's that has this price; null where no copy with a date does.
    pub as_of: Option<String>,
    /// The names of the nodes that the amount was added up from.
    pub nodes: Vec<String>,
}
