// The parts of a made-up deployment before anything of it exists, and the pictures with those parts in them: the
// diagram's own tests call them otherwise.

import type { SketchedPart, Words } from '../bindings/contract';
import type { KindName } from '../bindings/kinds';
import known from './fixtures/parts.json';

const names: Record<string, string> = {
  spa: 'paths',
  files: 'site',
  policy: 'bucket-policy',
  'sg-alb': 'alb-gate',
  'sg-app': 'app-gate',
  i1: 'instance-1',
  i2: 'instance-1_g2',
};

/** A picture of the diagram's tests whose parts are called as the fixtures call them. */
export function named(svg: string): string {
  return svg.replace(/data-node="([^"]+)"/g, (_, id: string) => `data-node="${names[id] ?? id}"`);
}

/** What a preview says of each part. */
export function sketched(): SketchedPart[] {
  const parts = (known as { node: string; kind: KindName; detail: string | null; usd_month: number; name: Words; why: Words; console: Words }[]).map(
    ({ node, kind, name, why, console, detail, usd_month }) => ({
      node,
      generation: 1,
      kind,
      name,
      why,
      console,
      detail,
      used: kind === 'network',
      stands: false,
      usd_month,
    }),
  );
  const second = parts.filter(({ node }) => node === 'instance-1').map((it) => ({ ...it, generation: 2 }));
  return [...parts, ...second];
}
