import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icons.tsx';

/** The heads of a table's columns; `deeds` names the last one, which holds buttons and needs no visible head. */
export function Columns({ names, deeds }: { names: readonly string[]; deeds?: string }): JSX.Element {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {deeds ? (
          <th scope="col">
            <span class="unseen">{deeds}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

/** The box above a list in which words are sought, with further filters beside it. */
export function SearchBox({
  action,
  words,
  placeholder,
  children,
}: {
  action: string;
  words: string | undefined;
  placeholder: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <form class="filters" method="get" action={action}>
      <div class="field wide">
        <label for="words">Cari</label>
        <input
          id="words"
          type="search"
          name="words"
          value={words}
          maxLength={100}
          placeholder={placeholder}
        />
      </div>
      {children}
      <div class="row">
        <button type="submit">
          <Icon name="search" /> Cari
        </button>
        {words ? <a href={action}>Hapus saringan</a> : null}
      </div>
    </form>
  );
}
