import { asset } from './assets.ts';
import { accountInReach, chatInReach, incidentInReach, requestOf } from './objects.ts';
import { accountPage, changeOwnPassword } from './pages/account.tsx';
import { attentionPage, resolveDeed } from './pages/attention.tsx';
import { cataloguePage } from './pages/catalogue.tsx';
import { chatFile, chatPage, chatPageDeeds } from './pages/chat.tsx';
import { checkJournalDeed } from './pages/journal/deeds.ts';
import { journalPage } from './pages/journal/page.tsx';
import { messagesPage } from './pages/messages/list.tsx';
import { newMessagePage, sendDeed } from './pages/messages/new.tsx';
import { answerDeed, readDeed, threadInReach, threadPage } from './pages/messages/thread.tsx';
import {
  followPage,
  latestPage,
  notificationsPage,
  ownNotification,
  readAllDeed,
} from './pages/notifications.tsx';
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
import { healthPage } from './pages/health.tsx';
import { jobsPage, runJobDeed, trustClockDeed } from './pages/jobs.tsx';
  validateDeed,
} from './pages/registration/report-deeds.ts';
import { registrationsPage } from './pages/registrations.tsx';
import {
  addReplyDeed,
  changeReplyDeed,
  newReplyPage,
  removeReplyDeed,
  repliesPage,
  replyPage,
} from './pages/replies.tsx';
import { giveSecondFactor, secondFactorPage } from './pages/second-factor.tsx';
import {
  saveCodesDeed,
  saveHoursDeed,
  saveLabDeed,
  saveTemplatesDeed,
  saveVisitsDeed,
  saveWorkDeed,
} from './pages/settings/deeds.ts';
import { removeHolidayDeed, saveHolidayDeed } from './pages/settings/holiday-deeds.ts';
import { holidaysPage } from './pages/settings/holidays.tsx';
import { codesPage, hoursPage, settingsPage, templatesPage, workPage } from './pages/settings/page.tsx';
import { saveTextDeed } from './pages/settings/text-deeds.ts';
import { textPage, textsPage } from './pages/settings/texts.tsx';
import { leave, signIn, signInPage } from './pages/sign-in.tsx';
import { addStaffDeed, staffPage, switchOffDeed, switchOnDeed } from './pages/staff.tsx';
import { chartPicture, chartWorkbook, statisticsPage } from './pages/statistics/page.tsx';
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
import { act, CENTRAL, LEADS, open, READS, type Route, show, tell, WORKS } from './route.ts';

const laboratory = requestOf('laboratory');

