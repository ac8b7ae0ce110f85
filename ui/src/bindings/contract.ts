// Generated from the contract by `cargo xtask test --bless`. Not to be edited.

/**
 * An address to open.
 */
export type Address = { 
/**
 * An https address, or http where a load balancer has no certificate.
 */
url: string, };

/**
 * The back-end, as typed.
 */
export type BackendDraft = { 
/**
 * Where it comes from. What was typed for another source stays in its field, for whoever goes back to it.
 */
source: BackendSource, 
/**
 * The container image, such as `docker.io/library/nginx:1.27`.
 */
image: string, 
/**
 * The port that the app listens on.
 */
port: string, 
/**
 * The path that answers 200 when the app is well.
 */
health_path: string, 
/**
 * The environment variables. Their values never cross.
 */
env: Array<EnvName>, 
/**
 * The instance type.
 */
instance_type: string, 
/**
 * How many instances.
 */
count: string, };

/**
 * Where the back-end comes from.
 */
export type BackendSource = "sample" | "image";

/**
 * Where a zone that is part of a domain is made known.
 */
export type Delegation = { 
/**
 * The domain, as people read it.
 */
zone: string, 
/**
 * The zone's name within it, as most providers' forms want it: `app`.
 */
host: string, };

/**
 * A deployment.
 */
export type DeploymentId = { 
/**
 * Its id.
 */
id: string, };

/**
 * A deployment, in a line.
 */
export type DeploymentSummary = { 
/**
 * Its id.
 */
id: string, 
/**
 * The name that the user gave it.
 */
name: string, 
/**
 * Whether it is in the practice account.
 */
practice: boolean, 
/**
 * The account's number.
 */
account: string, 
/**
 * The region.
 */
region: string, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * When it was begun, as RFC 3339.
 */
began: string, 
/**
 * The site's address, once there is one.
 */
address: string | null, 
/**
 * Dollars since the first thing was made, without what is paid by use.
 */
usd_since: number | null, };

/**
 * One deployment, with all its parts.
 */
export type DeploymentView = { 
/**
 * Its line.
 */
summary: DeploymentSummary, 
/**
 * The draft that it was made from: for a change.
 */
draft: Draft, 
/**
 * Its run.
 */
run: RunView, 
/**
 * Its parts, what is needed first.
 */
parts: Array<PartView>, 
/**
 * What it costs.
 */
price: Price, 
/**
 * Where it can be reached.
 */
addresses: Array<string>, 
/**
 * Its domain; null where it has none.
 */
domain: DomainView | null, 
/**
 * The picture, as SVG that follows the window's theme.
 */
svg: string, 
/**
 * The number of the last event that this takes in.
 */
seq: number, };

/**
 * A finding of the doctor.
 */
export type DoctorFinding = { 
/**
 * What it is.
 */
code: string, 
/**
 * Whether a certificate can't be issued because of it.
 */
stops: boolean, 
/**
 * Values for the sentence: `registered`, `missing`, `wrong`, `meant`, `resolvers`, `seconds`, `issuers`, `at`,
 * `error`; `within` and `host` where the report has `within`.
 */
params: { [key in string]: string }, };

/**
 * What the name-server doctor found.
 */
export type DoctorReport = { 
/**
 * The zone's name, as people read it; empty where there is none to examine yet.
 */
zone: string, 
/**
 * The servers that have to be registered: the zone's four.
 */
expected: Array<string>, 
/**
 * The servers that are registered, as the parent's servers say.
 */
registered: Array<string>, 
/**
 * What the public resolvers answer.
 */
seen: Array<SeenByResolver>, 
/**
 * What was found, the worst first. Codes: `delegated`, `not_delegated`, `other_servers`, `typo`, `some_wrong`,
 * `spreading`, `caa_shuts_out`, `dnssec_mismatch`, `no_such_domain`, `not_asked`, `zone_to_be_made`, `zone_within`,
 * `elsewhere`, `apex_needs_alias`.
 */
findings: Array<DoctorFinding>, 
/**
 * Whether a certificate can be issued as it stands.
 */
well: boolean, 
/**
 * The registrar or DNS provider that the registered servers tell of, as the guide's id: `gabia`, `cloudflare`, ...
 */
provider: string | null, 
/**
 * Where the zone's servers are added as NS records, because the zone is part of a domain whose own name servers
 * have to stay; null where the servers are registered where the domain was bought.
 */
within: Delegation | null, };

/**
 * Asks the doctor.
 */
export type DoctorRequest = { 
/**
 * A deployment whose domain is looked at.
 */
id: string, };

/**
 * The domain, as typed.
 */
export type DomainDraft = { 
/**
 * The site's name.
 */
name: string, 
/**
 * Where its records are kept.
 */
dns: "route53" | "elsewhere", 
/**
 * The hosted zone's id that the user chose; empty takes the live one.
 */
zone: string, 
/**
 * What becomes of `www.`.
 */
www: "to_apex" | "to_www" | "none", 
/**
 * At which name the back-end is reached.
 */
api: "own_host" | "same_origin", 
/**
 * The records that the user agreed to have replaced, as `DomainReport.conflicts` gave them.
 */
replace: unknown[], };

/**
 * All that is known of a domain before anything is made.
 */
