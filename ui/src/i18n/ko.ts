// The Korean dictionary, put together from its areas. Its type is what every other language has to satisfy.
import { backend } from './ko/backend';
import { check } from './ko/check';
import { domain } from './ko/domain';
import { done } from './ko/done';
import { entrance } from './ko/entrance';
import { frame } from './ko/frame';
import { frontend } from './ko/frontend';
import { home } from './ko/home';
import { keys } from './ko/keys';
import { language } from './ko/language';
import { launch } from './ko/launch';
import { mentions } from './ko/mentions';
import { money } from './ko/money';
import { practice } from './ko/practice';
import { project } from './ko/project';
import { receipt } from './ko/receipt';
import { regions } from './ko/regions';
import { registrars } from './ko/registrars';
import { review } from './ko/review';
import { teardown } from './ko/teardown';
import { terms } from './ko/terms';
import { welcome } from './ko/welcome';

export const ko = {
  backend,
  check,
  domain,
  done,
  entrance,
  frame,
  frontend,
  home,
  keys,
  language,
  launch,
  mentions,
  money,
  practice,
  project,
  receipt,
  regions,
  registrars,
  review,
  teardown,
  terms,
  welcome,
};

/** What a language has to say. */
export type Messages = typeof ko;
