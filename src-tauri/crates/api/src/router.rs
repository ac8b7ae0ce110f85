//! The router: hands each command of the contract's table to its handler.

use serde::Serialize;
use serde_json::Value;

use crate::app::App;
// Clippy says nothing of such an import where it compiles tests.
#[cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "the table names the types of the contract")
)]
use crate::contract::*;
use crate::handlers;
use crate::problem::Problem;

macro_rules! routes {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $response:ty;)*) => {
        /// Hands a request to its handler.
        ///
        /// Fails with the handler's problem, and with `unknown_command` or `bad_request` where the two sides of the
        /// contract are of different versions.
        pub async fn route(app: &App, name: &str, request: Value) -> Result<Value, Problem> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(|error| Problem::bad_request(&error))?;
                    answer::<$response>(handlers::$name(app, request).await?)
                })*
                _ => Err(Problem::new("unknown_command").with("command", name)),
            }
        }
    };
}

commands!(routes);

fn answer<T: Serialize>(response: T) -> Result<Value, Problem> {
    serde_json::to_value(response).map_err(|error| Problem::bad_request(&error))
}
