import { deployments, draftAt, inAccount, inPractice, start } from '../world';
import type { Scene } from './index';

const nowhere = { place: 'none' } as const;

/** The wizard's first half. */
export const wizardScenes: Record<string, Scene> = {
  welcome: { session: nowhere, draft: draftAt('welcome') },
  'welcome-back': {
    session: nowhere,
    draft: draftAt('backend'),
    answers: { start: () => ({ ...start, deployments, has_draft: true, saved_key: '7QXA' }) },
  },
  'welcome-practice': { session: inPractice, draft: draftAt('welcome') },
  'welcome-account': { session: inAccount, draft: draftAt('welcome') },
};
