//! The OS keyring: whether it can be used, and the few entries that we have in it.
//!
//! Every function here blocks. Its state is found out without asking the user anything, and no entry is touched
//! unless the keyring is ready, so no prompt ever comes up. Of the keyring's own errors nothing is kept: some carry
//! what they could not read.

use naru_aws::cloud::Secret;

use crate::contract::Keyring as State;

/// Under what the system lists our entries.
const SERVICE: &str = "naru";

/// The most that Windows takes in one entry, in bytes of UTF-16.
const WINDOWS_LIMIT: usize = 2560;

/// Where secrets are kept between starts.
pub(super) trait Store: Send + Sync + 'static {
    /// Whether it can be used.
    fn state(&self) -> State;

    /// The entry of that name, where there is one.
    fn read(&self, name: &str) -> Result<Option<Secret>, StoreError>;

    /// Writes an entry, over one of the same name.
    fn write(&self, name: &str, value: &Secret) -> Result<(), StoreError>;

    /// Removes an entry, where there is one.
    fn remove(&self, name: &str) -> Result<(), StoreError>;
}

/// Why an entry could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoreError {
    /// The keyring can't be used as it stands.
    Unusable(State),
    /// The value is longer than the system takes.
    TooLong,
    /// The keyring refused, and doesn't say why in a way that a program could act on.
    Refused,
}

/// Whether this computer's keyring can be used. It blocks for some seconds at most, and prompts for nothing.
pub fn state() -> State {
    SystemKeyring.state()
}

/// This computer's keyring.
#[derive(Clone, Copy, Debug)]
pub(super) struct SystemKeyring;

impl Store for SystemKeyring {
    fn state(&self) -> State {
        system_state()
    }

    fn read(&self, name: &str) -> Result<Option<Secret>, StoreError> {
        match entry(name)?.get_password() {
            Ok(value) => Ok(Some(Secret::new(value))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(store_error(&error)),
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), StoreError> {
        if cfg!(windows) && !fits_windows(value) {
            return Err(StoreError::TooLong);
        }
        entry(name)?.set_password(value.expose()).map_err(|error| store_error(&error))
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(store_error(&error)),
        }
    }
}

/// The library connects once a process, at its first use: it is never used before the keyring was seen to be ready.
fn entry(name: &str) -> Result<keyring::Entry, StoreError> {
    match system_state() {
        State::Ready => keyring::Entry::new(SERVICE, name).map_err(|error| store_error(&error)),
        unusable => Err(StoreError::Unusable(unusable)),
    }
}

fn store_error(error: &keyring::Error) -> StoreError {
    match error {
        keyring::Error::NoStorageAccess(_) => StoreError::Unusable(State::Locked),
        keyring::Error::TooLong(..) => StoreError::TooLong,
        _ => StoreError::Refused,
    }
}

fn fits_windows(value: &Secret) -> bool {
    value.expose().encode_utf16().count() * 2 <= WINDOWS_LIMIT
}

#[cfg(any(windows, target_os = "macos"))]
fn system_state() -> State {
    if keyring::Entry::store_status().is_ok() { State::Ready } else { State::NoService }
}

/// Asks the session bus: is there one, is there a Secret Service on it, and is its default collection locked?
#[cfg(all(unix, not(target_os = "macos")))]
fn system_state() -> State {
    use std::time::Duration;

    use zbus::blocking::connection::Builder;
    use zbus::zvariant::{OwnedObjectPath, OwnedValue};

    const SERVICE: &str = "org.freedesktop.secrets";
    /// A service that is started by being called takes a moment.
    const PATIENCE: Duration = Duration::from_secs(5);

    let bus = Builder::session().and_then(|builder| builder.method_timeout(PATIENCE).build());
    let Ok(bus) = bus else { return State::NoBus };
    let default = bus.call_method(
        Some(SERVICE),
        "/org/freedesktop/secrets",
        Some("org.freedesktop.Secret.Service"),
        "ReadAlias",
        &("default",),
    );
    let Ok(default) = default else { return State::NoService };
    let Ok(collection) = default.body().deserialize::<OwnedObjectPath>() else { return State::NoService };
    // Without a default collection the service would have to make one, and asks the user for its password.
    if collection.as_str() == "/" {
        return State::Locked;
    }
    let locked = bus.call_method(
        Some(SERVICE),
        collection.as_ref(),
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.freedesktop.Secret.Collection", "Locked"),
    );
    let locked = locked.and_then(|answer| answer.body().deserialize::<OwnedValue>());
    match locked.map(bool::try_from) {
        Ok(Ok(false)) => State::Ready,
        _ => State::Locked,
    }
}

/// A keyring in memory, for tests: no test touches the keyring of whoever runs it.
#[cfg(test)]
pub(super) mod pretend {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::{Secret, State, Store, StoreError};
    use crate::lock::lock;

    /// It is in whatever state it is told to be in.
    pub struct PretendKeyring {
        pub state: Mutex<State>,
        pub entries: Mutex<BTreeMap<String, String>>,
        pub limit: usize,
    }

    impl PretendKeyring {
        pub fn new(state: State) -> Self {
            Self { state: Mutex::new(state), entries: Mutex::default(), limit: usize::MAX }
        }

        fn usable(&self) -> Result<(), StoreError> {
            match self.state() {
                State::Ready => Ok(()),
                unusable => Err(StoreError::Unusable(unusable)),
            }
        }
    }

    impl Store for PretendKeyring {
        fn state(&self) -> State {
            *lock(&self.state)
        }

        fn read(&self, name: &str) -> Result<Option<Secret>, StoreError> {
            self.usable()?;
            Ok(lock(&self.entries).get(name).map(Secret::new))
        }

        fn write(&self, name: &str, value: &Secret) -> Result<(), StoreError> {
            self.usable()?;
            if value.expose().len() > self.limit {
                return Err(StoreError::TooLong);
            }
            lock(&self.entries).insert(name.to_owned(), value.expose().to_owned());
            Ok(())
        }

        fn remove(&self, name: &str) -> Result<(), StoreError> {
            self.usable()?;
            lock(&self.entries).remove(name);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_counts_in_utf16() {
        assert!(fits_windows(&Secret::new("a".repeat(1280))));
        assert!(!fits_windows(&Secret::new("a".repeat(1281))));
        // One character in two units of UTF-16.
        assert!(!fits_windows(&Secret::new("\u{1f511}".repeat(641))));
    }
}
