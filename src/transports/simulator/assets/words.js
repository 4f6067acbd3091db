// What WhatsApp makes of signs in a text, as DOM nodes. Text stays text: nothing here reads HTML.

const MARKS = { '*': 'strong', _: 'em', '~': 's' };

// A link, or words between two equal signs that stand outside a word and close to what they mark.
const MARKED =
  /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)*_~])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/gu;

/**
 * The nodes a text is shown as.
 *
 * @param {string} text
 * @param {(url: URL) => HTMLElement} linkTo makes the element for a link
 * @returns {Node[]}
 */
export function formatted(text, linkTo) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, link, sign, inner] = match;
    nodes.push(document.createTextNode(text.slice(done, match.index)));
    nodes.push(link ? linkNode(link, linkTo) : markNode(sign, inner, linkTo));
    done = match.index + whole.length;
  }
  nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

function linkNode(link, linkTo) {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url) return document.createTextNode(link);
  const node = linkTo(url);
  node.textContent = link;
  return node;
}

function markNode(sign, inner, linkTo) {
  const node = document.createElement(MARKS[sign]);
  node.append(...formatted(inner, linkTo));
  return node;
}

/**
 * A text line by line. A line such as `2. Tanya harga` becomes a button that answers `2`.
 *
 * @param {string} text
 * @param {(url: URL) => HTMLElement} linkTo
 * @param {((answer: string) => void) | undefined} choose without it the lines stay lines
 */
export function paragraphs(text, linkTo, choose) {
  const body = document.createElement('div');
  body.className = 'words';
  for (const line of text.split('\n')) {
    const answer = choose && /^(\d{1,2})\. \S/.exec(line)?.[1];
    const row = document.createElement(answer ? 'button' : 'p');
    row.append(...formatted(line, linkTo));
    if (answer) {
      row.type = 'button';
      row.className = 'choice';
      row.title = `Balas ${answer}`;
      row.addEventListener('click', () => choose(answer));
    }
    body.append(row);
  }
  return body;
}
