//! What mends a failure, as far as the failure itself tells: an answer of the blueprint that its evidence knows better, the
//! answer that the user alone knows better, or what has to be done elsewhere first.
//!
//! Which way leads out stands beside the words of each code ([`Advice`](crate::codes::Advice)); what the evidence adds to
//! that is read here. Nothing is guessed: where the evidence leaves two answers, the user is asked.

mod evidence;
mod types;

use naru_engine::{Evidence, Failure};

pub use self::types::types;
use crate::blueprint::{AppSource, Backend, Blueprint};
use crate::boot::{EnvName, HealthPath, ImageName, Port};
use crate::kinds::waits;
use crate::refusal::{advice, group_of};

/// What leads out of failures of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is tried again as it is: it passes by itself, or trying again makes anew what was amiss.
    Again,
    /// Something is done outside of Naru first, which the code's words say.
    Outside,
    /// The app itself is mended, and its image pushed again.
    NewImage,
    /// The account is entered with another key, or with one that may do more.
    Account,
    /// One of the answers is another one.
    Answer(Field),
    /// The instances are of another type.
    InstanceType(Needs),
    /// The default VPC may be made.
    DefaultVpc,
    /// The machine image that the blueprint names is left out, for the newest Ubuntu.
    MachineImage,
}

/// An answer of the blueprint that the user alone knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the deployment is called.
    Name,
    /// Where the built front-end lies.
    Folder,
    /// The name of the container's image.
    Image,
    /// On which port the app listens.
    Port,
    /// At which path the app says whether it is well.
    HealthPath,
    /// The environment's variables and their values.
    Env,
    /// On what kind of machine the app runs.
    InstanceType,
    /// How many instances there are.
    Count,
    /// All that there is to answer about the domain.
    Domain,
}

/// What another instance type has to have that this one hasn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Machines that are free right now.
    Capacity,
    /// A zone of the region that offers it.
    Offer,
    /// A place on the Free Plan.
    FreeTier,
    /// More memory.
    Memory,
    /// The other processor, which the image is for.
    Processor,
}

/// What mends one failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// The port is set to the one that the app was seen to listen on.
    Port {
        /// The blueprint's.
        from: Port,
        /// Where the app listens.
        to: Port,
    },
    /// The health path is set to one at which the app was seen to be well.
    HealthPath {
        /// What the app answered at the blueprint's, as an HTTP status.
        answered: u16,
        /// The blueprint's.
        from: HealthPath,
        /// Where the app answers well.
        to: HealthPath,
    },
    /// Another instance type is taken.
    InstanceType {
        /// The one that failed; `None` where the blueprint leaves it open.
        from: Option<String>,
        /// The one that is taken in its place; `None` as long as the account hasn't been asked which there are.
        to: Option<String>,
        /// Why another one.
        needs: Needs,
    },
    /// As many instances as the account could start.
    Count {
        /// The blueprint's.
        from: u8,
        /// As many as stand, from the first on.
        to: u8,
    },
    /// The default VPC may be made.
    DefaultVpc,
    /// The machine image is left out of the blueprint.
    MachineImage,
    /// The user answers that question again.
    Answer {
        /// The question, by what is answered.
        field: Field,
        /// The environment variable that the app's own log names as missing.
        variable: Option<EnvName>,
    },
    /// The app is mended, and its image pushed again.
    NewImage {
        /// Its name, to be pushed under.
        image: ImageName,
    },
    /// The account is entered anew.
    Account,
    /// Something is done outside of Naru first.
    Outside,
    /// It is tried again as it is.
    Again,
}

/// Which way leads out of a failure.
pub fn way(failure: &Failure) -> Way {
    let Some(awaited) = failure.awaited() else {
        return advice(group_of(failure.class, failure.code.as_deref(), &failure.message)).way;
    };
    let words = waits().into_iter().find(|said| said.code == awaited);
    // What nobody has words for is waited for a little longer.
    words.and_then(|said| said.words.too_late).map_or(Way::Again, |late| late.way)
}

