//! The router: hands each command of the contract's table to its handler.

use futures::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
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
        pub fn route<'a>(app: &'a App, name: &str, request: Value) -> Answering<'a> {
            match name {
                $(stringify!($name) => begin::<$request, $response, _>(request, |request| handlers::$name(app, request)),)*
                _ => refuse(Problem::new(ProblemCode::UnknownCommand { command: name.to_owned() })),
            }
        }
    };
}

commands!(routes);

/// A handler at work. On the heap, because whoever polls a future needs room on the stack for all that it awaits: one
/// future over every handler of the table would need as much as all of them together.
type Answering<'a> = BoxFuture<'a, Result<Value, Problem>>;

fn begin<'a, Request, Response, Handler>(
    request: Value,
    handle: impl FnOnce(Request) -> Handler,
) -> Answering<'a>
where
    Request: DeserializeOwned,
    Response: Serialize,
    Handler: Future<Output = Result<Response, Problem>> + Send + 'a,
{
    match serde_json::from_value(request) {
        Ok(request) => {
            let handler = handle(request);
            Box::pin(async move {
                serde_json::to_value(handler.await?).map_err(|error| Problem::bad_request(&error))
            })
        }
        Err(error) => refuse(Problem::bad_request(&error)),
    }
}

fn refuse<'a>(problem: Problem) -> Answering<'a> {
    Box::pin(std::future::ready(Err(problem)))
}
