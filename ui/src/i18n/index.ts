// The only place with sentences. `i18n.m` is the dictionary of the language that is spoken.
export { dictionaries, languages } from './dictionaries';
export { i18n } from './i18n.svelte';
export { joined, money, type Told as Money } from './money.svelte';
export type { Messages } from './ko';
export type { Coded } from './types';
export {
  accountWords,
  actionWords,
  barredWords,
  conflictWords,
  doctorWords,
  envLineWords,
  envValueWords,
  fieldWords,
  folderProblemWords,
  folderWords,
  keyringWords,
  levelWords,
  nodeWords,
  openWords,
  problemWords,
  reasonWords,
  recordWords,
  standingWords,
  statusWords,
  takenWords,
  type Told,
} from './codes';
export {
  changeWords,
  eventWords,
  evidenceWords,
  failureWords,
  keptWords,
  noteWords,
  outcomeWords,
  partWords,
  priceAmountWords,
  priceUnitWords,
  priceWords,
  probeWords,
  repairWords,
  usualWords,
  waitingUnknown,
  waitingWords,
  zoneMonth,
} from './run-words';
