import type { Messages } from '../ko';

// Money. The first three are what the core says in pictures, receipts and the terminal.
export const money = {
  perHour: (amount: string) => `${amount} an hour`,
  perDay: (amount: string) => `${amount} a day`,
  perMonth: (amount: string) => `${amount} a month`,
  hour: 'An hour',
  day: 'A day',
  month: 'A month',
  ifReal: (told: string) => `${told} if it were real`,
  practice: 'What a real account would pay. Here it costs nothing.',
  practiceSpent: 'This is what a real account would have paid. In practice nothing was charged.',
  byUse: (month: string) => `Usage comes on top: about ${month} a month for a site with few visitors.`,
  unproved: 'No dated AWS price list confirms this price.',
  credits: (dollars: string) => dollars,
} satisfies Messages['money'];
