import type { Messages } from '../ko';

export const check = {
  step: 'Account check',
  title: 'Your account at a glance',
  titleBusy: 'Checking your account',
  lead: 'Naru looks for anything that could get in the way before it creates something. It only reads and changes nothing.',
  good: (n: number) => (n === 1 ? '1 thing is fine' : `${n} things are fine`),
  none: 'Nothing is in the way.',
  again: 'Check again',
  useRegion: (place: string) => `Switch to ${place}`,
  createVpc: 'Let Naru create it',
  createVpcDone: 'Naru will create it',
  lost: (name: string, n: number) => `There is a deployment this computer has no record of: ${name} (${n} parts)`,
  lostTodo: 'Import it to open it or clean it up.',
  recover: 'Import it',
} satisfies Messages['check'];
