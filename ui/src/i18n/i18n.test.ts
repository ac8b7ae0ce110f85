// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { i18n } from './index';

afterEach(() => void (i18n.lang = 'ko'));

describe('the language at first', () => {
  const begun = async (lang: string) => {
    document.documentElement.lang = lang;
    vi.resetModules();
    return (await import('./i18n.svelte')).i18n.lang;
  };

  it('is the one that the window gave the page', async () => {
    expect(await begun('en')).toBe('en');
    expect(await begun('ko')).toBe('ko');
  });

  it('is Korean where it gave none of ours', async () => {
    expect(await begun('')).toBe('ko');
    expect(await begun('fr')).toBe('ko');
  });
});

describe('numbers', () => {
  it('choose the unit that a person would', () => {
    i18n.lang = 'en';
    expect(i18n.bytes(0)).toBe('0 bytes');
    expect(i18n.bytes(921_000)).toBe('921 kB');
    expect(i18n.bytes(3_412_000)).toBe('3.4 MB');
    expect(i18n.bytes(6_000_000_000)).toBe('6 GB');
  });

  it('show a learned time as a range, or as one where both ends are the same', () => {
    i18n.lang = 'en';
    expect(i18n.range([180, 300])).toBe('3–5 minutes');
    expect(i18n.range([60, 60])).toBe('60 seconds');
    expect(i18n.range([20, 45])).toBe('20–45 seconds');
    expect(i18n.seconds(7200)).toBe('2 hours');
  });

  it('take a day for that day, wherever the reader is', () => {
    i18n.lang = 'en';
    expect(i18n.date('2026-11-01')).toBe('Nov 1, 2026');
  });
});
