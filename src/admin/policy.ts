// Longer than other files, because who may do what is read, and tested, as one list.
import { asset } from './assets.ts';
import {
  accountInReach,
  caseInReach,
  chatInReach,
  incidentInReach,
  ownBulkAction,
  ownExport,
  registrationInReach,
  unitInReach,
} from './objects.ts';
import {
  awayDeed,
  changeOwnPassword,
  endOtherSessionsDeed,
  endSessionDeed,
  linkChatDeed,
  profileDeed,
  unlinkChatDeed,
  wishesDeed,
} from './pages/account/deeds.ts';
import { accountPage } from './pages/account/page.tsx';
import {
  beginFactorDeed,
  confirmFactorDeed,
  factorOffDeed,
  newCodesDeed,
  ownFactorPage,
} from './pages/account/second-factor.tsx';
import { attentionPage, resolveDeed } from './pages/attention.tsx';
import { assignDeed, checkDeed, forwardDeed, macroDeed, returnDeed, takeDeed } from './pages/cases/deeds.ts';
import { assignPage, casePage, forwardPage, macroPage, returnPage } from './pages/cases/pages.tsx';
import { handlingPage, macroSettingsPage } from './pages/cases/settings.tsx';
import { removeMacroDeed, saveChecklistsDeed, saveMacroDeed } from './pages/cases/settings-deeds.ts';
import {
  beginImportDeed,
  catalogueExport,
  confirmImportDeed,
  importedPage,
  importPage,
} from './pages/catalogue/import.tsx';
import { cataloguePage } from './pages/catalogue/page.tsx';
import {
  addTestDeed,
  changeTestDeed,
  newTestPage,
  retireTestDeed,
  reviveTestDeed,
  testPage,
} from './pages/catalogue/test.tsx';
import { announcePriceDeed, withdrawPriceDeed } from './pages/catalogue/test-price-deeds.ts';
import { chatFile, chatPage, chatPageDeeds } from './pages/chat.tsx';
import { dayPage } from './pages/day.tsx';
import {
  exportAgainDeed,
  exportFilePage,
  newExportPage,
  removeExportDeed,
  requestExportDeed,
} from './pages/exports/new.tsx';
import { exportsPage } from './pages/exports/page.tsx';
import { healthPage } from './pages/health.tsx';
import { jobsPage, runJobDeed, trustClockDeed } from './pages/jobs.tsx';
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
import { compareDeed } from './pages/papers/compare.tsx';
import { papersPage } from './pages/papers/page.tsx';
import { choosePassword, passwordLinkPage } from './pages/password-link.tsx';
import { receiveDeed } from './pages/receiving/deed.ts';
import { receivingPage } from './pages/receiving/page.tsx';
import {
  acceptProposalDeed,
  proposeDeed,
  withdrawProposalDeed,
} from './pages/registration/consultation-deeds.ts';
import {
  expectedDeed,
  paymentDeed,
  registrationChatDeeds,
  revealNikDeed,
  stageDeed,
  unlockDeed,
} from './pages/registration/deeds.ts';
import { markDuplicateDeed, undoDuplicateDeed } from './pages/registration/duplicate-deeds.ts';
import { holdDeed, releaseHoldDeed } from './pages/registration/hold-deeds.ts';
import { approveDeed, turnDownDeed, uploadLetterDeed } from './pages/registration/letter-deeds.ts';
import { registrationPage } from './pages/registration/page.tsx';
import {
  letterFile,
  releaseDeed,
  reportFile,
  takeBackDeed,
  uploadDeed,
  validateDeed,
} from './pages/registration/report-deeds.ts';
import { rejectSampleDeed } from './pages/registration/sample-rejection-deed.ts';
import { sheetCopy } from './pages/registration/sheet-copy.ts';
import {
  acceptDocumentDeed,
  askCorrectionsDeed,
  documentFile,
  fixDocumentDeed,
  orderLabelDeed,
  paperFile,
  replaceDocumentDeed,
  verifyDocumentsDeed,
} from './pages/registration/shipment-deeds.ts';
import { slipPage } from './pages/registration/slip.tsx';
import { newRequestPage, walkInPage } from './pages/registration/walk-in.tsx';
import { walkInDeed } from './pages/registration/walk-in-deed.ts';
import { registrationsAsked, registrationsPage } from './pages/registrations.tsx';
import {
  addReplyDeed,
  changeReplyDeed,
  newReplyPage,
  removeReplyDeed,
  repliesPage,
  replyPage,
} from './pages/replies.tsx';
import { agreeDeed, monthsDeed, retentionPage, withdrawDeed } from './pages/retention.tsx';
import { searchAsked, searchPage } from './pages/search/page.tsx';
import { giveSecondFactor, secondFactorPage } from './pages/second-factor.tsx';
import {
  saveCodesDeed,
  saveConsultationsDeed,
  saveHoursDeed,
  saveLabDeed,
  saveLettersDeed,
  savePaymentsDeed,
  saveProceduresDeed,
  saveShipmentsDeed,
  saveTemplatesDeed,
  saveToursDeed,
  saveVisitsDeed,
  saveWebFormsDeed,
  saveWorkDeed,
} from './pages/settings/deeds.ts';
import { removeHolidayDeed, saveHolidayDeed } from './pages/settings/holiday-deeds.ts';
import {
  confirmHolidaysDeed,
  holidayImportPage,
  readHolidaysDeed,
} from './pages/settings/holiday-import.tsx';
import { holidaysPage } from './pages/settings/holidays.tsx';
import {
  codesPage,
  hoursPage,
  servicesPage,
  settingsPage,
  templatesPage,
  workPage,
} from './pages/settings/page.tsx';
import { saveTextDeed } from './pages/settings/text-deeds.ts';
import { textPage, textsPage } from './pages/settings/texts.tsx';
import { leave, signIn, signInPage } from './pages/sign-in.tsx';
import {
  addPersonDeed,
  appointDeed,
  changePersonDeed,
  endSessionsDeed,
  forceAllDeed,
  forcePasswordDeed,
  linkDeed as passwordLinkDeed,
  removePersonDeed,
  resetFactorDeed,
  switchOffDeed,
  switchOnDeed,
} from './pages/staff/deeds.ts';
import { staffPage } from './pages/staff/list.tsx';
import { newPersonPage, registeredPage } from './pages/staff/new.tsx';
import { appointPage, personPage, removePersonPage } from './pages/staff/person.tsx';
import { chartPicture, chartWorkbook, statisticsPage } from './pages/statistics/page.tsx';
import { bulkDeed, bulkPreviewPage, undoBulkDeed } from './pages/today/bulk.tsx';
import { todayPage } from './pages/today/page.tsx';
import {
  addTourKindDeed,
  changeTourKindDeed,
  newTourKindPage,
  retireTourKindDeed,
  reviveTourKindDeed,
  tourKindPage,
} from './pages/tours/kind.tsx';
import { tourKindsPage } from './pages/tours/kinds.tsx';
import { addUnitDeed, changeUnitDeed, removeUnitDeed } from './pages/units/deeds.ts';
import { editUnitPage, newUnitPage } from './pages/units/form.tsx';
import { unitsPage } from './pages/units/list.tsx';
import { removeUnitPage, unitPage } from './pages/units/unit.tsx';
import { codeDeed, linkDeed, reconnectDeed, unlinkDeed } from './pages/whatsapp/deeds.ts';
import { whatsappPage } from './pages/whatsapp/page.tsx';
import {
  act,
  ask,
  CENTRAL,
  COORDINATES,
  evenUnsettled,
  LEADS,
  open,
  READS,
  type Route,
  show,
  tell,
  WORKS,
} from './route.ts';

