//! What a kind of AWS resource tells beside how it is made: its words, permissions, price, picture and place.

use async_trait::async_trait;
use naru_diagram::Glyph;
use naru_engine::{AnyKind, Failure, Kind, NodeName};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, WaitWords};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::text::Text;

/// The words of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// What AWS calls it, in its Korean and its English console.
    pub name: Text,
    /// What it is for, in one line to a person who has never deployed.
    pub why: Text,
    /// Where in AWS's console it stands, such as "EC2 > Security Groups".
    pub console: Text,
}

/// One permission that a kind needs, and why.
#[derive(Clone, Copy, Debug)]
pub struct Permission {
    /// The IAM action, such as `ec2:CreateSecurityGroup`.
    pub action: &'static str,
    /// Within what it is allowed. Only the kind knows whether an action is about what bears our mark.
    pub bounds: Bounds,
    /// Why it is needed, in one line.
    pub why: Text,
}

/// Within what an action is allowed. In the order in which they stand in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bounds {
    /// Reading lists, and what AWS can't bound: the account is not changed, or nothing that was there before.
    Account,
    /// What is being made, if it is marked as Naru's in the same call.
    MarkedAtBirth,
    /// What is marked as Naru's.
    Marked,
    /// Marking, where that is a part of making.
    MarkingAtBirth,
    /// Buckets of Naru's names, and what is in them.
    Buckets,
    /// Roles and instance profiles below Naru's path, in what gives a role nothing.
    Identities,
    /// Roles below Naru's path that the policy for servers bounds, or that are to be bounded by it.
    Roles,
    /// Taking off such roles what earlier versions attached.
    EarlierRoles,
    /// The policy that bounds servers.
    ServerPolicy,
    /// Handing such a role to EC2, and to nothing else.
    PassRole,
    /// The one service-linked role.
    LinkedRole,
    /// Load balancers and what belongs to them, by Naru's names.
    LoadBalancers,
    /// Parameters below Naru's path.
    Parameters,
    /// AWS's own public parameters.
    PublicParameters,
    /// Functions of Naru's names.
    Functions,
    /// Hosted zones, which Route 53 knows by their ids alone.
    Zones,
    /// Records of hosted zones, of the types that lead to a site and prove whose it is.
    Records,
}

/// What something costs: so much of one line of the price table.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// The line of the price table, such as `alb.hour` or `ec2.t3.micro.hour`.
    pub item: String,
    /// How much of it.
    pub amount: f64,
    /// What the amount is counted by.
    pub per: Per,
}

/// A line of a price list that a kind has for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceLine {
    /// The item of the price table that it is charged by.
    pub item: &'static str,
    /// The line's own item, which no table has.
    pub line: &'static str,
    /// What it is called.
    pub name: Text,
}

/// What a [`Charge`] is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// It costs for every hour that it exists, used or not.
    Hour,
    /// It costs for every month that it exists, used or not.
    Month,
    /// It costs for every month that it exists in, from that month's first day on, and nothing where it goes again
    /// within so many hours.
    MonthBegun {
        /// After how many hours nothing of it is given back any more.
        free_hours: u32,
    },
    /// It costs by use; the amount is what a small site uses in a month.
    TypicalMonth,
}

/// What something runs on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Machine {
    /// Such as `t3.micro`.
    pub instance_type: String,
    /// The machine image.
    pub image_id: String,
}

/// Where a part stands in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In no region: CloudFront, IAM.
    Global,
    /// It belongs to the region as a whole, to no zone of it.
    Region,
    /// In one zone of it, such as `ap-northeast-2a`.
    Zone(String),
    /// A security group: a gate in front of those that it guards, with what it lets in.
    Gate {
        /// What it lets in.
        openings: Vec<Opening>,
    },
    /// In the list only: it would crowd the picture and explain nothing.
    Hidden,
}

/// One thing that a gate lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The TCP port.
    pub port: u16,
    /// From where.
    pub from: Admitted,
}

/// Who is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// CloudFront's edges alone.
    CloudFront,
    /// Anyone on the internet.
    Anywhere,
    /// What stands behind another gate.
    Behind(NodeName),
}

/// How a part looks and what it says, from its spec and, once it exists, its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Where it stands.
    pub place: Place,
    /// A line of particulars, such as `t3.micro` or a host name.
    pub detail: Option<String>,
    /// AWS's id of it, for the console and the list.
    pub id: Option<String>,
    /// An address that a browser can open.
    pub address: Option<String>,
    /// The AWS console's page of this very thing.
    pub console_url: Option<String>,
    /// An AWS CLI line that shows it.
    pub cli: Option<String>,
    /// The record of the DNS that only the user can add and take away, as one line to copy.
    pub record: Option<String>,
}

