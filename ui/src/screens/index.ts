// Which component shows which screen. A screen about a deployment gets its id.

import type { Component } from 'svelte';
import type { Screen } from '../state/app.svelte';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';
import Receipt from './receipt/Receipt.svelte';
import Teardown from './teardown/Teardown.svelte';
import Verify from './verify/Verify.svelte';

/** The screens beside the wizard. */
export const screens: Record<Exclude<Screen['name'], 'wizard'>, Component<{ id: string }>> = {
  home: Home,
  launch: Launch,
  receipt: Receipt,
  teardown: Teardown,
  verify: Verify,
};
