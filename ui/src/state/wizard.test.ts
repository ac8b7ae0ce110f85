import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, PreviewRequest } from '../bindings/contract';
import { use } from '../host';
import { draftAt, inPractice, madeUp, problem, wrong } from '../testing/world';
import { wizard } from './wizard.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function begin(answers: Parameters<typeof madeUp>[2] = {}, draft: Draft = draftAt('project')) {
  use(madeUp(inPractice, draft, { inspect_folder: () => ({}) as never, ...answers }));
  await wizard.load();
}

describe('the wizard', () => {
  it('writes down and looks at the last of many changes, once', async () => {
    const saved: string[] = [];
    const looked: string[] = [];
    await begin({
      save_draft: (draft) => (saved.push(draft.name), null),
      preview: ({ draft }) => (looked.push(draft.name), { svg: '', price: null, problems: [], things: null, parts: [] }),
    });
    looked.length = 0;
    for (const name of ['s', 'sh', 'sho', 'shop']) wizard.change((draft) => (draft.name = name));
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved).toEqual(['shop']);
    expect(looked).toEqual(['shop']);
  });

  it('writes down at once when a step is left', async () => {
    const saved: string[] = [];
    await begin({ save_draft: (draft) => (saved.push(draft.step), null) });
    wizard.goTo('backend');
    expect(saved).toEqual(['backend']);
  });

  it('keeps what was typed when it can’t be written down, and says so', async () => {
    await begin({
      save_draft: () => {
        throw problem({ code: 'disk_full', params: { path: '/home/hana/.local/share/naru' } });
      },
    });
    wizard.change((draft) => (draft.name = 'shop'));
    wizard.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(wizard.draft?.name).toBe('shop');
    expect(wizard.problem?.code).toBe('disk_full');
  });

  it('draws nothing but the landing before the project was asked for', async () => {
    const asked: PreviewRequest[] = [];
    await begin(
      { preview: (request) => (asked.push(request), { svg: '', price: null, problems: [], things: null, parts: [] }) },
      draftAt('welcome'),
    );
    expect(asked.at(-1)?.draft.backend).toBeNull();
    expect(wizard.draft?.backend).not.toBeNull();
  });

  it('knows what stops it by field, whatever lies under it', async () => {
    await begin({
      preview: () => ({
        svg: '',
        price: null,
        problems: [
          wrong({ field: 'backend.env', at: 0, why: { code: 'empty' } }),
          { ...wrong({ field: 'backend.port', why: { code: 'privileged' } }), level: 'note' },
        ],
        things: 3,
        parts: [],
      }),
    });
    expect(wizard.stopped('backend')).toBe(true);
    expect(wizard.stopped('backend.port')).toBe(false);
    expect(wizard.stopped('name')).toBe(false);
  });
});