export type DomainReport = { 
/**
 * The name in ASCII.
 */
ascii: string, 
/**
 * The name as people read it.
 */
name: string, 
/**
 * The hosted zones that fit, the proposed one first; empty where one will be made.
 */
zones: Array<ZoneView>, 
/**
 * The id of the zone that is taken; null where one will be made, or the DNS is elsewhere.
 */
zone: string | null, 
/**
 * What the doctor found.
 */
doctor: DoctorReport, 
/**
 * The names that the deployment takes: the one that answers first.
 */
site_names: Array<string>, 
/**
 * The back-end's own name.
 */
api_name: string | null, 
/**
 * Records that stand at these names and lead elsewhere.
 */
conflicts: Array<RecordConflict>, 
/**
 * Names that another distribution already has, or that lead to one.
 */
taken: Array<NameTaken>, 
/**
 * The domain at the practice registrar, where it counts as bought; null in a real account.
 */
registrar: PracticeRegistrar | null, };

/**
 * Asks about a domain.
 */
export type DomainRequest = { 
/**
 * The draft's or deployment's id: what is its own is no conflict.
 */
id: string, 
/**
 * The domain, as typed.
 */
domain: DomainDraft, 
/**
 * Whether there is a front-end.
 */
frontend: boolean, 
/**
 * Whether there is a back-end.
 */
backend: boolean, };

/**
 * A domain, as typed.
 */
export type DomainText = { 
/**
 * Its name.
 */
name: string, };

/**
 * A deployment's domain.
 */
export type DomainView = { 
/**
 * The site's name as people read it.
 */
name: string, 
/**
 * The same in ASCII.
 */
ascii: string, 
/**
 * Where its records are kept.
 */
dns: "route53" | "elsewhere", 
/**
 * The names of the site, the one that answers first.
 */
site_names: Array<string>, 
/**
 * The back-end's own name.
 */
api_name: string | null, 
/**
 * The origins that the back-end has to allow (CORS).
 */
origins: Array<string>, 
/**
 * The zone's four name servers, once it is there.
 */
servers: Array<string>, 
/**
 * Whether Naru made the zone: then a teardown may delete it, if asked to.
 */
zone_is_ours: boolean, };

/**
 * The wizard's answers so far, as they were typed: nothing in it needs to be right.
 */
export type Draft = { 
/**
 * The id that the deployment will have.
 */
id: string, 
/**
 * The wizard's step.
 */
step: string, 
/**
 * The name of the deployment.
 */
name: string, 
/**
 * The front-end; null where there is none.
 */
frontend: FrontendDraft | null, 
/**
 * The back-end; null where there is none.
 */
backend: BackendDraft | null, 
/**
 * The domain; null where the site is at CloudFront's address.
 */
domain: DomainDraft | null, 
/**
 * Whether the default VPC may be made where the region has none.
 */
create_default_vpc: boolean, };

/**
 * An access key as it was typed. It has no way to be printed.
 */
export type EnterKey = { 
/**
 * The access key id.
 */
id: string, 
/**
 * The secret access key.
 */
secret: string, 
/**
 * The session token, for a key that has one.
 */
token: string | null, 
/**
 * The region.
 */
region: string, 
/**
 * Whether the key goes into the OS keyring, or only into memory.
 */
remember: boolean, };

/**
 * Goes into the practice account.
 */
export type EnterPractice = { 
/**
 * The region.
 */
region: string, };

/**
 * Goes into the account of a profile.
 */
export type EnterProfile = { 
/**
 * The profile's name.
 */
name: string, 
/**
 * The region.
 */
region: string, };

/**
 * Goes into the account of the key in the OS keyring.
 */
export type EnterSavedKey = { 
/**
 * The region.
 */
region: string, };

/**
 * An environment variable without its value.
 */
export type EnvName = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether a value was taken in.
 */
has_value: boolean, };

/**
 * The value of an environment variable, on its way in. It has no way to be printed.
 */
export type EnvValue = { 
/**
 * The draft's or deployment's id.
 */
id: string, 
/**
 * The variable's name.
 */
name: string, 
/**
 * Its value; null forgets it.
 */
value: string | null, };

/**
 * Something happened to a deployment: what a subscriber gets. Whoever shows that deployment asks for it again.
 */
export type EventView = { 
/**
 * Its number, higher than that of every event before it.
 */
seq: number, 
/**
 * When, as RFC 3339 on the account's clock.
 */
at: string, 
/**
 * The deployment.
 */
deployment: string, 
/**
 * The node; null where it is about the run.
 */
node: string | null, 
/**
 * What happened, as a code: `create_began`, `created`, `settled`, `failed`, `run_began`, `run_ended`, ...
 */
what: string, 
/**
 * Values for the sentence; never a secret.
 */
params: { [key in string]: string }, };

/**
 * Something that tells why.
 */
export type EvidenceView = { 
/**
 * What it is, as a code that the UI has words for.
 */
what: string, 
/**
 * The evidence itself.
 */
text: string, };

/**
 * Why something failed, with its evidence.
 */
export type FailureView = { 
/**
 * What class of failure it is: `denied`, `gate`, `rejected`, ...
 */
class: string, 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * AWS's code, or one of ours that begins with `naru.`.
 */
code: string | null, 
/**
 * AWS's own words.
 */
message: string, 
/**
 * AWS's request id.
 */
request_id: string | null, 
/**
 * What tells why: a boot log, a health check's answer.
 */
evidence: Array<EvidenceView>, };

