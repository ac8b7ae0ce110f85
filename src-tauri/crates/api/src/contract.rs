//! The contract: one table of commands, from which the router and the TypeScript types are derived. Data alone: who
//! answers is the router's business.
//!
//! Wire types are not domain types: what crosses is codes and values, and the UI makes the sentences. No secret is
//! in any answer; the commands that take one in answer without it.

mod account;
mod deployment;
mod domain;
mod draft;
mod env_file;
mod event;
mod field;
mod folder;
mod follow;
mod inventory;
mod link;
mod opening;
mod picture;
mod plan;
mod probe;
mod problem;
mod repair;
mod start;
mod teardown;

use serde::Serialize;

pub use account::*;
pub use deployment::*;
pub use domain::*;
pub use draft::*;
pub use env_file::*;
pub use event::*;
pub use field::*;
pub use folder::*;
pub use follow::*;
pub use inventory::*;
pub use link::*;
pub use opening::*;
pub use picture::*;
pub use plan::*;
pub use probe::*;
pub use problem::*;
pub use repair::*;
pub use start::*;
pub use teardown::*;

/// A line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The command's name.
    pub name: &'static str,
    /// What it does.
    pub docs: &'static [&'static str],
    /// The type of its request.
    pub request: String,
    /// The type of its response.
    pub response: String,
}

