//! How the app gets into an account: keys, profiles, the practice account; and where secrets lie meanwhile.
//!
//! The invariant: a secret is in the OS keyring, in this process's memory, or on its way to AWS. No type here that
//! holds one can be printed, and no error carries one.

mod connect;
mod key;
mod keyring;
mod profiles;
mod regions;
mod vault;

use crate::contract::Keyring;

pub use connect::{
    EnvironmentError, EnvironmentRequest, from_environment, practice, with_key, with_profile, with_saved_key,
};
pub use key::{AccessKey, clean_key};
pub use profiles::profiles;
pub(crate) use regions::known as known_region;
pub use regions::{place, regions};
pub use vault::{Kept, Vault};

/// Whether this computer's keyring can be used. It prompts for nothing, and takes some seconds at most.
pub async fn keyring() -> Keyring {
    tokio::task::spawn_blocking(keyring::state).await.unwrap_or(Keyring::NoService)
}
