/** Cents of a dollar as dollars: credits are counted in those, whatever is spoken. */
export const cents = (amount: number): string => `$${(amount / 100).toFixed(2)}`;
