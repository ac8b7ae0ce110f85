//! What the account holds of the kinds that we know, ours or not.

use std::collections::BTreeSet;

use naru_aws::kinds::kind;
use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_engine::Node;
use serde_json::Value;

use crate::app::App;
use crate::contract::{Inventory, InventoryRequest, PartStatus, Thing};
use crate::picture::{self, Shown};
use crate::problem::Problem;
use crate::scan::{Scan, scan};
use crate::view::words;

/// Everything of the kinds that we know in this region.
pub async fn inventory(app: &App, request: InventoryRequest) -> Result<Inventory, Problem> {
    let connection = app.connection()?;
    let Scan { found, unread } = scan(&connection.reader).await;
    let region = connection.identity.region.clone();
    let nodes: Vec<(Node, Value, bool)> = found
        .iter()
        .enumerate()
        .filter_map(|(at, (kind, found))| {
            Some((picture::found_node(kind, at)?, found.state.clone(), found.mark.is_some()))
        })
        .collect();
    let shown: Vec<_> = nodes
        .iter()
        .map(|(node, state, _)| Shown {
            node,
            generation: 1,
            state: Some(state),
            status: PartStatus::Ready,
            note: None,
            price: None,
        })
        .collect();
    let mut drawn = picture::picture(&connection.identity.account, &region, &shown, request.lang.into());
    let foreign: BTreeSet<&str> =
        nodes.iter().filter(|(_, _, ours)| !ours).map(|(node, ..)| node.name.as_str()).collect();
    for part in drawn.parts.iter_mut().filter(|part| foreign.contains(part.id.as_str())) {
        part.status = naru_diagram::Status::Foreign;
    }
    let things = found.into_iter().map(|(name, found)| Thing {
        kind: name.to_owned(),
        name: words(name).0,
        id: found.id,
        label: found.label,
        deployment: found.mark.as_ref().map(|mark| mark.deployment.clone()),
        node: found.mark.map(|mark| mark.node.to_string()),
    });
    let things = things.filter(|thing| kind(&thing.kind).is_some()).collect();
    let style = Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Right };
    Ok(Inventory {
        account: connection.identity.account.clone(),
        region,
        things,
        unread,
        svg: naru_diagram::svg(&drawn, &style),
    })
}
