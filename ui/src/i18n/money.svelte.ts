// How money is told: one rounding, the same as the core's pictures, receipts and terminal have (`money.cases.json`).

import { dictionaries } from './dictionaries';
import { i18n } from './i18n.svelte';

/** Hours of a day and of a month, as AWS counts them. */
const HOURS_A_DAY = 24;
const HOURS_A_MONTH = 730;
/** Below so many dollars four digits are told, as AWS tells its own prices: nothing small is told as nothing. */
const SMALL_USD = 0.01;
/** Below so many won a tenth is told. */
const SMALL_WON = 10;

/** An amount in both currencies, the one that the language's readers pay in first; the second is empty without a rate. */
export type Told = [first: string, second: string];

/** What costs while time passes. */
export interface Spans {
  hour: Told;
  day: Told;
  month: Told;
}

class Money {
  /** Won for a dollar; null until the core has said it. */
  rate = $state<number | null>(null);

  /** So many dollars. */
  amount(usd: number): Told {
    const costs = cost(usd);
    return this.#told(costs, this.#dollars(costs, costs > 0 && costs < SMALL_USD ? 4 : 2));
  }

  /** A price of one unit or of an hour, with the digits that AWS gives its own. */
  unit(usd: number): Told {
    const costs = cost(usd);
    return this.#told(costs, this.#dollars(costs, costs < 1 ? 4 : 2));
  }

  /** What costs so many dollars a month: an hour and a day are parts of it. */
  spans(usdMonth: number): Spans {
    return {
      hour: this.unit(usdMonth / HOURS_A_MONTH),
      day: this.amount((usdMonth / HOURS_A_MONTH) * HOURS_A_DAY),
      month: this.amount(usdMonth),
    };
  }

  /** The same as one line, in the currency that comes first, or in the other. */
  running(usdMonth: number, currency: 0 | 1 = 0): string {
    const { hour, day, month } = this.spans(usdMonth);
    const m = dictionaries[i18n.lang].money;
    return [m.perHour(hour[currency]), m.perDay(day[currency]), m.perMonth(month[currency])].join(' · ');
  }

  /** What costs so many dollars an hour, as one line. */
  hourly(usdHour: number): string {
    return this.running(usdHour * HOURS_A_MONTH);
  }

  /** An amount in both currencies, as one text. */
  both(usd: number): string {
    return joined(this.amount(usd));
  }

  /** A month of it in both currencies, as one text. */
  month(usdMonth: number): string {
    return dictionaries[i18n.lang].money.perMonth(this.both(usdMonth));
  }

  /** What was said of money, in practice with the words that it would be so. */
  ifReal(told: string, practice: boolean): string {
    return practice ? dictionaries[i18n.lang].money.ifReal(told) : told;
  }

  #told(usd: number, dollars: string): Told {
    if (this.rate === null) return [dollars, ''];
    const won = this.#won(usd * this.rate);
    return i18n.m.language.pays === 'won' ? [won, dollars] : [dollars, won];
  }

  #dollars(usd: number, digits: number): string {
    return this.#currency(rounded(usd, digits), 'USD', digits);
  }

  #won(won: number): string {
    const tenths = rounded(won, 1);
    return won >= SMALL_WON || Number.isInteger(tenths) ? this.#currency(rounded(won, 0), 'KRW', 0) : this.#currency(tenths, 'KRW', 1);
  }

  #currency(amount: number, currency: 'KRW' | 'USD', digits: number): string {
    return new Intl.NumberFormat(i18n.m.language.locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount);
  }
}

/** Both as one text; one alone without a rate. */
export const joined = (told: Told): string => told.filter(Boolean).join(' · ');

/** Costs are never below nothing, and nothing has no sign. */
const cost = (usd: number): number => (usd > 0 ? usd : 0);

/** So many digits behind the point, a half up. */
const rounded = (amount: number, digits: number): number => Math.round(amount * 10 ** digits) / 10 ** digits;

/** The one way in which the window tells money. */
export const money = new Money();
