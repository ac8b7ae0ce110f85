//! Where secrets lie: in memory for this process, and in the OS keyring for the next one.
//!
//! What is in memory counts first. Nothing falls back to a file: where the keyring can't be used, a value lives as
//! long as this process, and whoever asked is told so.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use naru_aws::cloud::{Secret, Secrets};

use super::key::AccessKey;
#[cfg(not(test))]
use super::keyring::SystemKeyring;
use super::keyring::{Store, StoreError};
use crate::contract::{Keyring as State, ProblemCode};
use crate::lock::lock;
use crate::problem::Problem;

/// The keyring's entry of the access key.
const KEY: &str = "access-key";

/// The secrets of this app.
pub struct Vault {
    keyring: Arc<dyn Store>,
    /// By deployment and name.
    values: Mutex<BTreeMap<(String, String), Secret>>,
}

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the OS keyring: it is there after the next start.
    Keyring,
    /// In memory: it has to be given again after the next start.
    Memory,
}

impl Default for Vault {
    /// Secrets on this computer's keyring.
    #[cfg(not(test))]
    fn default() -> Self {
        Self::on(Arc::new(SystemKeyring))
    }

    #[cfg(test)]
    fn default() -> Self {
        Self::on(Arc::new(super::keyring::pretend::PretendKeyring::new(State::NoBus)))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl Secrets for Vault {
    fn value(&self, deployment: &str, name: &str) -> Option<Secret> {
        lock(&self.values).get(&(deployment.to_owned(), name.to_owned())).cloned()
    }
}

impl Vault {
    pub(super) fn on(keyring: Arc<dyn Store>) -> Self {
        Self { keyring, values: Mutex::default() }
    }

    /// Whether the OS keyring can be used.
    pub async fn keyring(&self) -> State {
        self.with_keyring(|keyring| Ok(keyring.state())).await.unwrap_or(State::NoService)
    }

    /// Takes in the value of an environment variable of that deployment, or takes it away.
    pub async fn set_value(&self, app_id: &str, name: &str, value: Option<String>) -> Result<Kept, Problem> {
        let (place, entry) = ((app_id.to_owned(), name.to_owned()), entry_of(app_id, name));
        let Some(value) = value.map(Secret::new) else {
            lock(&self.values).remove(&place);
            // Where the keyring can't be used, nothing that this process reads can come out of it either.
            let removed = self.with_keyring(move |keyring| keyring.remove(&entry)).await;
            return match removed {
                Ok(()) => Ok(Kept::Keyring),
                Err(StoreError::Unusable(_)) => Ok(Kept::Memory),
                Err(error) => Err(problem(error)),
            };
        };
        lock(&self.values).insert(place, value.clone());
        let written = self.with_keyring(move |keyring| {
            keyring.write(&entry, &value).inspect_err(|_| {
                // What lay there before would come back at the next start in this value's place.
                let _ = keyring.remove(&entry);
            })
        });
        Ok(if written.await.is_ok() { Kept::Keyring } else { Kept::Memory })
    }

    /// Brings the values of those names into memory, where a run can get at them.
    ///
    /// `keyring_locked` where one of them may lie in a locked keyring. One that is nowhere is no failure here: a
    /// part that was made with it doesn't need it again, and one that does says so itself.
    pub async fn load(&self, deployment: &str, mut names: Vec<String>) -> Result<(), Problem> {
        names.retain(|name| self.value(deployment, name).is_none());
        if names.is_empty() {
            return Ok(());
        }
        let of = deployment.to_owned();
        let read = self.with_keyring(move |keyring| {
            let mut found = Vec::new();
            for name in names {
                if let Some(value) = keyring.read(&entry_of(&of, &name))? {
                    found.push(((of.clone(), name), value));
                }
            }
            Ok(found)
        });
        let found = match read.await {
            Ok(found) => found,
            Err(locked @ StoreError::Unusable(State::Locked)) => return Err(problem(locked)),
            Err(_) => return Ok(()),
        };
        for (place, value) in found {
            // A value that was typed meanwhile counts more than one that was kept.
            lock(&self.values).entry(place).or_insert(value);
        }
        Ok(())
    }

    /// The last four characters of the id of the key in the keyring.
    pub async fn saved_key_tail(&self) -> Option<String> {
        self.saved_key().await.ok().flatten().map(|key| key.tail().to_owned())
    }

    /// Removes the key from the keyring.
    pub async fn forget_key(&self) -> Result<(), Problem> {
        self.with_keyring(|keyring| keyring.remove(KEY)).await.map_err(problem)
    }

    /// The key in the keyring.
    pub(super) async fn saved_key(&self) -> Result<Option<AccessKey>, Problem> {
        let kept = self.with_keyring(|keyring| keyring.read(KEY)).await.map_err(problem)?;
        Ok(kept.as_ref().and_then(AccessKey::from_kept))
    }

    /// Puts a key into the keyring.
    pub(super) async fn save_key(&self, key: &AccessKey) -> Result<(), Problem> {
        let kept = key.to_keep();
        let written = self.with_keyring(move |keyring| {
            keyring.write(KEY, &kept).inspect_err(|_| {
                // The user would go on with an older key without knowing it.
                let _ = keyring.remove(KEY);
            })
        });
        written.await.map_err(problem)
    }

    /// Refuses where the keyring can't be used.
    pub(super) async fn must_be_usable(&self) -> Result<(), Problem> {
        match self.keyring().await {
            State::Ready => Ok(()),
            unusable => Err(problem(StoreError::Unusable(unusable))),
        }
    }

    /// The keyring's calls block, and its library panics where it is called from a task.
    async fn with_keyring<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let keyring = Arc::clone(&self.keyring);
        let done = tokio::task::spawn_blocking(move || work(keyring.as_ref())).await;
        done.unwrap_or(Err(StoreError::Refused))
    }
}

fn entry_of(deployment: &str, name: &str) -> String {
    format!("env/{deployment}/{name}")
}

/// What crosses where the keyring can't be used: each offers to use the secret only this time.
fn problem(error: StoreError) -> Problem {
    Problem::new(match error {
        StoreError::Unusable(State::Locked) => ProblemCode::KeyringLocked,
        StoreError::Unusable(State::NoBus) => ProblemCode::KeyringNoBus,
        StoreError::Unusable(_) => ProblemCode::KeyringNoService,
        StoreError::TooLong => ProblemCode::KeyringTooLong,
        StoreError::Refused => ProblemCode::KeyringRefused,
    })
}

#[cfg(test)]
mod tests {
    use super::super::key::clean_key;
    use super::super::keyring::pretend::PretendKeyring;
    use super::*;
    use crate::contract::EnterKey;

