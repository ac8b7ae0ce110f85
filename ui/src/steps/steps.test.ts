import { describe, expect, it } from 'vitest';
import { dictionaries } from '../i18n';
import { draftAt, inAccount, inPractice } from '../testing/world';
import { steps } from './index';
import { stepAt, stepsOf, type Trip } from './step';

const trip = (more: Partial<Trip> = {}): Trip => ({
  session: inPractice,
  draft: draftAt('project'),
  change: false,
  stopped: () => false,
  ...more,
});
const ids = (it: Trip) => stepsOf(steps, it).map((step) => step.id);

describe('the steps', () => {
  it('have an id of their own and a title in both languages', () => {
    expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length);
    for (const step of steps) {
      for (const m of Object.values(dictionaries)) expect(step.title(m)).not.toBe('');
    }
  });

  it('ask for no key in practice, and for no practice settings in an account', () => {
    expect(ids(trip())).not.toContain('keys');
    expect(ids(trip())).toContain('practice');
    expect(ids(trip({ session: inAccount }))).toContain('keys');
    expect(ids(trip({ session: inAccount }))).not.toContain('practice');
  });

  it('leave out the half that isn’t deployed', () => {
    expect(ids(trip({ draft: draftAt('project', { frontend: null }) }))).not.toContain('frontend');
    expect(ids(trip({ draft: draftAt('project', { backend: null }) }))).not.toContain('backend');
  });

  it('begin at the first where the draft’s step can’t be', () => {
    const at = (it: Trip) => stepsOf(steps, it)[stepAt(stepsOf(steps, it), it)]?.id;
    expect(at(trip({ draft: draftAt('') }))).toBe('welcome');
    expect(at(trip({ draft: draftAt('from_the_future') }))).toBe('welcome');
    expect(at(trip({ session: { place: 'none' }, draft: draftAt('backend') }))).toBe('welcome');
    expect(at(trip({ session: { place: 'none' }, draft: draftAt('keys') }))).toBe('keys');
    expect(at(trip({ draft: draftAt('backend') }))).toBe('backend');
  });

  it('go on only where the core has nothing against it', () => {
    const project = steps.find((step) => step.id === 'project');
    expect(project?.canContinue(trip())).toBe(true);
    expect(project?.canContinue(trip({ stopped: (...fields) => fields.includes('name') }))).toBe(false);
    expect(project?.canContinue(trip({ draft: draftAt('project', { frontend: null, backend: null }) }))).toBe(false);
  });
});