/**
 * What is wrong with a field of the draft.
 */
export type FieldProblem = { 
/**
 * The field, such as `name`, `backend.port`, `frontend.folder`.
 */
field: string, 
/**
 * What is wrong, as a code that the UI has words for.
 */
code: string, 
/**
 * How bad it is; only `stop` keeps the wizard from going on.
 */
level: Level, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, };

/**
 * A file and its size.
 */
export type FileSize = { 
/**
 * The path within the folder.
 */
path: string, 
/**
 * Its bytes.
 */
bytes: number, };

/**
 * Something that the account check found.
 */
export type Finding = { 
/**
 * What it is, as a code that the UI has words for.
 */
code: string, 
/**
 * How good or bad it is.
 */
level: Level, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, };

/**
 * A folder to look into.
 */
export type Folder = { 
/**
 * Its path, as typed, dropped or picked.
 */
path: string, };

/**
 * Something found in a front-end folder.
 */
export type FolderFinding = { 
/**
 * What it is, as a code that the UI has words for.
 */
code: string, 
/**
 * How bad it is; `stop` keeps it from being uploaded.
 */
level: Level, 
/**
 * The file, within the folder.
 */
file: string | null, 
/**
 * The line in the file, from 1.
 */
line: number | null, 
/**
 * What stands there, with secrets masked.
 */
excerpt: string | null, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, };

/**
 * What was found in a front-end folder.
 */
export type FolderReport = { 
/**
 * The folder that would be uploaded: the built one within the one that was given.
 */
folder: string, 
/**
 * The framework that was recognised, such as `vite`; null for plain HTML.
 */
framework: string | null, 
/**
 * Whether it is a single-page app: then every path without an extension is answered by index.html.
 */
spa: boolean, 
/**
 * How many files.
 */
files: number, 
/**
 * Their bytes.
 */
bytes: number, 
/**
 * The largest ones: path and bytes.
 */
largest: Array<FileSize>, 
/**
 * What was found in it, the worst first.
 */
findings: Array<FolderFinding>, };

/**
 * The front-end, as typed.
 */
export type FrontendDraft = { 
/**
 * The folder.
 */
folder: string, 
/**
 * Whether warnings about the folder's content were read and accepted.
 */
accepted_warnings: boolean, };

/**
 * Whose account it is, and where.
 */
export type Identity = { 
/**
 * The account's number, 12 digits.
 */
account: string, 
/**
 * The account's alias, where it has one and it may be read.
 */
alias: string | null, 
/**
 * The IAM user's or role's name.
 */
user: string, 
/**
 * The region.
 */
region: string, 
/**
 * Where the credentials come from: `practice`, `key`, `saved_key`, or `profile:<name>`.
 */
source: string, };

/**
 * An instance type that can be chosen.
 */
export type InstanceType = { 
/**
 * AWS's name, such as `t3.micro`.
 */
name: string, 
/**
 * Virtual processors.
 */
vcpu: number, 
/**
 * Memory in MiB.
 */
memory_mib: number, 
/**
 * Whether this account may use it within the free tier.
 */
free_tier: boolean, 
/**
 * Dollars an hour; null where the price table doesn't know it in this region.
 */
usd_hour: number | null, };

/**
 * What a scan of the account found.
 */
export type Inventory = { 
/**
 * The account's number.
 */
account: string, 
/**
 * The region.
 */
region: string, 
/**
 * Everything, by kind.
 */
things: Array<Thing>, 
/**
 * What could not be read, and why.
 */
unread: Array<Unread>, 
/**
 * The picture, as SVG that follows the window's theme.
 */
svg: string, };

/**
 * Asks for an inventory.
 */
export type InventoryRequest = { 
/**
 * The language of the picture's labels.
 */
lang: Lang, };

/**
 * The state of the OS keyring.
 */
export type Keyring = "ready" | "locked" | "no_service" | "no_bus";

/**
 * A language of the app.
 */
export type Lang = "ko" | "en";

/**
 * Consent to a plan.
 */
export type Launch = { 
/**
 * The draft that was planned.
 */
draft: Draft, 
/**
 * The digest of the plan that was shown.
 */
digest: string, };

/**
 * Leaves the account.
 */
export type LeaveSession = { 
/**
 * Whether a key in the OS keyring is removed from it.
 */
forget_key: boolean, };

/**
 * How good or bad a finding is.
 */
export type Level = "good" | "note" | "warning" | "stop";

/**
 * Asks for something about a deployment in a language.
 */
export type Look = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The language of the picture's labels, or of the receipt.
 */
lang: Lang, };

/**
 * A deployment that bears marks and that this computer's ledger doesn't know.
 */
export type LostDeployment = { 
/**
 * Its id, as the marks have it.
 */
id: string, 
/**
 * How many things bear it.
 */
things: number, };

/**
 * A name that another distribution has, or that leads to one.
 */
export type NameTaken = { 
/**
 * The name.
 */
name: string, 
/**
 * The distribution's id where it is this account's; null where it is another's.
 */
distribution: string | null, 
/**
 * What the name leads to, where that tells.
 */
leads_to: string | null, 
/**
 * Whether that distribution answers to the name; else a record that leads there stands in the way alone.
 */
answers: boolean, 
/**
 * The type of that record where it is in a zone of this account's; null where it is at another provider.
 */
record: string | null, };

