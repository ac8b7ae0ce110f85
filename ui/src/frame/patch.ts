// Brings one drawing into the shape of another with as few changes as can be, so that the keyboard's focus stays
// where it is, and what pulses goes on pulsing.

/** Shows a drawing in its place, by changing the one that is there. Says whether the text is a drawing at all. */
export function show(place: Element, text: string): boolean {
  const next = text ? readSvg(text) : null;
  const now = place.firstElementChild;
  if (!next) now?.remove();
  else if (now) patch(now, next);
  else place.append(next);
  return next !== null || text === '';
}

/** Makes `now` like `next`, in place where the two are alike. `next` is used up. */
export function patch(now: Element, next: Element): void {
  for (const { name } of [...now.attributes]) if (!next.hasAttribute(name)) now.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  const [old, fresh] = [[...now.childNodes], [...next.childNodes]];
  for (const [at, node] of fresh.entries()) {
    const before = old[at];
    if (!before) now.append(node);
    else if (before.isEqualNode(node)) continue;
    else if (before instanceof Element && node instanceof Element && alike(before, node)) patch(before, node);
    else before.replaceWith(node);
  }
  for (const left of old.slice(fresh.length)) left.remove();
}

/** Whether two elements are the same thing in two states. */
function alike(one: Element, other: Element): boolean {
  return one.nodeName === other.nodeName && one.getAttribute('data-node') === other.getAttribute('data-node');
}

/** Reads a drawing of our own core. A text that is no SVG gives null; scripts and handlers are never taken over. */
export function readSvg(text: string): SVGSVGElement | null {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (!(root instanceof SVGSVGElement)) return null;
  for (const element of [...root.querySelectorAll('*')]) {
    if (element.nodeName === 'script' || element.nodeName === 'foreignObject') element.remove();
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name);
  }
  const shown = document.importNode(root, true);
  shown.style.setProperty('--wide', String(root.viewBox.baseVal.width || 1));
  shown.style.setProperty('--high', String(root.viewBox.baseVal.height || 1));
  return shown;
}
