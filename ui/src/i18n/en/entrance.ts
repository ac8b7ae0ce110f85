import type { Messages } from '../ko';

export const entrance = {
  title: (name: string) => `Going into the account of ${name}`,
  titleDraft: 'Going into the account of your answers',
  lead: (account: string, place: string) => `This deployment is in AWS account ${account}, in ${place}. Once you are in, you go straight on with what you were about to do.`,
  leadDraft: (account: string, place: string) => `Your answers so far were given in AWS account ${account}, in ${place}. Once you are in, you carry on where you were.`,
  unknown: 'It isn’t known in which account your answers were given. Choose one, and you carry on where you were.',
  notKept: 'The key you entered last time was for that time only, so it wasn’t kept. Please enter it again.',
  trying: 'Going into the account. One moment, please.',
  look: 'Look without going in',
  practice: 'Use the practice account',
  go: 'Go into this deployment’s account',
} satisfies Messages['entrance'];