/** Every address of the staff pages and who may use it. What is not listed here does not exist. */
export const routes: readonly Route[] = [
  open('get', '/assets/:name', asset),
  open('get', '/sign-in', signInPage),
  open('post', '/sign-in', signIn),

  show('/', READS, () => ({ outcome: 'redirect', to: '/admin/registrations' })),
  show('/events', READS, () => ({ outcome: 'live' })),
  tell('/writing', WORKS, { outcome: 'writing' }),
  show('/notifications', READS, notificationsPage),
  show('/notifications/latest', READS, latestPage),
  show('/notifications/:id', READS, followPage, ownNotification),
  act('/notifications/read', READS, readAllDeed),
  act('/sign-out', READS, leave),

  show('/registrations', READS, registrationsPage),
  show('/registrations/:id', READS, registrationPage, laboratory),
  saveProceduresDeed,
  show('/registrations/:id/letter', READS, letterFile, laboratory),
  show('/registrations/:id/reports/:reportId', READS, reportFile, laboratory),
  act('/registrations/:id/nik', WORKS, revealNikDeed, { object: laboratory }),
  act('/registrations/:id/payment', WORKS, paymentDeed, { object: laboratory }),
  act('/registrations/:id/expected', WORKS, expectedDeed, { object: laboratory }),
  act('/registrations/:id/unlock', WORKS, unlockDeed, { object: laboratory }),
  act('/registrations/:id/stage/:to', WORKS, stageDeed, { object: laboratory }),
  act('/registrations/:id/reports', WORKS, uploadDeed, { takesFile: true, object: laboratory }),
  act('/registrations/:id/reports/:reportId/validate', WORKS, validateDeed, { object: laboratory }),
  act('/registrations/:id/reports/:reportId/release', WORKS, releaseDeed, { object: laboratory }),
  act('/registrations/:id/reports/:reportId/take-back', WORKS, takeBackDeed, { object: laboratory }),
  act('/registrations/:id/take-over', WORKS, registrationChatDeeds.takeOver, { object: laboratory }),
  act('/registrations/:id/hand-back', WORKS, registrationChatDeeds.handBack, { object: laboratory }),
  act('/registrations/:id/reply', WORKS, registrationChatDeeds.reply, { object: laboratory }),
  act('/registrations/:id/note', WORKS, registrationChatDeeds.note, { object: laboratory }),
  act('/registrations/:id/letters/:letterId/resend', WORKS, registrationChatDeeds.resend, {
    object: laboratory,
  }),

  show('/attention', READS, attentionPage),
  act('/attention/:id/resolve', WORKS, resolveDeed, { object: incidentInReach }),
  show('/chats/:citizenId', READS, chatPage, chatInReach),
  show('/chats/:citizenId/files/:fileId', READS, chatFile, chatInReach),
  act('/chats/:citizenId/take-over', WORKS, chatPageDeeds.takeOver, { object: chatInReach }),
  act('/chats/:citizenId/hand-back', WORKS, chatPageDeeds.handBack, { object: chatInReach }),
  act('/chats/:citizenId/reply', WORKS, chatPageDeeds.reply, { object: chatInReach }),
  act('/chats/:citizenId/note', WORKS, chatPageDeeds.note, { object: chatInReach }),
  act('/chats/:citizenId/letters/:letterId/resend', WORKS, chatPageDeeds.resend, { object: chatInReach }),

  show('/messages', READS, messagesPage),
  show('/messages/new', LEADS, newMessagePage),
  act('/messages/new', LEADS, sendDeed),
  show('/messages/:id', READS, threadPage, threadInReach),
  act('/messages/:id/answer', LEADS, answerDeed, { object: threadInReach }),
  act('/messages/:id/read', WORKS, readDeed, { object: threadInReach }),

  show('/replies', READS, repliesPage),
  show('/replies/new', LEADS, newReplyPage),
  act('/replies/new', LEADS, addReplyDeed),
  show('/replies/:id', LEADS, replyPage),
  act('/replies/:id', LEADS, changeReplyDeed),
  act('/replies/:id/remove', LEADS, removeReplyDeed),

  show('/statistics', READS, statisticsPage),
  show('/statistics/chart.svg', READS, chartPicture),
  show('/statistics/chart.xlsx', READS, chartWorkbook),
  open('get', '/second-factor', secondFactorPage),
  open('post', '/second-factor', giveSecondFactor),
  { ...open('get', '/set-password/:token', passwordLinkPage), rate: 'signingIn' },
  open('post', '/set-password/:token', choosePassword),

  show('/catalogue', READS, cataloguePage),
  show('/catalogue/new', CENTRAL, newTestPage),
  act('/catalogue/new', CENTRAL, addTestDeed),
  show('/catalogue/:id', CENTRAL, testPage),
  act('/catalogue/:id', CENTRAL, changeTestDeed),
  act('/catalogue/:id/retire', CENTRAL, retireTestDeed),
  act('/catalogue/:id/revive', CENTRAL, reviveTestDeed),

  show('/whatsapp', READS, whatsappPage),
  act('/whatsapp/link', CENTRAL, linkDeed),
  act('/whatsapp/code', CENTRAL, codeDeed),
  act('/whatsapp/reconnect', CENTRAL, reconnectDeed),
  act('/whatsapp/unlink', CENTRAL, unlinkDeed),

  show('/settings', CENTRAL, settingsPage),
  act('/settings/lab', CENTRAL, saveLabDeed),
  act('/settings/templates', CENTRAL, saveTemplatesDeed),
  act('/settings/holidays', CENTRAL, saveHolidayDeed),
  act('/settings/holidays/:day/remove', CENTRAL, removeHolidayDeed),

  show('/journal', CENTRAL, journalPage),
  act('/journal/check', CENTRAL, checkJournalDeed),

  show('/staff', LEADS, staffPage),
  act('/staff', LEADS, addStaffDeed),
  act('/staff/:id/switch-off', LEADS, switchOffDeed, { object: accountInReach }),
  act('/staff/:id/switch-on', LEADS, switchOnDeed, { object: accountInReach }),

  show('/account', READS, accountPage),
  act('/account/password', READS, changeOwnPassword),
];
  show('/health', READS, healthPage),
  show('/jobs', CENTRAL, jobsPage),
  act('/jobs/:name/run', CENTRAL, runJobDeed),
  act('/jobs/trust-clock', CENTRAL, trustClockDeed),

  act('/settings/procedures', CENTRAL, saveProceduresDeed),
  show('/settings/hours', CENTRAL, hoursPage),
  act('/settings/hours', CENTRAL, saveHoursDeed),
  act('/settings/visits', CENTRAL, saveVisitsDeed),
  show('/settings/work', CENTRAL, workPage),
  act('/settings/work', CENTRAL, saveWorkDeed),
  show('/settings/codes', CENTRAL, codesPage),
  act('/settings/codes', CENTRAL, saveCodesDeed),
  show('/settings/templates', CENTRAL, templatesPage),
  show('/settings/texts', CENTRAL, textsPage),
  show('/settings/texts/:text', CENTRAL, textPage),
  act('/settings/texts/:text', CENTRAL, saveTextDeed),
  show('/settings/holidays', CENTRAL, holidaysPage),
