//! Graph, plan, ledger and run loop: what makes a set of resources so, and takes it away again.
//!
//! Knows no AWS and no Tauri: the things it makes are whatever its kinds say they are.

mod clock;

pub use clock::Clock;
