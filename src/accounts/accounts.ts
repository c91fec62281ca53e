import type { CodesOf, KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { AccountLink } from "./account-link.entity";
import { AccountLinkResolver } from "./account-link.resolver";
import { AccountEventResolver, AccountSecurityResolver, AccountSessionResolver } from "./account-security.resolver";
import { AccountSession } from "./account-session.entity";
import { Account } from "./account.entity";
import { AccountResolver } from "./account.resolver";
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
import { EventResolver } from "./event.resolver";
import { FactorReset } from "./factors/factor-reset.entity";
import { FactorSignInResolver } from "./factors/factor-sign-in.resolver";
import { FactorResolver } from "./factors/factor.resolver";
import { GuessCount } from "./factors/guess-count.entity";
import { MetChallenge } from "./factors/met-challenge.entity";
import { RecoveryCode } from "./factors/recovery-code.entity";
import { SecondFactor } from "./factors/second-factor.entity";
import { forgetOldChallenges } from "./factors/forget-old-challenges";
import { FormerName } from "./former-name.entity";
import { JobResolver } from "./jobs/job.resolver";
import { KnownDevice } from "./known-device.entity";
import { RefreshToken } from "./refresh-token.entity";
import { RoleGrant } from "./role-grant.entity";
import { AccountRoleGrantsResolver, RoleGrantResolver } from "./role-grant.resolver";
import { SessionResolver } from "./session.resolver";
import { sweepRoleGrants } from "./sweep-role-grants";
import { sweepSessions } from "./sweep-sessions";
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
