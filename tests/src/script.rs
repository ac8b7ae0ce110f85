//! A script: runs one after the other in one account, each carried out to its end or cut short, and what has to hold
//! after each, whatever was before it.
//!
//! It is JSON in one line, so that one that fails can be printed, sent and played again.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use naru_aws::blueprint::{ApiName, Backend, Blueprint, Domain, Www};
use naru_aws::boot::{EnvName, Port};
use naru_engine::{Control, Faults, Outcome, RunError, Side};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::timeout;

use crate::settings::difference;
use crate::{Trip, domain};

/// Longer than AWS takes for all that one run does, one after the other: what goes on after that waits for itself. The
/// longest are a distribution that goes and another that comes (`cf.inprogress`), and a resolver that remembers that a
/// name isn't there (`dns.negative_ttl`).
pub const AT_MOST: Duration = Duration::from_secs(3600);

/// What is wanted, as far as it varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Whether there is a front-end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub front: bool,
    /// The back-end, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Back>,
    /// The domain, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Named>,
}

/// A back-end, as far as it varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// How many instances.
    pub count: u8,
    /// The app's port, which nothing but another instance takes over.
    pub port: u16,
    /// The names of the environment's variables, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<String>,
}

/// A domain, as far as it varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The site's name.
    pub name: String,
    /// What becomes of the name with `www.` before it.
    pub www: Www,
    /// At which name the back-end is reached.
    pub api: ApiName,
}

/// One run of a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// A launch of something, or a teardown.
    #[serde(flatten)]
    pub run: Ran,
    /// What cuts it short; nothing where it has to come to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
}

/// What a run is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ran {
    /// This comes true.
    Launch(Wish),
    /// All of it goes.
    Teardown {},
}

/// What cuts a run short, at one of its entries, counted from 0. A run with fewer of them comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// The process dies before it is on disk.
    CrashBefore(u64),
    /// The process dies after it is on disk.
    CrashAfter(u64),
    /// A person lets what is under way then come to its end.
    Finish(u64),
    /// A person stops all of it then.
    Abort(u64),
}

/// Runs one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Script(pub Vec<Line>);

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Wish {
    /// The blueprint of it, with the built front-end at `site`.
    fn blueprint(&self, site: &Path) -> Blueprint {
        let mut blueprint = crate::blueprint(site);
        blueprint.frontend = blueprint.frontend.filter(|_| self.front);
        let variable = |name: &String| EnvName::parse(name).expect("a variable's name");
        blueprint.backend = blueprint.backend.zip(self.back.as_ref()).map(|(usual, back)| Backend {
            count: back.count,
            port: Port::new(back.port.into()).expect("a port"),
            env: back.variables.iter().map(variable).collect(),
            ..usual
        });
        blueprint.domain = self.domain.as_ref().map(|named| Domain {
            www: named.www,
            api: named.api,
            ..domain(&named.name)
        });
        assert!(blueprint.problems().is_empty(), "{self:?}: {:?}", blueprint.problems());
        blueprint
    }
}

/// What an account holds in which one thing alone was ever launched, by what was. Each is found out once.
#[derive(Default)]
pub struct Alone(Mutex<BTreeMap<String, Arc<Value>>>);

impl Alone {
    async fn of(&self, wish: Option<&Wish>) -> Result<Arc<Value>, String> {
        let key = serde_json::to_string(&wish).expect("a wish is JSON");
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut trip = Trip::with_values();
        if let Some(wish) = wish {
            let line = Line { run: Ran::Launch(wish.clone()), until: None };
            line.play(&mut trip).await.map_err(|why| format!("alone: {why}"))?;
        }
        let held = Arc::new(trip.standing().await);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&held));
        Ok(held)
    }
}

