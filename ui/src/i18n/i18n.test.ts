import { afterEach, describe, expect, it } from 'vitest';
import { i18n } from './index';

afterEach(() => void (i18n.lang = 'ko'));

describe('numbers and money', () => {
  it('put first what the reader pays in', () => {
    expect(i18n.money(1.236, 1392.5)).toEqual(['₩1,721', '$1.24']);
    i18n.lang = 'en';
    expect(i18n.money(1.236, 1392.5)).toEqual(['$1.24', '₩1,721']);
  });

  it('never show a small price as nothing', () => {
    expect(i18n.usd(0.0004)).toBe('$0.0004');
    expect(i18n.usd(0)).toBe('$0.00');
  });

  it('tell an hour of a day, with the digits that AWS gives its own prices', () => {
    expect(i18n.hour(1.236, 1392.5)).toEqual(['₩72', '$0.0515']);
    expect(i18n.hour(0.0239, 1392.5)).toEqual(['₩1.4', '$0.0010']);
    i18n.lang = 'en';
    expect(i18n.hour(36, 1392.5)).toEqual(['$1.50', '₩2,089']);
  });

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
