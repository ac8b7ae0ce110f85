//! The conditions of rules: read off the SDK's types, checked, and asked about a request.

use aws_sdk_elasticloadbalancingv2::types;
use serde::{Deserialize, Serialize};

use super::invalid;
use super::traffic::Incoming;
use crate::dispatch::Refusal;
use crate::services::s3::policy::glob;

/// One condition; any of its values will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Condition {
    HostHeader(Vec<String>),
    PathPattern(Vec<String>),
    HttpHeader {
        name: String,
        values: Vec<String>,
    },
    /// Pairs of an optional key and a value.
    QueryString(Vec<(Option<String>, String)>),
    Method(Vec<String>),
    SourceIp(Vec<String>),
}

/// How many values and wildcards a rule may have in all.
const VALUES: usize = 5;

/// Reads the conditions of a rule.
pub(super) fn parse(conditions: &[types::RuleCondition]) -> Result<Vec<Condition>, Refusal> {
    if conditions.is_empty() {
        return Err(invalid("A rule must have at least one condition"));
    }
    let conditions = conditions.iter().map(Condition::parse).collect::<Result<Vec<_>, _>>()?;
    let once = |is: fn(&Condition) -> bool| conditions.iter().filter(|condition| is(condition)).count() <= 1;
    if !once(|condition| matches!(condition, Condition::HostHeader(_)))
        || !once(|condition| matches!(condition, Condition::PathPattern(_)))
        || !once(|condition| matches!(condition, Condition::Method(_)))
        || !once(|condition| matches!(condition, Condition::SourceIp(_)))
    {
        return Err(invalid("A rule can have only one condition of each of these fields"));
    }
    if conditions.iter().map(Condition::count).sum::<usize>() > VALUES {
        return Err(invalid(format!("Rules cannot have more than '{VALUES}' condition values")));
    }
    Ok(conditions)
}

impl Condition {
    fn parse(condition: &types::RuleCondition) -> Result<Self, Refusal> {
        let field = condition.field().unwrap_or_default();
        if !condition.regex_values().is_empty() {
            return Err(invalid("The practice account keeps no regular expressions in conditions"));
        }
        let texts = |configured: Option<&[String]>| -> Result<Vec<String>, Refusal> {
            let values = configured.unwrap_or_else(|| condition.values());
            if values.is_empty() || values.iter().any(|value| value.is_empty() || value.chars().count() > 128)
            {
                return Err(invalid(format!(
                    "Condition values for field '{field}' must be between 1 and 128 characters"
                )));
            }
            Ok(values.to_vec())
        };
        match field {
            "host-header" => Ok(Self::HostHeader(texts(
                condition.host_header_config().map(types::HostHeaderConditionConfig::values),
            )?)),
            "path-pattern" => {
                let values =
                    texts(condition.path_pattern_config().map(types::PathPatternConditionConfig::values))?;
                let allowed = |symbol: char| {
                    symbol.is_ascii_alphanumeric() || "_-.$/~\"'@:+&()!,;=*?%".contains(symbol)
                };
                if let Some(bad) = values.iter().find(|value| !value.chars().all(allowed)) {
                    return Err(invalid(format!(
                        "The path-pattern value '{bad}' contains an invalid character"
                    )));
                }
                Ok(Self::PathPattern(values))
            }
            "http-header" => {
                let config = condition.http_header_config().ok_or_else(|| {
                    invalid("A condition with field 'http-header' must have an HttpHeaderConfig")
                })?;
                let name = config.http_header_name().unwrap_or_default();
                if name.is_empty() || name.len() > 40 || !name.bytes().all(is_token) {
                    return Err(invalid(format!("The HTTP header name '{name}' is not valid")));
                }
                if name.eq_ignore_ascii_case("host") {
                    return Err(invalid("Use a host-header condition to route on the host header"));
                }
                Ok(Self::HttpHeader { name: name.to_owned(), values: texts(Some(config.values()))? })
            }
            "query-string" => {
                let values = condition
                    .query_string_config()
                    .map(types::QueryStringConditionConfig::values)
                    .unwrap_or_default();
                let pairs: Vec<_> = values
                    .iter()
                    .map(|pair| (pair.key().map(str::to_owned), pair.value().unwrap_or_default().to_owned()))
                    .collect();
                if pairs.is_empty() || pairs.iter().any(|(_, value)| value.is_empty()) {
                    return Err(invalid("A condition with field 'query-string' must have values"));
                }
                Ok(Self::QueryString(pairs))
            }
            "http-request-method" => {
                let values = condition
                    .http_request_method_config()
                    .map(types::HttpRequestMethodConditionConfig::values);
                Ok(Self::Method(texts(Some(values.unwrap_or_default()))?))
            }
            "source-ip" => {
                let values = texts(Some(
                    condition
                        .source_ip_config()
                        .map(types::SourceIpConditionConfig::values)
                        .unwrap_or_default(),
                ))?;
                if let Some(bad) = values.iter().find(|value| super::network::parse_cidr(value).is_none()) {
                    return Err(invalid(format!("'{bad}' is not a valid CIDR block")));
                }
                Ok(Self::SourceIp(values))
            }
            other => Err(invalid(format!(
                "Condition field '{other}' must be one of '[path-pattern, host-header, http-header, http-request-method, query-string, source-ip]'"
            ))),
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::HostHeader(values)
            | Self::PathPattern(values)
            | Self::HttpHeader { values, .. }
            | Self::Method(values)
            | Self::SourceIp(values) => values.len(),
            Self::QueryString(pairs) => pairs.len(),
        }
    }