/**
 * No data.
 */
export type Nothing = null;

/**
 * A port that is open to the internet.
 */
export type OpenPort = { 
/**
 * The node that is open.
 */
node: string, 
/**
 * The port.
 */
port: number, 
/**
 * To whom: `cloudfront`, `anywhere`, or the name of a node.
 */
to: string, };

/**
 * How a part stands.
 */
export type PartStatus = "planned" | "waiting" | "working" | "ready" | "failed" | "blocked" | "deleting" | "gone" | "kept";

/**
 * A part of a deployment.
 */
export type PartView = { 
/**
 * The node's name.
 */
node: string, 
/**
 * Its kind's name.
 */
kind: string, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * What it is for.
 */
why: Words, 
/**
 * Where it stands in AWS's console.
 */
console: Words, 
/**
 * The AWS console's page of this very thing.
 */
console_url: string | null, 
/**
 * An AWS CLI line that shows it.
 */
cli: string | null, 
/**
 * AWS's id of it.
 */
id: string | null, 
/**
 * Particulars, such as `t3.micro`.
 */
detail: string | null, 
/**
 * An address that a browser can open.
 */
address: string | null, 
/**
 * How it stands.
 */
status: PartStatus, 
/**
 * What it waits for, as a code that the UI has words for, with AWS's own word.
 */
waiting: WaitingView | null, 
/**
 * The parts that it waits for.
 */
waits_for: Array<string>, 
/**
 * Whether it takes longer than usual.
 */
late: boolean, 
/**
 * Why it failed.
 */
failure: FailureView | null, 
/**
 * How far a long effect has come.
 */
progress: ProgressView | null, 
/**
 * How long it usually takes, in seconds: from, to; learned from this computer's ledger where it can be.
 */
usual: [number, number], 
/**
 * How long it has taken so far or took in all, in seconds.
 */
elapsed: number | null, 
/**
 * Why it was left where it is, as a code.
 */
kept: string | null, 
/**
 * Dollars a day.
 */
usd_day: number, };

/**
 * As what a picture is saved.
 */
export type PictureFormat = "svg" | "png" | "mermaid";

/**
 * Of what a picture is.
 */
export type PictureOf = { "what": "draft", 
/**
 * The draft.
 */
draft: Draft, } | { "what": "deployment", 
/**
 * Its id.
 */
id: string, };

/**
 * Asks for a picture as text.
 */
export type PictureRequest = { 
/**
 * Of what.
 */
of: PictureOf, 
/**
 * The language of the labels.
 */
lang: Lang, 
/**
 * `svg` or `mermaid`.
 */
format: PictureFormat, 
/**
 * The theme of its colours; `system` leaves them to the window.
 */
theme: Theme, };

/**
 * A picture as text.
 */
export type PictureText = { 
/**
 * The text.
 */
text: string, };

/**
 * How many things a plan makes, changes, replaces and deletes.
 */
export type PlanCounts = { 
/**
 * Made.
 */
create: number, 
/**
 * Left as they are.
 */
keep: number, 
/**
 * Changed where they stand.
 */
update: number, 
/**
 * Made anew.
 */
replace: number, 
/**
 * Taken over.
 */
adopt: number, 
/**
 * Deleted.
 */
delete: number, };

/**
 * Asks for a plan.
 */
export type PlanRequest = { 
/**
 * The draft; its id tells whether it is a first launch or a change of a deployment.
 */
draft: Draft, 
/**
 * The language of the picture's labels.
 */
lang: Lang, };

/**
 * One step of a plan.
 */
export type PlanStepView = { 
/**
 * The node's name.
 */
node: string, 
/**
 * Its kind's name.
 */
kind: string, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * What it is for, in one line.
 */
why: Words, 
/**
 * Where it stands in AWS's console.
 */
console: Words, 
/**
 * `create`, `keep`, `update`, `replace`, `adopt` or `delete`.
 */
action: string, 
/**
 * Why, as a code that the UI has words for: `missing`, `differs`, ...
 */
reason: string, 
/**
 * Particulars, such as `t3.micro`.
 */
detail: string | null, 
/**
 * What it needs: names of nodes.
 */
needs: Array<string>, 
/**
 * How long it usually takes, in seconds: from, to.
 */
seconds: [number, number], 
/**
 * Dollars a day, without what is paid by use.
 */
usd_day: number, 
/**
 * Where it belongs: `global`, `region`, `zone` or `hidden`.
 */
place: string, };

/**
 * Asks for a teardown's plan.
 */
export type PlanTeardown = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The nodes that the user keeps, beside the hosted zone.
 */
keep: Array<string>, 
/**
 * Whether the hosted zone goes too. It is kept otherwise: its name servers never come back.
 */
zone_goes: boolean, 
/**
 * The language of the picture's labels.
 */
lang: Lang, };

/**
 * A plan, as it is shown for consent.
 */
