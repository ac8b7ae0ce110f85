//! How a deployment that stopped is mended, and whether one can be changed.

use naru_aws::repair;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PlanView;

/// What mends a deployment that stopped, by what its failures tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Repair {
    /// The port is set to the one on which the app was seen to listen.
    Port {
        /// The one that was given.
        from: u16,
        /// The one on which it listens.
        to: u16,
    },
    /// The health path is set to one at which the app was seen to be well.
    HealthPath {
        /// What the app answered at the one that was given, as an HTTP status.
        answered: u16,
        /// The one that was given.
        from: String,
        /// The one at which it answers well.
        to: String,
    },
    /// Another instance type is taken.
    InstanceType {
        /// The one that failed; null where none was chosen.
        from: Option<String>,
        /// The one in its place; null as long as the account hasn't been asked which there are.
        to: Option<String>,
        /// Why another one.
        needs: TypeNeeds,
    },
    /// As many instances as the account could start.
    Count {
        /// As many as were asked for.
        from: u8,
        /// As many as stand.
        to: u8,
    },
    /// The region's default VPC may be made.
    DefaultVpc,
    /// The machine image that a blueprint names is left out, for the newest Ubuntu.
    MachineImage,
    /// A question is answered again.
    Answer {
        /// The question, by what is answered.
        field: RepairField,
        /// The environment variable that the app's own log names as missing.
        variable: Option<String>,
    },
    /// The app is mended, and its image pushed again under the same name.
    NewImage {
        /// Such as `ghcr.io/me/shop:1`.
        image: String,
    },
    /// The account is entered anew.
    Account,
    /// Something is done outside of Naru first.
    Outside,
    /// It is tried again as it is.
    Again,
}

/// What another instance type has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TypeNeeds {
    /// Machines that are free right now.
    Capacity,
    /// A zone of the region that offers it.
    Offer,
    /// A place on the Free Plan.
    FreeTier,
    /// More memory.
    Memory,
    /// The processor that the image is for.
    Processor,
}

/// A question of the wizard, as fields of a draft are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum RepairField {
    /// What the deployment is called.
    #[serde(rename = "name")]
    Name,
    /// Where the built front-end lies.
    #[serde(rename = "frontend.folder")]
    Folder,
    /// The container's image.
    #[serde(rename = "backend.image")]
    Image,
    /// On which port the app listens.
    #[serde(rename = "backend.port")]
    Port,
    /// At which path the app says whether it is well.
    #[serde(rename = "backend.health_path")]
    HealthPath,
    /// The environment's variables and their values.
    #[serde(rename = "backend.env")]
    Env,
    /// On what kind of machine the app runs.
    #[serde(rename = "backend.instance_type")]
    InstanceType,
    /// How many instances there are.
    #[serde(rename = "backend.count")]
    Count,
    /// All that there is to answer about the domain.
    #[serde(rename = "domain.name")]
    Domain,
}

/// A repair that changes the blueprint, as it is shown for consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RepairPlan {
    /// What is set, with each value.
    pub repair: Repair,
    /// What becomes of each part, and what all of it costs then.
    pub plan: PlanView,
    /// Whether something is replaced or deleted by it, or it costs more: then it is looked at before it is carried out.
    pub asks: bool,
    /// Dollars a month of 730 hours that all of it costs as it is, without what is paid by use.
    pub usd_month_before: f64,
}

/// Consent to a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mend {
    /// The deployment's id.
    pub id: String,
    /// The digest of the plan that was shown.
    pub digest: String,
}

/// Whether a deployment can be changed right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeCode {
    /// It can.
    Open,
    /// Something is being made, changed or taken away.
    RunGoesOn,
    /// It is in a real account, and the app is in none.
    NoAccount,
    /// The app is in another account than the one that it is in.
    ElsewhereAccount,
    /// Another program writes to the data folder.
    ReadsOnly,
    /// Nothing of it is left.
    Gone,
}

impl From<repair::Needs> for TypeNeeds {
    fn from(needs: repair::Needs) -> Self {
        use repair::Needs;
        match needs {
            Needs::Capacity => Self::Capacity,
            Needs::Offer => Self::Offer,
            Needs::FreeTier => Self::FreeTier,
            Needs::Memory => Self::Memory,
            Needs::Processor => Self::Processor,
        }
    }
}

impl From<repair::Field> for RepairField {
    fn from(field: repair::Field) -> Self {
        use repair::Field;
        match field {
            Field::Name => Self::Name,
            Field::Folder => Self::Folder,
            Field::Image => Self::Image,
            Field::Port => Self::Port,
            Field::HealthPath => Self::HealthPath,
            Field::Env => Self::Env,
            Field::InstanceType => Self::InstanceType,
            Field::Count => Self::Count,
            Field::Domain => Self::Domain,
        }
    }
}

impl From<&repair::Repair> for Repair {
    fn from(repair: &repair::Repair) -> Self {
        use repair::Repair as Of;
        match repair {
            Of::Port { from, to } => Self::Port { from: from.get(), to: to.get() },
            Of::HealthPath { answered, from, to } => {
                Self::HealthPath { answered: *answered, from: from.to_string(), to: to.to_string() }
            }
            Of::InstanceType { from, to, needs } => {
                Self::InstanceType { from: from.clone(), to: to.clone(), needs: (*needs).into() }
            }
            Of::Count { from, to } => Self::Count { from: *from, to: *to },
            Of::DefaultVpc => Self::DefaultVpc,
            Of::MachineImage => Self::MachineImage,
            Of::Answer { field, variable } => {
                Self::Answer { field: (*field).into(), variable: variable.as_ref().map(ToString::to_string) }
            }
            Of::NewImage { image } => Self::NewImage { image: image.to_string() },
            Of::Account => Self::Account,
            Of::Outside => Self::Outside,
            Of::Again => Self::Again,
        }
    }
}
