// The Korean dictionary, put together from its areas. Its type is what every other language has to satisfy.
import { accountFindings } from './ko/account-findings';
import { backend } from './ko/backend';
import { check } from './ko/check';
import { codes } from './ko/codes';
import { fields } from './ko/fields';
import { folderFindings } from './ko/folder-findings';
import { frame } from './ko/frame';
import { frontend } from './ko/frontend';
import { keys } from './ko/keys';
import { practice } from './ko/practice';
import { prices } from './ko/prices';
import { problems } from './ko/problems';
import { project } from './ko/project';
import { regions } from './ko/regions';
import { done } from './ko/done';
import { home } from './ko/home';
import { launch } from './ko/launch';
import { receipt } from './ko/receipt';
import { review } from './ko/review';
import { run } from './ko/run';
import { teardown } from './ko/teardown';
import { terms } from './ko/terms';
import { welcome } from './ko/welcome';

export const ko = {
  accountFindings,
  backend,
  check,
  codes,
  fields,
  folderFindings,
  frame,
  frontend,
  keys,
  practice,
  prices,
  problems,
  project,
  regions,
  done,
  home,
  launch,
  receipt,
  review,
  run,
  teardown,
  terms,
  welcome,
};

/** What a language has to say. */
export type Messages = typeof ko;
