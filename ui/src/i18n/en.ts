// The English dictionary, put together from its areas.
import type { Messages } from './ko';
import { accountFindings } from './en/account-findings';
import { backend } from './en/backend';
import { check } from './en/check';
import { codes } from './en/codes';
import { fields } from './en/fields';
import { folderFindings } from './en/folder-findings';
import { frame } from './en/frame';
import { frontend } from './en/frontend';
import { keys } from './en/keys';
import { practice } from './en/practice';
import { prices } from './en/prices';
import { problems } from './en/problems';
import { project } from './en/project';
import { regions } from './en/regions';
import { done } from './en/done';
import { home } from './en/home';
import { launch } from './en/launch';
import { receipt } from './en/receipt';
import { review } from './en/review';
import { run } from './en/run';
import { teardown } from './en/teardown';
import { terms } from './en/terms';
import { welcome } from './en/welcome';

export const en = {
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
} satisfies Messages;

