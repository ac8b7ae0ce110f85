//! What a picture is made of. All of it is plain data with words already in the reader's language: nothing in
//! here is looked up, translated or guessed later.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Everything that is drawn, in the order in which it should be read out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What the whole picture is called; its accessible name.
    pub title: String,
    /// The places things stand in, a parent before or after its children, as it comes.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The things themselves.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// The security groups, each drawn on the border of what it guards.
    #[serde(default)]
    pub gates: Vec<Gate>,
    /// Who talks to whom. A link to an id that isn't there is left out.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The words of the picture itself.
    #[serde(default)]
    pub words: Words,
}

/// A place that holds parts and other places: the internet, a region, a zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Unique among groups and parts.
    pub id: String,
    /// Its name, such as `Asia Pacific (Seoul)`.
    pub label: String,
    /// A second, softer word beside the name, such as `ap-northeast-2`.
    #[serde(default)]
    pub detail: Option<String>,
    /// The group it lies in; none, or one that isn't there, is the sheet itself.
    #[serde(default)]
    pub parent: Option<String>,
    /// How wide this place reaches; decides how its border is drawn.
    pub scope: Scope,
}

/// How wide a place reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Outside the account: where visitors come from.
    Internet,
    /// In the account and in every region, as CloudFront and IAM are.
    Global,
    /// A region of AWS: the frame around its zones and around what is in no zone.
    Region,
    /// One network (VPC) in a region.
    Network,
    /// One availability zone.
    Zone,
}

/// One thing in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Unique among groups and parts; comes back as `data-node`.
    pub id: String,
    /// Its name; two lines at most are shown, all of it is in the tooltip.
    pub label: String,
    /// What else is worth knowing at a glance, such as `t3.micro · 10.0.1.4`.
    #[serde(default)]
    pub detail: Option<String>,
    /// Its sign and colour.
    pub glyph: Glyph,
    /// Whether it is one of the things the picture is about.
    #[serde(default)]
    pub size: Size,
    /// The group it stands in; none, or one that isn't there, is the sheet itself.
    #[serde(default)]
    pub group: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// Why it failed, or what it waits for. Takes the place of the detail, so that the box keeps its size.
    #[serde(default)]
    pub note: Option<String>,
    /// What it costs, in words, such as `$0.62/day`. The first line is shown on large parts that have room for all of
    /// it; all lines are in the tooltip and read out, for all.
    #[serde(default)]
    pub price: Option<String>,
}

/// How much room a part is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// A card with label, detail, status and price.
    #[default]
    Large,
    /// A slip with label and status, for what only serves another part (a role, a policy, a listener).
    Small,
}

/// A sign on a 24 x 24 grid and the family it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glyph {
    /// The family, which decides the colour.
    pub category: Category,
    /// SVG path data on a 24 x 24 grid, drawn as a line 1.5 wide with round ends, unfilled.
    /// Anything but path data is left out of the picture.
    pub path: Cow<'static, str>,
}

impl Glyph {
    /// A glyph from a path known when the program is built, as that of each kind is.
    pub const fn new(category: Category, path: &'static str) -> Self {
        Self { category, path: Cow::Borrowed(path) }
    }
}

/// The families of AWS's own diagrams, by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Networking and content delivery: purple.
    Network,
    /// Compute: orange.
    Compute,
    /// Storage: green.
    Storage,
    /// Security and identity: red.
    Security,
    /// Management: pink.
    Management,
    /// People and what they bring; no part of AWS: grey.
    Visitor,
}

/// How far a thing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Would be made.
    Planned,
    /// Its turn comes when something else is there.
    Waiting,
    /// Being made or changed.
    Working,
    /// There, and found to be.
    Ready,
    /// Could not be made; the part's note says why.
    Failed,
    /// Can't be made, because what it needs failed.
    Blocked,
    /// Being taken away.
    Deleting,
    /// Taken away, and found to be.
    Gone,
    /// There, and not ours.
    Foreign,
}

