import { asset } from './assets.ts';
import { accountPage, changeOwnPassword } from './pages/account.tsx';
import { registrationsPage } from './pages/registrations.tsx';
import { leave, signIn, signInPage } from './pages/sign-in.tsx';
import { act, open, type Route, show } from './route.ts';

/** Every address of the staff pages and who may use it. What is not listed here does not exist. */
export const routes: readonly Route[] = [
  open('get', '/assets/:name', asset),
  open('get', '/sign-in', signInPage),
  open('post', '/sign-in', signIn),

  show('/', 'officer', () => ({ outcome: 'redirect', to: '/admin/registrations' })),
  show('/events', 'officer', () => ({ outcome: 'live' })),
  act('/sign-out', 'officer', leave),

  show('/registrations', 'officer', registrationsPage),

  show('/account', 'officer', accountPage),
  act('/account/password', 'officer', changeOwnPassword),
];
