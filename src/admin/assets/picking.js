// Ticking many lines of a list. Without it each line is ticked by itself, and everything still works.

/** Ticked lines by name, with the version they were ticked at: a list that refreshes itself keeps them. */
const ticked = new Map();

function boxes() {
  return [...document.querySelectorAll('input[data-pick]')];
}

function show() {
  const all = boxes();
  const count = all.filter((box) => box.checked).length;
  for (const place of document.querySelectorAll('[data-picked]'))
    place.textContent = count > 0 ? `${count} dipilih` : '';
  for (const box of document.querySelectorAll('[data-pick-all]')) {
    box.checked = all.length > 0 && count === all.length;
    box.indeterminate = count > 0 && count < all.length;
  }
  for (const box of document.querySelectorAll('[data-pick-all-box]')) box.hidden = all.length === 0;
}

function remember(box) {
  if (box.checked) ticked.set(box.name, box.value);
  else ticked.delete(box.name);
}

/** After a refresh the ticks are put back, but not on what somebody has changed meanwhile. */
function putBack() {
  for (const box of boxes()) box.checked = ticked.get(box.name) === box.value;
  show();
}

let last;
document.addEventListener('click', (event) => {
  const box = event.target;
  if (!box.matches?.('input[data-pick]')) return;
  const all = boxes();
  // With the shift key everything between the last one and this one.
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) {
      between.checked = box.checked;
      remember(between);
    }
  }
  last = box;
});
document.addEventListener('change', ({ target }) => {
  if (target.matches?.('input[data-pick-all]')) {
    for (const box of boxes()) {
      box.checked = target.checked;
      remember(box);
    }
  } else if (target.matches?.('input[data-pick]')) remember(target);
  else return;
  show();
});
document.addEventListener('htmx:after:swap', putBack);
// The browser's back button brings the ticks back as they were left.
window.addEventListener('pageshow', () => {
  for (const box of boxes()) remember(box);
  show();
});
