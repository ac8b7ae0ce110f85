// Generated from the contract by `cargo xtask test --bless`. Not to be edited.

import type { EvidenceCode, FailureGroup, KeptCode, KindName, WaitCode } from './kinds';

/**
 * An account, in a region.
 */
export type AccountPlace = { 
/**
 * Whether it is the practice account.
 */
practice: boolean, 
/**
 * The account's number.
 */
account: string, 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, };

/**
 * What is to become of a node.
 */
export type ActionCode = "create" | "keep" | "update" | "replace" | "adopt" | "delete";

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
 * A type such as `t3.micro`; empty takes the one that is proposed.
 */
instance_type: string, 
/**
 * How many instances.
 */
count: string, 
/**
 * Whether a burstable type may use more CPU than its price includes, at its price.
 */
unlimited_credits: boolean, };

/**
 * Where the back-end comes from.
 */
export type BackendSource = "sample" | "image";

/**
 * The command that turns sources into a site.
 */
export type BuildCommand = { 
/**
 * What to type, in the folder of the sources.
 */
line: string, 
/**
 * What to type before it, where the packages are not there yet.
 */
install: string | null, };

/**
 * Whether a deployment can be changed right now.
 */
export type ChangeCode = "open" | "run_goes_on" | "no_account" | "elsewhere_account" | "reads_only" | "gone";

/**
 * Goes into another region.
 */
export type ChangeRegion = { 
/**
 * Which, such as `ap-southeast-2`.
 */
region: string, };

/**
 * What class of failure something is.
 */
export type ClassCode = "throttled" | "propagating" | "capacity" | "held" | "transient" | "denied" | "expired" | "gate" | "rejected" | "spent";

/**
 * An account's clock at the moment of an answer: enough to go on counting without asking. The practice account's may
 * be fast.
 */
export type ClockView = { 
/**
 * What it shows, as RFC 3339.
 */
shows: string, 
/**
 * How many of its seconds pass in one.
 */
pace: number, };

/**
 * How a record stands in the way.
 */
export type ConflictWay = "stands" | "covers" | "routed";

/**
 * What is wrong with the number of instances.
 */
export type CountCode = { "code": "out_of_range", "params": { 
/**
 * The most that there may be.
 */
max: number, } };

/**
 * What is left of an account's credits, and what a deployment takes of them.
 */
export type Credits = { 
/**
 * What is left, in cents of a dollar.
 */
cents: number, 
/**
 * What a day of the deployment takes, in cents of a dollar.
 */
day_cents: number, 
/**
 * For how many days they last, where nothing else is paid by them; null where the deployment takes nothing.
 */
lasts: number | null, 
/**
 * In how many days the plan ends, whatever is left; null where it doesn't.
 */
ends: number | null, };

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
 * What changed of a [`DeploymentView`]: everything else of it holds.
 */
export type DeploymentChange = { 
/**
 * Its line in the list of deployments.
 */
summary: DeploymentSummary, 
/**
 * The clock that it goes by.
 */
clock: ClockView, 
/**
 * How far its last run has come, or came.
 */
run: RunView, 
/**
 * The parts that changed, each whole: one takes the place of that of its node and generation.
 */
parts: Array<PartView>, 
/**
 * What it costs; null where that is as it was.
 */
price: Price | null, 
/**
 * Where it can be reached.
 */
addresses: Array<string>, 
/**
 * Whether it can be changed right now.
 */
change: ChangeCode, 
/**
 * What mends it; null where nothing failed, or a run goes on.
 */
repair: Repair | null, 
/**
 * The picture; null where it is as it was.
 */
svg: string | null, 
/**
 * The number of the last event that this takes in.
 */
seq: number, };

/**
 * Names a deployment: what most commands about one take.
 */
export type DeploymentId = { 
/**
 * 12 lower-case letters and digits, the first a letter.
 */
id: string, };

/**
 * What is wrong with a deployment's name.
 */
export type DeploymentNameCode = { "code": "empty" } | { "code": "too_long" };

/**
 * Which of the window's screens shows how a deployment stands.
 */
export type DeploymentScreen = "home" | "launch" | "teardown" | "receipt";

/**
 * A deployment, in a line.
 */
export type DeploymentSummary = { 
/**
 * 12 lower-case letters and digits, the first a letter.
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
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * The screen that shows that.
 */
screen: DeploymentScreen, 
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
 * The clock that it goes by.
 */
clock: ClockView, 
/**
 * How far its last run has come, or came.
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
 * Whether it can be changed right now.
 */
change: ChangeCode, 
/**
 * What mends it; null where nothing failed, or a run goes on.
 */
repair: Repair | null, 
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
 * What the name-server doctor finds. `within` is where the zone is made known, where it is part of a domain.
 */
export type DoctorCode = { "code": "delegated" } | { "code": "not_delegated", "params": { 
/**
 * Where they have to be made known.
 */
within: Delegation | null, } } | { "code": "no_such_domain" } | { "code": "other_servers", "params": { 
/**
 * Those that are.
 */
registered: Array<string>, 
/**
 * Where the right ones have to be made known.
 */
within: Delegation | null, } } | { "code": "some_wrong", "params": { 
/**
 * The expected ones that aren't registered.
 */
missing: Array<string>, 
/**
 * The registered ones that aren't expected.
 */
wrong: Array<string>, } } | { "code": "typo", "params": { 
/**
 * The server as it is registered, such as `ns-1.awdsns-01.com`.
 */
registered: string, 
/**
 * The expected server that it looks like.
 */
meant: string, } } | { "code": "spreading", "params": { 
/**
 * Those that don't.
 */
resolvers: Array<string>, 
/**
 * For how many more seconds they keep what they know, at most.
 */
seconds: number, } } | { "code": "caa_shuts_out", "params": { 
/**
 * The name at which they stand.
 */
at: string, 
/**
 * Who may issue instead: nobody, where it is empty.
 */
issuers: Array<string>, } } | { "code": "dnssec_mismatch" } | { "code": "not_asked", "params": { 
/**
 * What came instead of an answer, in English and for no sentence.
 */
error: string, } } | { "code": "zone_to_be_made" } | { "code": "zone_within", "params": { 
/**
 * Where it will have to be made known.
 */
within: Delegation, } } | { "code": "elsewhere" } | { "code": "apex_needs_alias" };

/**
 * Something that the doctor found, as a code with its values.
 */
export type DoctorFinding = { 
/**
 * Whether a certificate can't be issued because of it.
 */
stops: boolean, } & ({ "code": "delegated" } | { "code": "not_delegated", "params": { 
/**
 * Where they have to be made known.
 */
within: Delegation | null, } } | { "code": "no_such_domain" } | { "code": "other_servers", "params": { 
/**
 * Those that are.
 */
registered: Array<string>, 
/**
 * Where the right ones have to be made known.
 */
within: Delegation | null, } } | { "code": "some_wrong", "params": { 
/**
 * The expected ones that aren't registered.
 */
missing: Array<string>, 
/**
 * The registered ones that aren't expected.
 */
wrong: Array<string>, } } | { "code": "typo", "params": { 
/**
 * The server as it is registered, such as `ns-1.awdsns-01.com`.
 */
registered: string, 
/**
 * The expected server that it looks like.
 */
meant: string, } } | { "code": "spreading", "params": { 
/**
 * Those that don't.
 */
resolvers: Array<string>, 
/**
 * For how many more seconds they keep what they know, at most.
 */
seconds: number, } } | { "code": "caa_shuts_out", "params": { 
/**
 * The name at which they stand.
 */
at: string, 
/**
 * Who may issue instead: nobody, where it is empty.
 */
issuers: Array<string>, } } | { "code": "dnssec_mismatch" } | { "code": "not_asked", "params": { 
/**
 * What came instead of an answer, in English and for no sentence.
 */
error: string, } } | { "code": "zone_to_be_made" } | { "code": "zone_within", "params": { 
/**
 * Where it will have to be made known.
 */
within: Delegation, } } | { "code": "elsewhere" } | { "code": "apex_needs_alias" });

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
 * What was found, the worst first.
 */
findings: Array<DoctorFinding>, 
/**
 * Whether a certificate can be issued as it stands.
 */
well: boolean, 
/**
 * The registrar or DNS provider that the registered servers tell of, where there is a guide for it.
 */
provider: ProviderCode | null, 
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
 * What is wrong with a domain's name.
 */
export type DomainNameCode = { "code": "empty" } | { "code": "no_dot", "params": { 
/**
 * What was given.
 */
text: string, } } | { "code": "address", "params": { 
/**
 * What was given.
 */
text: string, } } | { "code": "more_than_a_name", "params": { 
/**
 * What was given.
 */
text: string, 
/**
 * The host name between what was typed around it.
 */
name: string, } } | { "code": "part_too_long", "params": { 
/**
 * What was given.
 */
text: string, 
/**
 * How many characters a part may have.
 */
limit: number, } } | { "code": "malformed", "params": { 
/**
 * What was given.
 */
text: string, } } | { "code": "begins_with_www", "params": { 
/**
 * The name without it.
 */
name: string, } } | { "code": "nobodys", "params": { 
/**
 * The name.
 */
text: string, } } | { "code": "too_long", "params": { 
/**
 * How many characters it has in the DNS.
 */
length: number, 
/**
 * How many it may have.
 */
limit: number, } };

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
 * The full name, such as `example.com`, without a final dot.
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
 * The furthest step that was reached: all up to there can be visited. Empty where none but `step` was.
 */
reached: string, 
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
 * Goes into the account that a deployment is in, or that a draft was answered in.
 */
export type EnterAccount = { 
/**
 * The deployment's or the draft's id.
 */
id: string, 
/**
 * Whether another key is asked for though there is one, because it ran out.
 */
anew: boolean, };

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
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * Whether the key goes into the OS keyring, or only into memory.
 */
remember: boolean, 
/**
 * The deployment that it is for: then no other account will do, and its region is the one that is gone into.
 */
deployment: string | null, };