    const PLANTED: &str = "planted/secret/0123456789/0123456789/abc";

    fn on(keyring: PretendKeyring) -> (Vault, Arc<PretendKeyring>) {
        let keyring = Arc::new(keyring);
        (Vault::on(Arc::clone(&keyring) as Arc<dyn Store>), keyring)
    }

    fn key() -> AccessKey {
        let (id, region) = ("AKIAIOSFODNN7EXAMPLE".to_owned(), "us-east-1".to_owned());
        let secret = PLANTED.to_owned();
        let entered = EnterKey { id, secret, token: None, region, remember: true, deployment: None };
        let Ok(key) = clean_key(&entered) else { panic!("it is a key") };
        key
    }

    fn exposed(secret: Option<Secret>) -> Option<String> {
        secret.map(|secret| secret.expose().to_owned())
    }

    #[tokio::test]
    async fn a_value_comes_back_after_the_next_start() {
        let (vault, keyring) = on(PretendKeyring::new(State::Ready));
        assert_eq!(vault.set_value("d1", "URL", Some(PLANTED.into())).await, Ok(Kept::Keyring));
        assert_eq!(exposed(vault.value("d1", "URL")).as_deref(), Some(PLANTED));
        assert!(vault.value("d2", "URL").is_none());

        let next = Vault::on(Arc::clone(&keyring) as Arc<dyn Store>);
        assert!(next.value("d1", "URL").is_none());
        assert_eq!(next.load("d1", vec!["URL".to_owned(), "OTHER".to_owned()]).await, Ok(()));
        assert!(next.value("d1", "OTHER").is_none());
        assert_eq!(exposed(next.value("d1", "URL")).as_deref(), Some(PLANTED));

        assert_eq!(next.set_value("d1", "URL", None).await, Ok(Kept::Keyring));
        assert!(next.value("d1", "URL").is_none() && lock(&keyring.entries).is_empty());
    }

