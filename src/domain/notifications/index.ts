export { type Untold, untoldByWhatsApp, wereTold } from './by-whatsapp.ts';
export { type Hearer, hearers } from './hearers.ts';
export {
  latestNews,
  markAllRead,
  markRead,
  markReadAbout,
  NOTIFICATIONS_SHOWN_AT_MOST,
  type Notification,
  newsFor,
  notificationOf,
  unreadCount,
} from './list.ts';
export { tell, tellUnit } from './tell.ts';
export { tidyNotifications } from './tidy.ts';