export type PlanView = { 
/**
 * What a consent is bound to.
 */
digest: string, 
/**
 * The deployment's id.
 */
deployment: string, 
/**
 * The steps, what is needed first.
 */
steps: Array<PlanStepView>, 
/**
 * How many are made, changed, replaced and deleted.
 */
counts: PlanCounts, 
/**
 * What all of it costs.
 */
price: Price, 
/**
 * How long it usually takes, in seconds: from, to.
 */
seconds: [number, number], 
/**
 * The picture, as SVG that follows the window's theme.
 */
svg: string, 
/**
 * What is open to the internet.
 */
open: Array<OpenPort>, 
/**
 * What is worth knowing, as codes that the UI has words for: `no_cloudfront_list`, `creates_default_vpc`,
 * `name_servers_wrong`, `zone_will_be_made`, `records_elsewhere`, `records_replaced`.
 */
notes: Array<string>, };

/**
 * The policy for the user's key.
 */
export type Policy = { 
/**
 * The JSON to paste.
 */
json: string, 
/**
 * Each action with its reason.
 */
reasons: Array<PolicyReason>, };

/**
 * One action of the policy.
 */
export type PolicyReason = { 
/**
 * The action, such as `ec2:RunInstances`.
 */
action: string, 
/**
 * Why, in both languages.
 */
why: Words, };

/**
 * How the practice account is set.
 */
export type Practice = { 
/**
 * How many of its seconds pass in one: 1, 10, or 300 for instant.
 */
speed: number, 
/**
 * How the app on its instances behaves.
 */
app: PracticeApp, };

/**
 * How the app on the practice account's instances behaves.
 */
export type PracticeApp = "healthy" | "wrong_port" | "localhost_only" | "crashes" | "slow_start" | "unhealthy";

/**
 * A domain at the practice registrar.
 */
export type PracticeRegistrar = { 
/**
 * The domain.
 */
name: string, 
/**
 * The name servers that are registered for it; empty follows the hosted zone by itself.
 */
servers: Array<string>, 
/**
 * Whether it was bought with wrong name servers, for the exercise.
 */
exercise: boolean, };

/**
 * What a draft comes to.
 */
export type Preview = { 
/**
 * The picture, as SVG that follows the window's theme.
 */
svg: string, 
/**
 * What it costs; null while the draft is too unfinished to say.
 */
price: Price | null, 
/**
 * What is wrong with each field.
 */
problems: Array<FieldProblem>, 
/**
 * How many things a launch makes; null while the draft is too unfinished to say.
 */
things: number | null, };

/**
 * Asks what a draft comes to.
 */
export type PreviewRequest = { 
/**
 * The draft.
 */
draft: Draft, 
/**
 * The language of the picture's labels.
 */
lang: Lang, };

/**
 * What something costs.
 */
export type Price = { 
/**
 * The lines, the dearest first.
 */
lines: Array<PriceLine>, 
/**
 * Dollars a day, without what is paid by use.
 */
usd_day: number, 
/**
 * Dollars a month of 730 hours, what is paid by use included.
 */
usd_month: number, 
/**
 * Won for a dollar.
 */
krw_per_usd: number, 
/**
 * The day of the price table, such as `2026-11-01`.
 */
date: string, 
/**
 * What the table has no price for: it is named rather than left out.
 */
unpriced: Array<string>, };

/**
 * One line of a price.
 */
export type PriceLine = { 
/**
 * The price table's name of it, such as `alb.hour`: the UI has words for it.
 */
item: string, 
/**
 * How many of it.
 */
amount: number, 
/**
 * Dollars a day.
 */
usd_day: number, 
/**
 * Dollars a month of 730 hours.
 */
usd_month: number, 
/**
 * Whether it is paid by use: then the month is that of a small site.
 */
by_use: boolean, 
/**
 * The nodes that it is for.
 */
nodes: Array<string>, };

/**
 * One question to the deployed site, with its answer.
 */
export type Probe = { 
/**
 * What was asked, as a code that the UI has words for.
 */
code: string, 
/**
 * The request, such as `GET https://d1.cloudfront.net/`.
 */
asked: string, 
/**
 * The answer, such as `200 text/html`, or why there was none.
 */
answer: string, 
/**
 * Whether it is what it should be.
 */
ok: boolean, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, };

/**
 * A command that failed. A user's cancel is none.
 */
export type Problem = { 
/**
 * A code; one exists only where the UI says or does something different for it.
 */
code: string, 
/**
 * Technical words, for copying into a question to someone.
 */
message: string, 
/**
 * The node that it is about.
 */
node: string | null, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, 
/**
 * AWS's own error, where it is AWS that refused.
 */
failure: FailureView | null, };

/**
 * A profile found on this computer.
 */
export type Profile = { 
/**
 * Its name.
 */
name: string, 
/**
 * How it gets its credentials.
 */
kind: ProfileKind, 
/**
 * Its region, where it names one.
 */
region: string | null, };

/**
 * How a profile gets its credentials.
 */
export type ProfileKind = "key" | "login" | "sso" | "role" | "process";

/**
 * How far a long effect has come.
 */
export type ProgressView = { 
/**
 * Files done.
 */
done: number, 
/**
 * Files in all.
 */
of: number, 
/**
 * Bytes done.
 */
bytes: number, 
/**
 * Bytes in all.
 */
of_bytes: number, };

/**
 * The proof after a teardown.
 */
export type Receipt = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The deployment's name.
 */
name: string, 
/**
 * The account's number.
 */
account: string, 
/**
 * Whether it is the practice account.
 */
practice: boolean, 
/**
 * The region.
 */
