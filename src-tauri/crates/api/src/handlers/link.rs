//! What leaves the app for the browser. The practice account's addresses and ids are invented, and in the real web may be
//! somebody's: none of them is ever handed to the system.

use naru_engine::NodeName;

use crate::app::App;
use crate::contract::{Link, Opened, ProblemCode, Served, SiteAddress};
use crate::problem::Problem;
use crate::view::{Known, appearance};

/// Where AWS takes questions about an account.
const SUPPORT: &str = "https://support.console.aws.amazon.com/support/home#/case/create";
/// Where a key is made.
const IAM_USERS: &str = "https://console.aws.amazon.com/iam/home#/users";

/// Opens a site or a page of AWS's console in the browser. `bad_address` for one that the deployment doesn't have,
/// `no_browser` where the system has none to open it.
pub async fn open_link(app: &App, link: Link) -> Result<Opened, Problem> {
    let Some(url) = url_of(app, &link)? else { return Ok(Opened::WouldBe) };
    let opened = app.host().open(&url);
    opened.map_err(|why| Problem::new(ProblemCode::NoBrowser { url }).saying(why))?;
    Ok(Opened::InBrowser)
}

/// Where a practice site is served. `bad_address` for an address that the deployment doesn't have or that is really in the
/// web, `practice_unavailable` where it can't be served.
pub async fn served(app: &App, address: SiteAddress) -> Result<Served, Problem> {
    let known = having(app, &address)?;
    if !known.about.practice {
        return Err(bad(address.url));
    }
    Ok(Served { url: app.served(&address.url)? })
}

/// What the system is handed for a link; `None` where it is of the practice account and is no site.
fn url_of(app: &App, link: &Link) -> Result<Option<String>, Problem> {
    Ok(Some(match link {
        Link::IamUsers => IAM_USERS.to_owned(),
        Link::Site(address) => {
            let known = having(app, address)?;
            if known.about.practice { app.served(&address.url)? } else { address.url.clone() }
        }
        Link::Support { deployment } => {
            if Known::read(app, deployment)?.about.practice {
                return Ok(None);
            }
            SUPPORT.to_owned()
        }
        Link::Console { deployment, node, generation } => {
            let known = Known::read(app, deployment)?;
            let name = NodeName::new(node.clone()).ok();
            let record = name.as_ref().and_then(|name| known.book.record(name, *generation));
            let page = record.and_then(|record| {
                let (region, state) = (&known.about.region, record.state.as_ref());
                appearance(region, &record.want.kind, &record.want.spec, state).console_url
            });
            let page = page.ok_or_else(|| bad(node.clone()))?;
            if known.about.practice {
                return Ok(None);
            }
            page
        }
    }))
}

/// The deployment, where that is an address of its.
fn having(app: &App, address: &SiteAddress) -> Result<Known, Problem> {
    let known = Known::read(app, &address.deployment)?;
    if known.addresses().contains(&address.url) { Ok(known) } else { Err(bad(address.url.clone())) }
}

fn bad(url: String) -> Problem {
    Problem::new(ProblemCode::BadAddress { url })
}

#[cfg(test)]
mod tests;