/**
 * Goes into the practice account.
 */
export type EnterPractice = { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
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
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * The deployment that it is for: then no other account will do, and its region is the one that is gone into.
 */
deployment: string | null, };

/**
 * Goes into the account of the key in the OS keyring.
 */
export type EnterSavedKey = { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * The deployment that it is for: then no other account will do, and its region is the one that is gone into.
 */
deployment: string | null, };

/**
 * What came of going into an account.
 */
export type Entrance = { "code": "inside", "params": Session } | { "code": "asks", "params": WayIn };

/**
 * Why a line is refused. Nothing of what stands in it crosses.
 */
export type EnvFileCode = { "code": "encoding" } | { "code": "no_sign" } | { "code": "no_name" } | { "code": "bad_name", "params": { 
/**
 * The variable by which Spring reads it, where it is a property that the blueprint has or that everybody knows.
 */
meant: string | null, } } | { "code": "wrapped" } | { "code": "named_twice", "params": { 
/**
 * The number of that line.
 */
first: number, } } | { "code": "open_quote" } | { "code": "behind_quote" } | { "code": "curly_quote" } | { "code": "shell_quote" } | { "code": "not_in_blueprint", "params": { 
/**
 * The blueprint's, where one differs in its capitals alone.
 */
meant: string | null, } } | { "code": "bad_value", "params": { 
/**
 * What is wrong with it.
 */
why: EnvValueCode, } };

/**
 * A line of a file that is refused.
 */
export type EnvFileLine = { 
/**
 * Its number, from 1.
 */
line: number, 
/**
 * What is wrong with it.
 */
why: EnvFileCode, };

/**
 * A file of environment variables that is refused.
 */
export type EnvFileRefusal = { 
/**
 * The file.
 */
path: string, 
/**
 * The first line that is refused, from 1.
 */
line: number, 
/**
 * What is wrong with that line.
 */
why: EnvFileCode, 
/**
 * How many others are refused; null where it is the only one.
 */
more: number | null, };

/**
 * What a line of a file gives a value to, told without the value.
 */
export type EnvFileVariable = { 
/**
 * The line where it begins, from 1.
 */
line: number, 
/**
 * What it will be called.
 */
name: string, 
/**
 * The property of Spring that stands in the file in the place of this variable; null where the name itself does.
 */
property: string | null, 
/**
 * Whether its value is empty.
 */
is_empty: boolean, };

/**
 * What a file of environment variables has. Its values stay in the core.
 */
export type EnvFileView = { 
/**
 * Its variables, in the order of its lines; none where a line is refused.
 */
variables: Array<EnvFileVariable>, 
/**
 * Every line that is refused, in their order: nothing is taken in until there is none.
 */
refused: Array<EnvFileLine>, 
/**
 * The lines with a reference to a name that the file doesn't have, which is passed on as it stands.
 */
unresolved: Array<number>, };

/**
 * An environment variable without its value.
 */
export type EnvName = { 
/**
 * As it was typed, such as `DATABASE_URL`.
 */
name: string, 
/**
 * Whether a value was taken in.
 */
has_value: boolean, };

/**
 * What is wrong with the name of an environment variable.
 */
export type EnvNameCode = { "code": "empty" } | { "code": "assignment", "params": { 
/**
 * The name in it. The value never crosses.
 */
name: string | null, } } | { "code": "leading_digit" } | { "code": "property", "params": { 
/**
 * The variable by which Spring reads that property.
 */
suggestion: string, } } | { "code": "bad_character", "params": { 
/**
 * The first of them.
 */
character: string, } } | { "code": "too_long", "params": { 
/**
 * The limit in bytes.
 */
limit: number, } } | { "code": "named_twice" } | { "code": "no_value" };

/**
 * Where a file of environment variables is. It has no way to be printed.
 */
export type EnvSource = { "from": "file", 
/**
 * Where it lies, as a dialog or a drop gives it.
 */
path: string, } | { "from": "text", 
/**
 * As they were pasted.
 */
text: string, };

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
 * Why a text can't be the value of an environment variable. No part of the value is in it.
 */
export type EnvValueCode = { "code": "empty" } | { "code": "zero" } | { "code": "braces" } | { "code": "too_long", "params": { 
/**
 * Its length in bytes.
 */
bytes: number, 
/**
 * The limit in bytes.
 */
limit: number, } };

/**
 * What is wrong with error pages that lead an app's addresses to its page.
 */
export type ErrorPageCode = { "code": "hides_api" };

/**
 * A failure as an event tells it: its evidence is in the part.
 */
export type EventFailure = { 
/**
 * What class of failure it is.
 */
class: ClassCode, 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * AWS's own words.
 */
message: string, 
/**
 * AWS's code, or one of ours that begins with `naru.`.
 */
code: string | null, 
/**
 * AWS's request id.
 */
request_id: string | null, };

/**
 * Something that happened to a deployment: an entry of the ledger, without the state of any resource.
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
 * The id of the deployment that it is about.
 */
deployment: string, 
/**
 * The node; null where it is about the run.
 */
node: string | null, 
/**
 * Which resource of the node; null where it is about the run.
 */
generation: number | null, } & ({ "what": "run_began", "params": { 
/**
 * Whether things are to stand after it or to be gone.
 */
purpose: PurposeCode, 
/**
 * How many steps its plan has.
 */
steps: number, } } | { "what": "run_ended", "params": { 
/**
 * How it ended.
 */
outcome: OutcomeCode, } } | { "what": "create_began" } | { "what": "created" } | { "what": "adopted" } | { "what": "settled" } | { "what": "update_began" } | { "what": "updated" } | { "what": "delete_began" } | { "what": "gone" } | { "what": "kept", "params": { 
/**
 * Why it is not taken away, or not by us.
 */
why: KeptCode, } } | { "what": "lost" } | { "what": "failed", "params": EventFailure } | { "what": "retrying", "params": { 
/**
 * After how many milliseconds of the account's time.
 */
after_ms: number, 
/**
 * Which attempt the next one is, from 1.
 */
attempt: number, 
/**
 * What class of failure it is.
 */
class: ClassCode, 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * AWS's own words.
 */
message: string, 
/**
 * AWS's code, or one of ours that begins with `naru.`.
 */
code: string | null, 
/**
 * AWS's request id.
 */
request_id: string | null, } } | { "what": "waiting", "params": WaitingView } | { "what": "late" } | { "what": "progress", "params": ProgressView });

/**
 * Something that tells why.
 */
export type EvidenceView = { 
/**
 * What kind of evidence it is, as a code of the node's kind.
 */
what: EvidenceCode, 
/**
 * The evidence itself.
 */
text: string, };

/**
 * Why something failed, with its evidence.
 */