impl Script {
    /// Plays it. What went wrong, where something did: a run that comes to its end has to end well and in time, and to
    /// leave what an account holds in which nothing was before it.
    pub async fn play(&self, alone: &Alone) -> Result<(), String> {
        let mut trip = Trip::with_values();
        for (at, line) in self.0.iter().enumerate() {
            let named = |why: String| format!("run {at}: {why}");
            line.play(&mut trip).await.map_err(named)?;
            if line.until.is_some() {
                continue;
            }
            let wish = match &line.run {
                Ran::Launch(wish) => Some(wish),
                Ran::Teardown {} => None,
            };
            let expected = alone.of(wish).await.map_err(named)?;
            if let Some(difference) = difference(&trip.standing().await, &expected) {
                return Err(named(difference));
            }
        }
        Ok(())
    }
}

impl Line {
    async fn play(&self, trip: &mut Trip) -> Result<(), String> {
        let plan = match &self.run {
            Ran::Launch(wish) => {
                trip.blueprint = wish.blueprint(&trip.site());
                trip.launch_plan().await
            }
            Ran::Teardown {} => trip.teardown_plan(),
        };
        let crash = match self.until {
            Some(Until::CrashBefore(entry)) => Faults::crash_at(entry, Side::Before),
            Some(Until::CrashAfter(entry)) => Faults::crash_at(entry, Side::After),
            _ => Faults::none(),
        };
        let stop = match self.until {
            Some(Until::Finish(entry)) => Some((entry, Control::Finish)),
            Some(Until::Abort(entry)) => Some((entry, Control::Abort)),
            _ => None,
        };
        let said = plan.to_string();
        let Ok(ended) = timeout(AT_MOST, trip.run_until(plan, crash, stop)).await else {
            let stands = trip.stands();
            return Err(format!("it goes on after {} s:\n{stands}{said}", AT_MOST.as_secs()));
        };
        match (ended, self.until) {
            (Ok(Outcome::Done), _) | (Ok(Outcome::Cancelled) | Err(RunError::Crashed), Some(_)) => Ok(()),
            (ended, _) => Err(format!("it ended as {ended:?}:\n{}{said}", trip.stands())),
        }
    }
}

impl Trip {
    /// Where each resource stands that isn't settled, a line each.
    fn stands(&mut self) -> String {
        let book = self.book();
        let open = book.records().filter(|(_, record)| record.waiting.is_some() || record.failure.is_some());
        let said = open.map(|(name, record)| {
            let (status, generation) = (record.status, record.generation);
            let waiting = record.waiting.as_ref().map(|waiting| (&waiting.what, &waiting.detail));
            let failure = record.failure.as_ref().map(ToString::to_string);
            format!("  {name} {generation} {status:?} waits {waiting:?} failed {failure:?}\n")
        });
        said.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_one_line_that_can_be_read_again() {
        let back = Back { count: 2, port: 8080, variables: vec!["A".to_owned()] };
        let named = Named { name: "a.example".to_owned(), www: Www::None, api: ApiName::OwnHost };
        let wish = Wish { front: true, back: Some(back), domain: Some(named) };
        let script = Script(vec![
            Line { run: Ran::Launch(wish), until: Some(Until::CrashAfter(7)) },
            Line { run: Ran::Teardown {}, until: None },
        ]);
        let said = script.to_string();
        assert_eq!(
            said,
            r#"[{"launch":{"front":true,"back":{"count":2,"port":8080,"variables":["A"]},"domain":{"name":"a.example","www":"none","api":"own_host"}},"until":{"crash_after":7}},{"teardown":{}}]"#
        );
        assert_eq!(serde_json::from_str::<Script>(&said).expect("it is read"), script);
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_fails_where_a_run_leaves_what_another_would_not() {
        let wish = |front| Wish { front, back: None, domain: None };
        let launch = Line { run: Ran::Launch(wish(true)), until: None };
        let (honest, lying) = (Alone::default(), Alone::default());
        assert_eq!(Script(vec![launch.clone()]).play(&honest).await, Ok(()));
        let bare = honest.of(None).await.expect("nothing is launched");
        let key = serde_json::to_string(&Some(wish(true))).expect("a wish is JSON");
        lying.0.lock().expect("nobody panics with it").insert(key, bare);
        let failed = Script(vec![launch]).play(&lying).await.expect_err("it left a site");
        assert!(failed.starts_with("run 0: it left"), "{failed}");
    }
}
