import { expect, test } from 'vitest';
import { allParts, clock, noAnswer, part, plan, run, since, view } from '../testing/runs';
import { clock as account } from './clock.svelte';
import { changed } from './deployment.svelte';
import { nodeWords } from '../i18n';
import { atWork, byPlace, changes, count, evidenceText, face, foremost, naming, partId, things, usdMonth } from './run';

test('a run that goes on shows that, whatever the one before it came to', () => {
  expect(face(run({ going: true, outcome: 'stopped' }))).toBe('going');
});

test('a run without an end was interrupted; another shows how it ended', () => {
  expect(face(run({ outcome: null }))).toBe('interrupted');
  expect(face(run({ outcome: 'gated' }))).toBe('gated');
  expect(face(run({ outcome: 'expired' }))).toBe('expired');
  expect(face(run({ outcome: 'cancelled' }))).toBe('cancelled');
  expect(face(run({ outcome: 'stopped' }))).toBe('stopped');
});

test('the eyes rest on a failed part first, else on the one with longest to go', () => {
  account.set(clock);
  const parts = [
    part('alb', 'working', { usual: [90, 180], span: since(170) }),
    part('cdn', 'working', { usual: [150, 300], span: since(100) }),
    part('bucket', 'ready'),
  ];
  expect(foremost(parts)?.node).toBe('cdn');
  expect(foremost([...parts, part('targets', 'failed')])?.node).toBe('targets');
  expect(foremost(allParts('ready'))).toBeNull();
});

test('only what is in work or being deleted is at work', () => {
  const parts = [part('alb', 'working'), part('cdn', 'deleting'), part('bucket', 'waiting')];
  expect(atWork(parts).map((it) => it.node)).toEqual(['alb', 'cdn']);
  expect(count(parts, 'waiting', 'deleting')).toBe(2);
});

test('said aloud is what became ready, gone, kept or failed, and nothing that was so before', () => {
  const before = [part('alb', 'working'), part('cdn', 'ready'), part('site', 'planned'), part('role', 'deleting')];
  const after = [part('alb', 'ready'), part('cdn', 'ready'), part('site', 'working'), part('role', 'gone')];
  expect(changes(before, after).map((it) => it.node)).toEqual(['alb', 'role']);
});

test('a part that was not there before is not said aloud', () => {
  expect(changes([], allParts('ready'))).toEqual([]);
});

test('steps are grouped by place in a fixed order, with what is kept last', () => {
  const { steps } = plan('en');
  const hidden = steps.map((step) => (step.node === 'cdn' ? { ...step, place: 'hidden' as const } : step));
  const groups = byPlace(hidden);
  expect(groups.map((group) => group.place)).toEqual(['global', 'region', 'zone', 'hidden']);
  expect(groups.find((group) => group.place === 'hidden')?.steps.map((step) => step.node)).toContain('cdn');
  expect(groups.find((group) => group.place === 'region')?.steps.at(-1)?.node).toBe('network');
  expect(groups.flatMap((group) => group.steps)).toHaveLength(steps.length);
});

test('a place without steps is left out', () => {
  expect(byPlace(plan('en').steps.filter((step) => step.place === 'zone')).map((group) => group.place)).toEqual(['zone']);
});

test('what is kept as it is counts as nothing to do', () => {
  expect(things({ create: 3, update: 2, replace: 1, adopt: 1, delete: 4 })).toBe(11);
});

test('what is not there yet, or no longer, costs nothing', () => {
  expect(usdMonth([part('alb', 'ready'), part('instance-1', 'planned')])).toBeCloseTo(23.725);
  expect(usdMonth([part('alb', 'gone'), part('instance-1', 'working')])).toBeCloseTo(13.87);
});

test('evidence is one text with code, words, request id and every log', () => {
  const text = evidenceText(part('targets', 'failed', { failure: noAnswer }));
  expect(text).toContain('failed to settle the target group');
  expect(text).toContain('naru.too_late.target_no_answer: i-0abc1234def567890 unhealthy');
  expect(text).toContain(`request id: ${noAnswer.request_id}`);
  expect(text).toContain('[console]\ncloud-init');
  expect(evidenceText(part('alb', 'ready'))).toBe('');
});

test('of a node without a part nothing is said but what it is for', () => {
  const nameOf = naming([part('alb', 'ready')], (name) => name.en);
  expect(nameOf('alb')).toBe('Application Load Balancer');
  expect(nameOf('nowhere')).toBe('');
  expect(nameOf('instance-2')).toBe(nodeWords('instance-2'));
});

test('two parts of one name are told apart', () => {
  const nameOf = naming(allParts('ready'), (name) => name.en);
  expect(nameOf('alb-gate')).toBe(`Security group (${nodeWords('alb-gate')})`);
  expect(nameOf('app-gate')).toBe(`Security group (${nodeWords('app-gate')})`);
  expect(nameOf('bucket')).toBe('S3 bucket');
});

test('two parts of one node are told apart, wherever one of them is meant', () => {
  const parts = [part('bucket', 'ready'), part('bucket', 'deleting', { generation: 2 }), part('cdn', 'ready')];
  expect(parts.map(partId)).toEqual(['bucket', 'bucket_g2', 'cdn']);
  const nameOf = naming(parts, (name) => name.en);
  expect(parts.map((it) => nameOf(it.node, it.generation))).toEqual(['S3 bucket (1)', 'S3 bucket (2)', nameOf('cdn')]);
  expect(nameOf('bucket')).toBe('S3 bucket');
  const after = [part('bucket', 'ready'), part('bucket', 'gone', { generation: 2 }), part('cdn', 'ready')];
  expect(changes(parts, after).map(partId)).toEqual(['bucket_g2']);
});

test('of two parts of one node the one that changed is the one that is shown otherwise', () => {
  const before = view({ parts: [part('bucket', 'ready'), part('bucket', 'ready', { generation: 2 })] });
  const { summary, clock: shows, run: goes, addresses, seq } = before;
  const gone = part('bucket', 'gone', { generation: 2 });
  const after = changed(before, { summary, clock: shows, run: goes, parts: [gone], price: null, addresses, change: 'open', repair: null, svg: null, seq });
  expect(after.parts.map((it) => it.status)).toEqual(['ready', 'gone']);
});