export type FailureView = { 
/**
 * What class of failure it is.
 */
class: ClassCode, 
/**
 * What the user is told.
 */
group: FailureGroup, 
/**
 * What was awaited too long, which says more than the group; null where it failed otherwise.
 */
awaited: WaitCode | null, 
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
 * A field of the draft, and what is wrong with it.
 */
export type FieldIssue = { "field": "name", 
/**
 * What is wrong.
 */
why: DeploymentNameCode, } | { "field": "halves", 
/**
 * What is wrong.
 */
why: HalvesCode, } | { "field": "frontend.folder", 
/**
 * What is wrong.
 */
why: FolderFieldCode, } | { "field": "frontend.error_page", 
/**
 * What is wrong.
 */
why: ErrorPageCode, } | { "field": "backend.image", 
/**
 * What is wrong.
 */
why: ImageCode, } | { "field": "backend.port", 
/**
 * What is wrong, or worth knowing.
 */
why: PortCode, } | { "field": "backend.health_path", 
/**
 * What is wrong.
 */
why: HealthPathCode, } | { "field": "backend.env", 
/**
 * Which of the draft's variables, from 0.
 */
at: number, 
/**
 * What is wrong.
 */
why: EnvNameCode, } | { "field": "backend.count", 
/**
 * What is wrong.
 */
why: CountCode, } | { "field": "domain.name", 
/**
 * What is wrong.
 */
why: DomainNameCode, };

/**
 * Something to know about a field of the draft.
 */
export type FieldProblem = { 
/**
 * How bad it is; only `stop` keeps the wizard from going on.
 */
level: Level, } & ({ "field": "name", 
/**
 * What is wrong.
 */
why: DeploymentNameCode, } | { "field": "halves", 
/**
 * What is wrong.
 */
why: HalvesCode, } | { "field": "frontend.folder", 
/**
 * What is wrong.
 */
why: FolderFieldCode, } | { "field": "frontend.error_page", 
/**
 * What is wrong.
 */
why: ErrorPageCode, } | { "field": "backend.image", 
/**
 * What is wrong.
 */
why: ImageCode, } | { "field": "backend.port", 
/**
 * What is wrong, or worth knowing.
 */
why: PortCode, } | { "field": "backend.health_path", 
/**
 * What is wrong.
 */
why: HealthPathCode, } | { "field": "backend.env", 
/**
 * Which of the draft's variables, from 0.
 */
at: number, 
/**
 * What is wrong.
 */
why: EnvNameCode, } | { "field": "backend.count", 
/**
 * What is wrong.
 */
why: CountCode, } | { "field": "domain.name", 
/**
 * What is wrong.
 */
why: DomainNameCode, });

/**
 * One of a folder's largest files.
 */
export type FileSize = { 
/**
 * The path within the folder.
 */
path: string, 
/**
 * Its size, in bytes.
 */
bytes: number, };

/**
 * Something that the account check found.
 */
export type Finding = { 
/**
 * How good or bad it is.
 */
level: Level, } & ({ "code": "identity", "params": { 
/**
 * The account's number.
 */
account: string, 
/**
 * The IAM user's or role's name.
 */
user: string, } } | { "code": "permissions_ok", "params": { 
/**
 * How many were asked for.
 */
checked: number, } } | { "code": "permissions_missing", "params": { 
/**
 * Which, such as `ec2:RunInstances`.
 */
actions: Array<string>, } } | { "code": "permissions_denied", "params": { 
/**
 * What a call that is denied so is told as.
 */
group: FailureGroup, 
/**
 * Which, such as `ec2:RunInstances`.
 */
actions: Array<string>, } } | { "code": "permissions_unknown", "params": { 
/**
 * Why not.
 */
why: NotSimulated, } } | { "code": "no_server_policy", "params": { 
/**
 * The name that it has to have, such as `naru-server`.
 */
name: string, } } | { "code": "no_elb_role" } | { "code": "default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * How many zones it has subnets in.
 */
zones: number, } } | { "code": "no_default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "too_few_zones", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * In how many.
 */
zones: number, } } | { "code": "zones_left_out", "params": { 
/**
 * Their zones, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "no_way_out", "params": { 
/**
 * Their zones, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "public_access_blocked", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "no_cloudfront_list", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "free_tier_types", "params": { 
/**
 * Their names.
 */
types: Array<string>, } } | { "code": "no_free_tier_types" } | { "code": "free_plan", "params": Credits } | { "code": "free_plan_over" } | { "code": "credits_left", "params": Credits } | { "code": "credits_ahead", "params": { 
/**
 * How much it adds, in cents of a dollar.
 */
cents: number, } } | { "code": "region_closed", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * A region that it doesn't refuse; null where none was found.
 */
works: string | null, } } | { "code": "vcpus_short", "params": { 
/**
 * How many it may still start.
 */
left: number, 
/**
 * How many are needed.
 */
wanted: number, } } | { "code": "load_balancers_full" } | { "code": "region_not_priced", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "keyring_locked" } | { "code": "keyring_no_service" } | { "code": "keyring_no_bus" } | { "code": "not_read", "params": { 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * Such as `AccessDenied`; null where the answer wasn't AWS's.
 */
aws_code: string | null, 
/**
 * AWS's own words.
 */
message: string, } } | { "code": "key_expired" } | { "code": "clock_wrong" } | { "code": "expired_or_clock" } | { "code": "no_connection" } | { "code": "gate", "params": { 
/**
 * Such as `AccessDenied`; null where the answer wasn't AWS's.
 */
aws_code: string | null, 
/**
 * AWS's own words.
 */
message: string, } });

/**
 * What the account check finds.
 */
export type FindingCode = { "code": "identity", "params": { 
/**
 * The account's number.
 */
account: string, 
/**
 * The IAM user's or role's name.
 */
user: string, } } | { "code": "permissions_ok", "params": { 
/**
 * How many were asked for.
 */
checked: number, } } | { "code": "permissions_missing", "params": { 
/**
 * Which, such as `ec2:RunInstances`.
 */
actions: Array<string>, } } | { "code": "permissions_denied", "params": { 
/**
 * What a call that is denied so is told as.
 */
group: FailureGroup, 
/**
 * Which, such as `ec2:RunInstances`.
 */
actions: Array<string>, } } | { "code": "permissions_unknown", "params": { 
/**
 * Why not.
 */
why: NotSimulated, } } | { "code": "no_server_policy", "params": { 
/**
 * The name that it has to have, such as `naru-server`.
 */
name: string, } } | { "code": "no_elb_role" } | { "code": "default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * How many zones it has subnets in.
 */
zones: number, } } | { "code": "no_default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "too_few_zones", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * In how many.
 */
zones: number, } } | { "code": "zones_left_out", "params": { 
/**
 * Their zones, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "no_way_out", "params": { 
/**
 * Their zones, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "public_access_blocked", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "no_cloudfront_list", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "free_tier_types", "params": { 
/**
 * Their names.
 */
types: Array<string>, } } | { "code": "no_free_tier_types" } | { "code": "free_plan", "params": Credits } | { "code": "free_plan_over" } | { "code": "credits_left", "params": Credits } | { "code": "credits_ahead", "params": { 
/**
 * How much it adds, in cents of a dollar.
 */
cents: number, } } | { "code": "region_closed", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * A region that it doesn't refuse; null where none was found.
 */
works: string | null, } } | { "code": "vcpus_short", "params": { 
/**
 * How many it may still start.
 */
left: number, 
/**
 * How many are needed.
 */
wanted: number, } } | { "code": "load_balancers_full" } | { "code": "region_not_priced", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "keyring_locked" } | { "code": "keyring_no_service" } | { "code": "keyring_no_bus" } | { "code": "not_read", "params": { 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * Such as `AccessDenied`; null where the answer wasn't AWS's.
 */
aws_code: string | null, 
/**
 * AWS's own words.
 */
message: string, } } | { "code": "key_expired" } | { "code": "clock_wrong" } | { "code": "expired_or_clock" } | { "code": "no_connection" } | { "code": "gate", "params": { 
/**
 * Such as `AccessDenied`; null where the answer wasn't AWS's.
 */
aws_code: string | null, 
/**
 * AWS's own words.
 */
message: string, } };

/**
 * A folder to look into.
 */
export type Folder = { 
/**
 * Its path, as typed, dropped or picked.
 */
path: string, };

/**
 * Why a folder can't be a site. Paths and names are for people to read.
 */
export type FolderCode = { "code": "empty_path" } | { "code": "not_there", "params": { 
/**
 * As it was given.
 */
path: string, } } | { "code": "unreadable", "params": { 
/**
 * As it was given.
 */
path: string, 
/**
 * The system's own words.
 */
reason: string, } } | { "code": "not_a_folder", "params": { 
/**
 * As it was given.
 */
path: string, } } | { "code": "empty", "params": { 
/**
 * As it was given.
 */
path: string, } } | { "code": "no_index", "params": { 
/**
 * As it was given.
 */
path: string, 
/**
 * The HTML files at its top, at most five, or the one that is probably meant.
 */
html: Array<string>, } } | { "code": "package_unread", "params": { 
/**
 * The file.
 */
path: string, 
/**
 * The line, from 1.
 */
line: number, 
/**
 * What is wrong there.
 */
why: PackageLineCode, } } | { "code": "server_pages", "params": { 
/**
 * As it was given.
 */
path: string, 
/**
 * The first of them, such as `index.php`.
 */
file: string, } } | { "code": "by_language", "params": { 
/**
 * The folder that holds the languages' folders.
 */
path: string, 
/**
 * Their names, such as `ko`.
 */
folders: Array<string>, } } | { "code": "source_tree", "params": { 
/**
 * As it was given.
 */
path: string, 
/**
 * The tool that builds it, where the sources tell.
 */
framework: Framework | null, 
/**
 * What to type to build it, where `package.json` has a script for that.
 */
build: BuildCommand | null, 
/**
 * A setting without which the build makes no static site.
 */
missing: MissingSetting | null, 
/**
 * The folder that a build of the same project has made already.
 */
built: string | null, } } | { "code": "too_many_files", "params": { 
/**
 * The folder.
 */
path: string, 
/**
 * The most that is taken.
 */
limit: number, } } | { "code": "file_too_large", "params": { 
/**
 * The file, from the site's folder.
 */
file: string, 
/**
 * Its size, in bytes.
 */
bytes: number, 
/**
 * The limit in bytes.
 */
limit: number, } } | { "code": "name_too_long", "params": { 
/**
 * The file, from the site's folder.
 */
file: string, 
/**
 * The name's bytes.
 */
bytes: number, 
/**
 * The limit in bytes.
 */
limit: number, } } | { "code": "symlink_loop", "params": { 
/**
 * The link, from the site's folder.
 */
link: string, } } | { "code": "symlink_outside", "params": { 
/**
 * The link, from the site's folder.
 */
link: string, 
/**
 * Where it leads.
 */
target: string, } } | { "code": "symlink_broken", "params": { 
/**
 * The link, from the site's folder.
 */
link: string, } } | { "code": "name_not_utf8", "params": { 
/**
 * The name with its folders, as far as it can be shown.
 */
name: string, } };

/**
 * What is wrong with the folder as it is typed.
 */
export type FolderFieldCode = { "code": "empty" };

