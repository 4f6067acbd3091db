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
export { standingOf } from './authority.ts';
export { rememberCarriedOut, wasCarriedOut } from './carried-out.ts';
export { linkChatByCode } from './chat-guesses.ts';
export {
  linkChat,
  linkedStaff,
  makeChatLink,
  openChatLink,
  unlinkChat,
  unlinkHandedOver,
} from './chat-links.ts';
export { forceAllPasswordChanges, forcePasswordChange } from './forced.ts';
export { endSessionsFor } from './managed-sessions.ts';
export { changeOwnProfile, changeOwnWishes, getsDigest, setAway } from './own.ts';
export { LINK_HOURS, makePasswordLink, passwordLinkOf, usePasswordLink } from './password-links.ts';
export { hashPassword, passwordMatches } from './passwords.ts';
export { type Person, people, personById } from './people.ts';
export { addPerson, appoint, changePerson, type PersonFields, removePerson } from './post.ts';
export {
  initialPassword,
  isStrongEnough,
  isUsername,
  mayManage,
  mayResetFactor,
  needsSecondFactor,
  rolesGivenBy,
} from './rules.ts';
export {
  beginSecondFactor,
  confirmSecondFactor,
  makeRecoveryCodes,
  type PendingFactor,
  pendingFactor,
  recoveryCodesLeft,
  resetSecondFactor,
  turnOffSecondFactor,
} from './second-factor.ts';
export type { SignedIn } from './sessions.ts';
export {
  beginSession,
  endOtherSessions,
  endSession,
  halfSignedInBy,
  sessionsOf,
  signedInBy,
  signOut,
  stillHere,
} from './sessions.ts';
export { beginProof, beginSignIn, endProof, finishSecondFactor, finishSignIn } from './sign-in.ts';