    /// Whether a request fulfils this.
    pub(super) fn holds(&self, request: &Incoming<'_>) -> bool {
        let fold =
            |pattern: &str, text: &str| glob(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase());
        match self {
            Self::HostHeader(values) => values.iter().any(|value| fold(value, request.host)),
            // Paths are matched with their case, unlike hosts and headers.
            Self::PathPattern(values) => values.iter().any(|value| glob(value, request.path)),
            Self::HttpHeader { name, values } => request
                .headers
                .get_all(name.as_str())
                .iter()
                .filter_map(|header| header.to_str().ok())
                .any(|header| values.iter().any(|value| fold(value, header))),
            Self::QueryString(pairs) => request.query.unwrap_or_default().split('&').any(|given| {
                let (key, value) = given.split_once('=').unwrap_or((given, ""));
                pairs.iter().any(|(wanted, pattern)| {
                    wanted.as_ref().is_none_or(|wanted| fold(wanted, key)) && fold(pattern, value)
                })
            }),
            Self::Method(values) => values.iter().any(|value| value == request.method),
            Self::SourceIp(values) => {
                values.iter().any(|value| super::network::contains(value, request.source))
            }
        }
    }

    /// As the SDK shows it: the plain values too, where AWS still fills them.
    pub(super) fn to_sdk(&self) -> types::RuleCondition {
        let builder = types::RuleCondition::builder();
        match self {
            Self::HostHeader(values) => {
                let config = types::HostHeaderConditionConfig::builder().set_values(Some(values.clone()));
                builder
                    .field("host-header")
                    .set_values(Some(values.clone()))
                    .host_header_config(config.build())
            }
            Self::PathPattern(values) => {
                let config = types::PathPatternConditionConfig::builder().set_values(Some(values.clone()));
                builder
                    .field("path-pattern")
                    .set_values(Some(values.clone()))
                    .path_pattern_config(config.build())
            }
            Self::HttpHeader { name, values } => {
                let config = types::HttpHeaderConditionConfig::builder()
                    .http_header_name(name)
                    .set_values(Some(values.clone()));
                builder.field("http-header").http_header_config(config.build())
            }
            Self::QueryString(pairs) => {
                let values = pairs.iter().map(|(key, value)| {
                    types::QueryStringKeyValuePair::builder().set_key(key.clone()).value(value).build()
                });
                let config =
                    types::QueryStringConditionConfig::builder().set_values(Some(values.collect())).build();
                builder.field("query-string").query_string_config(config)
            }
            Self::Method(values) => {
                let config = types::HttpRequestMethodConditionConfig::builder();
                builder
                    .field("http-request-method")
                    .http_request_method_config(config.set_values(Some(values.clone())).build())
            }
            Self::SourceIp(values) => {
                let config = types::SourceIpConditionConfig::builder().set_values(Some(values.clone()));
                builder.field("source-ip").source_ip_config(config.build())
            }
        }
        .build()
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
