// The only place with sentences. `i18n.m` is the dictionary of the language that is spoken.
export { dictionaries, languages } from './dictionaries';
export { i18n } from './i18n.svelte';
export { joined, money, type Told as Money } from './money.svelte';
export type { Messages } from './ko';
export type { BarredCode, Coded } from './types';
export { accountWords, doctorWords, envValueWords, fieldWords, folderProblemWords, folderWords, problemWords, type Told } from './codes';
export {
  eventWords,
  evidenceWords,
  failureWords,
  keptWords,
  noteWords,
  partWords,
  priceAmountWords,
  priceUnitWords,
  priceWords,
  probeWords,
  usualWords,
  waitingUnknown,
  waitingWords,
  zoneMonth,
} from './run-words';
