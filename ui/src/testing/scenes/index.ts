// The scenes, by area. One more area is one more file and one line here.

import { domainScenes } from './domain';
import { runScenes } from './runs';
import type { Scene } from './scene';
import { wizardScenes } from './wizard';

export const scenes: Record<string, Scene> = { ...wizardScenes, ...domainScenes, ...runScenes };
