// The practice account's speeds by name.

export type Pace = 'real' | 'fast' | 'instant';

/** How many of its seconds pass in one. */
export const paces: Record<Pace, number> = { real: 1, fast: 10, instant: 10_000 };

/** The name of a speed: of one in between, the slower. */
export function pace(speed: number): Pace {
  if (speed >= paces.instant) return 'instant';
  return speed >= paces.fast ? 'fast' : 'real';
}
