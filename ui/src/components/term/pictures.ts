// The small pictures of the cards, by the card's id: what stands inside an SVG of 240 x 96. Strokes and fills take
// their colours from the classes `line`, `soft`, `accent`, `fill` and `text`.

import type { Messages } from '../../i18n';

/** A card's id. */
export type TermId = keyof Messages['terms'];

export const pictures: Record<TermId, string> = {
  port: `<rect class="fill line" x="120" y="14" width="96" height="68" rx="10"/><path class="line" d="M120 34h14M120 48h14M120 62h14"/><path class="accent" d="M24 48h82m-8-6 8 6-8 6"/><text class="text" x="142" y="52">8080</text>`,
  region: `<rect class="fill line" x="16" y="14" width="208" height="68" rx="14"/><rect class="line soft" x="32" y="28" width="80" height="40" rx="8"/><rect class="line soft" x="128" y="28" width="80" height="40" rx="8"/><path class="accent" d="M60 40h24v16h-24zM156 40h24v16h-24z"/>`,
};
