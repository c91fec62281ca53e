import type { CodesOf, KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { AccountLink } from "./links/account-link.entity";
import { AccountLinkResolver } from "./sign-in/account-link.resolver";
import {
  AccountEventResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
} from "./sign-in/account-security.resolver";
import { AccountSession } from "./sessions/account-session.entity";
import { Account } from "./account/account.entity";
import { AccountResolver } from "./people/account.resolver";
import { ContactPoint } from "./contacts/contact-point.entity";
import { ContactResolver } from "./contacts/contact.resolver";
import { DeviceResolver } from "./contacts/device.resolver";
import { forgetLetters } from "./contacts/forget-letters";
import { Letter } from "./contacts/letter.entity";
import { NoticeChoice } from "./contacts/notice-choice.entity";
import { NoticeChoiceResolver } from "./contacts/notice-choice.resolver";
import { PasswordReset } from "./contacts/password-reset.entity";
import { sendPasswordResets } from "./contacts/send-password-resets";
import { sendLetters } from "./contacts/send-letters";
import { DirectoryEntry } from "./directory/directory-entry.entity";
import { scimRoutes } from "./directory/scim-routes";
import { signInRoutes } from "./directory/sign-in-routes";
import { AccountFactorsResolver } from "./factors/account-factors.resolver";
import { EventResolver } from "./account/event.resolver";
import { FactorReset } from "./factors/factor-reset.entity";
import { FactorSignInResolver } from "./sign-in/factor-sign-in.resolver";
import { FactorResolver } from "./factors/factor.resolver";
import { GuessCount } from "./factors/guess-count.entity";
import { MetChallenge } from "./factors/met-challenge.entity";
import { RecoveryCode } from "./factors/recovery-code.entity";
import { SecondFactor } from "./factors/second-factor.entity";
import { forgetOldChallenges } from "./factors/forget-old-challenges";
import { FormerName } from "./account/former-name.entity";
import { JobResolver } from "./jobs/job.resolver";
import { KnownDevice } from "./sessions/known-device.entity";
import { RefreshToken } from "./sessions/refresh-token.entity";
import { RoleGrant } from "./roles/role-grant.entity";
import { AccountRoleGrantsResolver, RoleGrantResolver } from "./roles/role-grant.resolver";
import { SessionResolver } from "./sign-in/session.resolver";
import { sweepRoleGrants } from "./roles/sweep-role-grants";
import { sweepSessions } from "./sign-in/sweep-sessions";
import { UploadDay } from "./uploads/upload-day.entity";
import { forgetUploadDays } from "./uploads/upload-quota";
import type texts from "./messages/en.json";
import { ACCOUNT_REFUSALS } from "./refusals.table";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
  interface RefusalCodes extends CodesOf<typeof ACCOUNT_REFUSALS> {}
}

/** People, how they sign in, and what they may. */
export const ACCOUNTS: District = {
  refusals: ACCOUNT_REFUSALS,
  entities: [
    Account,
    AccountLink,
    AccountSession,
    ContactPoint,
    DirectoryEntry,
    FactorReset,
    FormerName,
    GuessCount,
    KnownDevice,
    Letter,
    MetChallenge,
    NoticeChoice,
    PasswordReset,
    RecoveryCode,
    RefreshToken,
    RoleGrant,
    SecondFactor,
    UploadDay,
  ],
  resolvers: [
    AccountEventResolver,
    AccountFactorsResolver,
    AccountLinkResolver,
    AccountResolver,
    AccountRoleGrantsResolver,
    AccountSecurityResolver,
    AccountSessionResolver,
    ContactResolver,
    DeviceResolver,
    EventResolver,
    FactorResolver,
    FactorSignInResolver,
    JobResolver,
    NoticeChoiceResolver,
    RoleGrantResolver,
    SessionResolver,
  ],
  routes: {
    "sign-in/oidc": { open: signInRoutes, points: 5 },
    scim: { open: scimRoutes },
  },
  sweeps: [sweepSessions, forgetOldChallenges, forgetUploadDays, forgetLetters, sweepRoleGrants],
  sendings: [sendPasswordResets, sendLetters],
};
