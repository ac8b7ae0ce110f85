// The English dictionary, put together from its areas.
import type { Messages } from './ko';
import { backend } from './en/backend';
import { check } from './en/check';
import { domain } from './en/domain';
import { done } from './en/done';
import { entrance } from './en/entrance';
import { frame } from './en/frame';
import { frontend } from './en/frontend';
import { home } from './en/home';
import { keys } from './en/keys';
import { language } from './en/language';
import { launch } from './en/launch';
import { mentions } from './en/mentions';
import { money } from './en/money';
import { practice } from './en/practice';
import { project } from './en/project';
import { receipt } from './en/receipt';
import { regions } from './en/regions';
import { registrars } from './en/registrars';
import { review } from './en/review';
import { teardown } from './en/teardown';
import { terms } from './en/terms';
import { welcome } from './en/welcome';

export const en = {
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
} satisfies Messages;

