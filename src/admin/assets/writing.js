// The reply box by keyboard: "/" finds a canned reply, "/catatan" leads to the internal note.

const NOTE_WORD = 'catatan';
const MOST_SHOWN = 8;

/** What the box holds behind a slash at its beginning, or undefined. */
const wordIn = (box) => /^\/([^\s/]*)$/.exec(box.value)?.[1].toLowerCase();

function writing(place) {
  const box = place.querySelector('textarea');
  const around = place.closest('.writing');
  if (!box || !around || place.dataset.ready) return;
  place.dataset.ready = '1';
  const list = document.createElement('ul');
  const said = document.createElement('p');
  list.id = `${box.id}-choices`;
  list.className = 'choices';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Balasan siap pakai');
  list.hidden = true;
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  box.after(list, said);
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  let at = 0;

  const canned = () => [...around.querySelectorAll('[data-canned]')];
  const noting = () => around.querySelector('[data-noting]');

  function matches() {
    const word = wordIn(box);
    if (word === undefined) return [];
    const fits = (link) =>
      link.dataset.shortcut.toLowerCase().startsWith(word) || link.textContent.toLowerCase().includes(word);
    const found = canned()
      .filter(fits)
      .map((link) => ({ name: link.textContent, take: () => insert(link.dataset.canned) }));
    if (noting() && NOTE_WORD.startsWith(word)) {
      found.push({ name: 'Catatan internal /catatan', take: toNote });
    }
    return found.slice(0, MOST_SHOWN);
  }

  function show() {
    const found = matches();
    at = 0;
    list.hidden = found.length === 0;
    list.replaceChildren(
      ...found.map(({ name, take }, place) => {
        const item = document.createElement('li');
        item.id = `${list.id}-${place}`;
        item.setAttribute('role', 'option');
        item.textContent = name;
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          take();
        });
        return item;
      }),
    );
    const isAsked = wordIn(box) !== undefined;
    said.textContent = isAsked ? `${found.length} balasan cocok` : '';
    mark();
  }

  function mark() {
    for (const [place, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(place === at));
    }
    const chosen = list.hidden ? undefined : list.children[at];
    if (chosen) box.setAttribute('aria-activedescendant', chosen.id);
    else box.removeAttribute('aria-activedescendant');
  }

  /** Puts a reply where one writes; what was written stays before it. */
  function insert(text) {
    const before = wordIn(box) === undefined && box.value !== '' ? `${box.value.trimEnd()}\n` : '';
    box.value = before + text;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    show();
    around.querySelector('.canned')?.removeAttribute('open');
  }

  function toNote() {
    box.value = '';
    show();
    const note = noting();
    note.open = true;
    note.querySelector('textarea').focus();
  }

  box.addEventListener('input', show);
  box.addEventListener('blur', () => {
    list.hidden = true;
    mark();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      box.form.requestSubmit();
      return;
    }
    if (list.hidden) return;
    const found = matches();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      at = (at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      mark();
    } else if (event.key === 'Enter' || event.key === 'Tab') found[at]?.take();
    else if (event.key === 'Escape') {
      list.hidden = true;
      mark();
    } else return;
    event.preventDefault();
  });
  around.addEventListener('click', (event) => {
    const link = event.target.closest('[data-canned]');
    if (!link) return;
    event.preventDefault();
    insert(link.dataset.canned);
  });
  for (const hint of around.querySelectorAll('[data-keys]')) hint.hidden = false;
}

const everywhere = () => {
  for (const place of document.querySelectorAll('[data-writes]')) writing(place);
};
document.addEventListener('htmx:after:swap', everywhere);
everywhere();