impl Repair {
    /// What mends a failure with that evidence, of a deployment whose first so many machines stand.
    pub fn of(
        failure: &Failure,
        evidence: &[Evidence],
        blueprint: Option<&Blueprint>,
        machines: usize,
    ) -> Self {
        let way = way(failure);
        let Some(backend) = blueprint.and_then(|blueprint| blueprint.backend.as_ref()) else {
            return Self::without_evidence(way);
        };
        match way {
            Way::NewImage => Self::of_app(evidence, backend),
            Way::Answer(Field::Port) => {
                let ports = evidence::ports(&failure.message);
                match (&ports.reached[..], ports.unreached) {
                    ([to], _) if *to != backend.port => Self::Port { from: backend.port, to: *to },
                    // It listens, and where nobody reaches it: another port wouldn't be reached either.
                    ([], true) => Self::of_app(evidence, backend),
                    _ => Self::without_evidence(way),
                }
            }
            Way::Answer(Field::HealthPath) => match evidence::answer(&failure.message) {
                Some((answered, Some(to))) if to != backend.health_path => {
                    Self::HealthPath { answered, from: backend.health_path.clone(), to }
                }
                // The path is right, and what answers there is not well.
                Some((500.., _)) => Self::of_app(evidence, backend),
                _ => Self::without_evidence(way),
            },
            Way::InstanceType(needs) => {
                let from = backend.instance_type.clone();
                let to = from.as_deref().filter(|_| needs == Needs::Processor).and_then(types::sibling);
                Self::InstanceType { from, to, needs }
            }
            Way::Answer(Field::Count) => match u8::try_from(machines) {
                Ok(to @ 1..) if to < backend.count => Self::Count { from: backend.count, to },
                _ => Self::Outside,
            },
            Way::MachineImage if backend.machine_image.is_none() => Self::Again,
            way => Self::without_evidence(way),
        }
    }

    /// What mends an app that doesn't come up as it is.
    fn of_app(evidence: &[Evidence], backend: &Backend) -> Self {
        match &backend.source {
            AppSource::Image { image } => match evidence::missing_variable(evidence) {
                Some(variable) => Self::Answer { field: Field::Env, variable: Some(variable) },
                None => Self::NewImage { image: image.clone() },
            },
            // The sample is as it is.
            AppSource::Sample {} => Self::Again,
        }
    }

    fn without_evidence(way: Way) -> Self {
        match way {
            Way::Again => Self::Again,
            Way::Outside | Way::NewImage => Self::Outside,
            Way::Account => Self::Account,
            Way::Answer(field) => Self::Answer { field, variable: None },
            Way::InstanceType(_) => Self::Answer { field: Field::InstanceType, variable: None },
            Way::DefaultVpc => Self::DefaultVpc,
            Way::MachineImage => Self::MachineImage,
        }
    }

    /// Whether it is a change of the blueprint that nobody has to be asked for.
    pub fn sets(&self) -> bool {
        matches!(
            self,
            Self::Port { .. }
                | Self::HealthPath { .. }
                | Self::InstanceType { .. }
                | Self::Count { .. }
                | Self::DefaultVpc
                | Self::MachineImage
        )
    }

    /// The blueprint with it; `None` where it sets nothing, or nothing that is known yet.
    #[must_use]
    pub fn in_blueprint(&self, blueprint: &Blueprint) -> Option<Blueprint> {
        let mut mended = blueprint.clone();
        if *self == Self::DefaultVpc {
            mended.create_default_vpc = true;
            return Some(mended);
        }
        let backend = mended.backend.as_mut()?;
        match self {
            Self::Port { to, .. } => backend.port = *to,
            Self::HealthPath { to, .. } => backend.health_path = to.clone(),
            Self::InstanceType { to, .. } => {
                backend.instance_type = Some(to.clone()?);
                // An image is of one processor.
                backend.machine_image = None;
            }
            Self::Count { to, .. } => backend.count = *to,
            Self::MachineImage => backend.machine_image = None,
            Self::DefaultVpc
            | Self::Answer { .. }
            | Self::NewImage { .. }
            | Self::Account
            | Self::Outside
            | Self::Again => return None,
        }
        Some(mended)
    }

    /// Where it stands among the repairs of several failures, the first being the one to begin with: without an account
    /// nothing is mended, and what is known goes before what has to be asked for.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Account => 0,
            repair if repair.sets() => 1,
            Self::Answer { .. } => 2,
            Self::NewImage { .. } => 3,
            Self::Outside => 4,
            _ => 5,
        }
    }
}

#[cfg(test)]
mod tests;