impl Appearance {
    /// In `place`, with nothing more to say.
    pub fn at(place: Place) -> Self {
        Self { place, detail: None, id: None, address: None, console_url: None, cli: None, record: None }
    }
}

/// Something of a kind that a scan found in the account, ours or not.
#[derive(Clone, Debug)]
pub struct Found {
    /// AWS's id or ARN of it.
    pub id: String,
    /// What its owner called it.
    pub label: String,
    /// Whose it is, where it bears our mark.
    pub mark: Option<Mark>,
    /// What is known of it, as the kind's state: enough to delete it.
    pub state: Value,
    /// What of the spec that it was made from shows on it, as [`Kind::shows`] says of a spec; null where nothing does.
    pub shows: Value,
}

/// Where a deployment can be asked whether it works, and what is known of the answers to expect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// The host that visitors come to.
    Site(String),
    /// The host of what stands before the app: it is for the site's host alone, unless it has a name of its own.
    App(String),
    /// The host of the site's files, which nobody may come to but through the site's.
    Files(String),
    /// The ARN of the group of targets that says which of them are healthy.
    Targets(String),
    /// The path by which the app tells whether it is well.
    HealthPath(String),
    /// A path without a file leads to the site's one page.
    SinglePage,
}

/// The hosted zone that a domain's records go into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneFound {
    /// Such as `Z0123456789ABC`, without `/hostedzone/` before it.
    pub id: String,
    /// The domain's, without a final dot.
    pub name: String,
    /// Its name servers.
    pub servers: Vec<String>,
    /// Whether this deployment made it.
    pub ours: bool,
}

/// One leg of a visitor's request on its way through the deployment: an arrow of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Where it comes from.
    pub from: End,
    /// Where it goes.
    pub to: End,
    /// What is said beside the arrow, such as `/api/*`.
    pub label: Option<String>,
}

/// One end of a [`Flow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Whoever opens the site: no node, and the beginning of every way.
    Visitor,
    /// The node whose kind tells of the flow.
    This,
    /// Another node.
    Node(NodeName),
}

impl Flow {
    /// From `from` to `to`.
    pub fn new(from: End, to: End) -> Self {
        Self { from, to, label: None }
    }

    /// With something said beside the arrow.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}

/// A kind of AWS resource: all that Naru knows of it stands in its file.
#[async_trait]
pub trait Resource: Kind<Cloud = Aws> {
    /// What it is called and what it is for, for a beginner, in both languages.
    const WORDS: Words;
    /// Whether one lies in a region by itself, in which alone a scan finds it.
    const REGIONAL: bool = false;
    /// Whether one that stays goes where the user asks for that by itself.
    const GOES_IF_ASKED: bool = false;
    /// What it lists apart from the others that are charged by the same item of the price table.
    const PRICE_LINES: &'static [PriceLine] = &[];
    /// The card of the window that explains it to a beginner, by its id.
    const CARD: &'static str;
    /// What it waits for, beside what every kind may wait for.
    const WAITS: &'static [Said<WaitWords>] = &[];
    /// Why it leaves one where it is, beside what every kind may leave it for.
    const KEPT: &'static [Said<KeptWords>] = &[];
    /// What it shows where it failed, with its heading.
    const EVIDENCE: &'static [Said<Text>] = &[];
    /// Its sign in the picture.
    const GLYPH: Glyph;
    /// What the user's key must be allowed to do.
    const PERMISSIONS: &'static [Permission];

    /// Everything of this kind in the account, in this region or, for a global kind, at all.
    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure>;

    /// Whether what a scan of that region found tells that its deployment lies there.
    fn lies_in(&self, id: &str, region: &str) -> bool {
        let _ = (id, region);
        Self::REGIONAL
    }

    /// What one costs.
    fn price(&self, spec: &Self::Spec) -> Vec<Charge> {
        let _ = spec;
        Vec::new()
    }

    /// The machine that it runs on, from its spec or from what shows of it.
    fn machine(&self, spec: &Value) -> Option<Machine> {
        let _ = spec;
        None
    }

    /// Where a visitor's request goes on its way through it.
    fn flows(&self, spec: &Self::Spec) -> Vec<Flow> {
        let _ = spec;
        Vec::new()
    }

    /// The security groups that stand in front of it.
    fn guarded_by(&self, spec: &Self::Spec) -> Vec<NodeName> {
        let _ = spec;
        Vec::new()
    }

    /// Where one that exists can be asked whether the deployment works.
    fn endpoints(&self, spec: Option<&Self::Spec>, state: Option<&Self::State>) -> Vec<Endpoint> {
        let _ = (spec, state);
        Vec::new()
    }