/**
 * Something found in a front-end folder.
 */
export type FolderFinding = { 
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
excerpt: string | null, } & ({ "code": "local_address" } | { "code": "insecure_address" } | { "code": "secret", "params": { 
/**
 * Of which kind.
 */
secret: SecretKind, } } | { "code": "key_store" } | { "code": "environment_file" } | { "code": "dependency_folder" } | { "code": "version_control" } | { "code": "server_file" } | { "code": "empty_page" } | { "code": "source_map" } | { "code": "decomposed_name" } | { "code": "awkward_name" } | { "code": "missing_file" } | { "code": "name_case", "params": { 
/**
 * The file that is there.
 */
there: string, } } | { "code": "base_path", "params": { 
/**
 * That folder, with its slashes.
 */
base: string, } } | { "code": "relative_paths" });

/**
 * What is found in a folder.
 */
export type FolderFindingCode = { "code": "local_address" } | { "code": "insecure_address" } | { "code": "secret", "params": { 
/**
 * Of which kind.
 */
secret: SecretKind, } } | { "code": "key_store" } | { "code": "environment_file" } | { "code": "dependency_folder" } | { "code": "version_control" } | { "code": "server_file" } | { "code": "empty_page" } | { "code": "source_map" } | { "code": "decomposed_name" } | { "code": "awkward_name" } | { "code": "missing_file" } | { "code": "name_case", "params": { 
/**
 * The file that is there.
 */
there: string, } } | { "code": "base_path", "params": { 
/**
 * That folder, with its slashes.
 */
base: string, } } | { "code": "relative_paths" };

/**
 * What was found in a front-end folder.
 */
export type FolderReport = { 
/**
 * The folder that would be uploaded: the built one within the one that was given.
 */
folder: string, 
/**
 * The framework that was recognised; null for plain HTML.
 */
framework: Framework | null, 
/**
 * Whether it is a single-page app: then what no file has is answered by the app's page.
 */
spa: boolean, 
/**
 * How many files.
 */
files: number, 
/**
 * The sum of their sizes, in bytes.
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
 * Asks how a deployment stands, for the first time or again.
 */
export type Follow = { 
/**
 * 12 lower-case letters and digits, the first a letter.
 */
id: string, 
/**
 * The language of the picture's labels.
 */
lang: Lang, 
/**
 * The revision that the asker has; null the first time.
 */
since: number | null, };

/**
 * How a deployment stands.
 */
export type Followed = { 
/**
 * What the asker has from here on.
 */
revision: number, } & ({ "news": "whole", 
/**
 * All of it.
 */
view: DeploymentView, } | { "news": "changed", 
/**
 * What changed.
 */
change: DeploymentChange, });

/**
 * The tool that builds a site.
 */
export type Framework = "vite" | "create_react_app" | "next" | "vue_cli" | "angular" | "astro" | "svelte_kit" | "nuxt" | "gatsby" | "react_router" | "docusaurus" | "vite_press" | "eleventy" | "hugo" | "jekyll" | "hexo" | "mk_docs" | "storybook" | "quasar" | "expo" | "flutter" | "unity";

/**
 * The front-end, as typed.
 */
export type FrontendDraft = { 
/**
 * The path as it was typed, dropped or picked; empty until then.
 */
folder: string, 
/**
 * Whether warnings about the folder's content were read and accepted.
 */
accepted_warnings: boolean, 
/**
 * Whether error pages of CloudFront's lead a single-page app's addresses to its page, in the place of a function.
 */
error_page: boolean, };

/**
 * What is wrong with the choice of halves.
 */
export type HalvesCode = { "code": "nothing_chosen" };

/**
 * What happened, with what its sentence needs; never a secret.
 */
export type Happened = { "what": "run_began", "params": { 
/**
 * Whether things are to stand after it or to be gone.
 */
purpose: PurposeCode, 
/**
 * How many steps its plan has.
 */
steps: number, } } | { "what": "run_ended", "params": { 
/**
 * How it ended.
 */
outcome: OutcomeCode, } } | { "what": "create_began" } | { "what": "created" } | { "what": "adopted" } | { "what": "settled" } | { "what": "update_began" } | { "what": "updated" } | { "what": "delete_began" } | { "what": "gone" } | { "what": "kept", "params": { 
/**
 * Why it is not taken away, or not by us.
 */
why: KeptCode, } } | { "what": "lost" } | { "what": "failed", "params": EventFailure } | { "what": "retrying", "params": { 
/**
 * After how many milliseconds of the account's time.
 */
after_ms: number, 
/**
 * Which attempt the next one is, from 1.
 */
attempt: number, 
/**
 * What class of failure it is.
 */
class: ClassCode, 
/**
 * What was being done, as a fragment that fits "failed to ...".
 */
doing: string, 
/**
 * AWS's own words.
 */
message: string, 
/**
 * AWS's code, or one of ours that begins with `naru.`.
 */
code: string | null, 
/**
 * AWS's request id.
 */
request_id: string | null, } } | { "what": "waiting", "params": WaitingView } | { "what": "late" } | { "what": "progress", "params": ProgressView };

/**
 * Why a text is no health path. A `suggestion` is a path that was probably meant.
 */
export type HealthPathCode = { "code": "empty" } | { "code": "no_slash", "params": { 
/**
 * The same with a slash.
 */
suggestion: string | null, } } | { "code": "address", "params": { 
/**
 * Its path.
 */
suggestion: string | null, } } | { "code": "blank" } | { "code": "query", "params": { 
/**
 * What stands before it.
 */
suggestion: string | null, } } | { "code": "bad_character", "params": { 
/**
 * The first of them.
 */
character: string, } } | { "code": "bad_escape" } | { "code": "too_long", "params": { 
/**
 * The limit in bytes.
 */
limit: number, } };

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
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * Where the credentials come from.
 */
source: Source, };

/**
 * Why a text is no image name. A `suggestion` is an image name that was probably meant.
 */
export type ImageCode = { "code": "empty" } | { "code": "docker_command", "params": { 
/**
 * What it pulls or runs.
 */
suggestion: string | null, } } | { "code": "address", "params": { 
/**
 * The image that it is about.
 */
suggestion: string | null, } } | { "code": "blank" } | { "code": "uppercase", "params": { 
/**
 * The name in small letters.
 */
suggestion: string | null, } } | { "code": "bad_character", "params": { 
/**
 * The first of them.
 */
character: string, } } | { "code": "bad_part", "params": { 
/**
 * What stands between two slashes, as it was read.
 */
part: string, } } | { "code": "bad_host", "params": { 
/**
 * What stands there.
 */
host: string, } } | { "code": "local_registry", "params": { 
/**
 * The registry.
 */
host: string, } } | { "code": "private_registry", "params": { 
/**
 * The registry.
 */
host: string, } } | { "code": "bad_tag", "params": { 
/**
 * What stands there.
 */
tag: string, } } | { "code": "bad_digest", "params": { 
/**
 * What stands there.
 */
digest: string, } } | { "code": "too_long", "params": { 
/**
 * The limit in bytes.
 */
limit: number, } };

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
 * Whether the Free Tier covers it for this account.
 */
free_tier: boolean, 
/**
 * Dollars an hour; null where the price table doesn't know it in this region.
 */
usd_hour: number | null, 
/**
 * Dollars an hour on top of that while all of its CPUs are busy and may be; null where its price includes all.
 */
usd_hour_busy: number | null, };

/**
 * What a scan of the account found.
 */
export type Inventory = { 
/**
 * The account's number.
 */
account: string, 
/**
 * The region that was asked, such as `ap-northeast-2`.
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
 * A half of an access key.
 */
export type KeyField = "id" | "secret";

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
 * What one of a deployment's names leads to.
 */
export type LeadsTo = "cloudfront" | "load_balancer";

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
 * Something to open in the browser.
 */
export type Link = { "what": "site" } & SiteAddress | { "what": "console", 
/**
 * The deployment's id.
 */
deployment: string, 
/**
 * The node's name.
 */
node: string, 
/**
 * Which resource of the node.
 */
generation: number, } | { "what": "support", 
/**
 * The deployment's id.
 */
deployment: string, } | { "what": "iam_users" };

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
 * Consent to a repair.
 */
export type Mend = { 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The digest of the plan that was shown.
 */
digest: string, };

/**
 * A setting without which a build makes no static site.
 */
export type MissingSetting = "next_output_export" | "svelte_adapter_static" | "react_router_ssr_false" | "angular_output_static" | "astro_output_static" | "static_output";

/**
 * A name that another distribution has, or that leads to one.
 */
export type NameTaken = { 
/**
 * The full name, such as `www.example.com`, without a final dot.
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
 * Why what somebody may do can't be found out beforehand.
 */
export type NotSimulated = "not_allowed" | "role_unknown" | "no_answer";

/**
 * What is worth knowing of a plan before one consents to it.
 */
export type NoteCode = "no_cloudfront_list" | "creates_default_vpc" | "name_servers_wrong" | "zone_will_be_made" | "records_elsewhere" | "records_replaced" | "environment_changed" | "one_after_the_other";

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
 * The TCP port that is open.
 */
port: number, 
/**
 * To whom.
 */
to: OpenTo, };

/**
 * To whom a port is open.
 */
export type OpenTo = "cloudfront" | "anywhere" | { "node": string };

/**
 * What became of something that was to be opened.
 */
export type Opened = "in_browser" | "would_be";

/**
 * What the app opens with: what is going on or waits comes first.
 */
export type Opening = { "what": "start" } | { "what": "draft", 
/**
 * The draft's id.
 */
id: string, } | { "what": "deployment", 
/**
 * The deployment's id.
 */
id: string, 
/**
 * The screen that shows how it stands.
 */
screen: DeploymentScreen, };

/**
 * How a run ended.
 */
export type OutcomeCode = "done" | "stopped" | "cancelled" | "expired" | "gated";

/**
 * Why a line of `package.json` can't be read.
 */
export type PackageLineCode = "encoding" | "syntax";

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
 * Which resource of the node: 1 for the first, one more for each that takes the place of another.
 */
generation: number, 
/**
 * Its kind's name.
 */
kind: KindName, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * One sentence for a beginner on what it does here.
 */
why: Words, 
/**
 * Where it stands in AWS's console.
 */
console: Words, 
/**
 * Whether AWS's console has a page of this very thing, to be opened; in the practice account it would have.
 */
console_page: boolean, 
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
 * From when to when its last effect went; null where none was begun, or where it failed.
 */
span: Span | null, 
/**
 * Why it was left where it is.
 */
kept: KeptCode | null, 
/**
 * Whether it stands in the account and is only used: no run makes it or takes it away, and none counts it.
 */
used: boolean, 
/**
 * Dollars a month of 730 hours: an hour and a day are parts of it.
 */
usd_month: number, };

