//! What is printed: sentences for a person, or one JSON object a line for a program.

use naru_api::contract::{EventView, Inventory, PlanView, Price, Receipt, TeardownView};
use serde::Serialize;
use serde_json::json;

use crate::end::End;

/// How it is printed.
pub struct Print {
    json: bool,
}

impl Print {
    /// As JSON lines, or as sentences.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether a program reads it.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// One object, by its type.
    fn line(kind: &str, value: &impl Serialize) {
        println!("{}", json!({ "type": kind, kind: value }));
    }

    /// Text as it is.
    pub fn text(text: &str) {
        println!("{}", text.trim_end());
    }

    /// An event, for a program.
    pub fn event(event: &EventView) {
        Self::line("event", event);
    }

    /// A plan.
    pub fn plan(&self, plan: &PlanView) {
        if self.json {
            return Self::line("plan", plan);
        }
        for step in &plan.steps {
            let detail = step.detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
            println!("  {:<8} {:<28} {}{detail}", step.action, step.node, step.name.en);
        }
        for open in &plan.open {
            println!("  open     port {} of {} to {}", open.port, open.node, open.to);
        }
        for note in &plan.notes {
            println!("  note     {}", note.replace('_', " "));
        }
        price(&plan.price);
        // A plan that changes nothing takes no time worth telling.
        if plan.seconds.1 > 0 {
            println!("It takes {} to {} minutes.", plan.seconds.0.div_ceil(60), plan.seconds.1.div_ceil(60));
        }
    }

    /// A teardown's plan.
    pub fn teardown(&self, plan: &TeardownView) {
        if self.json {
            return Self::line("teardown", plan);
        }
        for part in &plan.goes {
            println!(
                "  delete   {:<28} {} {}",
                part.node,
                part.name.en,
                part.id.as_deref().unwrap_or_default()
            );
        }
        for part in &plan.stays {
            println!("  keep     {:<28} {}", part.node, part.name.en);
        }
        println!("It ends ${:.2} a month.", plan.usd_month_saved);
    }

    /// Where the site can be reached.
    pub fn addresses(&self, addresses: &[String]) {
        if self.json {
            return Self::line("addresses", &addresses);
        }
        for address in addresses {
            println!("{address}");
        }
    }

    /// The proof of a teardown.
    pub fn receipt(&self, receipt: &Receipt) {
        if self.json {
            return Self::line("receipt", receipt);
        }
        Self::text(&receipt.text);
    }

    /// What a scan found.
    pub fn inventory(&self, inventory: &Inventory) {
        if self.json {
            return Self::line("inventory", inventory);
        }
        println!("Account {}, region {}", inventory.account, inventory.region);
        for thing in &inventory.things {
            let ours = match (&thing.deployment, &thing.node) {
                (Some(deployment), Some(node)) => format!("deployment {deployment}, {node}"),
                _ => "not made by Naru".to_owned(),
            };
            println!("  {:<28} {:<44} {ours}", thing.name.en, thing.id);
        }
        for unread in &inventory.unread {
            println!("  {:<28} couldn't be read: {}", unread.name.en, unread.failure.message);
        }
    }

    /// How it ended.
    pub fn end(&self, end: &End) {
        if self.json {
            let why = end.why().map(|why| json!({ "code": why.code, "message": why.words }));
            println!(
                "{}",
                json!({ "type": "end", "end": end.name(), "exit_code": end.number(), "why": why })
            );
        }
        if let Some(why) = end.why() {
            eprintln!("naru-cli: {} ({})", why.words, why.code);
        }
    }
}

fn price(price: &Price) {
    for line in &price.lines {
        println!("  ${:>8.2} a month  {} x {}", line.usd_month, line.amount, line.item);
    }
    for item in &price.unpriced {
        println!("  no price known for {item}");
    }
    println!(
        "It costs ${:.2} a day, ${:.2} a month (prices of {}).",
        price.usd_day, price.usd_month, price.date
    );
}
