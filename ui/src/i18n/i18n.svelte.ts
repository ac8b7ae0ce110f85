// The language that is spoken, its dictionary, and how it writes numbers, dates and times.

import type { Lang, Words } from '../bindings/contract';
import { dictionaries, languages } from './dictionaries';
import type { Messages } from './ko';

/** The language that the window gave the page before anything was painted; Korean where nobody did. */
function given(): Lang {
  const lang = typeof document === 'undefined' ? undefined : document.documentElement.lang;
  return languages.find((each) => each === lang) ?? 'ko';
}

class I18n {
  #lang = $state<Lang>(given());

  get lang(): Lang {
    return this.#lang;
  }

  set lang(lang: Lang) {
    this.#lang = lang;
    if (typeof document !== 'undefined') document.documentElement.lang = lang;
  }

  /** The dictionary. */
  get m(): Messages {
    return dictionaries[this.#lang];
  }

  /** Words that the core has in every language. */
  words(words: Words): string {
    return words[this.#lang];
  }

  /** A number, with at most two digits behind the point. */
  number(value: number): string {
    return new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 2 }).format(value);
  }

  /** A day: of `2026-11-01` or of a whole moment. */
  date(at: string): string {
    const day = at.length === 10 ? new Date(`${at}T00:00:00`) : new Date(at);
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium' }).format(day);
  }

  /** A moment, to the minute. */
  moment(at: string): string {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  }

  /** Bytes, in the unit that a person would choose. */
  bytes(value: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
    return new Intl.NumberFormat(this.#locale, {
      style: 'unit',
      unit: units[step] ?? 'byte',
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step < 2 ? 0 : 1,
    }).format(value / 1000 ** step);
  }

  /** How long something takes. */
  seconds(value: number): string {
    return this.#span(value).format(this.#counted(value, this.#unit(value)));
  }

  /** How long something usually takes: from, to. */
  range([from, to]: [number, number]): string {
    const unit = this.#unit(to);
    const [low, high] = [this.#counted(from, unit), this.#counted(to, unit)];
    const format = this.#span(to);
    return low === high ? format.format(high) : format.formatRange(low, high);
  }

  get #locale(): string {
    return this.m.language.locale;
  }

  #unit(seconds: number): 'second' | 'minute' | 'hour' {
    if (seconds < 90) return 'second';
    return seconds < 5400 ? 'minute' : 'hour';
  }

  #counted(seconds: number, unit: 'second' | 'minute' | 'hour'): number {
    if (unit === 'second') return Math.round(seconds);
    if (unit === 'minute') return Math.max(1, Math.round(seconds / 60));
    return Math.round(seconds / 360) / 10;
  }

  #span(seconds: number): Intl.NumberFormat {
    return new Intl.NumberFormat(this.#locale, {
      style: 'unit',
      unit: this.#unit(seconds),
      unitDisplay: 'long',
      maximumFractionDigits: 1,
    });
  }
}

/** The one language of the window. */
export const i18n = new I18n();
