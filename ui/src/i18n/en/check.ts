import type { Messages } from '../ko';

export const check = {
  step: 'Account check',
  title: 'Your account, looked over',
  titleBusy: 'Looking over your account',
  lead: 'What might get in the way is found before anything is made. This only reads; nothing is changed.',
  good: (n: number) => (n === 1 ? '1 thing is fine' : `${n} things are fine`),
  none: 'Nothing was found that would get in the way.',
  again: 'Check again',
  createVpc: 'Naru may make it',
  createVpcDone: 'It will be made',
  openConsole: 'Open in the AWS console',
  otherRegion: 'Choose another region',
  otherKey: 'Use another key',
} satisfies Messages['check'];
