//! What crosses crates, in one binary: linking the AWS SDKs once is slow enough.

mod addresses;
mod docs;
mod domain;
mod environment;
mod inputs;
mod kinds;
mod look;
#[cfg(target_os = "linux")]
mod machine;
mod matrix;
mod mend;
mod moving;
mod properties;
mod rates;
mod repository;
mod retry;
mod rolling;
mod rules;
mod secrets;
mod terminal;
mod tidy;
mod trip;
mod uploads;
mod vanished;
mod window;
mod wire;
