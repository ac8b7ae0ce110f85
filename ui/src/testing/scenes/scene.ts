// What a scene is, and how one is made of a screen about a deployment.

import type { DeploymentView, Draft, Session } from '../../bindings/contract';
import { i18n } from '../../i18n';
import type { screens } from '../../screens';
import { app } from '../../state/app.svelte';
import type { Act } from '../acts';
import { picture, plan, probes, receipt, teardownPlan } from '../runs';
import { draftAt, inPractice, type Answers } from '../world';

/** A screen in a state. */
export interface Scene {
  session: Session;
  draft: Draft;
  answers?: Answers;
  acts?: Act[];
}

const open =
  (name: keyof typeof screens): Act =>
  () =>
    app.open({ name, id: 'n7k2m4' });

/** The view with its picture in the language that is spoken. */
export const inLanguage = (view: DeploymentView, which: Parameters<typeof picture>[0]) => ({ ...view, svg: picture(which, i18n.lang) });

/** A screen about a deployment, over what a run usually answers. */
export function screen(name: keyof typeof screens, answers: Answers, ...acts: Act[]): Scene {
  return {
    session: inPractice,
    draft: draftAt('review'),
    answers: {
      deployments: () => [],
      resume: ({ id }) => ({ deployment: id, seq: 1 }),
      cancel: () => null,
      plan: ({ lang }) => plan(lang),
      plan_teardown: ({ keep, lang }) => teardownPlan(lang, keep),
      receipt: () => receipt(),
      probe: () => probes(),
      save_receipt: () => '/home/hana/naru-receipt.txt',
      save_picture: () => '/home/hana/naru.svg',
      ...answers,
    },
    acts: [open(name), ...acts],
  };
}
