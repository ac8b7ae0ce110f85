import type { Messages } from '../ko';

export const check = {
  step: 'Account check',
  title: 'Your account, looked over',
  titleBusy: 'Looking over your account',
  lead: 'What might get in the way is found before anything is made. This only reads; nothing is changed.',
  good: (n: number) => (n === 1 ? '1 thing is fine' : `${n} things are fine`),
  none: 'Nothing was found that would get in the way.',
  again: 'Check again',
  useRegion: (place: string) => `Change to ${place}`,
  createVpc: 'Naru may make it',
  createVpcDone: 'It will be made',
  lost: (name: string, n: number) => `There is a deployment that this computer has no record of: ${name} (${n} things)`,
  lostTodo: 'Take it into the records to open it or to take it away.',
  recover: 'Take it in',
} satisfies Messages['check'];
