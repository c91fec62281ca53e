import { existsSync } from "node:fs";
import { Argument, Command, Option } from "commander";
import { makeAccountLink } from "../../accounts/make-account-link";
import { Account } from "../../accounts/account.entity";
import { AccountRole } from "../../accounts/account-enums.types";
import { createAccount } from "../../accounts/create-account";
import { foldLogin, LOGIN_PATTERN, LONGEST_LOGIN } from "../../accounts/login.pure";
import { OPERATOR } from "../../accounts/record-on-account";
import { ConfigError, parseConfig, type Config } from "../../config";
import { retireDemo } from "../demo/demo-accounts";
import { openDatabase } from "../open-database";
import { CannotDo } from "./cannot-do";
import { addDocuments } from "./documents";
import { addPolicy } from "./policy";
import type { Terminal } from "./terminal";
import { systemClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { openingProblem } from "../../platform/database/opening-problem.pure";
import { SchemaBehind } from "../../platform/database/schema-problem";
import { cleanText } from "../../platform/graphql/text-field";
import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";

const EXIT = { FAULT: 1, USAGE: 2, REFUSED: 3, DATABASE: 4 };
const EXIT_CODES = `
Settings are the server's own (npm run config): DATABASE_URL, DATA_DIR, PUBLIC_URL.
Exit codes: 0 done, 1 fault, 2 wrong usage or settings, 3 refused, 4 the database is away or not up to date.`;

interface Output {
  json?: boolean;
}

/**
 * `redress`: the operator's commands on the database, outside the API. Only here can an account get roles without a member of staff,
 * or a sign-in link without its password. House rules are changed by the same two persons as on the pages.
 */
export async function runRedress(args: readonly string[], terminal: Terminal): Promise<number> {
  const run: Run = (work) => onDatabase(terminal, work);
  const login = new Argument("<login>", "the name to sign in with");
  const json = new Option("--json", "print one JSON object");

  const redress = new Command("redress").description("Keeps a Redress server.").addHelpText("after", EXIT_CODES);
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

  const policy = addPolicy(redress, run, json);
  const documents = addDocuments(redress, json, terminal);

  const output = {
    writeOut: (text: string) => void terminal.stdout.write(text),
    writeErr: (text: string) => void terminal.stderr.write(text),
  };
  for (const command of [redress, ...[account, policy, documents].flatMap((group) => [group, ...group.commands])])
    command.exitOverride().configureOutput(output);
  try {
    await redress.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    return fail(error, terminal);
  }
}

interface Place {
  config: Config;
  database: Database;
  terminal: Terminal;
}

/** The output with `--json`, and without. */
type Result = [object, string];

interface Particulars extends Output {
  /** What was given without a name. */
  given: string[];
  login?: string;
  role?: AccountRole;
  name?: string;
  locale?: "en" | "zh-CN";
}

type Run = (
  work: (particulars: Particulars, place: Place) => Promise<Result>,
) => (...given: unknown[]) => Promise<void>;

/** Opens the database as the server would, but never changes its schema: that is for a server of the same version to do. */
function onDatabase(terminal: Terminal, work: Parameters<Run>[0]): ReturnType<Run> {
  return async (...given) => {
    const command = given.at(-1) as Command;
    const particulars: Particulars = {
      given: command.args,
      login: command.args[0],
      ...command.opts<Omit<Particulars, "given">>(),
    };
    const config = parseConfig(terminal.env);
    const { database: settings, office } = config;
    if (settings.url.startsWith("sqlite:") && !existsSync(settings.url.slice("sqlite:".length)))
      throw new SchemaBehind();
    const database = await openDatabase({ ...settings, poolSize: 2 }, systemClock, { migrate: false, office });
    try {
      const [data, text] = await work(particulars, { config, database, terminal });
      terminal.stdout.write(`${particulars.json ? JSON.stringify(data) : text}\n`);
    } finally {
      await database.close();
    }
  };
}

async function create(
  { login = "", role = "CONSUMER", name, locale = "en" }: Particulars,
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

async function link({ login = "" }: Particulars, place: Place): Promise<Result> {
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

function fail(error: unknown, { stderr }: Terminal): number {
  // Commander has already printed it.
  if (error instanceof Error && "exitCode" in error) return error.exitCode === 0 ? 0 : EXIT.USAGE;
  const [code, text] = explained(error);
  stderr.write(`${text}\n`);
  return code;
}

function explained(error: unknown): [number, string] {
  if (error instanceof ConfigError) return [EXIT.USAGE, error.message];
  if (error instanceof CannotDo) return [EXIT.REFUSED, error.message];
  const problem = openingProblem(error);
  if (problem) return [EXIT.DATABASE, problem];
  if (!(error instanceof Refusal))
    return [EXIT.FAULT, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  if (error.code === "ALREADY_EXISTS")
    return [
      EXIT.REFUSED,
      "There is an account with this login already. For a new link into it: redress account link LOGIN",
    ];
  return [EXIT.USAGE, `${error.details.field ?? "LOGIN"}: ${explain(error, "en")}`];
}