impl Status {
    /// Every status, in the order of a thing's life.
    pub const ALL: [Self; 9] = [
        Self::Planned,
        Self::Waiting,
        Self::Working,
        Self::Ready,
        Self::Failed,
        Self::Blocked,
        Self::Deleting,
        Self::Gone,
        Self::Foreign,
    ];
}

/// A security group: what it lets in, drawn on the border of what it guards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Comes back as `data-node`; unique among gates.
    pub id: String,
    /// The security group's name, as the badge on the border says it.
    pub label: String,
    /// The parts it stands before; it is drawn once for each, and only large parts have room for it.
    pub guards: Vec<String>,
    /// What it lets in, such as `80 ← CloudFront`. An empty list lets nothing in.
    #[serde(default)]
    pub ports: Vec<String>,
    /// How far it has come.
    pub status: Status,
    /// Why it failed, or what it waits for; told in its tooltip.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who talks to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The part that speaks first.
    pub from: String,
    /// The part that is spoken to.
    pub to: String,
    /// What goes over it, such as `/api/*`.
    #[serde(default)]
    pub label: Option<String>,
    /// How far it has come.
    pub status: Status,
}

/// The words of the picture itself. The default is plain English; other languages come from the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// For [`Status::Planned`].
    pub planned: String,
    /// For [`Status::Waiting`].
    pub waiting: String,
    /// For [`Status::Working`].
    pub working: String,
    /// For [`Status::Ready`].
    pub ready: String,
    /// For [`Status::Failed`].
    pub failed: String,
    /// For [`Status::Blocked`].
    pub blocked: String,
    /// For [`Status::Deleting`].
    pub deleting: String,
    /// For [`Status::Gone`].
    pub gone: String,
    /// For [`Status::Foreign`].
    pub foreign: String,
    /// Said on the empty landing, under the person who stands there.
    pub empty: String,
}

impl Words {
    /// The word for a status.
    pub fn of(&self, status: Status) -> &str {
        match status {
            Status::Planned => &self.planned,
            Status::Waiting => &self.waiting,
            Status::Working => &self.working,
            Status::Ready => &self.ready,
            Status::Failed => &self.failed,
            Status::Blocked => &self.blocked,
            Status::Deleting => &self.deleting,
            Status::Gone => &self.gone,
            Status::Foreign => &self.foreign,
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            planned: "planned".into(),
            waiting: "waiting".into(),
            working: "working".into(),
            ready: "ready".into(),
            failed: "failed".into(),
            blocked: "blocked".into(),
            deleting: "being deleted".into(),
            gone: "gone".into(),
            foreign: "not ours".into(),
            empty: "Nothing here yet".into(),
        }
    }
}

/// How a picture is to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// The colours.
    pub theme: Theme,
    /// What becomes of the places of things that are gone.
    #[serde(default)]
    pub vacancy: Vacancy,
    /// Which way the picture runs.
    #[serde(default)]
    pub flow: Flow,
}

/// Where the colours come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// Custom properties of the page with light fallbacks, and motion. For the web view. The page gives
    /// `--naru-` and one of `canvas`, `surface`, `place`, `inner`, `text`, `soft`, `line`, `wire`, `accent`,
    /// `good`, `wait`, `bad`, `shadow`, `on-tile`, `network`, `compute`, `storage`, `security`, `management`,
    /// `visitor`.
    #[default]
    Css,
    /// Light colours written out, nothing moves. For a file.
    Light,
    /// Dark colours written out, nothing moves. For a file.
    Dark,
}

/// Which way the picture runs, from the visitor to the machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flow {
    /// From left to right: for a wide place and for saving.
    #[default]
    Right,
    /// From top to bottom: for a narrow place, such as beside a step.
    Down,
}

/// What becomes of the place of a part that is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vacancy {
    /// It stays empty, so that what is left stands still.
    #[default]
    Keep,
    /// It is given up, and the rest closes ranks.
    Close,
}
