// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { languages } from '../../i18n';
import { dictionaries } from '../../i18n/dictionaries';
import { scenes } from '../../testing/scenes';
import { walk } from '../../testing/walk';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(languages)('the cards, in %s', (lang) => {
  it('can each be opened from some screen', { timeout: 600_000 }, async () => {
    const [left, pressed] = [new Set<string>(Object.keys(dictionaries[lang].terms)), new Set<string>()];
    for (const scene of Object.values(scenes)) {
      if (left.size === 0) break;
      await walk(scene, lang, pressed, () => {
        for (const it of document.querySelectorAll<HTMLElement>('[data-term]')) left.delete(it.dataset.term ?? '');
      });
    }
    expect([...left]).toEqual([]);
  });
});