/**
 * As what a picture is saved.
 */
export type PictureFormat = "svg" | "png" | "mermaid";

/**
 * What a picture is drawn from.
 */
export type PictureOf = { "what": "draft", 
/**
 * As it stands in the wizard, which may be unfinished.
 */
draft: Draft, } | { "what": "deployment", 
/**
 * The deployment's, as the ledger has it.
 */
id: string, };

/**
 * Asks for a picture as text.
 */
export type PictureRequest = { 
/**
 * What it shows: a draft, or a deployment as the ledger knows it.
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
 * A picture for the window, a pipe or the clipboard. Of a PNG it is the SVG that the pixels come from.
 */
export type PictureText = { 
/**
 * The SVG or Mermaid source.
 */
text: string, };

/**
 * Where a node belongs.
 */
export type PlaceCode = "global" | "region" | "zone" | "hidden";

/**
 * How many things a plan makes, changes, replaces and deletes. What stands in the account and is only used, such as the
 * default VPC, is kept whatever the run does with it: it goes with no teardown either.
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
 * What would become of one node, with all that the review shows of it.
 */
export type PlanStepView = { 
/**
 * The node's name.
 */
node: string, 
/**
 * Which resource of the node: 1 for the first, one more for each that takes the place of another.
 */
generation: number, 
/**
 * Its kind's name.
 */
kind: KindName, 
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
 * What becomes of it.
 */
action: ActionCode, 
/**
 * What decided for the action.
 */
reason: ReasonCode, 
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
 * Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
 */
usd_month: number, 
/**
 * Where it belongs.
 */
place: PlaceCode, };

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
 * What is worth knowing.
 */
notes: Array<NoteCode>, };

/**
 * What the user's key may do, and what servers may do at most.
 */
export type Policy = { 
/**
 * What to make in IAM, in this order.
 */
documents: Array<PolicyDocument>, 
/**
 * Each action of the key's with its reason.
 */
reasons: Array<PolicyReason>, };

/**
 * A policy to make in IAM.
 */
export type PolicyDocument = { 
/**
 * The name that it has to have, such as `naru-deploy`.
 */
name: string, 
/**
 * The JSON to paste.
 */
json: string, 
/**
 * Whether it is attached to the user; else it only has to be there, and bounds the roles of servers.
 */
attached: boolean, };

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
 * What is wrong with a port, or worth knowing of it.
 */
export type PortCode = { "code": "empty" } | { "code": "not_a_number", "params": { 
/**
 * What was typed.
 */
text: string, } } | { "code": "out_of_range", "params": { 
/**
 * The number.
 */
port: number, } } | { "code": "held_by_nginx" } | { "code": "held_by_ssh" } | { "code": "privileged" };

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
app: PracticeApp, 
/**
 * What kind of account it is.
 */
account: PracticeAccount, };

/**
 * What kind of account the practice account is.
 */
export type PracticeAccount = "ordinary" | "free_plan" | "project" | "small_quotas";

/**
 * How the app on the practice account's instances behaves.
 */
export type PracticeApp = "healthy" | "wrong_port" | "wrong_path" | "localhost_only" | "crashes" | "slow_start" | "unhealthy";

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
things: number | null, 
/**
 * The parts in the picture that are nodes: what a visitor brings along is none.
 */
parts: Array<SketchedPart>, };

/**
 * Asks what a draft comes to.
 */
export type PreviewRequest = { 
/**
 * As it stands in the wizard, which may be unfinished.
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
 * Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
 */
usd_month: number, 
/**
 * Dollars a month that a small site comes to beside it, for what is paid by use.
 */
usd_month_by_use: number, 
/**
 * The day of the price table, such as `2026-11-01`.
 */
date: string, 
/**
 * What the table has no price for: it is named rather than left out.
 */
unpriced: Array<string>, };

/**
 * What one item of the price table comes to, over all the nodes that use it.
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
 * Dollars a month of 730 hours: an hour and a day are parts of it.
 */
usd_month: number, 
/**
 * Whether it is paid by use: then the month is that of a small site.
 */
by_use: boolean, 
/**
 * How many of it are free every month, where it is paid by use.
 */
free_a_month: number | null, 
/**
 * Dollars for each one that is paid.
 */
usd_each: number, 
/**
 * The day, or the month, of the newest list of AWS's that has this price; null where no copy with a date does.
 */
as_of: string | null, 
/**
 * The names of the nodes that the amount was added up from.
 */
nodes: Array<string>, };

/**
 * One question to the deployed site, with its answer.
 */
export type Probe = { 
/**
 * The host that was asked about; null where it was AWS that was asked.
 */
host: string | null, 
/**
 * The request, such as `GET https://d1.cloudfront.net/`.
 */
asked: string, 
/**
 * The answer, such as `200 text/html`, or why there was none.
 */
answer: string, 
/**
 * The status of a web server's answer.
 */
status: number | null, 
/**
 * Whether it is what it should be.
 */
ok: boolean, } & ({ "code": "target_healthy", "params": { 
/**
 * How many it does.
 */
healthy: number, 
/**
 * How many there are.
 */
all: number, } } | { "code": "site_opens" } | { "code": "deep_link" } | { "code": "missing_asset" } | { "code": "http_redirects" } | { "code": "api_health", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "api_reached", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "bucket_closed" } | { "code": "alb_closed" } | { "code": "name_resolves", "params": { 
/**
 * How many public resolvers do.
 */
resolvers: number, 
/**
 * How many answered.
 */
of: number, 
/**
 * The host that it has to lead to.
 */
target: string, } } | { "code": "certificate_covers" } | { "code": "tls_versions", "params": { 
/**
 * Those that are spoken.
 */
versions: Array<string>, } } | { "code": "hsts" } | { "code": "www_redirects", "params": { 
/**
 * The one that answers first.
 */
to: string, } } | { "code": "api_host_health", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "cors_preflight", "params": { 
/**
 * The page's origin.
 */
origin: string, 
/**
 * Whom the back-end allows, where it says so.
 */
allowed: string | null, } });

/**
 * What is asked of a deployed site.
 */
export type ProbeCode = { "code": "target_healthy", "params": { 
/**
 * How many it does.
 */
healthy: number, 
/**
 * How many there are.
 */
all: number, } } | { "code": "site_opens" } | { "code": "deep_link" } | { "code": "missing_asset" } | { "code": "http_redirects" } | { "code": "api_health", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "api_reached", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "bucket_closed" } | { "code": "alb_closed" } | { "code": "name_resolves", "params": { 
/**
 * How many public resolvers do.
 */
resolvers: number, 
/**
 * How many answered.
 */
of: number, 
/**
 * The host that it has to lead to.
 */
target: string, } } | { "code": "certificate_covers" } | { "code": "tls_versions", "params": { 
/**
 * Those that are spoken.
 */
versions: Array<string>, } } | { "code": "hsts" } | { "code": "www_redirects", "params": { 
/**
 * The one that answers first.
 */
to: string, } } | { "code": "api_host_health", "params": { 
/**
 * The path that it was asked at.
 */
path: string, } } | { "code": "cors_preflight", "params": { 
/**
 * The page's origin.
 */
origin: string, 
/**
 * Whom the back-end allows, where it says so.
 */
allowed: string | null, } };

/**
 * A command that failed. A user's cancel is none.
 */
