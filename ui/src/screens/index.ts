// Which component shows which screen. A screen about a deployment gets its id.

import type { Component } from 'svelte';
import type { Screen } from '../state/app.svelte';

/** The screens beside the wizard. */
export const screens: Partial<Record<Exclude<Screen['name'], 'wizard'>, Component<{ id: string }>>> = {};
