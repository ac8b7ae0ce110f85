//! Rules: which requests of a listener are treated otherwise than by default.

use aws_sdk_elasticloadbalancingv2::operation::create_rule::{CreateRuleInput, CreateRuleOutput};
use aws_sdk_elasticloadbalancingv2::operation::delete_rule::{DeleteRuleInput, DeleteRuleOutput};
use aws_sdk_elasticloadbalancingv2::operation::describe_rules::{DescribeRulesInput, DescribeRulesOutput};
use aws_sdk_elasticloadbalancingv2::operation::modify_rule::{ModifyRuleInput, ModifyRuleOutput};
use aws_sdk_elasticloadbalancingv2::types;

use super::{
    Elbv2, Listener, Rule, actions, check_known, check_known_targets, conditions, invalid, no_listener,
    no_rule, page, required, tags, targets,
};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many rules a load balancer's listeners may have, the default ones not counted.
const QUOTA: usize = 100;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateRuleInput,
) -> Result<CreateRuleOutput, Refusal> {
    let listener = required(input.listener_arn(), "listenerArn")?;
    check_known(world, call, listener, no_listener)?;
    check_known_targets(world, call, input.actions())?;
    targets::tell_all(world, call);
    let elbv2 = &world.region(&call.region).elbv2;
    let held = elbv2.listeners.get(listener).ok_or_else(no_listener)?;
    if !input.transforms().is_empty() {
        return Err(invalid("The practice account models no transforms"));
    }
    let priority = checked_priority(input.priority())?;
    let rule = Rule {
        arn: String::new(),
        priority,
        conditions: conditions::parse(input.conditions())?,
        actions: actions::parse(elbv2, &held.load_balancer, input.actions())?,
        tags: tags::checked(input.tags())?,
        created: call.now,
    };
    if held.rules.iter().any(|known| known.priority == priority) {
        return Err(priority_in_use(priority));
    }
    if held.rules.len() >= QUOTA {
        return Err(Refusal::new("TooManyRules", "You've reached the limit on the number of rules"));
    }
    let of = listener.split_once("listener/").map_or("", |(_, rest)| rest).to_owned();
    let hash = world.fresh_hex(16);
    let arn = world.arn("elasticloadbalancing", &call.region, &format!("listener-rule/{of}/{hash}"));
    let rule = Rule { arn, ..rule };
    let shown = rule.to_sdk();
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    elbv2.listeners.get_mut(listener).ok_or_else(no_listener)?.add(rule);
    Ok(CreateRuleOutput::builder().rules(shown).build())
}

pub(super) fn modify(
    world: &mut World,
    call: &Call,
    input: &ModifyRuleInput,
) -> Result<ModifyRuleOutput, Refusal> {
    let arn = required(input.rule_arn(), "ruleArn")?;
    targets::tell_all(world, call);
    let elbv2 = &world.region(&call.region).elbv2;
    let listener = elbv2.listener_of_rule(arn)?;
    let conditions = match input.conditions() {
        [] => None,
        wanted => Some(conditions::parse(wanted)?),
    };
    let actions = match input.actions() {
        [] => None,
        wanted => Some(actions::parse(elbv2, &listener.load_balancer, wanted)?),
    };
    let listener = listener.arn.clone();
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let rules = &mut elbv2.listeners.get_mut(&listener).ok_or_else(no_listener)?.rules;
    let rule = rules.iter_mut().find(|rule| rule.arn == arn).ok_or_else(default_rule)?;
    if let Some(conditions) = conditions {
        rule.conditions = conditions;
    }
    if let Some(actions) = actions {
        rule.actions = actions;
    }
    Ok(ModifyRuleOutput::builder().rules(rule.to_sdk()).build())
}

pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteRuleInput,
) -> Result<DeleteRuleOutput, Refusal> {
    let arn = required(input.rule_arn(), "ruleArn")?;
    targets::tell_all(world, call);
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    let listener = elbv2.listener_of_rule(arn)?;
    if listener.default_rule == arn {
        return Err(default_rule());
    }
    let listener = listener.arn.clone();
    elbv2.listeners.get_mut(&listener).ok_or_else(no_listener)?.rules.retain(|rule| rule.arn != arn);
    Ok(DeleteRuleOutput::builder().build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeRulesInput,
) -> Result<DescribeRulesOutput, Refusal> {
    let elbv2 = &world.region(&call.region).elbv2;
    let found = match (input.listener_arn(), input.rule_arns()) {
        (Some(arn), []) => elbv2.listeners.get(arn).ok_or_else(no_listener)?.rules_to_sdk(),
        (None, arns @ [_, ..]) => {
            let mut found = Vec::new();
            for arn in arns {
                let all = elbv2.listener_of_rule(arn)?.rules_to_sdk();
                found.extend(all.into_iter().find(|rule| rule.rule_arn() == Some(arn.as_str())));
            }
            found
        }
        _ => return Err(invalid("You must specify either listener rule ARNs or a listener ARN")),
    };
    let (page, next) = page(found, input.marker(), input.page_size())?;
    Ok(DescribeRulesOutput::builder().set_rules(Some(page)).set_next_marker(next).build())
}

impl Elbv2 {
    fn listener_of_rule(&self, arn: &str) -> Result<&Listener, Refusal> {
        self.listeners
            .values()
            .find(|listener| {
                listener.default_rule == arn || listener.rules.iter().any(|rule| rule.arn == arn)
            })
            .ok_or_else(no_rule)
    }
}

impl Listener {
    fn add(&mut self, rule: Rule) {
        self.rules.push(rule);
        self.rules.sort_by_key(|rule| rule.priority);
    }

    fn rules_to_sdk(&self) -> Vec<types::Rule> {
        let default = types::Rule::builder()
            .rule_arn(&self.default_rule)
            .priority("default")
            .set_conditions(Some(Vec::new()))
            .set_actions(Some(actions::to_sdk(&self.actions)))
            .is_default(true)
            .build();
        self.rules.iter().map(Rule::to_sdk).chain([default]).collect()
    }
}

impl Rule {
    fn to_sdk(&self) -> types::Rule {
        types::Rule::builder()
            .rule_arn(&self.arn)
            .priority(self.priority.to_string())
            .set_conditions(Some(self.conditions.iter().map(conditions::Condition::to_sdk).collect()))
            .set_actions(Some(actions::to_sdk(&self.actions)))
            .is_default(false)
            .build()
    }
}

fn checked_priority(priority: Option<i32>) -> Result<i32, Refusal> {
    priority
        .filter(|priority| (1..=50_000).contains(priority))
        .ok_or_else(|| invalid("Rule priority must be between 1 and 50000"))
}

fn priority_in_use(priority: i32) -> Refusal {
    Refusal::new("PriorityInUse", format!("Priority '{priority}' is currently in use"))
}

fn default_rule() -> Refusal {
    Refusal::new("OperationNotPermitted", "Default rule cannot be modified or deleted")
}