export type Problem = { 
/**
 * Technical words, for copying into a question to someone.
 */
message: string, 
/**
 * AWS's own error, where it is AWS that refused.
 */
failure: FailureView | null, } & ({ "code": "key_empty", "params": { 
/**
 * The half that is empty.
 */
field: KeyField, } } | { "code": "key_id_malformed" } | { "code": "secret_in_id_field" } | { "code": "id_in_secret_field" } | { "code": "secret_malformed", "params": { 
/**
 * How many characters it has; a secret has 40.
 */
length: number, } } | { "code": "token_missing" } | { "code": "root_key", "params": { 
/**
 * The account's number.
 */
account: string, } } | { "code": "wrong_key" } | { "code": "wrong_secret" } | { "code": "key_expired" } | { "code": "credentials_expired" } | { "code": "no_such_profile", "params": { 
/**
 * The name.
 */
profile: string, } } | { "code": "profile_sign_in", "params": { 
/**
 * The profile's name.
 */
profile: string, 
/**
 * How one signs in again.
 */
kind: SignIn, } } | { "code": "profile_unusable", "params": { 
/**
 * The profile's name.
 */
profile: string, } } | { "code": "profile_ring", "params": { 
/**
 * The profile's name.
 */
profile: string, } } | { "code": "profiles_unreadable" } | { "code": "profile_unread", "params": { 
/**
 * The file, as it is named.
 */
path: string, 
/**
 * The line, from 1.
 */
line: number, 
/**
 * Why, without any of what stands there.
 */
why: ProfileLineCode, } } | { "code": "key_malformed", "params": { 
/**
 * The variable's name.
 */
variable: string, } } | { "code": "key_half", "params": { 
/**
 * The name of the variable that lacks.
 */
variable: string, } } | { "code": "key_swapped" } | { "code": "clock_wrong" } | { "code": "expired_or_clock" } | { "code": "no_saved_key" } | { "code": "keyring_locked" } | { "code": "keyring_no_service" } | { "code": "keyring_no_bus" } | { "code": "keyring_too_long" } | { "code": "keyring_refused" } | { "code": "no_connection" } | { "code": "no_aws_answer" } | { "code": "throttled" } | { "code": "denied", "params": { 
/**
 * Who denied it, as failures are told apart.
 */
group: FailureGroup, } } | { "code": "gate" } | { "code": "aws_refused" } | { "code": "unknown_region", "params": { 
/**
 * Its name, as it was given.
 */
region: string, 
/**
 * The region that was probably meant: that of a zone, or of a city.
 */
meant: string | null, } } | { "code": "region_opt_in", "params": { 
/**
 * A code of AWS's, such as `ap-southeast-3`.
 */
region: string, } } | { "code": "too_few_zones", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * How many have.
 */
zones: number, } } | { "code": "no_way_out", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * Those whose subnet has no route to an internet gateway, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "public_access_blocked", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "no_default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "held_by", "params": { 
/**
 * What it said of itself.
 */
by: string, } } | { "code": "newer_ledger" } | { "code": "ledger_damaged" } | { "code": "disk_full", "params": { 
/**
 * The data folder, where it wasn't the ledger that met it.
 */
path: string | null, } } | { "code": "bad_data_folder", "params": { 
/**
 * The folder.
 */
path: string, } } | { "code": "not_saved", "params": { 
/**
 * Where it was to be.
 */
path: string, } } | { "code": "no_browser", "params": { 
/**
 * The address that was to be opened.
 */
url: string, } } | { "code": "bad_address", "params": { 
/**
 * The address.
 */
url: string, } } | { "code": "no_picture" } | { "code": "practice_unavailable" } | { "code": "no_session" } | { "code": "other_account", "params": { 
/**
 * The deployment's account.
 */
wanted: string, 
/**
 * The one that the app is in.
 */
found: string, } } | { "code": "other_region", "params": { 
/**
 * The deployment's region.
 */
wanted: string, 
/**
 * The one that the app is in.
 */
found: string, } } | { "code": "no_such_deployment", "params": { 
/**
 * As it was asked for.
 */
id: string, } } | { "code": "already_running" } | { "code": "nothing_to_resume" } | { "code": "plan_changed" } | { "code": "other_name", "params": { 
/**
 * The deployment's, as it has to be typed.
 */
name: string, } } | { "code": "unread", "params": { 
/**
 * The kind's name.
 */
kind: string, } } | { "code": "still_there" } | { "code": "bad_draft", "params": FieldIssue } | { "code": "blueprint_lost" } | { "code": "bad_blueprint" } | { "code": "bad_folder", "params": { 
/**
 * Why; null where it couldn't be looked into at all.
 */
why: FolderCode | null, } } | { "code": "image_private", "params": { 
/**
 * The image's name.
 */
image: string, } } | { "code": "image_missing", "params": { 
/**
 * The image's name.
 */
image: string, } } | { "code": "image_platform", "params": { 
/**
 * The image's name.
 */
image: string, 
/**
 * The processors that it is for, such as `arm64`.
 */
has: Array<string>, 
/**
 * The instance type's, such as `amd64`.
 */
wanted: string, } } | { "code": "bad_env_value", "params": { 
/**
 * The variable's name.
 */
name: string, 
/**
 * What is wrong with what was given.
 */
why: EnvValueCode, } } | { "code": "env_file_unread", "params": { 
/**
 * The file's path.
 */
path: string, } } | { "code": "bad_env_file", "params": EnvFileRefusal } | { "code": "bad_request" } | { "code": "unknown_command", "params": { 
/**
 * The command's name.
 */
command: string, } } | { "code": "events_ended" } | { "code": "internal" } | { "code": "bad_domain", "params": { 
/**
 * What is wrong with what was given.
 */
why: DomainNameCode, } } | { "code": "bad_record", "params": { 
/**
 * The full name that was given.
 */
name: string, } } | { "code": "no_domain" } | { "code": "no_such_zone", "params": { 
/**
 * The zone's id.
 */
zone: string, } } | { "code": "other_zone", "params": { 
/**
 * Its name as people read it; null where it can't be read.
 */
zone: string | null, } } | { "code": "record_exists", "params": RecordExists } | { "code": "name_taken", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * The distribution's id.
 */
distribution: string, } } | { "code": "record_routed", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * Their type.
 */
record: string, } } | { "code": "name_led_elsewhere", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * Where it leads, where that could be seen.
 */
leads_to: string | null, 
/**
 * The type of the record that leads there, where it is in a zone of this account's.
 */
record: string | null, } });

/**
 * Why a command failed. A code exists only where somebody says or does something different for it.
 */
