import { asset } from './assets.ts';
import { accountPage, changeOwnPassword } from './pages/account.tsx';
import { attentionPage, resolveDeed } from './pages/attention.tsx';
import { cataloguePage } from './pages/catalogue.tsx';
import { chatFile, chatPage, chatPageDeeds } from './pages/chat.tsx';
import {
  expectedDeed,
  paymentDeed,
  registrationChatDeeds,
  revealNikDeed,
  stageDeed,
  unlockDeed,
} from './pages/registration/deeds.ts';
import { registrationPage } from './pages/registration/page.tsx';
import {
  letterFile,
  releaseDeed,
  reportFile,
  takeBackDeed,
  uploadDeed,
  validateDeed,
} from './pages/registration/report-deeds.ts';
import { registrationsPage } from './pages/registrations.tsx';
import { settingsPage } from './pages/settings.tsx';
import {
  removeHolidayDeed,
  saveHolidayDeed,
  saveLabDeed,
  saveTemplatesDeed,
} from './pages/settings-deeds.ts';
import { leave, signIn, signInPage } from './pages/sign-in.tsx';
import { addStaffDeed, staffPage, switchOffDeed, switchOnDeed } from './pages/staff.tsx';
import {
  addTestDeed,
  changeTestDeed,
  newTestPage,
  retireTestDeed,
  reviveTestDeed,
  testPage,
} from './pages/test.tsx';
import { codeDeed, linkDeed, reconnectDeed, unlinkDeed } from './pages/whatsapp/deeds.ts';
import { whatsappPage } from './pages/whatsapp/page.tsx';
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
  show('/registrations/:id', 'officer', registrationPage),
  show('/registrations/:id/letter', 'officer', letterFile),
  show('/registrations/:id/reports/:reportId', 'officer', reportFile),
  act('/registrations/:id/nik', 'officer', revealNikDeed),
  act('/registrations/:id/payment', 'officer', paymentDeed),
  act('/registrations/:id/expected', 'officer', expectedDeed),
  act('/registrations/:id/unlock', 'officer', unlockDeed),
  act('/registrations/:id/stage/:to', 'officer', stageDeed),
  act('/registrations/:id/reports', 'officer', uploadDeed, { takesFile: true }),
  act('/registrations/:id/reports/:reportId/validate', 'officer', validateDeed),
  act('/registrations/:id/reports/:reportId/release', 'officer', releaseDeed),
  act('/registrations/:id/reports/:reportId/take-back', 'officer', takeBackDeed),
  act('/registrations/:id/take-over', 'officer', registrationChatDeeds.takeOver),
  act('/registrations/:id/hand-back', 'officer', registrationChatDeeds.handBack),
  act('/registrations/:id/reply', 'officer', registrationChatDeeds.reply),

  show('/attention', 'officer', attentionPage),
  act('/attention/:id/resolve', 'officer', resolveDeed),
  show('/chats/:citizenId', 'officer', chatPage),
  show('/chats/:citizenId/files/:fileId', 'officer', chatFile),
  act('/chats/:citizenId/take-over', 'officer', chatPageDeeds.takeOver),
  act('/chats/:citizenId/hand-back', 'officer', chatPageDeeds.handBack),
  act('/chats/:citizenId/reply', 'officer', chatPageDeeds.reply),

  show('/catalogue', 'officer', cataloguePage),
  show('/catalogue/new', 'administrator', newTestPage),
  act('/catalogue/new', 'administrator', addTestDeed),
  show('/catalogue/:id', 'administrator', testPage),
  act('/catalogue/:id', 'administrator', changeTestDeed),
  act('/catalogue/:id/retire', 'administrator', retireTestDeed),
  act('/catalogue/:id/revive', 'administrator', reviveTestDeed),

  show('/whatsapp', 'officer', whatsappPage),
  act('/whatsapp/link', 'administrator', linkDeed),
  act('/whatsapp/code', 'administrator', codeDeed),
  act('/whatsapp/reconnect', 'administrator', reconnectDeed),
  act('/whatsapp/unlink', 'administrator', unlinkDeed),

  show('/settings', 'administrator', settingsPage),
  act('/settings/lab', 'administrator', saveLabDeed),
  act('/settings/templates', 'administrator', saveTemplatesDeed),
  act('/settings/holidays', 'administrator', saveHolidayDeed),
  act('/settings/holidays/:day/remove', 'administrator', removeHolidayDeed),

  show('/staff', 'administrator', staffPage),
  act('/staff', 'administrator', addStaffDeed),
  act('/staff/:id/switch-off', 'administrator', switchOffDeed),
  act('/staff/:id/switch-on', 'administrator', switchOnDeed),

  show('/account', 'officer', accountPage),
  act('/account/password', 'officer', changeOwnPassword),
];
