// Where the eyes should be in a picture that is larger than its place.

/** Scrolls the picture on screen, and nothing else, until that node's part is in sight. */
export function bringIntoSight(node: string): void {
  const place = document.querySelector<HTMLElement>('[data-testid="picture"]');
  const part = place?.querySelector(`[data-node="${CSS.escape(node)}"]`);
  if (!place || !part) return;
  const [outer, inner] = [place.getBoundingClientRect(), part.getBoundingClientRect()];
  place.scrollTop += shift(outer.top, outer.height, inner.top, inner.height);
  place.scrollLeft += shift(outer.left, outer.width, inner.left, inner.width);
}

/** How far to scroll so that a stretch is in the middle of a window; nothing where it can be seen whole. */
export function shift(windowAt: number, windowLong: number, at: number, long: number): number {
  const seen = at >= windowAt && at + long <= windowAt + windowLong;
  return seen ? 0 : at + long / 2 - (windowAt + windowLong / 2);
}