/** Every address of the staff pages and who may use it. What is not listed here does not exist. */
export const routes: readonly Route[] = [
  open('get', '/assets/:name', asset),
  open('get', '/sign-in', signInPage),
  open('post', '/sign-in', signIn),
  open('get', '/second-factor', secondFactorPage),
  open('post', '/second-factor', giveSecondFactor),
  { ...open('get', '/set-password/:token', passwordLinkPage), rate: 'signingIn' },
  open('post', '/set-password/:token', choosePassword),

  show('/', READS, () => ({ outcome: 'redirect', to: '/admin/today' })),
  show('/today', READS, todayPage),
  show('/today/preview', WORKS, bulkPreviewPage),
  act('/today/bulk', WORKS, bulkDeed),
  act('/today/undo/:bulkId', WORKS, undoBulkDeed, { object: ownBulkAction }),
  show('/cases/:caseId', READS, casePage, caseInReach),
  act('/cases/:caseId/take', WORKS, takeDeed, { object: caseInReach }),
  show('/cases/:caseId/assign', WORKS, assignPage, caseInReach),
  act('/cases/:caseId/assign', WORKS, assignDeed, { object: caseInReach }),
  show('/cases/:caseId/return', WORKS, returnPage, caseInReach),
  act('/cases/:caseId/return', WORKS, returnDeed, { object: caseInReach }),
  show('/cases/:caseId/forward', WORKS, forwardPage, caseInReach),
  act('/cases/:caseId/forward', WORKS, forwardDeed, { object: caseInReach }),
  show('/cases/:caseId/macro', WORKS, macroPage, caseInReach),
  act('/cases/:caseId/macro', WORKS, macroDeed, { object: caseInReach }),
  act('/cases/:caseId/check', WORKS, checkDeed, { object: caseInReach }),
  evenUnsettled(show('/events', READS, () => ({ outcome: 'live' }))),
  tell('/writing', WORKS, { outcome: 'writing' }),
  show('/notifications', READS, notificationsPage),
  show('/notifications/latest', READS, latestPage),
  show('/notifications/:id', READS, followPage, ownNotification),
  act('/notifications/read', READS, readAllDeed),
  evenUnsettled(act('/sign-out', READS, leave)),

  show('/day', READS, dayPage),
  show('/receiving', WORKS, receivingPage),
  act('/receiving/:id', WORKS, receiveDeed, { object: registrationInReach }),
  show('/registrations', READS, registrationsPage),
  ask('/registrations', READS, registrationsAsked),
  show('/registrations/new', WORKS, newRequestPage),
  show('/registrations/new/:service', WORKS, walkInPage),
  act('/registrations/new/:service', WORKS, walkInDeed, { takesFile: 'several' }),
  show('/registrations/:id', READS, registrationPage, registrationInReach),
  act('/registrations/:id/reject-sample', WORKS, rejectSampleDeed, { object: registrationInReach }),
  act('/registrations/:id/label', WORKS, orderLabelDeed, { object: registrationInReach }),
  show('/registrations/:id/papers/:paperId', READS, paperFile, registrationInReach),
  act('/registrations/:id/documents/ask', WORKS, askCorrectionsDeed, { object: registrationInReach }),
  act('/registrations/:id/documents/verify', WORKS, verifyDocumentsDeed, { object: registrationInReach }),
  show('/registrations/:id/documents/:documentId', READS, documentFile, registrationInReach),
  show('/registrations/:id/documents/:documentId/copy', READS, sheetCopy, registrationInReach),
  act('/registrations/:id/documents/:documentId/accept', WORKS, acceptDocumentDeed, {
    object: registrationInReach,
  }),
  act('/registrations/:id/documents/:documentId/fix', WORKS, fixDocumentDeed, {
    object: registrationInReach,
  }),
  act('/registrations/:id/documents/:documentId/replace', WORKS, replaceDocumentDeed, {
    takesFile: true,
    object: registrationInReach,
  }),
  show('/registrations/:id/slip', READS, slipPage, registrationInReach),
  show('/registrations/:id/letter', READS, letterFile, registrationInReach),
  act('/registrations/:id/letter', WORKS, uploadLetterDeed, { takesFile: true, object: registrationInReach }),
  act('/registrations/:id/letter/approve', WORKS, approveDeed, { object: registrationInReach }),
  act('/registrations/:id/letter/turn-down', WORKS, turnDownDeed, { object: registrationInReach }),
  show('/registrations/:id/reports/:reportId', READS, reportFile, registrationInReach),
  act('/registrations/:id/nik', WORKS, revealNikDeed, { object: registrationInReach }),
  act('/registrations/:id/payment', WORKS, paymentDeed, { object: registrationInReach }),
  act('/registrations/:id/expected', WORKS, expectedDeed, { object: registrationInReach }),
  act('/registrations/:id/hold', LEADS, holdDeed, { object: registrationInReach }),
  act('/registrations/:id/release-hold', LEADS, releaseHoldDeed, { object: registrationInReach }),
  act('/registrations/:id/proposal', WORKS, proposeDeed, { object: registrationInReach }),
  act('/registrations/:id/proposal/accept', WORKS, acceptProposalDeed, { object: registrationInReach }),
  act('/registrations/:id/proposal/withdraw', WORKS, withdrawProposalDeed, { object: registrationInReach }),
  act('/registrations/:id/unlock', WORKS, unlockDeed, { object: registrationInReach }),
  act('/registrations/:id/stage/:to', WORKS, stageDeed, { object: registrationInReach }),
  act('/registrations/:id/duplicate', LEADS, markDuplicateDeed, { object: registrationInReach }),
  act('/registrations/:id/duplicate/undo', LEADS, undoDuplicateDeed, { object: registrationInReach }),
  act('/registrations/:id/reports', WORKS, uploadDeed, { takesFile: true, object: registrationInReach }),
  act('/registrations/:id/reports/:reportId/validate', WORKS, validateDeed, { object: registrationInReach }),
  act('/registrations/:id/reports/:reportId/release', WORKS, releaseDeed, { object: registrationInReach }),
  act('/registrations/:id/reports/:reportId/take-back', WORKS, takeBackDeed, { object: registrationInReach }),
  act('/registrations/:id/take-over', WORKS, registrationChatDeeds.takeOver, { object: registrationInReach }),
  act('/registrations/:id/hand-back', WORKS, registrationChatDeeds.handBack, { object: registrationInReach }),
  act('/registrations/:id/reply', WORKS, registrationChatDeeds.reply, { object: registrationInReach }),
  act('/registrations/:id/note', WORKS, registrationChatDeeds.note, { object: registrationInReach }),
  act('/registrations/:id/letters/:letterId/resend', WORKS, registrationChatDeeds.resend, {
    object: registrationInReach,
  }),

  show('/search', READS, searchPage),
  ask('/search', READS, searchAsked),
  show('/exports', READS, exportsPage),
  show('/exports/new', READS, newExportPage),
  act('/exports', READS, requestExportDeed),
  show('/exports/:id/file', READS, exportFilePage, ownExport),
  act('/exports/:id/again', READS, exportAgainDeed, { object: ownExport }),
  act('/exports/:id/remove', READS, removeExportDeed, { object: ownExport }),

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

  show('/papers', READS, papersPage),
  act('/papers/compare', READS, compareDeed, { takesFile: true }),

  show('/statistics', READS, statisticsPage),
  show('/statistics/chart.svg', READS, chartPicture),
  show('/statistics/chart.xlsx', READS, chartWorkbook),

  show('/tours/kinds', READS, tourKindsPage),
  show('/tours/kinds/new', CENTRAL, newTourKindPage),
  act('/tours/kinds/new', CENTRAL, addTourKindDeed),
  show('/tours/kinds/:id', CENTRAL, tourKindPage),
  act('/tours/kinds/:id', CENTRAL, changeTourKindDeed),
  act('/tours/kinds/:id/retire', CENTRAL, retireTourKindDeed),
  act('/tours/kinds/:id/revive', CENTRAL, reviveTourKindDeed),
  show('/catalogue', READS, cataloguePage),
  show('/catalogue/new', CENTRAL, newTestPage),
  act('/catalogue/new', CENTRAL, addTestDeed),
  show('/catalogue/export', CENTRAL, catalogueExport),
  show('/catalogue/import', CENTRAL, importPage),
  act('/catalogue/import', CENTRAL, beginImportDeed, { takesFile: true }),
  show('/catalogue/import/file', CENTRAL, importedPage),
  act('/catalogue/import/file', CENTRAL, confirmImportDeed),
  show('/catalogue/:id', CENTRAL, testPage),
  act('/catalogue/:id', CENTRAL, changeTestDeed),
  act('/catalogue/:id/prices', CENTRAL, announcePriceDeed),
  act('/catalogue/:id/prices/:day/remove', CENTRAL, withdrawPriceDeed),
  act('/catalogue/:id/retire', CENTRAL, retireTestDeed),
  act('/catalogue/:id/revive', CENTRAL, reviveTestDeed),

  show('/whatsapp', READS, whatsappPage),
  act('/whatsapp/link', CENTRAL, linkDeed),
  act('/whatsapp/code', CENTRAL, codeDeed),
  act('/whatsapp/reconnect', CENTRAL, reconnectDeed),
  act('/whatsapp/unlink', CENTRAL, unlinkDeed),

  show('/health', READS, healthPage),
  show('/jobs', CENTRAL, jobsPage),
  act('/jobs/:name/run', CENTRAL, runJobDeed),
  act('/jobs/trust-clock', CENTRAL, trustClockDeed),
  show('/retention', CENTRAL, retentionPage),
  act('/retention/months', CENTRAL, monthsDeed),
  act('/retention/:runId/agree', CENTRAL, agreeDeed),
  act('/retention/:runId/withdraw', CENTRAL, withdrawDeed),

  show('/settings/handling', CENTRAL, handlingPage),
  act('/settings/checklists', CENTRAL, saveChecklistsDeed),
  show('/settings/macros/:place', CENTRAL, macroSettingsPage),
  act('/settings/macros/:place', CENTRAL, saveMacroDeed),
  act('/settings/macros/:place/remove', CENTRAL, removeMacroDeed),
  show('/settings', CENTRAL, settingsPage),
  act('/settings/lab', CENTRAL, saveLabDeed),
  act('/settings/procedures', CENTRAL, saveProceduresDeed),
  show('/settings/hours', CENTRAL, hoursPage),
  act('/settings/hours', CENTRAL, saveHoursDeed),
  act('/settings/visits', CENTRAL, saveVisitsDeed),
  show('/settings/services', CENTRAL, servicesPage),
  act('/settings/services/consultations', CENTRAL, saveConsultationsDeed),
  act('/settings/services/tours', CENTRAL, saveToursDeed),
  act('/settings/services/shipments', CENTRAL, saveShipmentsDeed),
  act('/settings/services/payments', CENTRAL, savePaymentsDeed),
  act('/settings/services/letters', CENTRAL, saveLettersDeed),
  act('/settings/services/web-forms', CENTRAL, saveWebFormsDeed),
  show('/settings/work', CENTRAL, workPage),
  act('/settings/work', CENTRAL, saveWorkDeed),
  show('/settings/codes', CENTRAL, codesPage),
  act('/settings/codes', CENTRAL, saveCodesDeed),
  show('/settings/templates', CENTRAL, templatesPage),
  act('/settings/templates', CENTRAL, saveTemplatesDeed),
  show('/settings/texts', CENTRAL, textsPage),
  show('/settings/texts/:text', CENTRAL, textPage),
  act('/settings/texts/:text', CENTRAL, saveTextDeed),
  show('/settings/holidays', CENTRAL, holidaysPage),
  act('/settings/holidays', CENTRAL, saveHolidayDeed),
  show('/settings/holidays/import', CENTRAL, holidayImportPage),
  act('/settings/holidays/import', CENTRAL, readHolidaysDeed, { takesFile: true }),
  act('/settings/holidays/import/confirm', CENTRAL, confirmHolidaysDeed),
  act('/settings/holidays/:day/remove', CENTRAL, removeHolidayDeed),

  show('/journal', CENTRAL, journalPage),
  act('/journal/check', CENTRAL, checkJournalDeed),

  show('/units', LEADS, unitsPage),
  show('/units/new', LEADS, newUnitPage),
  act('/units/new', LEADS, addUnitDeed),
  show('/units/:id', LEADS, unitPage, unitInReach),
  show('/units/:id/edit', LEADS, editUnitPage, unitInReach),
  act('/units/:id/edit', LEADS, changeUnitDeed, { object: unitInReach }),
  show('/units/:id/remove', LEADS, removeUnitPage, unitInReach),
  act('/units/:id/remove', LEADS, removeUnitDeed, { object: unitInReach }),

  show('/staff', LEADS, staffPage),
  show('/staff/new', LEADS, newPersonPage),
  act('/staff/new', LEADS, addPersonDeed),
  show('/staff/registered', LEADS, registeredPage),
  act('/staff/force-password', CENTRAL, forceAllDeed),
  show('/staff/:id', LEADS, personPage, accountInReach),
  act('/staff/:id', LEADS, changePersonDeed, { object: accountInReach }),
  show('/staff/:id/appoint', LEADS, appointPage, accountInReach),
  act('/staff/:id/appoint', LEADS, appointDeed, { object: accountInReach }),
  show('/staff/:id/remove', LEADS, removePersonPage, accountInReach),
  act('/staff/:id/remove', LEADS, removePersonDeed, { object: accountInReach }),
  act('/staff/:id/switch-off', LEADS, switchOffDeed, { object: accountInReach }),
  act('/staff/:id/switch-on', LEADS, switchOnDeed, { object: accountInReach }),
  act('/staff/:id/link', LEADS, passwordLinkDeed, { object: accountInReach }),
  act('/staff/:id/force-password', LEADS, forcePasswordDeed, { object: accountInReach }),
  act('/staff/:id/second-factor/reset', COORDINATES, resetFactorDeed, { object: accountInReach }),
  act('/staff/:id/sessions/end', LEADS, endSessionsDeed, { object: accountInReach }),

  evenUnsettled(show('/account', READS, accountPage)),
  evenUnsettled(act('/account/password', READS, changeOwnPassword)),
  act('/account/profile', READS, profileDeed),
  act('/account/away', READS, awayDeed),
  act('/account/wishes', READS, wishesDeed),
  act('/account/chat/link', READS, linkChatDeed),
  act('/account/chat/unlink', READS, unlinkChatDeed),
  act('/account/sessions/end', READS, endSessionDeed),
  act('/account/sessions/end-others', READS, endOtherSessionsDeed),
  evenUnsettled(show('/account/second-factor', READS, ownFactorPage)),
  evenUnsettled(act('/account/second-factor/begin', READS, beginFactorDeed)),
  evenUnsettled(act('/account/second-factor/confirm', READS, confirmFactorDeed)),
  act('/account/second-factor/codes', READS, newCodesDeed),
  act('/account/second-factor/off', READS, factorOffDeed),
];
