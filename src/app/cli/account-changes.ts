import { Argument, InvalidArgumentError, Option, type Command } from "commander";
import { Account } from "../../accounts/account/account.entity";
import { AccountRole, AccountStatus } from "../../accounts/actor/account-enums.types";
import type { Actor } from "../../accounts/actor/actor";
import { approveRoleGrant } from "../../accounts/roles/approve-role-grant";
import { declineRoleGrant } from "../../accounts/roles/decline-role-grant";
import { factorsOf } from "../../accounts/factors/factor.queries";
import { resetSecondFactors } from "../../accounts/factors/reset-second-factors";
import { foldLogin } from "../../accounts/account/login.pure";
import { reinstateAccount } from "../../accounts/people/reinstate-account";
import { RoleGrant } from "../../accounts/roles/role-grant.entity";
import { setAccountRoles } from "../../accounts/roles/set-account-roles";
import { suspendAccount } from "../../accounts/people/suspend-account";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import { cleanText } from "../../platform/graphql/text-field";
import { isIdOf } from "../../platform/ids";
import { asPerson, asWhom } from "./as-person";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";
import { refusedOrDone } from "./refused-or-done";

interface Particulars {
  given: string[];
  as?: string;
  code?: string;
  because?: string;
  note?: string;
  role?: AccountRole;
  status?: AccountStatus;
  to?: AccountRole[];
}

type Work = (particulars: Particulars, place: Place) => Promise<Result>;

/** The changes of `redress account` that members of staff make, each as who they are and within what they may. */
export function addAccountChanges(account: Command, run: Run, json: Option): void {
  const login = new Argument("<login>", "whose account");
  const grant = new Argument("<grant>", "the proposed role, rgr_…");
  const roleNames = Object.keys(AccountRole);
  const add = (name: string, description: string, work: Work): Command =>
    account
      .command(name)
      .description(description)
      .addOption(json)
      .action(run<Particulars>((particulars, place) => refusedOrDone(() => work(particulars, place))));
  const because = ["--because <reason>", "why; kept in the account's history"] as const;

  add("list", "Prints accounts, their roles and state.", list)
    .addOption(new Option("--role <role>", "only those with this role").choices(roleNames))
    .addOption(new Option("--status <status>", "only those in this state").choices(Object.keys(AccountStatus)));
  add("show", "Prints an account, its second factors and the roles that are proposed for it.", show).addArgument(login);
  asWhom(add("suspend", "Suspends an account and ends its sessions, as an administrator.", byReason(suspendAccount)))
    .addArgument(login)
    .requiredOption(...because);
  asWhom(add("reinstate", "Reinstates a suspended account, as an administrator.", byReason(reinstateAccount)))
    .addArgument(login)
    .requiredOption(...because);
  asWhom(
    add(
      "reset-factors",
      "Removes a person's second factors, as an administrator; a member of staff's takes two, one after the other.",
      byReason(resetSecondFactors),
    ),
  )
    .addArgument(login)
    .requiredOption(...because);
  asWhom(
    add(
      "roles",
      "Gives an account exactly these roles, as an administrator; those that take two are proposed to a second person.",
      setRoles,
    ),
  )
    .addArgument(login)
    .requiredOption(`--to <roles>`, `all of them, separated by commas: ${roleNames.join(", ")}`, rolesOf)
    .option(...because);
  asWhom(add("approve", "Agrees to a proposed role as a second person, a lead or another administrator.", approve))
    .addArgument(grant)
    .option("--note <comment>", "kept with the proposal");
  asWhom(add("decline", "Does not agree to a proposed role.", decline))
    .addArgument(grant)
    .requiredOption(...because);
}

