// @vitest-environment happy-dom
// What leaves the window: each way is one call that names what is meant. In practice the site opens where this computer
// serves it, and what AWS's console would have is told in words.
import type { Component } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { i18n } from '../i18n';
import { app } from '../state/app.svelte';
import { ADDRESS, probes, refusal, stopped, up } from '../testing/runs';
import { at, begin, calls, press, settled, show as mounted, stage, text } from '../testing/stage';
import { draftAt, problem, type Answers } from '../testing/world';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';

const LOCAL = 'http://localhost:41234/';

stage();

async function show(screen: Component<{ id: string }>, answers: Answers, lang: 'ko' | 'en' = 'en') {
  await begin(draftAt('review'), { probe: () => probes(), served: () => ({ url: LOCAL }), ...answers });
  i18n.lang = lang;
  app.open({ name: 'launch', id: 'n7k2m4' });
  await mounted(screen, { id: 'n7k2m4' });
}

const real = () => {
  const view = up();
  return { ...view, summary: { ...view.summary, practice: false } };
};

for (const lang of ['ko', 'en'] as const) {
  describe(`in ${lang}`, () => {
    test('a practice site is printed, copied and opened where this computer serves it', async () => {
      const copied: string[] = [];
      vi.stubGlobal('navigator', { clipboard: { writeText: async (it: string) => void copied.push(it) } });
      await show(Launch, { deployment: () => up() }, lang);
      expect(text('site-address'), 'what it would be').toBe(ADDRESS);
      expect(text('local-address')).toBe(LOCAL);
      expect(document.body.textContent).toContain(i18n.m.done.leadPractice);
      expect(calls('served')).toEqual([{ deployment: 'n7k2m4', url: ADDRESS }]);
      await press('open-site');
      expect(calls('open_link')).toEqual([{ what: 'site', deployment: 'n7k2m4', url: ADDRESS }]);
      await press('copy-address');
      expect(copied, 'an invented address is not copied').toEqual([LOCAL]);
      vi.unstubAllGlobals();
    });

    test('a practice site that cannot be served says why, and is tried again', async () => {
      let tries = 0;
      await show(Home, {
        deployment: () => up(),
        look: () => up(),
        served: () => {
          tries += 1;
          if (tries === 1) throw problem('practice_unavailable');
          return { url: LOCAL };
        },
      }, lang);
      expect(at('local-address')).toBeNull();
      expect(at('copy-address'), 'there is nothing to copy').toBeNull();
      await press('retry');
      expect(text('local-address')).toBe(LOCAL);
    });

    test('a real site is its own address', async () => {
      await show(Launch, { deployment: () => real() }, lang);
      expect(text('site-address')).toBe(ADDRESS);
      expect(at('local-address')).toBeNull();
      expect(calls('served')).toEqual([]);
      expect(document.body.textContent).toContain(i18n.m.done.lead);
    });

    test('a practice part says where the console would have it, in both of the console’s languages', async () => {
      await show(Home, { deployment: () => up(), look: () => up(), open_link: () => 'would_be' }, lang);
      const part = up().parts.find((one) => one.console_page);
      if (!part) throw new Error('no part has a page in the console');
      const row = at(`part-${part.node}`) as HTMLDetailsElement;
      row.open = true;
      row.dispatchEvent(new Event('toggle'));
      await settled();
      await press(`console-${part.node}`);
      expect(calls('open_link')).toEqual([{ what: 'console', deployment: 'n7k2m4', node: part.node, generation: part.generation }]);
      expect(text('would-be')).toContain(part.console.ko);
      expect(text('would-be')).toContain(part.console.en);
    });

    test('a real part opens in the browser, without a card', async () => {
      await show(Home, { deployment: () => real(), look: () => real(), open_link: () => 'in_browser' }, lang);
      const part = up().parts.find((one) => one.console_page);
      const row = at(`part-${part?.node}`) as HTMLDetailsElement;
      row.open = true;
      row.dispatchEvent(new Event('toggle'));
      await settled();
      await press(`console-${part?.node}`);
      expect(calls('open_link')).toHaveLength(1);
      expect(at('would-be')).toBeNull();
    });
  });
}

test('a gated practice account asks nobody at AWS', async () => {
  const gated = stopped(refusal('gate', 'verifying', 'PendingVerification', 'pending'), 'gated');
  await show(Launch, { deployment: () => gated, open_link: () => 'would_be' });
  await press('support');
  expect(calls('open_link')).toEqual([{ what: 'support', deployment: 'n7k2m4' }]);
  expect(text('would-be')).toBe(i18n.m.launch.gatedPractice);
});