    /// Whether it stands in the account and is only used: AWS's own, or what the user chose. It never goes with the
    /// deployment.
    fn is_used(&self, spec: &Self::Spec) -> bool {
        let _ = spec;
        Self::STAYS.is_some() && !Self::GOES_IF_ASKED
    }

    /// The hosted zone that it is, where it is one.
    fn zone(&self, state: &Self::State) -> Option<ZoneFound> {
        let _ = state;
        None
    }

    /// How it looks.
    fn appearance(&self, region: &str, spec: Option<&Self::Spec>, state: Option<&Self::State>) -> Appearance;
}

/// A [`Resource`] whose spec and state are JSON, so that one list holds every kind.
#[async_trait]
#[expect(missing_docs, reason = "each method is what Resource calls so, `headings` its EVIDENCE")]
pub trait AnyResource: AnyKind<Aws> {
    fn words(&self) -> Words;
    fn card(&self) -> &'static str;
    fn waits(&self) -> &'static [Said<WaitWords>];
    fn kept(&self) -> &'static [Said<KeptWords>];
    fn headings(&self) -> &'static [Said<Text>];
    fn glyph(&self) -> Glyph;
    fn permissions(&self) -> &'static [Permission];
    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure>;
    fn regional(&self) -> bool;
    fn lies_in(&self, id: &str, region: &str) -> bool;
    fn price(&self, spec: &Value) -> Vec<Charge>;
    fn price_lines(&self) -> &'static [PriceLine];
    fn machine(&self, spec: &Value) -> Option<Machine>;
    fn flows(&self, spec: &Value) -> Vec<Flow>;
    fn guarded_by(&self, spec: &Value) -> Vec<NodeName>;
    fn endpoints(&self, spec: Option<&Value>, state: Option<&Value>) -> Vec<Endpoint>;
    fn is_used(&self, spec: &Value) -> bool;
    fn zone(&self, state: &Value) -> Option<ZoneFound>;
    fn goes_if_asked(&self) -> bool;
    fn appearance(&self, region: &str, spec: Option<&Value>, state: Option<&Value>) -> Appearance;
}

#[async_trait]
impl<R: Resource> AnyResource for R {
    fn words(&self) -> Words {
        R::WORDS
    }

    fn card(&self) -> &'static str {
        R::CARD
    }

    fn waits(&self) -> &'static [Said<WaitWords>] {
        R::WAITS
    }

    fn kept(&self) -> &'static [Said<KeptWords>] {
        R::KEPT
    }

    fn headings(&self) -> &'static [Said<Text>] {
        R::EVIDENCE
    }

    fn glyph(&self) -> Glyph {
        R::GLYPH
    }

    fn permissions(&self) -> &'static [Permission] {
        R::PERMISSIONS
    }

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        Resource::scan(self, aws).await
    }

    fn regional(&self) -> bool {
        R::REGIONAL
    }

    fn lies_in(&self, id: &str, region: &str) -> bool {
        Resource::lies_in(self, id, region)
    }

    fn price(&self, spec: &Value) -> Vec<Charge> {
        parse(spec).map(|spec| Resource::price(self, &spec)).unwrap_or_default()
    }

    fn price_lines(&self) -> &'static [PriceLine] {
        R::PRICE_LINES
    }

    fn machine(&self, spec: &Value) -> Option<Machine> {
        Resource::machine(self, spec)
    }

    fn flows(&self, spec: &Value) -> Vec<Flow> {
        parse(spec).map(|spec| Resource::flows(self, &spec)).unwrap_or_default()
    }

    fn guarded_by(&self, spec: &Value) -> Vec<NodeName> {
        parse(spec).map(|spec| Resource::guarded_by(self, &spec)).unwrap_or_default()
    }

    fn endpoints(&self, spec: Option<&Value>, state: Option<&Value>) -> Vec<Endpoint> {
        let (spec, state) = (spec.and_then(parse::<R::Spec>), state.and_then(parse::<R::State>));
        Resource::endpoints(self, spec.as_ref(), state.as_ref())
    }

    fn is_used(&self, spec: &Value) -> bool {
        parse(spec).is_some_and(|spec| Resource::is_used(self, &spec))
    }

    fn zone(&self, state: &Value) -> Option<ZoneFound> {
        parse(state).and_then(|state| Resource::zone(self, &state))
    }

    fn goes_if_asked(&self) -> bool {
        R::GOES_IF_ASKED
    }

    fn appearance(&self, region: &str, spec: Option<&Value>, state: Option<&Value>) -> Appearance {
        let (spec, state) = (spec.and_then(parse::<R::Spec>), state.and_then(parse::<R::State>));
        Resource::appearance(self, region, spec.as_ref(), state.as_ref())
    }
}

/// A spec or state of another version tells nothing here; what acts on one says so (`naru.other_version`).
fn parse<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