/// Hands the table to a macro: one line a command, `name(Request) -> Response;`. The handler is the function of the
/// same name in `handlers`.
macro_rules! commands {
    ($take:ident) => {
        $take! {
            /// Everything that the window needs to draw its first screen.
            start(Nothing) -> Start;
            /// Writes the settings down.
            save_settings(Settings) -> Nothing;
            /// Lets the user choose a folder; null where they chose none.
            pick_folder(Nothing) -> Option<String>;
            /// Opens a site or a page of AWS's console in the browser; of the practice account a site alone, where it is served.
            open_link(Link) -> Opened;
            /// Where a practice site is served on this computer, which begins with the first that is asked for.
            served(SiteAddress) -> Served;

            /// Where the app stands: in the practice account, in a real one, or in none yet.
            session(Nothing) -> Session;
            /// Goes into the practice account.
            enter_practice(EnterPractice) -> Session;
            /// The profiles found on this computer.
            profiles(Nothing) -> Vec<Profile>;
            /// Goes into the account of a profile.
            enter_profile(EnterProfile) -> Session;
            /// Goes into the account of an access key, and keeps the key in the OS keyring if asked to.
            enter_key(EnterKey) -> Session;
            /// Goes into the account of the key in the OS keyring.
            enter_saved_key(EnterSavedKey) -> Session;
            /// Goes into the account of a deployment or a draft by the way it was gone into before, or tells what is known of it.
            enter_account(EnterAccount) -> Entrance;
            /// Goes into another region of the account that the app is in.
            change_region(ChangeRegion) -> Session;
            /// Leaves the account; a key in the OS keyring is removed from it if asked to.
            leave_session(LeaveSession) -> Nothing;
            /// The policies to make for the user's key, with a reason for each action of it.
            policy(Nothing) -> Policy;
            /// Reads what the account can do: every finding, good or bad.
            check_account(Nothing) -> Vec<Finding>;
            /// The instance types that this account may use in this region, the smallest first.
            instance_types(Nothing) -> Vec<InstanceType>;

            /// How the practice account is set.
            practice(Nothing) -> Practice;
            /// Sets the practice account: its speed, and how its app behaves.
            set_practice(Practice) -> Practice;
            /// Throws the practice account away and begins with a fresh one. Refused while a run goes on in it.
            reset_practice(Nothing) -> Practice;
            /// How a domain stands at the practice registrar: every domain counts as bought there.
            practice_registrar(DomainText) -> PracticeRegistrar;
            /// Registers name servers at the practice registrar, or sets the exercise with wrong ones.
            set_practice_registrar(PracticeRegistrar) -> PracticeRegistrar;
            /// Adds a record to the practice internet, as the user would where the DNS is elsewhere.
            add_practice_record(RecordToAdd) -> Nothing;

            /// The draft of a deployment to come that was left, or a fresh one.
            draft(Nothing) -> Draft;
            /// The drafts that were left unfinished, the last one that was written first.
            unfinished(Nothing) -> Vec<Unfinished>;
            /// Writes a draft down, whatever it holds.
            save_draft(Draft) -> Nothing;
            /// Throws a draft away; where its deployment is yet to come, with the values of its environment variables.
            discard_draft(DeploymentId) -> Nothing;
            /// What a draft comes to: its picture, its price, and what is wrong with each field.
            preview(PreviewRequest) -> Preview;
            /// Looks into a front-end folder.
            inspect_folder(Folder) -> FolderReport;
            /// Takes in the value of an environment variable. It is never given back.
            set_env_value(EnvValue) -> Nothing;
            /// Lets the user choose a file of environment variables; null where they chose none.
            pick_env_file(Nothing) -> Option<String>;
            /// Looks into a file of environment variables: its names, and what is wrong with its lines. Nothing is kept.
            look_into_env_file(EnvSource) -> EnvFileView;
            /// Takes in values of a file of environment variables, all that are named or none.
            take_env_file(TakeEnvFile) -> Nothing;
            /// For a change of a deployment: the change that was left unfinished, else its blueprint as a draft of the same id.
            draft_of(DeploymentId) -> Draft;

            /// The hosted zones of the account.
            zones(Nothing) -> Vec<ZoneView>;
            /// All that is known of a domain before anything is made: its zone, its name servers, what stands at its names.
            domain(DomainRequest) -> DomainReport;
            /// What the name-server doctor finds of a deployment's domain.
            doctor(DoctorRequest) -> DoctorReport;
            /// The records that the user has to add where a deployment's DNS is elsewhere.
            records_to_add(DeploymentId) -> Vec<RecordToAdd>;

            /// Plans a launch of the draft, or of a deployment's change.
            plan(PlanRequest) -> PlanView;
            /// Carries out the plan that was shown: refused where it is another one by now.
            launch(Launch) -> Started;
            /// Tries again what failed, or takes up what was interrupted.
            resume(DeploymentId) -> Started;
            /// Plans the repair that the failures of a launch know, if they know one; it changes nothing.
            repair(Look) -> Option<RepairPlan>;
            /// Carries out the repair that was shown, on the same deployment: refused where it is another one by now.
            mend(Mend) -> Started;
            /// Stops a run: the first time it finishes what is under way, the second time it stops at once.
            cancel(DeploymentId) -> Nothing;

            /// The deployments of this computer, the newest first.
            deployments(Nothing) -> Vec<DeploymentSummary>;
            /// One deployment as the ledger knows it: all of it, or what changed since it was last asked about.
            follow(Follow) -> Followed;
            /// One deployment as the account has it: each part is looked at.
            look(Look) -> DeploymentView;
            /// Asks the deployed site itself, as a visitor would.
            probe(DeploymentId) -> Vec<Probe>;
            /// The marked deployments that the account holds and this computer's ledger doesn't know.
            lost_deployments(Nothing) -> Vec<LostDeployment>;
            /// Takes a lost deployment into the ledger, by its marks, so that it can be taken away.
            recover(DeploymentId) -> DeploymentSummary;
            /// Everything of the kinds that we know in this region, ours or not.
            inventory(InventoryRequest) -> Inventory;

            /// Tells what a teardown would take away and what it would leave; it changes nothing.
            plan_teardown(PlanTeardown) -> TeardownView;
            /// Takes a deployment away, as it was shown and after its name was typed.
            teardown(Teardown) -> Started;
            /// The proof of a teardown: everything was looked for again.
            receipt(Look) -> Receipt;
            /// Saves a receipt; null where the user chose no place.
            save_receipt(SaveReceipt) -> Option<String>;
            /// Forgets a deployment that is gone.
            forget(DeploymentId) -> Nothing;

            /// Saves a picture; null where the user chose no place.
            save_picture(SavePicture) -> Option<String>;
            /// The picture of a deployment or a draft as text: SVG, or Mermaid.
            picture(PictureRequest) -> PictureText;
        }
    };
}

macro_rules! lines {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $response:ty;)*) => {
        /// The commands, in the order of the table: name, and the names of the types of request and response.
        pub fn table(config: &ts_rs::Config) -> Vec<Line> {
            vec![$(Line {
                name: stringify!($name),
                docs: &[$($doc),+],
                request: <$request as ts_rs::TS>::name(config),
                response: <$response as ts_rs::TS>::name(config),
            }),*]
        }

        /// Every type of the contract, for the bindings.
        pub(crate) fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            $(visitor.visit::<$request>(); visitor.visit::<$response>();)*
        }
    };
}

commands!(lines);
pub(crate) use commands;
