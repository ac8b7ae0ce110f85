// The scenes, by area. One more area is one more file and one line here.

import type { Draft, Session } from '../../bindings/contract';
import type { Act } from '../acts';
import type { Answers } from '../world';
import { domainScenes } from './domain';
import { runScenes } from './runs';
import { wizardScenes } from './wizard';

/** A screen in a state. */
export interface Scene {
  session: Session;
  draft: Draft;
  answers?: Answers;
  acts?: Act[];
}

export const scenes: Record<string, Scene> = { ...wizardScenes, ...domainScenes, ...runScenes };
