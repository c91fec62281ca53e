import { Argument, Option, type Command } from "commander";
import { Account } from "../../accounts/account/account.entity";
import { AccountRole } from "../../accounts/actor/account-enums.types";
import { createAccount } from "../../accounts/account/create-account";
import { foldLogin, LOGIN_PATTERN, LONGEST_LOGIN } from "../../accounts/account/login.pure";
import { makeAccountLink } from "../../accounts/links/make-account-link";
import { OPERATOR } from "../../accounts/account/record-on-account";
import { cleanText } from "../../platform/graphql/text-field";
import { retireDemo } from "../demo/demo-accounts";
import { addAccountChanges } from "./account-changes";
import { addAccountData } from "./account-data";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";

interface Particulars {
  given: string[];
  role?: AccountRole;
  name?: string;
  locale?: "en" | "zh-CN";
}

/** `redress account`: only here can an account get roles without a member of staff, or a sign-in link without its password. */
export function addAccount(redress: Command, run: Run, json: Option): Command {
  const login = new Argument("<login>", "the name to sign in with");
  const account = redress.command("account").description("Accounts, without the API.");

  account
    .command("create")
    .description("Makes an account, e.g. the first administrator's, and prints a one-time link to choose its password.")
    .addArgument(login)
    .addOption(
      new Option("--role <role>", "what the account may do").choices(Object.keys(AccountRole)).makeOptionMandatory(),
    )
    .option("--name <name>", "the name others see; the login when left out")
    .addOption(
      new Option("--locale <locale>", "language of messages to this person").choices(["en", "zh-CN"]).default("en"),
    )
    .addOption(json)
    .action(run(create));

  account
    .command("link")
    .description("Prints a new one-time link into an account whose password is lost. Links made before it end.")
    .addArgument(login)
    .addOption(json)
    .action(run(link));

  account
    .command("retire-demo")
    .description(
      "Suspends the demo's accounts, whose password is published, ends their sessions and locks their passwords.",
    )
    .addOption(json)
    .action(
      run(async (_, { database }) => {
        const retired = await retireDemo(database);
        return [
          { retired },
          retired.length > 0 ? `Retired: ${retired.join(", ")}` : "There are no accounts of the demo.",
        ];
      }),
    );
  addAccountChanges(account, run, json);
  addAccountData(account, run, json);
  return account;
}

async function create(
  { given: [login = ""], role = "CONSUMER", name, locale = "en" }: Particulars,
  place: Place,
): Promise<Result> {
  const named = cleanText(login, "LOGIN", { min: 3, max: LONGEST_LOGIN, pattern: LOGIN_PATTERN });
  const displayName = cleanText(name ?? login, "--name", { min: 1, max: 120 });
  return place.database.transact(async (tx) => {
    const made = await createAccount(tx, { login: named, displayName, roles: [role], locale }, OPERATOR);
    const result = linkTo(place, made, await makeAccountLink(tx, made));
    return result;
  });
}

async function link({ given: [login = ""] }: Particulars, place: Place): Promise<Result> {
  const found = await place.database.findOne(Account, { login: foldLogin(login) });
  if (!found) throw new CannotDo(`There is no account ${login}.`);
  return place.database.transact(async (tx) => {
    const locked = await tx.lock(Account, found.id);
    if (locked?.status !== "ACTIVE")
      throw new CannotDo(`The account ${login} cannot sign in: an administrator must reinstate it first.`);
    if (locked.externalSubject !== null)
      throw new CannotDo(`The account ${login} signs in at the external identity provider and has no password here.`);
    return linkTo(place, locked, await makeAccountLink(tx, locked));
  });
}

/** The token is after `#`, so it is not sent to any server with the address, and no proxy logs it. */
function linkTo(
  { config }: Place,
  { id, login, roles }: Account,
  { token, endsAt }: { token: string; endsAt: number },
): Result {
  const url = `${config.publicUrl ?? `http://localhost:${config.port}`}/welcome#${token}`;
  const until = new Date(endsAt).toISOString();
  return [
    { accountId: id, login, roles, link: url, endsAt: until },
    `${login} (${roles.join(", ")}) chooses a password here, once, until ${until}:\n\n  ${url}\n`,
  ];
}