function rolesOf(text: string): AccountRole[] {
  const roles = text.split(",").filter((role) => role !== "");
  const unknown = roles.filter((role) => !(role in AccountRole));
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no role ${unknown.join(", ")}.`);
  return roles as AccountRole[];
}

async function list({ role, status }: Particulars, { database }: Place): Promise<Result> {
  const found = await database.find(Account, status ? { status } : {}, "ORDER BY login");
  const accounts = found.filter(({ roles }) => !role || roles.includes(role)).map(toJson);
  const lines = accounts.map(({ login, roles, status: now, name }) => `${login}  ${now}  ${roles.join(" ")}  ${name}`);
  return [{ accounts }, lines.join("\n") || "There are none."];
}

async function show({ given: [login = ""] }: Particulars, { database }: Place): Promise<Result> {
  return told(database, (await accountOf(database, login)).id);
}

/** Commands that take an account and a reason. */
const byReason =
  (act: (tx: Tx, actor: Actor, input: { accountId: string; reason: string }) => Promise<{ accountId: string }>): Work =>
  async ({ given: [login = ""], because = "", ...who }, place) => {
    const { id: accountId } = await accountOf(place.database, login);
    const reason = cleanText(because, "--because", { min: 1, max: 500 });
    await as(place, who, (tx, actor) => act(tx, actor, { accountId, reason }));
    return told(place.database, accountId);
  };

const setRoles: Work = async ({ given: [login = ""], to: roles = [], because, ...who }, place) => {
  const { id: accountId } = await accountOf(place.database, login);
  const reason = because === undefined ? null : cleanText(because, "--because", { min: 1, max: 500 });
  await as(place, who, (tx, actor) => setAccountRoles(tx, actor, { accountId, roles, reason }));
  return told(place.database, accountId);
};

const approve: Work = async ({ given: [id = ""], note, ...who }, place) => {
  const { accountId } = await grantOf(place.database, id);
  const reason = note === undefined ? null : cleanText(note, "--note", { min: 1, max: 500 });
  await as(place, who, (tx, actor) => approveRoleGrant(tx, actor, { roleGrantId: id, reason }));
  return told(place.database, accountId);
};

const decline: Work = async ({ given: [id = ""], because = "", ...who }, place) => {
  const { accountId } = await grantOf(place.database, id);
  const reason = cleanText(because, "--because", { min: 1, max: 500 });
  await as(place, who, (tx, actor) => declineRoleGrant(tx, actor, { roleGrantId: id, reason }));
  return told(place.database, accountId);
};

const as = (
  place: Place,
  { as: login = "", code }: Particulars | Omit<Particulars, "given">,
  act: (tx: Tx, actor: Actor) => Promise<unknown>,
): Promise<unknown> => asPerson(place, { login, code }, act);

async function accountOf(database: Database, login: string): Promise<Account> {
  const found = await database.findOne(Account, { login: foldLogin(login) });
  if (!found) throw new CannotDo(`There is no account ${login}.`);
  return found;
}

async function grantOf(database: Database, id: string): Promise<RoleGrant> {
  const grant = isIdOf(RoleGrant, id) ? await database.byId(RoleGrant, id) : null;
  if (!grant) throw new CannotDo(`There is no proposal ${id}.`);
  return grant;
}

const toJson = ({ id, login, displayName, roles, status }: Account) => ({
  accountId: id,
  ...{ login, name: displayName, roles, status },
});

async function told(database: Database, id: string): Promise<Result> {
  const account = await database.byId(Account, id);
  if (!account) throw new CannotDo(`There is no account ${id}.`);
  const factors = (await factorsOf(database, id)).map(({ kind, name }) => ({ kind, name }));
  const open = await database.find(RoleGrant, { accountId: id, status: "PROPOSED" }, "ORDER BY proposed_at, id");
  const proposed = open.map(({ id: grantId, role, endsAt }) => ({
    ...{ grantId, role },
    until: new Date(endsAt).toISOString(),
  }));
  const shown = { ...toJson(account), factors, proposed };
  return [
    shown,
    [
      `${shown.login}  ${shown.status}  ${shown.roles.join(" ")}  ${shown.name}`,
      ...factors.map(({ kind, name }) => `  second factor: ${kind} ${name}`),
      ...proposed.map(({ grantId, role, until }) => `  proposed: ${role}, to be approved until ${until}: ${grantId}`),
    ].join("\n"),
  ];
}
