// The card that is open: one at a time, wherever its term stands.

import type { TermId } from './pictures';

class Cards {
  /** The term that was pressed; null while no card is open. */
  id = $state<TermId | null>(null);
  /** Where it was pressed. */
  at = $state.raw<HTMLElement | null>(null);

  /** Opens a term's card at its place, or closes it where it is the one that is open. */
  press(id: TermId, at: HTMLElement): void {
    if (this.at === at) this.close(at);
    else [this.id, this.at] = [id, at];
  }

  /** Closes the card; one that stands elsewhere stays. */
  close(at: HTMLElement | null): void {
    if (at !== null && this.at === at) [this.id, this.at] = [null, null];
  }
}

/** The one card. */
export const cards = new Cards();
