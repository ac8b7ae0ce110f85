// Which component shows which screen. A screen about a deployment gets its id.

import type { Component } from 'svelte';
import type { DeploymentScreen } from '../bindings/contract';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';
import Receipt from './receipt/Receipt.svelte';
import Teardown from './teardown/Teardown.svelte';
import Verify from './verify/Verify.svelte';

/** The screens of a deployment. */
export const screens: Record<DeploymentScreen | 'verify', Component<{ id: string }>> = {
  home: Home,
  launch: Launch,
  receipt: Receipt,
  teardown: Teardown,
  verify: Verify,
};
