// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Price } from '../bindings/contract';
import { i18n, languages, money } from '../i18n';
import { price } from '../testing/world';
import PricePanel from './PricePanel.svelte';

let shown: Record<string, unknown> | undefined;

function show(of: Price, practice: boolean) {
  shown = mount(PricePanel, { target: document.body, props: { price: of, practice } });
  flushSync();
}

const text = () => document.body.textContent?.replace(/\s+/g, ' ') ?? '';
const all = (id: string) => [...document.querySelectorAll(`[data-testid="${id}"]`)];

beforeEach(() => {
  money.rate = 1392.5;
});

afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  i18n.lang = 'ko';
  money.rate = null;
});

test('a price list tells the hour beside day and month, of the whole and of each line', () => {
  show(price, false);
  const { hour, day, month } = i18n.m.money;
  expect(text()).toContain(`${hour} ₩72 $0.0515`);
  expect(text()).toContain(`${day} ₩1,721 $1.24`);
  expect(text()).toContain(`${month} ₩52,351 $37.60`);
  const [line] = document.querySelectorAll('tbody tr');
  expect(line?.textContent?.replace(/\s+/g, ' ')).toMatch(/₩31 ₩752 ?₩22,872/);
});

test('a disk is so many gigabytes, and addresses are so many', () => {
  show(price, false);
  expect(text()).toContain('8 GB');
  expect(text()).toContain(i18n.m.frame.amount('2'));
  expect(text()).not.toContain(i18n.m.frame.amount('8'));
});

test('a price that no dated list has is marked, and one that has a date isn’t', () => {
  show(price, false);
  expect(all('unproved')).toHaveLength(1);
  expect(all('unproved')[0]?.closest('tr')?.textContent).toContain('gp3');
});

test('in practice the sums say what they would be, before any number, in every language', () => {
  for (const lang of languages) {
    i18n.lang = lang;
    show(price, true);
    const said = i18n.m.money.practice;
    expect(text().indexOf(said)).toBeGreaterThanOrEqual(0);
    expect(text().indexOf(said)).toBeLessThan(text().search(/[$₩]\d/));
    if (shown) void unmount(shown);
    document.body.innerHTML = '';
    show(price, false);
    expect(text()).not.toContain(said);
    if (shown) void unmount(shown);
    shown = undefined;
    document.body.innerHTML = '';
  }
});

test('a price of nothing is nothing without a sign', () => {
  show({ ...price, lines: [], usd_month: -0, usd_month_by_use: -0 }, false);
  expect(text()).toContain('₩0 $0.00');
  expect(text()).not.toMatch(/-/);
});
