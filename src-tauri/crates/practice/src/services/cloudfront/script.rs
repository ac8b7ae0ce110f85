//! Runs a function's code on a viewer's request, as CloudFront's JavaScript runtime 2.0 does.
//!
//! The code runs in QuickJS with the language alone around it: no network, no files, no timers, no modules and no
//! evaluation of text as code (`cf.fn_limits`). Every run has an engine of its own, so that none leaves anything behind for
//! the next; reading the code again is a small part of what that costs, which is less than a millisecond. Time is
//! counted in the engine's steps, so that a run ends in the same way on every machine.

mod event;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rquickjs::function::{Func, Rest};
use rquickjs::{
    CatchResultExt as _, CaughtError, Coerced, Context, Ctx, Function, Object, Promise, Runtime, Value,
};

pub(crate) use self::event::{Passing, as_seen, generated, sent_back};

/// What a function may hold beside the engine's own (`cf.fn_limits`).
const MEMORY: usize = 2 << 20;
/// How deep its calls may go, in bytes of the stack.
const STACK: usize = 256 << 10;
/// How long it may run, in the engine's ticks of ten thousand steps. AWS tells of its own limit only that it is short.
const TICKS: u32 = 20;
/// How much of its log is kept.
const LOG_LIMIT: usize = 10 << 10;

/// Takes away what evaluates text as code.
const RESTRICTED: &str = "delete globalThis.eval; delete globalThis.Function;";

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub outcome: Result<Outcome, Fault>,
    /// What it wrote to its console.
    pub log: Vec<String>,
    /// The part of its time that it took, in percent.
    pub utilization: u32,
}

/// What a function returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A request, which goes on.
    Request(serde_json::Value),
    /// An answer of its own.
    Response(serde_json::Value),
}

/// Why a function has no part in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It threw, has no handler, or took too much (`FunctionExecutionError`).
    Execution(String),
    /// It returned what CloudFront can't take (`FunctionValidationError`).
    Validation(String),
}

/// Runs a function's code on an event, whose query is also to be had as it came.
pub(crate) fn run(code: &str, event: &serde_json::Value, query: Option<&str>) -> Ran {
    let ticks = Rc::new(Cell::new(0));
    let log = Rc::new(RefCell::new(Vec::new()));
    let returned = in_engine(code, event, query, &ticks, &log);
    let outcome = match returned {
        Ok(returned) => Outcome::of(&returned).map_err(Fault::Validation),
        Err(_) if ticks.get() > TICKS => {
            Err(Fault::Execution("The function took too long to run.".to_owned()))
        }
        Err(message) => Err(Fault::Execution(message)),
    };
    // The first tick is that of the first step.
    let utilization = ticks.get().saturating_sub(1) * 100 / TICKS;
    Ran { outcome, log: log.take(), utilization }
}

/// What the handler returns, as JSON; and where it doesn't return, why.
fn in_engine(
    code: &str,
    event: &serde_json::Value,
    query: Option<&str>,
    ticks: &Rc<Cell<u32>>,
    log: &Rc<RefCell<Vec<String>>>,
) -> Result<String, String> {
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let context = Context::full(&runtime).map_err(|error| error.to_string())?;
    let held = usize::try_from(runtime.memory_usage().malloc_size).unwrap_or_default();
    runtime.set_memory_limit(held + MEMORY);
    runtime.set_max_stack_size(STACK);
    runtime.set_interrupt_handler(Some(Box::new({
        let ticks = Rc::clone(ticks);
        move || {
            ticks.set(ticks.get() + 1);
            ticks.get() > TICKS
        }
    })));
    context.with(|ctx| {
        let returned = handled(&ctx, code, event, query, log).catch(&ctx);
        returned.map_err(|error| described(&error))
    })
}

fn handled<'js>(
    ctx: &Ctx<'js>,
    code: &str,
    event: &serde_json::Value,
    query: Option<&str>,
    log: &Rc<RefCell<Vec<String>>>,
) -> rquickjs::Result<String> {
    let console = Object::new(ctx.clone())?;
    for level in ["log", "error"] {
        let log = Rc::clone(log);
        let write = move |words: Rest<Coerced<String>>| {
            let line = words.0.into_iter().map(|word| word.0).collect::<Vec<_>>().join(" ");
            let mut log = log.borrow_mut();
            if log.iter().map(String::len).sum::<usize>() + line.len() <= LOG_LIMIT {
                log.push(line);
            }
        };
        console.set(level, Func::from(write))?;
    }
    ctx.globals().set("console", console)?;
    ctx.eval::<(), _>(RESTRICTED)?;
    ctx.eval::<(), _>(code)?;
    let handler: Function<'js> = ctx.eval("handler")?;
    let event = Object::from_value(ctx.json_parse(event.to_string())?)?;
    let request: Object<'js> = event.get("request")?;
    let query = query.map(str::to_owned);
    request.set("rawQueryString", Func::from(move || query.clone()))?;
    let returned: Value<'js> = handler.call((event,))?;
    let returned = match returned.as_promise().map(Promise::finish) {
        Some(settled) => settled?,
        None => returned,
    };
    let json = ctx.json_stringify(returned)?;
    json.map_or_else(|| Ok("null".to_owned()), |json| json.to_string())
}

/// What an error says of itself.
fn described(error: &CaughtError<'_>) -> String {
    match error {
        CaughtError::Exception(thrown) => {
            let name: String = thrown.get("name").unwrap_or_else(|_| "Error".to_owned());
            format!("{name}: {}", thrown.message().unwrap_or_default())
        }
        CaughtError::Value(thrown) => match thrown.as_string().map(rquickjs::String::to_string) {
            Some(Ok(text)) => text,
            _ => "The function threw what is no error.".to_owned(),
        },
        CaughtError::Error(error) => error.to_string(),
    }
}

impl Outcome {
    /// Tells a request from a response, which has a status.
    fn of(returned: &str) -> Result<Self, String> {
        let value = serde_json::from_str::<serde_json::Value>(returned).ok();
        match value.filter(serde_json::Value::is_object) {
            Some(value) if value.get("statusCode").is_some() => Ok(Self::Response(value)),
            Some(value) => Ok(Self::Request(value)),
            None => Err("The function returned neither a request nor a response.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
