// Which of the places where a screen names a term is the first: there alone it is underlined. A dialog, and what a line
// opens, are pages of their own.

import type { TermId } from './pictures';

/** A place where a term stands. */
export interface Place {
  id: TermId;
  at: Element;
  /** Learns whether it is the first of its page; none for a place that always has its card. */
  tell?: (first: boolean) => void;
}

/** What is read apart from what is around it. */
const PAGE = '[role="dialog"], details';

const places = new Set<Place>();
let due = false;

/** Counts a place in for as long as it is on screen: returns what takes it out. */
export function counted(place: Place): () => void {
  places.add(place);
  settle();
  return () => {
    places.delete(place);
    settle();
  };
}

/** Many places come and go at once: they are sorted after the last of them. */
function settle(): void {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    sort();
  });
}

function sort(): void {
  const met = new Map<Element | null, Set<TermId>>();
  for (const { id, at, tell } of [...places].toSorted(inOrder)) {
    const page = at.closest(PAGE);
    const here = met.get(page) ?? new Set();
    met.set(page, here);
    tell?.(!here.has(id));
    here.add(id);
  }
}

function inOrder(one: Place, other: Place): number {
  return one.at.compareDocumentPosition(other.at) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
