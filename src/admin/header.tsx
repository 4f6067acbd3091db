import type { JSX } from 'preact';
import { Bell, type Unread } from './bell.tsx';
import { Icon } from './icons.tsx';
import { MenuButton } from './navigation.tsx';
import { HiddenKey } from './pieces.tsx';
import type { StaffVisit } from './visit.ts';
import { ROLE_NAMES } from './words.ts';

/** The bar above every page: home, what has come, one's account, and the way to the navigation on a small screen. */
export function Header({ visit, unread }: { visit: StaffVisit; unread: Unread | undefined }): JSX.Element {
  return (
    <header class="top">
      <a class="brand" href="/admin">
        <Icon name="flask" />
        <span>{visit.lab.shortName}</span>
      </a>
      {unread ? <Bell visit={visit} unread={unread} /> : null}
      <AccountMenu visit={visit} />
      <MenuButton />
    </header>
  );
}

function AccountMenu({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <details class="drop who">
      <summary>
        <Icon name="person" />
        <span>{visit.staff.name}</span>
      </summary>
      <div class="sheet">
        <p>
          <strong>{visit.staff.name}</strong>
          <br />
          <small>
            {ROLE_NAMES[visit.staff.role]} · {visit.staff.email}
          </small>
        </p>
        <p class="live" aria-live="polite">
          <span data-live-state>Pembaruan langsung mati</span>
        </p>
        <a href="/admin/account">Akun saya</a>
        <form method="post" action="/admin/sign-out">
          <HiddenKey visit={visit} />
          <button type="submit" class="secondary">
            <Icon name="exit" /> Keluar
          </button>
        </form>
      </div>
    </details>
  );
}
