import type { Messages } from '../ko';

export const regions = {
  cities: {
    seoul: 'Seoul',
    tokyo: 'Tokyo',
    osaka: 'Osaka',
    singapore: 'Singapore',
    sydney: 'Sydney',
    mumbai: 'Mumbai',
    hong_kong: 'Hong Kong',
    jakarta: 'Jakarta',
    n_virginia: 'N. Virginia',
    ohio: 'Ohio',
    oregon: 'Oregon',
    n_california: 'N. California',
    canada: 'Canada',
    frankfurt: 'Frankfurt',
    ireland: 'Ireland',
    london: 'London',
    paris: 'Paris',
    stockholm: 'Stockholm',
    sao_paulo: 'São Paulo',
  },
  near: 'near you',
  unpriced: 'not in the price table',
} satisfies Messages['regions'];