region: string, 
/**
 * When everything was looked for again, as RFC 3339.
 */
at: string, 
/**
 * What is gone: looked for, and not found.
 */
gone: Array<ReceiptLine>, 
/**
 * What was kept, and why.
 */
kept: Array<ReceiptLine>, 
/**
 * What is left though it should not be, and why.
 */
left: Array<ReceiptLine>, 
/**
 * What could not be read, and so isn't proved.
 */
unread: Array<Unread>, 
/**
 * Dollars a month that what is kept or left still costs.
 */
usd_month_left: number, 
/**
 * Dollars that the deployment cost in all, without what was paid by use.
 */
usd_spent: number | null, 
/**
 * Whether nothing billable of it is left but what was kept, and everything could be read.
 */
clean: boolean, 
/**
 * The receipt as text, in the language asked for.
 */
text: string, };

/**
 * As what a receipt is saved.
 */
export type ReceiptFormat = "text" | "png";

/**
 * A line of a receipt.
 */
export type ReceiptLine = { 
/**
 * The node's name.
 */
node: string, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * AWS's id of it.
 */
id: string | null, 
/**
 * When it was found gone, as RFC 3339.
 */
at: string | null, 
/**
 * Why it is kept or left, as a code that the UI has words for.
 */
why: string | null, 
/**
 * The record that only the user can remove, ready to copy.
 */
record: string | null, 
/**
 * Dollars a month that it costs.
 */
usd_month: number, };

/**
 * A record that stands where the deployment's own would.
 */
export type RecordConflict = { 
/**
 * The name that it leads.
 */
name: string, 
/**
 * Its type.
 */
record: string, 
/**
 * What it leads to now.
 */
old: Array<string>, 
/**
 * What it would lead to: `cloudfront` or `load_balancer`.
 */
new: string, 
/**
 * How it stands in the way: `stands` at the name, as a wildcard that `covers` it and stays, or `routed` by weight,
 * place or health, which can't be replaced.
 */
way: string, 
/**
 * Whether it may be replaced: it is in the draft's `replace` with these very values.
 */
agreed: boolean, 
/**
 * The record as `DomainDraft.replace` wants it.
 */
as_old: unknown, };

/**
 * A record that the user has to add where the DNS is elsewhere.
 */
export type RecordToAdd = { 
/**
 * What it is for: `certificate`, `site`, `www`, `api`.
 */
purpose: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its name within the zone, as most providers' forms want it: `@`, `www`, `_x1`.
 */
host: string, 
/**
 * Its type: `CNAME`, or `ALIAS` where a CNAME can't stand at the apex.
 */
record: string, 
/**
 * Its value; null while AWS hasn't told it yet.
 */
value: string | null, 
/**
 * `not_told` while AWS hasn't told the value, then `missing`, `wrong`, `spreading` or `seen`; `proxied` where
 * the provider's proxy stands before it, `old_ipv6` where an AAAA leads elsewhere; `not_asked` where nobody could
 * be asked.
 */
state: string, 
/**
 * What stands there instead, where it is wrong.
 */
found: Array<string>, };

/**
 * A region that can be chosen.
 */
export type Region = { 
/**
 * AWS's name, such as `ap-northeast-2`.
 */
name: string, 
/**
 * Its city, by a code that the UI has words for, such as `seoul`.
 */
city: string, 
/**
 * Whether the price table knows it.
 */
priced: boolean, 
/**
 * Whether it is proposed, by the system's time zone.
 */
near: boolean, };

/**
 * How the last run of a deployment stands.
 */
export type RunView = { 
/**
 * Whether this process is at it.
 */
going: boolean, 
/**
 * Whether it was asked to stop.
 */
stopping: boolean, 
/**
 * `launch` or `teardown`; null before the first.
 */
purpose: string | null, 
/**
 * How it ended: `done`, `stopped`, `cancelled`, `expired`, `gated`; null while it goes on, or where it died.
 */
outcome: string | null, 
/**
 * How many of its steps are done.
 */
done: number, 
/**
 * How many steps it has.
 */
of: number, 
/**
 * Seconds since it began, on the account's clock.
 */
elapsed: number, 
/**
 * How long it usually takes, in seconds: from, to.
 */
usual: [number, number], };

/**
 * Saves a picture.
 */
export type SavePicture = { 
/**
 * The picture.
 */
picture: PictureRequest, };

/**
 * Saves a receipt.
 */
export type SaveReceipt = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The language.
 */
lang: Lang, 
/**
 * As what.
 */
format: ReceiptFormat, };

/**
 * What a public resolver answers.
 */
export type SeenByResolver = { 
/**
 * The resolver's address.
 */
resolver: string, 
/**
 * The name servers that it knows.
 */
servers: Array<string>, 
/**
 * For how many more seconds it keeps that answer.
 */
ttl: number, 
/**
 * Whether they are the expected ones.
 */
right: boolean, };

/**
 * Where the app stands.
 */
export type Session = { "place": "none" } | { "place": "practice" } & Identity | { "place": "account" } & Identity;

/**
 * What the user set.
 */
export type Settings = { 
/**
 * The language; null follows the system's.
 */
language: Lang | null, 
/**
 * The theme.
 */
theme: Theme, 
/**
 * Won for a dollar, where the user set it; null takes the price table's.
 */
krw_per_usd: number | null, };