export type ProblemCode = { "code": "key_empty", "params": { 
/**
 * The half that is empty.
 */
field: KeyField, } } | { "code": "key_id_malformed" } | { "code": "secret_in_id_field" } | { "code": "id_in_secret_field" } | { "code": "secret_malformed", "params": { 
/**
 * How many characters it has; a secret has 40.
 */
length: number, } } | { "code": "token_missing" } | { "code": "root_key", "params": { 
/**
 * The account's number.
 */
account: string, } } | { "code": "wrong_key" } | { "code": "wrong_secret" } | { "code": "key_expired" } | { "code": "credentials_expired" } | { "code": "no_such_profile", "params": { 
/**
 * The name.
 */
profile: string, } } | { "code": "profile_sign_in", "params": { 
/**
 * The profile's name.
 */
profile: string, 
/**
 * How one signs in again.
 */
kind: SignIn, } } | { "code": "profile_unusable", "params": { 
/**
 * The profile's name.
 */
profile: string, } } | { "code": "profile_ring", "params": { 
/**
 * The profile's name.
 */
profile: string, } } | { "code": "profiles_unreadable" } | { "code": "profile_unread", "params": { 
/**
 * The file, as it is named.
 */
path: string, 
/**
 * The line, from 1.
 */
line: number, 
/**
 * Why, without any of what stands there.
 */
why: ProfileLineCode, } } | { "code": "key_malformed", "params": { 
/**
 * The variable's name.
 */
variable: string, } } | { "code": "key_half", "params": { 
/**
 * The name of the variable that lacks.
 */
variable: string, } } | { "code": "key_swapped" } | { "code": "clock_wrong" } | { "code": "expired_or_clock" } | { "code": "no_saved_key" } | { "code": "keyring_locked" } | { "code": "keyring_no_service" } | { "code": "keyring_no_bus" } | { "code": "keyring_too_long" } | { "code": "keyring_refused" } | { "code": "no_connection" } | { "code": "no_aws_answer" } | { "code": "throttled" } | { "code": "denied", "params": { 
/**
 * Who denied it, as failures are told apart.
 */
group: FailureGroup, } } | { "code": "gate" } | { "code": "aws_refused" } | { "code": "unknown_region", "params": { 
/**
 * Its name, as it was given.
 */
region: string, 
/**
 * The region that was probably meant: that of a zone, or of a city.
 */
meant: string | null, } } | { "code": "region_opt_in", "params": { 
/**
 * A code of AWS's, such as `ap-southeast-3`.
 */
region: string, } } | { "code": "too_few_zones", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * How many have.
 */
zones: number, } } | { "code": "no_way_out", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, 
/**
 * Those whose subnet has no route to an internet gateway, such as `ap-northeast-2a`.
 */
zones: Array<string>, } } | { "code": "public_access_blocked", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "no_default_vpc", "params": { 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string, } } | { "code": "held_by", "params": { 
/**
 * What it said of itself.
 */
by: string, } } | { "code": "newer_ledger" } | { "code": "ledger_damaged" } | { "code": "disk_full", "params": { 
/**
 * The data folder, where it wasn't the ledger that met it.
 */
path: string | null, } } | { "code": "bad_data_folder", "params": { 
/**
 * The folder.
 */
path: string, } } | { "code": "not_saved", "params": { 
/**
 * Where it was to be.
 */
path: string, } } | { "code": "no_browser", "params": { 
/**
 * The address that was to be opened.
 */
url: string, } } | { "code": "bad_address", "params": { 
/**
 * The address.
 */
url: string, } } | { "code": "no_picture" } | { "code": "practice_unavailable" } | { "code": "no_session" } | { "code": "other_account", "params": { 
/**
 * The deployment's account.
 */
wanted: string, 
/**
 * The one that the app is in.
 */
found: string, } } | { "code": "other_region", "params": { 
/**
 * The deployment's region.
 */
wanted: string, 
/**
 * The one that the app is in.
 */
found: string, } } | { "code": "no_such_deployment", "params": { 
/**
 * As it was asked for.
 */
id: string, } } | { "code": "already_running" } | { "code": "nothing_to_resume" } | { "code": "plan_changed" } | { "code": "other_name", "params": { 
/**
 * The deployment's, as it has to be typed.
 */
name: string, } } | { "code": "unread", "params": { 
/**
 * The kind's name.
 */
kind: string, } } | { "code": "still_there" } | { "code": "bad_draft", "params": FieldIssue } | { "code": "blueprint_lost" } | { "code": "bad_blueprint" } | { "code": "bad_folder", "params": { 
/**
 * Why; null where it couldn't be looked into at all.
 */
why: FolderCode | null, } } | { "code": "image_private", "params": { 
/**
 * The image's name.
 */
image: string, } } | { "code": "image_missing", "params": { 
/**
 * The image's name.
 */
image: string, } } | { "code": "image_platform", "params": { 
/**
 * The image's name.
 */
image: string, 
/**
 * The processors that it is for, such as `arm64`.
 */
has: Array<string>, 
/**
 * The instance type's, such as `amd64`.
 */
wanted: string, } } | { "code": "bad_env_value", "params": { 
/**
 * The variable's name.
 */
name: string, 
/**
 * What is wrong with what was given.
 */
why: EnvValueCode, } } | { "code": "env_file_unread", "params": { 
/**
 * The file's path.
 */
path: string, } } | { "code": "bad_env_file", "params": EnvFileRefusal } | { "code": "bad_request" } | { "code": "unknown_command", "params": { 
/**
 * The command's name.
 */
command: string, } } | { "code": "events_ended" } | { "code": "internal" } | { "code": "bad_domain", "params": { 
/**
 * What is wrong with what was given.
 */
why: DomainNameCode, } } | { "code": "bad_record", "params": { 
/**
 * The full name that was given.
 */
name: string, } } | { "code": "no_domain" } | { "code": "no_such_zone", "params": { 
/**
 * The zone's id.
 */
zone: string, } } | { "code": "other_zone", "params": { 
/**
 * Its name as people read it; null where it can't be read.
 */
zone: string | null, } } | { "code": "record_exists", "params": RecordExists } | { "code": "name_taken", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * The distribution's id.
 */
distribution: string, } } | { "code": "record_routed", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * Their type.
 */
record: string, } } | { "code": "name_led_elsewhere", "params": { 
/**
 * Such as `www.example.com`, without a final dot.
 */
name: string, 
/**
 * Where it leads, where that could be seen.
 */
leads_to: string | null, 
/**
 * The type of the record that leads there, where it is in a zone of this account's.
 */
record: string | null, } };

/**
 * A profile found on this computer.
 */
export type Profile = { 
/**
 * As it stands in `~/.aws/config`, such as `default`.
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
 * Why a line of `~/.aws` can't be read, or is passed over.
 */
export type ProfileLineCode = "closed" | "encoding" | "no_sign" | "no_name" | "no_section" | "open_section" | "section_name" | "no_prefix" | "prefix" | "half_key" | "swapped_key";

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
 * A registrar or DNS provider that there is a guide for.
 */
export type ProviderCode = "gabia" | "hosting_kr" | "cafe24" | "whois" | "namecheap" | "godaddy" | "cloudflare" | "route53";

/**
 * What a run is for.
 */
export type PurposeCode = "launch" | "teardown";

/**
 * Why a plan does something with a node.
 */
export type ReasonCode = "missing" | "in_doubt" | "found" | "used" | "as_wanted" | "unsettled" | "differs" | "unfinished" | "follows" | "superseded" | "not_wanted" | "teardown" | "kept_by_user" | "needed";

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
 * A code of AWS's, such as `ap-northeast-2`.
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
 * One thing that was taken away or stayed, and by which call that is known.
 */
export type ReceiptLine = { 
/**
 * The node's name.
 */
node: string, 
/**
 * Which resource of the node: 1 for the first, one more for each that takes the place of another.
 */
generation: number, 
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
 * Why it is kept or left.
 */
why: KeptCode | null, 
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
 * What it would lead to.
 */
new: LeadsTo, 
/**
 * How it stands in the way.
 */
way: ConflictWay, 
/**
 * Whether it may be replaced: it is in the draft's `replace` with these very values.
 */
agreed: boolean, 
/**
 * The record as `DomainDraft.replace` wants it.
 */
as_old: unknown, };

/**
 * A record that nobody agreed to have replaced, and what would be agreed to.
 */
export type RecordExists = { 
/**
 * The name that it leads.
 */
name: string, 
/**
 * Its type.
 */
record: string, 
/**
 * What it leads to.
 */
old: Array<string>, 
/**
 * What it would lead to.
 */
new: LeadsTo, 
/**
 * Every record that has to be agreed to, as a blueprint's domain has it in `replace`.
 */
replace: unknown[], };

/**
 * What a record to add is for.
 */
export type RecordPurpose = "certificate" | "site" | "www" | "api";

/**
 * What the public DNS shows of a record to add.
 */
export type RecordState = "not_told" | "missing" | "wrong" | "spreading" | "seen" | "proxied" | "old_ipv6" | "not_asked";

/**
 * A record that the user has to add where the DNS is elsewhere.
 */
export type RecordToAdd = { 
/**
 * Which of the deployment's wants the record meets.
 */
purpose: RecordPurpose, 
/**
 * The full name, such as `example.com`, without a final dot.
 */
name: string, 
/**
 * Its name within the zone, as most providers' forms want it: `@`, `www`, `_x1`.
 */
host: string, 
/**
 * Its type.
 */
record: RecordToAddType, 
/**
 * Its value; null while AWS hasn't told it yet.
 */
value: string | null, 
/**
 * What the public DNS shows of it.
 */
state: RecordState, 
/**
 * What stands there instead, where it is wrong.
 */
found: Array<string>, };

/**
 * What a provider's form is to be set to.
 */
export type RecordToAddType = "CNAME" | "ALIAS";

/**
 * A region that can be chosen.
 */
export type Region = { 
/**
 * AWS's name, such as `ap-northeast-2`.
 */
name: string, 
/**
 * Where it is: a city, or the land where AWS names it by that.
 */
place: Words, 
/**
 * Whether the price table knows it.
 */
priced: boolean, 
/**
 * Whether it is proposed, by the system's time zone.
 */
near: boolean, };

/**
 * What mends a deployment that stopped, by what its failures tell.
 */
export type Repair = { "code": "port", "params": { 
/**
 * The one that was given.
 */
from: number, 
/**
 * The one on which it listens.
 */
to: number, } } | { "code": "health_path", "params": { 
/**
 * What the app answered at the one that was given, as an HTTP status.
 */
answered: number, 
/**
 * The one that was given.
 */
from: string, 
/**
 * The one at which it answers well.
 */
to: string, } } | { "code": "instance_type", "params": { 
/**
 * The one that failed; null where none was chosen.
 */
from: string | null, 
/**
 * The one in its place; null as long as the account hasn't been asked which there are.
 */
to: string | null, 
/**
 * Why another one.
 */
needs: TypeNeeds, } } | { "code": "count", "params": { 
/**
 * As many as were asked for.
 */
from: number, 
/**
 * As many as stand.
 */
to: number, } } | { "code": "default_vpc" } | { "code": "machine_image" } | { "code": "answer", "params": { 
/**
 * The question, by what is answered.
 */
field: RepairField, 
/**
 * The environment variable that the app's own log names as missing.
 */
variable: string | null, } } | { "code": "new_image", "params": { 
/**
 * Such as `ghcr.io/me/shop:1`.
 */
image: string, } } | { "code": "account" } | { "code": "outside" } | { "code": "again" };

/**
 * A question of the wizard, as fields of a draft are named.
 */
export type RepairField = "name" | "frontend.folder" | "backend.image" | "backend.port" | "backend.health_path" | "backend.env" | "backend.instance_type" | "backend.count" | "domain.name";

/**
 * A repair that changes the blueprint, as it is shown for consent.
 */
export type RepairPlan = { 
/**
 * What is set, with each value.
 */
repair: Repair, 
/**
 * What becomes of each part, and what all of it costs then.
 */
plan: PlanView, 
/**
 * Whether something is replaced or deleted by it, or it costs more: then it is looked at before it is carried out.
 */
asks: boolean, 
/**
 * Dollars a month of 730 hours that all of it costs as it is, without what is paid by use.
 */
usd_month_before: number, };

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
 * What it is for; null before the first.
 */
purpose: PurposeCode | null, 
/**
 * How it ended; null while it goes on, or where it died.
 */
outcome: OutcomeCode | null, 
/**
 * How many of its steps are done.
 */
done: number, 
/**
 * How many steps it has.
 */
of: number, 
/**
 * From when to when it went; null before the first.
 */
span: Span | null, 
/**
 * How long it usually takes, in seconds: from, to.
 */
usual: [number, number], };