    #[tokio::test]
    async fn without_a_keyring_a_value_lives_as_long_as_the_process() {
        for state in [State::Locked, State::NoService, State::NoBus] {
            let (vault, keyring) = on(PretendKeyring::new(state));
            assert_eq!(vault.set_value("d1", "URL", Some(PLANTED.into())).await, Ok(Kept::Memory));
            assert!(vault.value("d1", "URL").is_some() && lock(&keyring.entries).is_empty());
            assert_eq!(vault.load("d1", vec!["URL".to_owned()]).await, Ok(()));
            assert_eq!(vault.keyring().await, state);
            let other = vault.load("d1", vec!["OTHER".to_owned()]).await.map_err(|problem| problem.code);
            let locked = state == State::Locked;
            assert_eq!(other, if locked { Err(ProblemCode::KeyringLocked) } else { Ok(()) });
        }
    }

    #[tokio::test]
    async fn a_value_that_is_too_long_leaves_no_older_one_behind() {
        let (vault, keyring) = on(PretendKeyring { limit: 50, ..PretendKeyring::new(State::Ready) });
        assert_eq!(vault.set_value("d1", "URL", Some("old".into())).await, Ok(Kept::Keyring));
        assert_eq!(vault.set_value("d1", "URL", Some("x".repeat(51))).await, Ok(Kept::Memory));
        assert!(lock(&keyring.entries).is_empty());
    }

    #[tokio::test]
    async fn each_state_of_the_keyring_has_its_code() {
        for (state, code) in [
            (State::Locked, ProblemCode::KeyringLocked),
            (State::NoService, ProblemCode::KeyringNoService),
            (State::NoBus, ProblemCode::KeyringNoBus),
        ] {
            let (vault, _) = on(PretendKeyring::new(state));
            let problem = vault.save_key(&key()).await.expect_err("there is no keyring");
            assert_eq!(problem.code, code);
            assert_eq!(vault.must_be_usable().await.map_err(|problem| problem.code), Err(code));
            assert_eq!(vault.saved_key_tail().await, None);
        }
        let (vault, keyring) = on(PretendKeyring { limit: 10, ..PretendKeyring::new(State::Ready) });
        lock(&keyring.entries).insert(KEY.to_owned(), "older".to_owned());
        assert_eq!(
            vault.save_key(&key()).await.map_err(|problem| problem.code),
            Err(ProblemCode::KeyringTooLong)
        );
        assert!(lock(&keyring.entries).is_empty());
    }

    #[tokio::test]
    async fn a_saved_key_is_known_by_its_tail_and_can_be_forgotten() {
        let (vault, _) = on(PretendKeyring::new(State::Ready));
        assert_eq!(vault.saved_key_tail().await, None);
        assert_eq!(vault.save_key(&key()).await, Ok(()));
        assert_eq!(vault.saved_key_tail().await.as_deref(), Some("MPLE"));
        assert_eq!(vault.forget_key().await, Ok(()));
        assert_eq!(vault.saved_key_tail().await, None);
    }

    #[tokio::test]
    async fn a_vault_prints_nothing_of_what_is_in_it() {
        let (vault, _) = on(PretendKeyring::new(State::Ready));
        vault.set_value("d1", "URL", Some(PLANTED.into())).await.expect("it is kept");
        assert_eq!(format!("{vault:?}"), "Vault { .. }");
    }
}
