import type { Tx } from "../../platform/database/tx";
import { cleanText } from "../../platform/graphql/text-field";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { AccountRole } from "../actor/account-enums.types";
import { Account } from "../account/account.entity";
import { changeProfile } from "../account/change-profile";
import { pretendsToBePlatform } from "../account/display-name.pure";
import { lockOutsider } from "../sign-in/lock-outsider";
import { foldLogin } from "../account/login.pure";
import type { Author } from "../account/record-on-account";
import { isGrantedByTwo } from "../roles/role-grant.policy";
import { entryOf, makeEntry } from "./directory-entries";
import type { DirectoryEntry } from "./directory-entry.entity";
import { giveRoles, type Left } from "./give-roles";
import type { IdentityProviderSettings } from "./identity-provider";
import { liftWithdrawal } from "./lift-withdrawal";
import { restorePerson } from "./restore-person";
import { ScimError, type SaidPerson } from "./scim.pure";
import { withdrawPerson } from "./withdraw-person";

const LONGEST_USER_NAME = 255;

/** Somebody whom a SCIM client looks after, with their account, which is locked. */
export class DirectoryFile {
  /** What could not be done as it was said; null: nothing was said of roles. */
  left: Left | null = null;

  private constructor(
    private readonly tx: Tx,
    private readonly author: Author,
    private readonly settings: IdentityProviderSettings,
    readonly account: Account,
    readonly entry: DirectoryEntry,
  ) {}

  /** 404 alike for everybody whom no SCIM client looks after: it changes nobody else. */
  static async open(tx: Tx, author: Author, settings: IdentityProviderSettings, id: string): Promise<DirectoryFile> {
    const account = isIdOf(Account, id) ? await tx.lock(Account, id) : null;
    const entry = account && (await entryOf(tx, account.id));
    if (!account || entry?.userName == null) throw new ScimError(404, "There is no such user.");
    return new DirectoryFile(tx, author, settings, account, entry);
  }

  /** Also of somebody who has come by themselves before: by their subject, never by a name. */
  static async make(
    tx: Tx,
    author: Author,
    settings: IdentityProviderSettings,
    said: SaidPerson,
  ): Promise<DirectoryFile> {
    const { externalId, userName, displayName = userName, locale } = said;
    if (externalId === undefined || userName === undefined)
      throw new ScimError(
        400,
        "userName and externalId, the subject at the identity provider, are required.",
        "invalidValue",
      );
    const outsider = { issuer: settings.issuer, subject: externalId, claims: { name: displayName, locale } };
    await liftWithdrawal(tx, outsider);
    const account = await lockOutsider(tx, outsider, author).catch((error: unknown) => {
      throw error instanceof Refusal ? new ScimError(409, "This subject is another provider's.", "uniqueness") : error;
    });
    const entry = await makeEntry(tx, account);
    if (entry.userName !== null) throw new ScimError(409, "This user is there already.", "uniqueness");
    const file = new DirectoryFile(tx, author, settings, account, entry);
    await file.change({ isActive: true, ...said });
    return file;
  }

  async change({ externalId, userName, displayName, isActive, roles }: SaidPerson): Promise<void> {
    const { tx, account, entry, author } = this;
    if (externalId !== undefined && externalId !== account.externalSubject)
      throw new ScimError(400, "externalId stays what it is.", "mutability");
    if (userName !== undefined) tx.change(entry, { userName: folded(userName), changedAt: tx.now });
    if (displayName !== undefined && displayName !== account.displayName) this.rename(displayName);
    if (roles !== undefined) this.left = await giveRoles(tx, account, entry, roles, this.meanings, author);
    if (isActive === true && !entry.isActive) restorePerson(tx, account, entry, author);
    if (isActive === false && entry.isActive) withdrawPerson(tx, account, entry, author);
  }

  /**
   * One administrator makes a client that keeps people. So what takes two persons comes by it only where the operator's settings say so, or
   * where the person has it by their sign-in already.
   */
  private get meanings(): ReadonlyMap<string, AccountRole> {
    const { roles, scimRoles } = this.settings;
    const may = (role: AccountRole): boolean => scimRoles || !isGrantedByTwo(role) || this.entry.roles.includes(role);
    return new Map([...roles].filter(([, role]) => may(role)));
  }

  /** The person and what they did stay; they have no role from here any longer, and are not let in. */
  async remove(): Promise<void> {
    // Withdrawn first: who is not let in any longer is nobody's last administrator.
    await this.change({ isActive: false });
    await this.change({ roles: [] });
    this.tx.change(this.entry, { userName: null });
  }

  private rename(displayName: string): void {
    const { tx, account, entry, author } = this;
    const name = cleanText(displayName, "displayName", { min: 1, max: 120 });
    if (pretendsToBePlatform(name))
      throw new ScimError(400, "displayName looks like an official name of the platform.", "invalidValue");
    const { locale, externalSubject } = account;
    changeProfile(tx, account, { displayName: name, locale, externalSubject }, author);
    tx.change(entry, { changedAt: tx.now });
  }
}

function folded(userName: string): string {
  const name = foldLogin(userName);
  // Folding may lengthen it.
  if ([...name].length > LONGEST_USER_NAME) throw new ScimError(400, "userName is too long.", "invalidValue");
  return name;
}
