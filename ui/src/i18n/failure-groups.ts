// Which sentence a failure's code gets. Many codes of AWS mean the same to the user; the sentences stand in the
// dictionaries, under `run.failures`.

const groups = {
  key_refused: [
    'InvalidClientTokenId', 'AuthFailure', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'UnrecognizedClientException',
  ],
  key_expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
  denied: ['UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException', 'AuthorizationError'],
  verifying: ['PendingVerification'],
  blocked: ['Blocked'],
  opt_in: ['OptInRequired'],
  free_plan: ['InvalidParameterCombination'],
  capacity: ['InsufficientInstanceCapacity', 'Unsupported'],
  limit_instances: ['VcpuLimitExceeded', 'InstanceLimitExceeded'],
  limit: [
    'LimitExceeded', 'LimitExceededException', 'SecurityGroupLimitExceeded', 'RulesPerSecurityGroupLimitExceeded',
    'AddressLimitExceeded', 'VpcLimitExceeded', 'TooManyLoadBalancers', 'TooManyTargetGroups', 'TooManyTargets',
    'TooManyListeners', 'TooManyRules', 'TooManyBuckets', 'TooManyDistributions', 'TooManyFunctions',
    'TooManyOriginAccessControls', 'ParameterLimitExceeded',
  ],
  name_taken: [
    'naru.name_taken', 'InvalidGroup.Duplicate', 'BucketAlreadyExists', 'BucketAlreadyOwnedByYou',
    'DuplicateLoadBalancerName', 'DuplicateTargetGroupName', 'EntityAlreadyExists', 'FunctionAlreadyExists',
    'OriginAccessControlAlreadyExists', 'DistributionAlreadyExists', 'ParameterAlreadyExists',
  ],
  name_locked: ['OperationAborted'],
  vanished: [
    'naru.missing_reference', 'InvalidGroup.NotFound', 'InvalidVpcID.NotFound', 'InvalidSubnetID.NotFound',
    'InvalidInstanceID.NotFound', 'InvalidKeyPair.NotFound', 'SubnetNotFound', 'InvalidSecurityGroup',
    'LoadBalancerNotFound', 'TargetGroupNotFound', 'ListenerNotFound', 'NoSuchEntity', 'NoSuchBucket', 'NoSuchKey',
    'NoSuchOrigin', 'NoSuchOriginAccessControl', 'NoSuchCachePolicy', 'NoSuchDistribution', 'NoSuchFunctionExists',
    'ParameterNotFound', 'naru.no_origin',
  ],
  no_machine_image: ['naru.no_machine_image', 'InvalidAMIID.NotFound', 'InvalidAMIID.Malformed'],
  image_not_fitting: ['naru.image_not_fitting'],
  no_subnet: ['naru.no_subnet', 'naru.no_zone'],
  no_default_vpc: ['naru.no_default_vpc', 'DefaultVpcAlreadyExists'],
  type_not_offered: ['naru.type_not_offered'],
  held: [
    'DependencyViolation', 'ResourceInUse', 'ResourceInUseException', 'DeleteConflict', 'OriginAccessControlInUse',
    'FunctionInUse', 'InvalidIPAddress.InUse',
  ],
  not_disabled: ['DistributionNotDisabled'],
  not_empty: ['BucketNotEmpty'],
  protected: ['OperationNotPermitted'],
  changed_meanwhile: ['InvalidIfMatchVersion', 'PreconditionFailed', 'IdempotentParameterMismatch'],
  throttled: [
    'RequestLimitExceeded', 'Throttling', 'ThrottlingException', 'TooManyRequestsException', 'SlowDown',
    'RequestThrottled', 'PriorRequestNotComplete', 'BandwidthLimitExceeded',
  ],
  aws_trouble: ['InternalError', 'InternalFailure', 'ServiceUnavailable', 'RequestTimeout'],
  no_connection: ['naru.no_connection'],
  timeout: ['naru.timeout'],
  no_aws_answer: ['naru.no_aws_answer'],
  not_sent: ['naru.not_sent'],
  clock: ['RequestTimeTooSkewed'],
  value: [
    'InvalidParameterValue', 'ValidationError', 'ValidationException', 'InvalidParameter', 'MissingParameter',
    'InvalidBucketName', 'IllegalLocationConstraintException', 'AccessControlListNotSupported', 'InvalidArgument',
    'InconsistentQuantities', 'InvalidLoadBalancerAction',
  ],
  policy: ['MalformedPolicy', 'MalformedPolicyDocument'],
  port_taken: ['DuplicateListener', 'PriorityInUse', 'InvalidPermission.Duplicate'],
  target_not_running: ['InvalidTarget'],
  upload_broken: ['BadDigest'],
  certificate: ['InvalidViewerCertificate', 'CertificateNotFound', 'UnsupportedCertificate', 'SSLPolicyNotFound'],
  certificate_failed: ['naru.certificate_failed'],
  record_exists: ['naru.record_exists'],
  record_refused: ['InvalidChangeBatch', 'InvalidDomainName', 'InvalidInput'],
  alias_taken: ['CNAMEAlreadyExists'],
  alias_led_elsewhere: ['naru.alias_dns_elsewhere'],
  zone_vanished: ['NoSuchHostedZone', 'naru.no_such_zone'],
  flat_rate_plan: ['naru.flat_rate_plan'],
  no_cloudfront_list: ['naru.no_cloudfront_list'],
  load_balancer_failed: ['naru.load_balancer_failed'],
  answer_incomplete: ['naru.no_load_balancer', 'naru.no_instance', 'naru.record_not_told'],
  site_unreadable: ['naru.site_unreadable'],
  site_changed: ['naru.site_changed'],
  no_secret: ['naru.no_secret'],
  no_randomness: ['naru.no_randomness'],
  bad_boot: ['naru.bad_boot'],
  lost: ['naru.lost'],
  other_version: ['naru.other_version', 'naru.state', 'naru.unknown_kind'],
} as const;

/** A sentence for failures. */
export type FailureGroup = keyof typeof groups;

/** Every group, for the dictionaries' types. */
export type FailureGroups<T> = Record<FailureGroup, T>;

const byCode = new Map<string, FailureGroup>(
  Object.entries(groups).flatMap(([group, codes]) => codes.map((code) => [code, group as FailureGroup] as const)),
);

/** What a code of a run that took too long begins with; what it waited for follows. */
const TOO_LATE = 'naru.too_late.';

/** What was waited for too long, by a failure's code; undefined where it isn't that. */
export function tooLateFor(code: string): string | undefined {
  return code.startsWith(TOO_LATE) ? code.slice(TOO_LATE.length) : undefined;
}

/** The sentence that a code gets; undefined where none fits and the class has to do. */
export function failureGroup(code: string): FailureGroup | undefined {
  return byCode.get(code);
}
