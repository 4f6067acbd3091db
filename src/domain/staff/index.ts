export type { StaffMember } from './accounts.ts';
export {
  addStaff,
  changePassword,
  ensureFirstAdministrator,
  listStaff,
  passwordHashOf,
  staffById,
  switchOff,
  switchOn,
} from './accounts.ts';
export { rememberCarriedOut, wasCarriedOut } from './carried-out.ts';
export type { LinkedStaff } from './chat-links.ts';
export {
  linkChat,
  linkedStaff,
  makeChatLink,
  openChatLink,
  unlinkChat,
  unlinkHandedOver,
} from './chat-links.ts';
export { hashPassword, passwordMatches } from './passwords.ts';
export type { Post } from './rules.ts';
export { initialPassword, isStrongEnough, mayManage, needsSecondFactor, rolesGivenBy } from './rules.ts';
export type { SignedIn } from './sessions.ts';
export { beginSession, signedInBy, signOut, stillHere } from './sessions.ts';
export { beginSignIn, finishSignIn } from './sign-in.ts';
