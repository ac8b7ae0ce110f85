//! Key pairs. The private half is given once, at creation, and kept nowhere.

use aws_sdk_ec2::operation::create_key_pair::{CreateKeyPairInput, CreateKeyPairOutput};
use aws_sdk_ec2::operation::delete_key_pair::{DeleteKeyPairInput, DeleteKeyPairOutput};
use aws_sdk_ec2::operation::describe_key_pairs::{DescribeKeyPairsInput, DescribeKeyPairsOutput};
use aws_sdk_ec2::operation::import_key_pair::{ImportKeyPairInput, ImportKeyPairOutput};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::list::{Filters, dry_run, required};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// A key pair; its name is the key it is kept under.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Key {
    pub id: String,
    fingerprint: String,
    kind: String,
    made_at: Timestamp,
}

fn unused(ec2: &Ec2, name: &str) -> Result<(), Refusal> {
    if ec2.keys.contains_key(name) {
        let text = format!("The keypair '{name}' already exists.");
        return Err(Refusal::new("InvalidKeyPair.Duplicate", text));
    }
    Ok(())
}

fn fingerprint(world: &World, id: &str) -> String {
    let hash = world.hash(&format!("{id}/fingerprint"));
    (0..20).map(|place| &hash[place * 2..place * 2 + 2]).collect::<Vec<_>>().join(":")
}

pub(super) fn create_key_pair(
    world: &mut World,
    call: &Call,
    input: &CreateKeyPairInput,
) -> Result<CreateKeyPairOutput, Refusal> {
    let name = required(input.key_name(), "KeyName")?;
    unused(&world.region(&call.region).ec2, name)?;
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::KeyPair)?;
    dry_run(input.dry_run())?;
    let id = world.fresh_id("key");
    let kind = input.key_type().map_or("rsa", sdk::KeyType::as_str).to_owned();
    let fingerprint = fingerprint(world, &id);
    // It opens nothing; it has the shape of a key so that what saves keys can be tried out.
    let material = BASE64_STANDARD.encode(world.hash(&format!("{id}/material")));
    let material = format!("-----BEGIN RSA PRIVATE KEY-----\n{material}\n-----END RSA PRIVATE KEY-----");
    let output = CreateKeyPairOutput::builder()
        .key_name(name)
        .key_pair_id(&id)
        .key_fingerprint(&fingerprint)
        .key_material(material)
        .set_tags(Some(tags::sdk(&tags)))
        .build();
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.tag(&id, tags);
    ec2.keys.insert(name.to_owned(), Key { id, fingerprint, kind, made_at: call.now });
    Ok(output)
}

pub(super) fn import_key_pair(
    world: &mut World,
    call: &Call,
    input: &ImportKeyPairInput,
) -> Result<ImportKeyPairOutput, Refusal> {
    let name = required(input.key_name(), "KeyName")?;
    unused(&world.region(&call.region).ec2, name)?;
    let text = input.public_key_material().map(|blob| String::from_utf8_lossy(blob.as_ref()).into_owned());
    let text = text.unwrap_or_default();
    let mut words = text.split_whitespace();
    let kind = match words.next() {
        Some("ssh-rsa") => "rsa",
        Some("ssh-ed25519") => "ed25519",
        _ => "",
    };
    if kind.is_empty()
        || !words.next().is_some_and(|key| key.len() > 30 && BASE64_STANDARD.decode(key).is_ok())
    {
        return Err(Refusal::new("InvalidKey.Format", "Key is not in valid OpenSSH public key format"));
    }
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::KeyPair)?;
    dry_run(input.dry_run())?;
    let id = world.fresh_id("key");
    let fingerprint = fingerprint(world, &id);
    let output = ImportKeyPairOutput::builder().key_name(name).key_pair_id(&id).key_fingerprint(&fingerprint);
    let output = output.set_tags(Some(tags::sdk(&tags))).build();
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.tag(&id, tags);
    ec2.keys.insert(name.to_owned(), Key { id, fingerprint, kind: kind.to_owned(), made_at: call.now });
    Ok(output)
}

pub(super) fn delete_key_pair(
    world: &mut World,
    call: &Call,
    input: &DeleteKeyPairInput,
) -> Result<DeleteKeyPairOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let found = ec2
        .keys
        .iter()
        .find(|(name, key)| input.key_name() == Some(name) || input.key_pair_id() == Some(&key.id));
    // A key that isn't there counts as deleted (`ec2.key_dup`).
    let found = found.map(|(name, key)| (name.clone(), key.id.clone()));
    if let Some((name, id)) = &found {
        ec2.keys.remove(name);
        ec2.tags.remove(id);
    }
    Ok(DeleteKeyPairOutput::builder().r#return(true).set_key_pair_id(found.map(|(_, id)| id)).build())
}

pub(super) fn describe_key_pairs(
    world: &World,
    call: &Call,
    input: &DescribeKeyPairsInput,
) -> Result<DescribeKeyPairsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), &["fingerprint", "key-name", "key-pair-id"])?;
    let (names, ids) = (input.key_names(), input.key_pair_ids());
    if let Some(name) = names.iter().find(|name| !ec2.keys.contains_key(*name)) {
        let text = format!("The key pair '{name}' does not exist");
        return Err(Refusal::new("InvalidKeyPair.NotFound", text));
    }
    let found = ec2.keys.iter().filter(|(name, key)| {
        (names.is_empty() || names.contains(name))
            && (ids.is_empty() || ids.contains(&key.id))
            && filters.admit(&ec2.tags_of(&key.id), |filter| {
                vec![match filter {
                    "key-name" => (*name).clone(),
                    "key-pair-id" => key.id.clone(),
                    _ => key.fingerprint.clone(),
                }]
            })
    });
    let found = found.map(|(name, key)| {
        sdk::KeyPairInfo::builder()
            .key_name(name)
            .key_pair_id(&key.id)
            .key_type(key.kind.as_str().into())
            .key_fingerprint(&key.fingerprint)
            .create_time(sdk_time(key.made_at))
            .set_tags(Some(tags::sdk(&ec2.tags_of(&key.id))))
            .build()
    });
    Ok(DescribeKeyPairsOutput::builder().set_key_pairs(Some(found.collect())).build())
}
