//! Properties of Spring that stand in a file of environment variables by their own names.
//!
//! Of what stands in the file nothing is told, so a name is proposed only where the blueprint has it, or where it is
//! one that everybody knows from Spring's documentation ("Common Application Properties").

use naru_aws::boot::EnvName;

/// What people set by the environment, by its property.
const KNOWN: [&str; 40] = [
    "logging.level.root",
    "management.endpoints.web.exposure.include",
    "server.address",
    "server.port",
    "server.servlet.context-path",
    "spring.application.name",
    "spring.cloud.aws.credentials.access-key",
    "spring.cloud.aws.credentials.secret-key",
    "spring.cloud.aws.region.static",
    "spring.cloud.aws.s3.bucket",
    "spring.config.import",
    "spring.data.mongodb.uri",
    "spring.data.redis.host",
    "spring.data.redis.password",
    "spring.data.redis.port",
    "spring.data.redis.url",
    "spring.datasource.driver-class-name",
    "spring.datasource.hikari.maximum-pool-size",
    "spring.datasource.password",
    "spring.datasource.url",
    "spring.datasource.username",
    "spring.flyway.enabled",
    "spring.h2.console.enabled",
    "spring.jpa.database-platform",
    "spring.jpa.hibernate.ddl-auto",
    "spring.jpa.open-in-view",
    "spring.jpa.properties.hibernate.dialect",
    "spring.jpa.show-sql",
    "spring.kafka.bootstrap-servers",
    "spring.mail.host",
    "spring.mail.password",
    "spring.mail.port",
    "spring.mail.username",
    "spring.profiles.active",
    "spring.rabbitmq.host",
    "spring.redis.host",
    "spring.redis.port",
    "spring.security.user.name",
    "spring.security.user.password",
    "spring.servlet.multipart.max-file-size",
];

/// The variable by which Spring reads a property of that name, where it may be told.
pub(super) fn meant(name: &str, wanted: &[EnvName]) -> Option<String> {
    let meant = EnvName::of_property(name)?;
    (wanted.contains(&meant) || is_known(&meant)).then(|| meant.to_string())
}

/// The variable of a property that somebody may be shown who hasn't named it: one that everybody knows, or one in words of
/// small letters, as which nothing random looks.
pub(super) fn variable(name: &str) -> Option<EnvName> {
    let meant = EnvName::of_property(name)?;
    let is_word = |word: &str| {
        (1..=24).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    (is_known(&meant) || name.len() <= 80 && name.split('.').all(is_word)).then_some(meant)
}

fn is_known(variable: &EnvName) -> bool {
    KNOWN.iter().any(|known| EnvName::of_property(known).as_ref() == Some(variable))
}