/**
 * Asks for a picture as a file, in a place that the user chooses.
 */
export type SavePicture = { 
/**
 * What to draw, and in which format the file is.
 */
picture: PictureRequest, };

/**
 * Asks for a receipt as a file, in a place that the user chooses.
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
 * What kind of file it becomes.
 */
format: ReceiptFormat, };

/**
 * The kinds of secrets that are recognised.
 */
export type SecretKind = "private_key" | "aws_access_key_id" | "aws_secret_access_key" | "google_api_key" | "google_client_secret" | "stripe" | "open_ai" | "anthropic" | "slack" | "git_hub" | "git_lab" | "npm" | "send_grid" | "supabase" | "toss_payments" | "database_address" | "token";

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
 * Where a practice site is served.
 */
export type Served = { 
/**
 * An http address of this computer.
 */
url: string, };

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
 * The colours of the window.
 */
theme: Theme, 
/**
 * Won for a dollar, where the user set it; null takes the price table's.
 */
krw_per_usd: number | null, };

/**
 * How one signs in again to a profile's session.
 */
export type SignIn = "login" | "sso";

/**
 * What a subscriber gets. Whoever shows a deployment asks for what changed of it.
 */
export type Signal = { "signal": "event" } & EventView | { "signal": "moved", 
/**
 * The deployment; null where it may be any.
 */
deployment: string | null, };

/**
 * An address of a deployment's site.
 */
export type SiteAddress = { 
/**
 * The deployment's id.
 */
deployment: string, 
/**
 * One of the addresses that the deployment is told to have.
 */
url: string, };

/**
 * One node that a draft comes to, with what its card in the picture says.
 */
export type SketchedPart = { 
/**
 * The node's name.
 */
node: string, 
/**
 * Which resource of the node: the one that stands, else the first, as the picture calls it.
 */
generation: number, 
/**
 * Its kind's name.
 */
kind: KindName, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * What it is for, in one line.
 */
why: Words, 
/**
 * Where it will stand in AWS's console.
 */
console: Words, 
/**
 * Particulars, such as `t3.micro`.
 */
detail: string | null, 
/**
 * Whether it stands in the account already and is only used, as AWS's own network does.
 */
used: boolean, 
/**
 * Whether a resource of the node stands, where a deployment is changed.
 */
stands: boolean, 
/**
 * Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
 */
usd_month: number, };

/**
 * Where the credentials of an account come from.
 */
export type Source = { "code": "practice" } | { "code": "key" } | { "code": "saved_key" } | { "code": "profile", "params": { 
/**
 * As it stands in `~/.aws/config`, such as `default`.
 */
name: string, } } | { "code": "environment" };

/**
 * A stretch of the account's time. How long it is so far is counted by whoever shows it, from a [`ClockView`].
 */
export type Span = { 
/**
 * When it began, as RFC 3339 on the account's clock.
 */
began: string, 
/**
 * When it ended, likewise; null while it goes on.
 */
ended: string | null, };

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
 * What the user set, or what is set at first.
 */
settings: Settings, 
/**
 * What is shown where the settings name no language.
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
 * Won for a dollar as the price table has it: money is told by it where the settings have no other.
 */
krw_per_usd: number, 
/**
 * Every region that can be chosen; one of them is near.
 */
regions: Array<Region>, 
/**
 * The deployments of this computer, the newest first.
 */
deployments: Array<DeploymentSummary>, 
/**
 * Those deployments of this computer that can't be read.
 */
unreadable: Array<UnreadableDeployment>, 
/**
 * Where the app stands.
 */
session: Session, 
/**
 * What to open with.
 */
opening: Opening, 
/**
 * The drafts that were left unfinished, the last one that was written first.
 */
unfinished: Array<Unfinished>, 
/**
 * The file of a draft that this version can't take up, such as a newer one's, and that is left as it is; null where
 * there is none.
 */
other_draft: string | null, 
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
 * Takes in values of a file of environment variables.
 */
export type TakeEnvFile = { 
/**
 * The draft's id.
 */
id: string, 
/**
 * The file, which is read again.
 */
source: EnvSource, 
/**
 * The variables that are wanted of it.
 */
names: Array<string>, };

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
usd_month: number, 
/**
 * Until when it goes without its first month being charged, as RFC 3339; null where that time is over.
 */
free_until: string | null, };

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
kind: KindName, 
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
 * What another instance type has to have.
 */
export type TypeNeeds = "capacity" | "offer" | "free_tier" | "memory" | "processor";

/**
 * Answers of the wizard that were typed and came to nothing yet.
 */
export type Unfinished = { 
/**
 * The draft's id: that of its deployment, be it there or to come.
 */
id: string, 
/**
 * The name as it was typed; empty where none was.
 */
name: string, 
/**
 * The wizard's step that it was left at.
 */
step: string, 
/**
 * Whether they change a deployment that is there; else they are for one to come.
 */
change: boolean, 
/**
 * Where they were given; null where that isn't known.
 */
place: AccountPlace | null, };

/**
 * A kind that could not be read.
 */
export type Unread = { 
/**
 * Its kind's name.
 */
kind: KindName, 
/**
 * What AWS calls it.
 */
name: Words, 
/**
 * What AWS answered instead of a list.
 */
failure: FailureView, };

/**
 * A deployment of which nothing more can be read.
 */
export type UnreadableDeployment = { 
/**
 * 12 lower-case letters and digits, the first a letter.
 */
id: string, 
/**
 * The name that the user gave it.
 */
name: string, 
/**
 * Why: a newer version wrote it, or it is damaged.
 */
problem: Problem, };

/**
 * What a part waits for.
 */
export type WaitingView = { 
/**
 * What is awaited.
 */
what: WaitCode, 
/**
 * AWS's own word or id for it.
 */
detail: string | null, };

/**
 * What is known of the way into an account that isn't open.
 */
export type WayIn = { 
/**
 * The account's number; null where nobody knows it any more.
 */
account: string | null, 
/**
 * A code of AWS's, such as `ap-northeast-2`.
 */
region: string | null, 
/**
 * By what it was gone into the last time; null where that isn't known.
 */
source: Source | null, 
/**
 * Why that way is shut now; null where the key isn't kept, so that there was nothing to try.
 */
problem: Problem | null, };

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
  /** Opens a site or a page of AWS's console in the browser; of the practice account a site alone, where it is served. */
  open_link: { request: Link; response: Opened };
  /** Where a practice site is served on this computer, which begins with the first that is asked for. */
  served: { request: SiteAddress; response: Served };
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
  /** Goes into the account of a deployment or a draft by the way it was gone into before, or tells what is known of it. */
  enter_account: { request: EnterAccount; response: Entrance };
  /** Goes into another region of the account that the app is in. */
  change_region: { request: ChangeRegion; response: Session };
  /** Leaves the account; a key in the OS keyring is removed from it if asked to. */
  leave_session: { request: LeaveSession; response: Nothing };
  /** The policies to make for the user's key, with a reason for each action of it. */
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
  /** The draft of a deployment to come that was left, or a fresh one. */
  draft: { request: Nothing; response: Draft };
  /** The drafts that were left unfinished, the last one that was written first. */
  unfinished: { request: Nothing; response: Array<Unfinished> };
  /** Writes a draft down, whatever it holds. */
  save_draft: { request: Draft; response: Nothing };
  /** Throws a draft away; where its deployment is yet to come, with the values of its environment variables. */
  discard_draft: { request: DeploymentId; response: Nothing };
  /** What a draft comes to: its picture, its price, and what is wrong with each field. */
  preview: { request: PreviewRequest; response: Preview };
  /** Looks into a front-end folder. */
  inspect_folder: { request: Folder; response: FolderReport };
  /** Takes in the value of an environment variable. It is never given back. */
  set_env_value: { request: EnvValue; response: Nothing };
  /** Lets the user choose a file of environment variables; null where they chose none. */
  pick_env_file: { request: Nothing; response: string | null };
  /** Looks into a file of environment variables: its names, and what is wrong with its lines. Nothing is kept. */
  look_into_env_file: { request: EnvSource; response: EnvFileView };
  /** Takes in values of a file of environment variables, all that are named or none. */
  take_env_file: { request: TakeEnvFile; response: Nothing };
  /** For a change of a deployment: the change that was left unfinished, else its blueprint as a draft of the same id. */
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
  /** Plans the repair that the failures of a launch know, if they know one; it changes nothing. */
  repair: { request: Look; response: RepairPlan | null };
  /** Carries out the repair that was shown, on the same deployment: refused where it is another one by now. */
  mend: { request: Mend; response: Started };
  /** Stops a run: the first time it finishes what is under way, the second time it stops at once. */
  cancel: { request: DeploymentId; response: Nothing };
  /** The deployments of this computer, the newest first. */
  deployments: { request: Nothing; response: Array<DeploymentSummary> };
  /** One deployment as the ledger knows it: all of it, or what changed since it was last asked about. */
  follow: { request: Follow; response: Followed };
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
  /** Tells what a teardown would take away and what it would leave; it changes nothing. */
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
