import { afterEach, describe, expect, test } from 'vitest';
import { codesOf, files, found, read, rust, variants } from '../testing/rust';
import { fieldWords, findingWords, i18n, problemWords } from './index';

/** Codes that only the terminal meets; it has words of its own. */
const TERMINAL = ['no_region', 'no_credentials', 'credentials_unusable'];

/** The code of what didn't come over the contract at all. */
const OURS = ['internal'];

/** Errors of the core that cross as a code, by the field of a draft that they are about. */
const FIELDS: [field: string, path: string, name: string][] = [
  ['backend.image', 'aws/src/boot/image.rs', 'ImageNameError'],
  ['backend.port', 'aws/src/boot/answers.rs', 'PortError'],
  ['backend.port', 'aws/src/boot/answers.rs', 'PortNote'],
  ['backend.health_path', 'aws/src/boot/answers.rs', 'HealthPathError'],
  ['backend.env.0', 'aws/src/boot/environment.rs', 'EnvNameError'],
  ['env_value', 'aws/src/boot/environment.rs', 'EnvValueError'],
  ['domain.name', 'dns/src/name.rs', 'NameProblem'],
];

/** The others: a folder's problems are a command's, and a parameter's path is made by the core and never typed. */
const OTHERS = ['SiteProblem', 'ParameterPathError'];

/** What the doctor's contract says that it may find. */
const doctor = found(/Codes: ([\s\S]*?)\n +pub findings/.exec(read('api/src/contract/domain.rs'))?.[1] ?? '', /`(\w+)`/g);

/** What a record to add may be at, as the look at it and the record that AWS hasn't told yet say. */
const recordStates = (() => {
  const handler = /pub async fn records_to_add[\s\S]*?\n\}/.exec(read('api/src/handlers/domain.rs'))?.[0] ?? '';
  return [...new Set([...found(handler, /state: "(\w+)"/g), ...found(handler, /=> \("(\w+)", /g)])].sort();
})();

const api = files('api');
const window = read('../src/rpc.rs');

const problems = [
  ...codesOf([...api].filter(([path]) => path !== 'problem.rs').map(([, text]) => text).join('\n') + window, 'Problem::new'),
  ...codesOf(read('api/src/problem.rs'), 'Self::new'),
].filter((code) => !TERMINAL.includes(code));

const findings = codesOf(read('api/src/check.rs').replace(/^fn finding[\s\S]*/m, ''), 'finding');
const found_in_folders = variants('aws/src/site/finding.rs', 'What');
const folders = [...variants('aws/src/site/problem.rs', 'SiteProblem'), ...found(rust('api'), /with\("why", "(\w+)"\)/g)];

const wanted = read('api/src/wanted.rs');
const fields: [field: string, code: string][] = [
  ...FIELDS.flatMap(([field, path, name]) => variants(path, name).map((code) => [field, code] as [string, string])),
  ...[...wanted.matchAll(/problem\(("[\w.]+"|&field), "(\w+)"\)/g)].map(
    ([, field = '', code = '']) => [field === '&field' ? 'backend.env.0' : field.slice(1, -1), code] as [string, string],
  ),
];

afterEach(() => void (i18n.lang = 'ko'));

test('what is read out of the core is all of it', () => {
  expect(problems).toEqual(expect.arrayContaining(['held_by', 'disk_full', 'wrong_key', 'keyring_too_long', 'events_ended']));
  expect(problems.length).toBeGreaterThan(50);
  expect(findings).toEqual(expect.arrayContaining(['identity', 'keyring_no_bus', 'not_read', 'no_default_vpc']));
  expect(fields.length).toBeGreaterThan(35);
  const coded = [...files('aws').values()].flatMap((text) => found(text, /tag = "code"[^\]]*\]\npub enum (\w+)/g));
  const known = [...FIELDS.map(([, , name]) => name).filter((name) => !['PortNote', 'NameProblem'].includes(name)), ...OTHERS];
  expect(coded.sort()).toEqual(known.sort());
});

describe.each(['ko', 'en'] as const)('in %s', (lang) => {
  test('every problem of the core has words', () => {
    i18n.lang = lang;
    const unsaid = problems.filter((code) => problemWords({ code, params: {} }).says === i18n.m.codes.unknownProblem);
    expect(unsaid).toEqual([]);
  });

  test('every finding of the account check has words', () => {
    i18n.lang = lang;
    const unsaid = findings.filter((code) => findingWords({ code, params: {} }, 'account').says === i18n.m.codes.unknownFinding);
    expect(unsaid).toEqual([]);
  });

  test('every finding of the name-server doctor has words, and no other', () => {
    i18n.lang = lang;
    expect(doctor).toContain('delegated');
    expect(Object.keys(i18n.m.domainFindings).sort()).toEqual(doctor);
  });

  test('every state of a record to add has words, and no other', () => {
    i18n.lang = lang;
    expect(recordStates).toEqual(expect.arrayContaining(['not_told', 'seen', 'spreading']));
    expect(Object.keys(i18n.m.domain.records.todo).filter((state) => !recordStates.includes(state))).toEqual([]);
    expect(Object.keys(i18n.m.domain.records.states).sort()).toEqual(recordStates);
  });

  test('every finding in a folder, and every reason why one can’t go up, has words', () => {
    i18n.lang = lang;
    expect([...found_in_folders, ...folders].filter((code) => !Object.hasOwn(i18n.m.folderFindings, code))).toEqual([]);
    const { says } = findingWords({ code: 'secret', params: {} }, 'folder');
    const kinds = variants('aws/src/site/finding.rs', 'SecretKind');
    expect(kinds.filter((secret) => findingWords({ code: 'secret', params: { secret } }, 'folder').says === says)).toEqual([]);
    const frameworks = variants('aws/src/site/framework.rs', 'Framework');
    expect(frameworks.filter((name) => !Object.hasOwn(i18n.m.frontend.frameworks, name))).toEqual([]);
  });

  test('every problem of a field has words', () => {
    i18n.lang = lang;
    const unsaid = fields.filter(
      ([field, code]) => fieldWords({ field, code, level: 'stop', params: {} }).says === i18n.m.codes.unknownField,
    );
    expect(unsaid).toEqual([]);
  });

  test('every region has the name of its city, and no other has', () => {
    i18n.lang = lang;
    const cities = found(read('api/src/credentials/regions.rs'), /(?:region\("[\w-]+", |city: )"(\w+)"/g);
    expect(Object.keys(i18n.m.regions.cities).sort()).toEqual(cities);
  });

  test('there are no words for what nobody sends', () => {
    i18n.lang = lang;
    const idle = (table: object, sent: string[]) => Object.keys(table).filter((code) => !sent.includes(code));
    expect(idle(i18n.m.problems, [...problems, ...OURS])).toEqual([]);
    expect(idle(i18n.m.accountFindings, findings)).toEqual([]);
    expect(idle(i18n.m.folderFindings, [...found_in_folders, ...folders])).toEqual([]);
    const named = fields.flatMap(([field, code]) => {
      const parts = field.split('.').filter((part) => part !== '0');
      return [`${parts.join('_')}_${code}`, `${parts.at(-1)}_${code}`];
    });
    expect(idle(i18n.m.fields, named)).toEqual([]);
  });
});
