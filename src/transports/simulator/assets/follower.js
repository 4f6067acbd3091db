// Keeps the end of a list in sight for whoever is reading there.

const NEAR_PIXELS = 80;

/** @param {HTMLElement} list what scrolls */
export function follower(list) {
  let isAtEnd = true;

  const distanceToEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight;

  function toEnd() {
    list.scrollTop = list.scrollHeight;
  }

  /** Makes a change. Whoever reads further up is left there; a long message is read from its beginning. */
  function followFrom(change) {
    const wasAtEnd = isAtEnd;
    const added = change();
    if (!wasAtEnd) return;
    toEnd();
    if (added.offsetHeight > list.clientHeight) list.scrollTop = added.offsetTop - list.offsetTop;
  }

  /** A picture grows once it is loaded. */
  function keepAtEnd(picture) {
    if (distanceToEnd() < picture.offsetHeight + NEAR_PIXELS) toEnd();
  }

  list.addEventListener('scroll', () => {
    isAtEnd = distanceToEnd() < NEAR_PIXELS;
  });
  // A keyboard that slides in must not cover what was just said.
  new ResizeObserver(() => {
    if (isAtEnd) toEnd();
  }).observe(list);

  return { toEnd, followFrom, keepAtEnd };
}
