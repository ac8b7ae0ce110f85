// The values of a card's example, out of the draft on screen.

import type { Example } from '../i18n/types';
import { app } from './app.svelte';
import { wizard } from './wizard.svelte';

/** What is known of this very deployment. */
export function example(): Example {
  const { draft } = wizard;
  const known = (text: string | undefined) => (text?.trim() ? text.trim() : null);
  const shown = app.deployments.find((it) => app.screen && 'id' in app.screen && it.id === app.screen.id);
  return {
    name: shown?.name ?? known(draft?.name),
    region: app.session.place === 'none' ? null : app.session.region,
    port: known(draft?.backend?.port),
    healthPath: known(draft?.backend?.health_path),
    instanceType: known(draft?.backend?.instance_type),
    address: shown?.address ?? null,
    domain: known(draft?.domain?.name),
  };
}