/**
 * How a deployment stands, in a word.
 */
export type Standing = "launching" | "tearing_down" | "up" | "launch_stopped" | "teardown_stopped" | "interrupted" | "gone";

/**
 * Everything that the window needs to draw its first screen.
 */
export type Start = { 
/**
 * The app's version.
 */
version: string, 
/**
 * The settings.
 */
settings: Settings, 
/**
 * The system's language.
 */
system_language: Lang, 
/**
 * Whether this process may change anything.
 */
writer: Writer, 
/**
 * The state of the OS keyring.
 */
keyring: Keyring, 
/**
 * The regions.
 */
regions: Array<Region>, 
/**
 * The deployments of this computer, the newest first.
 */
deployments: Array<DeploymentSummary>, 
/**
 * Where the app stands.
 */
session: Session, 
/**
 * Whether a draft was left that is worth going on with.
 */
has_draft: boolean, 
/**
 * A key in the OS keyring, by the last four characters of its id.
 */
saved_key: string | null, 
/**
 * The number of the last event: where a subscription begins.
 */
seq: number, };

/**
 * A run has begun; events tell how it goes on.
 */
export type Started = { 
/**
 * The deployment's id.
 */
deployment: string, 
/**
 * The number of the last event before the run.
 */
seq: number, };

/**
 * Consent to a teardown.
 */
export type Teardown = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The nodes that the user keeps, beside the hosted zone.
 */
keep: Array<string>, 
/**
 * The digest of the plan that was shown.
 */
digest: string, 
/**
 * The deployment's name, as the user typed it.
 */
typed_name: string, 
/**
 * The hosted zone's name, as the user typed it where the zone goes too; null keeps it.
 */
typed_zone: string | null, };

/**
 * A teardown's plan, as it is shown for consent.
 */
export type TeardownView = { 
/**
 * What a consent is bound to.
 */
digest: string, 
/**
 * The name to type.
 */
name: string, 
/**
 * What goes, in the order in which AWS lets it go.
 */
goes: Array<PartView>, 
/**
 * What stays, and why.
 */
stays: Array<PartView>, 
/**
 * The hosted zone; null where the deployment has none.
 */
zone: TeardownZone | null, 
/**
 * Dollars a month that end with it.
 */
usd_month_saved: number, 
/**
 * How long it usually takes, in seconds: from, to.
 */
seconds: [number, number], 
/**
 * The picture, as SVG that follows the window's theme.
 */
svg: string, };

/**
 * The hosted zone in a teardown.
 */
export type TeardownZone = { 
/**
 * The node's name.
 */
node: string, 
/**
 * The zone's name as people read it: the name to type where it goes.
 */
name: string, 
/**
 * Whether Naru made it: only then it may go.
 */
ours: boolean, 
/**
 * Whether this plan deletes it.
 */
goes: boolean, 
/**
 * Dollars a month that it costs as long as it is there.
 */
usd_month: number, };

/**
 * A theme of the window.
 */
export type Theme = "system" | "light" | "dark";

/**
 * A thing in the account.
 */
export type Thing = { 
/**
 * Its kind's name.
 */
kind: string, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * AWS's id or ARN of it.
 */
id: string, 
/**
 * What its owner called it.
 */
label: string, 
/**
 * The deployment that its mark names; null where it isn't ours.
 */
deployment: string | null, 
/**
 * The node that its mark names.
 */
node: string | null, };

/**
 * A kind that could not be read.
 */
export type Unread = { 
/**
 * Its kind's name.
 */
kind: string, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * Why.
 */
failure: FailureView, };

/**
 * What a part waits for.
 */
export type WaitingView = { 
/**
 * The code.
 */
what: string, 
/**
 * AWS's own word or id for it.
 */
detail: string | null, };

/**
 * The same words in both languages: only for what belongs to a kind.
 */
export type Words = { 
/**
 * In Korean.
 */
ko: string, 
/**
 * In English.
 */
en: string, };

/**
 * Whether this process may change anything.
 */
export type Writer = { "state": "writes" } | { "state": "held_by", 
/**
 * What the other said of itself.
 */
by: string, } | { "state": "newer" };

/**
 * A hosted zone of the account.
 */
export type ZoneView = { 
/**
 * Route 53's id of it.
 */
id: string, 
/**
 * Its name, as people read it.
 */
name: string, 
/**
 * How many records it has.
 */
records: number, 
/**
 * Its name servers.
 */
servers: Array<string>, 
/**
 * Whether the public DNS leads to it; null where nobody could be asked.
 */
live: boolean | null, 
/**
 * Whether Naru made it.
 */
ours: boolean, };

