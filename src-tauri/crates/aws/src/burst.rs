//! Burstable instance types: how much of their CPUs their price includes, and what is charged beyond that
//! (`ec2.cpu_credits`).

/// The CPUs of a burstable type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// The item of the price table that an hour of one CPU beyond what is included is charged by.
    pub item: &'static str,
    /// How many there are.
    pub cpus: f64,
    /// How much of each is included, of 1.
    pub baseline: f64,
}

impl Burst {
    /// That of an instance type; `None` where it isn't burstable.
    pub fn of(instance_type: &str) -> Option<Self> {
        let (family, size) = instance_type.split_once('.')?;
        let item = match family {
            "t2" | "t3" | "t3a" => "ec2.t3.credit_hour",
            "t4g" => "ec2.t4g.credit_hour",
            _ => return None,
        };
        let (cpus, baseline) = match (family, size) {
            ("t2", "nano") => (1.0, 0.05),
            ("t2", "micro") => (1.0, 0.10),
            ("t2", "small") => (1.0, 0.20),
            ("t2", "xlarge") => (4.0, 0.225),
            ("t2", "2xlarge") => (8.0, 0.169),
            (_, "nano") => (2.0, 0.05),
            (_, "micro") => (2.0, 0.10),
            (_, "small" | "medium") => (2.0, 0.20),
            (_, "large") => (2.0, 0.30),
            (_, "xlarge") => (4.0, 0.40),
            (_, "2xlarge") => (8.0, 0.40),
            _ => return None,
        };
        Some(Self { item, cpus, baseline })
    }

    /// How many hours of a CPU are charged in an hour in which all of them are busy, beyond what is included.
    pub fn busy(&self) -> f64 {
        self.cpus * (1.0 - self.baseline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::price::{HOURS_A_MONTH, Table};

    #[test]
    fn ec2_cpu_credits_of_a_busy_loop_cost_seven_times_the_instance() {
        let a_month = |instance_type: &str| {
            let burst = Burst::of(instance_type).expect("it is burstable");
            let usd = Table::bundled().items[burst.item].usd["ap-northeast-2"];
            format!("{:.2}", usd * burst.busy() * HOURS_A_MONTH)
        };
        // 2 CPUs, of which 10 % are included: 1.8 * 0.05 * 730; a t3.micro itself costs 9.49.
        assert_eq!(a_month("t3.micro"), "65.70");
        assert_eq!(a_month("t4g.small"), "46.72");
        assert_eq!(a_month("t2.micro"), "32.85");
        assert_eq!(["m7g.medium", "c7i-flex.large", "t3.huge", "t3", ""].map(Burst::of), [None; 5]);
    }

    #[test]
    fn every_burstable_type_that_has_a_price_is_known() {
        let table = Table::bundled();
        let types = table.items.keys().filter_map(|item| item.strip_prefix("ec2.")?.strip_suffix(".hour"));
        let types: Vec<_> = types.collect();
        assert!(types.len() > 10 && types.iter().all(|name| Burst::of(name).is_some()), "{types:?}");
    }
}
