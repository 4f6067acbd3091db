// What makes the pages quicker where scripts run. Without it every page still works.

/** Says once that something changed, a moment after the last of many. */
function liveUpdates() {
  const address = document.body.dataset.live;
  if (!address || !('EventSource' in window)) return;
  let waiting;
  const source = new EventSource(address);
  const say = (state, words) => {
    for (const place of document.querySelectorAll('[data-live-state]')) {
      place.textContent = words;
      place.dataset.liveState = state;
    }
  };
  source.addEventListener('open', () => say('on', 'Pembaruan langsung hidup'));
  source.addEventListener('error', () => say('off', 'Pembaruan langsung terputus, dicoba lagi'));
  source.addEventListener('changed', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => document.body.dispatchEvent(new Event('lab-changed')), 400);
  });
  window.addEventListener('pagehide', () => source.close());
}

/** A form that has been sent is not sent again; its key would stop it anyway. */
function oneClick() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = '1';
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-busy', 'true');
  });
  // The browser's back button brings the page as it was left.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-busy');
    }
  });
}

/** Shows how far an upload has got. */
function uploads() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!('upload' in form.dataset) || event.defaultPrevented) return;
    event.preventDefault();
    const bar = document.createElement('progress');
    bar.max = 100;
    bar.setAttribute('aria-label', 'Kemajuan unggahan');
    form.append(bar);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) bar.value = (loaded / total) * 100;
    });
    request.addEventListener('load', () => {
      if (request.status < 300) {
        // The address may differ from this one by nothing but its end, which would not be loaded anew.
        window.history.replaceState(null, '', request.responseURL);
        window.location.reload();
        return;
      }
      // The page with what is wrong takes the place of this one.
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      const main = answer.querySelector('main');
      if (main) document.querySelector('main').replaceWith(document.adoptNode(main));
      document.querySelector('.error, [role=alert]')?.scrollIntoView({ block: 'center' });
    });
    request.addEventListener('error', () => {
      bar.remove();
      delete form.dataset.sent;
      form.submit();
    });
    request.send(new FormData(form));
  });
}

/** A chat is read from its end. */
function atTheEnd() {
  for (const chat of document.querySelectorAll('[data-chat]')) chat.scrollTop = chat.scrollHeight;
}

liveUpdates();
oneClick();
uploads();
atTheEnd();
document.addEventListener('htmx:after:swap', atTheEnd);
