import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from './cents';
import { dictionaries, i18n, languages, money } from './index';
import cases from './money.cases.json';

beforeEach(() => {
  i18n.lang = 'ko';
  money.rate = 1392.5;
});

afterEach(() => {
  i18n.lang = 'ko';
  money.rate = null;
});

describe('money', () => {
  it('is told as the core tells it', () => {
    for (const { usd, rate, won, dollars } of cases.amounts) {
      money.rate = rate;
      i18n.lang = 'ko';
      expect(money.amount(usd), String(usd)).toEqual([won, dollars]);
      i18n.lang = 'en';
      expect(money.amount(usd), String(usd)).toEqual([dollars, won]);
    }
    for (const { usd, rate, won, dollars } of cases.units) {
      money.rate = rate;
      i18n.lang = 'ko';
      expect(money.unit(usd), String(usd)).toEqual([won, dollars]);
    }
    for (const { usd, rate, ko, en } of cases.months) {
      money.rate = rate;
      i18n.lang = 'ko';
      expect(money.running(usd)).toBe(ko);
      i18n.lang = 'en';
      expect(money.running(usd)).toBe(en);
    }
  });

  it('is never below nothing, and nothing has no sign', () => {
    for (const lang of languages) {
      i18n.lang = lang;
      for (const nothing of [0, -0, -1e-12]) {
        for (const told of [money.both(nothing), money.running(nothing), money.month(nothing)]) expect(told).not.toMatch(/-/);
      }
    }
  });

  it('tells the same month to whoever asks: of the whole, of an hour of it, of a year that ends with it', () => {
    for (let cents = 1; cents < 9000; cents += 37) {
      const usd = cents / 100;
      expect(money.hourly(usd / 730)).toBe(money.running(usd));
      expect(money.spans(usd).month).toEqual(money.amount(usd));
    }
  });

  it('has both currencies in Korean, and dollars alone until the core has said the rate', () => {
    expect(money.month(0.5)).toBe('한 달 ₩696 · $0.50');
    expect(cents(9876)).toBe('$98.76(₩137,523)');
    money.rate = null;
    expect(money.month(0.5)).toBe('한 달 $0.50');
    expect(cents(9876)).toBe('$98.76');
  });

  it('is formed nowhere else', () => {
    const sources = import.meta.glob(['../**/*.{ts,svelte}', '!../**/*.test.ts', '!../bindings/**', '!../testing/**'], {
      query: '?raw',
      import: 'default',
      eager: true,
    }) as Record<string, string>;
    expect(Object.keys(sources).length).toBeGreaterThan(100);
    const forms = /style: 'currency'|toFixed\(|[$₩]\d|\b(USD|KRW)\b/;
    const formed = Object.keys(sources).filter((file) => forms.test(sources[file] ?? ''));
    expect(formed).toEqual(['./money.svelte.ts']);
  });

  it('is in practice what it would be, in every language', () => {
    for (const lang of languages) {
      const said = dictionaries[lang].money.ifReal('₩1');
      expect(said).toContain('₩1');
      expect(said).not.toBe('₩1');
    }
    expect(money.ifReal('₩1', false)).toBe('₩1');
  });
});