/** Every command: what it asks and what it answers. */
export interface Rpc {
  /** Everything that the window needs to draw its first screen. */
  start: { request: Nothing; response: Start };
  /** Writes the settings down. */
  save_settings: { request: Settings; response: Nothing };
  /** Lets the user choose a folder; null where they chose none. */
  pick_folder: { request: Nothing; response: string | null };
  /** Opens an address in the browser: a site of ours, or a page of AWS's console or documentation. */
  open_address: { request: Address; response: Nothing };
  /** Where the app stands: in the practice account, in a real one, or in none yet. */
  session: { request: Nothing; response: Session };
  /** Goes into the practice account. */
  enter_practice: { request: EnterPractice; response: Session };
  /** The profiles found on this computer. */
  profiles: { request: Nothing; response: Array<Profile> };
  /** Goes into the account of a profile. */
  enter_profile: { request: EnterProfile; response: Session };
  /** Goes into the account of an access key, and keeps the key in the OS keyring if asked to. */
  enter_key: { request: EnterKey; response: Session };
  /** Goes into the account of the key in the OS keyring. */
  enter_saved_key: { request: EnterSavedKey; response: Session };
  /** Leaves the account; a key in the OS keyring is removed from it if asked to. */
  leave_session: { request: LeaveSession; response: Nothing };
  /** The policy to paste for the user's key, with a reason for each line. */
  policy: { request: Nothing; response: Policy };
  /** Reads what the account can do: every finding, good or bad. */
  check_account: { request: Nothing; response: Array<Finding> };
  /** The instance types that this account may use in this region, the smallest first. */
  instance_types: { request: Nothing; response: Array<InstanceType> };
  /** How the practice account is set. */
  practice: { request: Nothing; response: Practice };
  /** Sets the practice account: its speed, and how its app behaves. */
  set_practice: { request: Practice; response: Practice };
  /** Throws the practice account away and begins with a fresh one. Refused while a run goes on in it. */
  reset_practice: { request: Nothing; response: Practice };
  /** How a domain stands at the practice registrar: every domain counts as bought there. */
  practice_registrar: { request: DomainText; response: PracticeRegistrar };
  /** Registers name servers at the practice registrar, or sets the exercise with wrong ones. */
  set_practice_registrar: { request: PracticeRegistrar; response: PracticeRegistrar };
  /** Adds a record to the practice internet, as the user would where the DNS is elsewhere. */
  add_practice_record: { request: RecordToAdd; response: Nothing };
  /** The draft that was left, or a fresh one. */
  draft: { request: Nothing; response: Draft };
  /** Writes the draft down, whatever it holds. */
  save_draft: { request: Draft; response: Nothing };
  /** Throws the draft away and begins with a fresh one. */
  new_draft: { request: Nothing; response: Draft };
  /** What a draft comes to: its picture, its price, and what is wrong with each field. */
  preview: { request: PreviewRequest; response: Preview };
  /** Looks into a front-end folder. */
  inspect_folder: { request: Folder; response: FolderReport };
  /** Takes in the value of an environment variable. It is never given back. */
  set_env_value: { request: EnvValue; response: Nothing };
  /** A deployment's blueprint as a draft of the same id: for a change. */
  draft_of: { request: DeploymentId; response: Draft };
  /** The hosted zones of the account. */
  zones: { request: Nothing; response: Array<ZoneView> };
  /** All that is known of a domain before anything is made: its zone, its name servers, what stands at its names. */
  domain: { request: DomainRequest; response: DomainReport };
  /** What the name-server doctor finds of a deployment's domain. */
  doctor: { request: DoctorRequest; response: DoctorReport };
  /** The records that the user has to add where a deployment's DNS is elsewhere. */
  records_to_add: { request: DeploymentId; response: Array<RecordToAdd> };
  /** Plans a launch of the draft, or of a deployment's change. */
  plan: { request: PlanRequest; response: PlanView };
  /** Carries out the plan that was shown: refused where it is another one by now. */
  launch: { request: Launch; response: Started };
  /** Tries again what failed, or takes up what was interrupted. */
  resume: { request: DeploymentId; response: Started };
  /** Stops a run: the first time it finishes what is under way, the second time it stops at once. */
  cancel: { request: DeploymentId; response: Nothing };
  /** Leaves a failed or stopped run as it is. */
  leave_as_is: { request: DeploymentId; response: Nothing };
  /** The deployments of this computer, the newest first. */
  deployments: { request: Nothing; response: Array<DeploymentSummary> };
  /** One deployment as the ledger knows it. */
  deployment: { request: Look; response: DeploymentView };
  /** One deployment as the account has it: each part is looked at. */
  look: { request: Look; response: DeploymentView };
  /** Asks the deployed site itself, as a visitor would. */
  probe: { request: DeploymentId; response: Array<Probe> };
  /** The marked deployments that the account holds and this computer's ledger doesn't know. */
  lost_deployments: { request: Nothing; response: Array<LostDeployment> };
  /** Takes a lost deployment into the ledger, by its marks, so that it can be taken away. */
  recover: { request: DeploymentId; response: DeploymentSummary };
  /** Everything of the kinds that we know in this region, ours or not. */
  inventory: { request: InventoryRequest; response: Inventory };
  /** Plans a teardown. */
  plan_teardown: { request: PlanTeardown; response: TeardownView };
  /** Takes a deployment away, as it was shown and after its name was typed. */
  teardown: { request: Teardown; response: Started };
  /** The proof of a teardown: everything was looked for again. */
  receipt: { request: Look; response: Receipt };
  /** Saves a receipt; null where the user chose no place. */
  save_receipt: { request: SaveReceipt; response: string | null };
  /** Forgets a deployment that is gone. */
  forget: { request: DeploymentId; response: Nothing };
  /** Saves a picture; null where the user chose no place. */
  save_picture: { request: SavePicture; response: string | null };
  /** The picture of a deployment or a draft as text: SVG, or Mermaid. */
  picture: { request: PictureRequest; response: PictureText };
}
