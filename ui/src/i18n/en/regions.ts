import type { Messages } from '../ko';

export const regions = {
  near: 'near you',
  unpriced: 'not in the price table',
} satisfies Messages['regions'];
