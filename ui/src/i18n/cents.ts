import { i18n } from './i18n.svelte';
import { money } from './money.svelte';

/** Cents of a dollar in words: credits are counted in dollars, whatever is spoken. */
export function cents(amount: number): string {
  const [first, second] = money.amount(amount / 100);
  return i18n.m.language.pays === 'won' && second ? i18n.m.money.credits(second, first) : i18n.m.money.credits(first, '');
}
