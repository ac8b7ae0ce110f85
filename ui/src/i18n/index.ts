// The only place with sentences. `i18n.m` is the dictionary of the language that is spoken.
export { i18n } from './i18n.svelte';
export type { Messages } from './ko';
export { fieldWords, findingWords, problemWords, type Told } from './codes';
export {
  actionWords,
  eventWords,
  evidenceWords,
  failureWords,
  keptWords,
  noteWords,
  partWords,
  probeWords,
  reasonWords,
  usualWords,
  waitingWords,
} from './run-words';
