import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command, Option } from "commander";
import { ContactAddresses } from "../../accounts/contacts/contact-addresses";
import { Account } from "../../accounts/account/account.entity";
import { foldLogin } from "../../accounts/account/login.pure";
import { OPERATOR, recordOnAccount } from "../../accounts/account/record-on-account";
import { systemClock } from "../../platform/clock";
import { cleanText } from "../../platform/graphql/text-field";
import { Sealer } from "../../platform/secrets/sealed";
import { openStorage } from "../../platform/storage/open-storage";
import { onDisk } from "../upkeep/upkeep-problem";
import { asPerson } from "./as-person";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";
import { refusedOrDone } from "./refused-or-done";
import { untilInterrupted } from "./until-interrupted";

/** The commands of `redress account` about what is held on a person. */
export function addAccountData(account: Command, run: Run, json: Option): void {
  account
    .command("export")
    .description(
      "Writes a copy of all that is held on a person into a file (ZIP), as they can ask for on their account page. Recorded in their account's history.",
    )
    .argument("<login>", "whose data")
    .requiredOption("--to <file>", "a file that does not exist yet; only its owner can read it")
    .addOption(json)
    .action(run(exportData));
  account
    .command("erase")
    .description(
      "Has an account deleted, with what is held on its person, when they asked for it otherwise than on their account page: an administrator proposes it, then another administrator or a lead agrees by the same command; the person is told and can take it back for the time that the house rules say.",
    )
    .argument("<login>", "whose account")
    .requiredOption("--as <login>", "who does it; their password is read from the standard input")
    .option("--code <code>", "their second factor: a code of their app, or a recovery code")
    .requiredOption("--because <reason>", "why, e.g. how the person asked; kept until the account is deleted")
    .addOption(json)
    .action(run<Erased>((particulars, place) => refusedOrDone(() => erase(particulars, place))));
  account
    .command("hold")
    .description(
      "Places a legal hold: nothing that is held on the person is erased from now on, whatever they ask for, until it is ended. Recorded in their account's history, for staff. By a lead or an administrator.",
    )
    .argument("<login>", "on whom")
    .requiredOption("--as <login>", "who does it; their password is read from the standard input")
    .option("--code <code>", "their second factor: a code of their app, or a recovery code")
    .requiredOption("--because <reason>", "why it must be kept")
    .addOption(json)
    .action(run<Erased>((particulars, place) => refusedOrDone(() => hold(particulars, place))));
  account
    .command("end-hold")
    .description("Ends a legal hold: what the house rules say is then done by itself.")
    .argument("<hold>", "its id, lgh_…: `account hold` prints it, pages show it")
    .requiredOption("--as <login>", "who does it; their password is read from the standard input")
    .option("--code <code>", "their second factor: a code of their app, or a recovery code")
    .requiredOption("--because <reason>", "why it need no longer be kept")
    .addOption(json)
    .action(run<Erased>((particulars, place) => refusedOrDone(() => endHold(particulars, place))));
}

interface Erased {
  given: string[];
  as: string;
  code?: string;
  because: string;
}

async function erase({ given: [login = ""], as, code, because }: Erased, place: Place): Promise<Result> {
  const { AccountErasure } = await import("../../public/personal-data/account-erasure.entity.js");
  const { proposeAccountErasure } = await import("../../public/personal-data/propose-account-erasure.js");
  const account = await accountOf(place, login);
  const reason = cleanText(because, "--because", { min: 1, max: 500 });
  await asPerson(place, { login: as, code }, (tx, actor) =>
    proposeAccountErasure(tx, actor, { accountId: account.id, reason }),
  );
  const open = await place.database.findOne(AccountErasure, { openKey: account.id });
  const dueAt = open?.dueAt ? new Date(open.dueAt).toISOString() : null;
  const told =
    dueAt === null ? "proposed; a second person agrees by the same command." : `is to be deleted at ${dueAt}.`;
  return [{ accountId: account.id, status: open?.status ?? null, dueAt }, `${login}: ${told}`];
}

async function hold({ given: [login = ""], as, code, because }: Erased, place: Place): Promise<Result> {
  const { placeLegalHold } = await import("../../public/personal-data/place-legal-hold.js");
  const { id: accountId } = await accountOf(place, login);
  const reason = cleanText(because, "--because", { min: 1, max: 500 });
  const { legalHoldId } = await asPerson(place, { login: as, code }, (tx, actor) =>
    placeLegalHold(tx, actor, { accountId, reason }),
  );
  return [{ accountId, legalHoldId }, `${login}: nothing is erased until ${legalHoldId} is ended.`];
}

async function endHold({ given: [id = ""], as, code, because }: Erased, place: Place): Promise<Result> {
  const { endLegalHold } = await import("../../public/personal-data/end-legal-hold.js");
  const reason = cleanText(because, "--because", { min: 1, max: 500 });
  const { legalHoldId } = await asPerson(place, { login: as, code }, (tx, actor) =>
    endLegalHold(tx, actor, { legalHoldId: id, reason }),
  );
  return [{ legalHoldId }, `${legalHoldId} has ended.`];
}

async function accountOf({ database }: Place, login: string): Promise<Account> {
  const account = await database.findOne(Account, { login: foldLogin(login) });
  if (!account) throw new CannotDo(`There is no account ${login}.`);
  return account;
}

async function exportData({ given: [login = ""], to }: { given: string[]; to: string }, place: Place): Promise<Result> {
  const { config, database, terminal } = place;
  // What events carry is known by all districts together.
  await import("../districts.js");
  const { Archive } = await import("../../public/dossier/archive/archive.js");
  const { writeData } = await import("../../public/personal-data/write-data.js");
  const account = await accountOf(place, login);
  const storage = await openStorage(config.storage);
  ContactAddresses.openBy(database, new Sealer(config.secret, config.secretPrevious));
  const at = systemClock.now();
  const line = progressLine(terminal);
  // Before anything leaves the database: whatever becomes of the file, it is known that it was asked for.
  await database.transact(async (tx) => {
    const locked = await tx.lock(Account, account.id);
    if (locked) recordOnAccount(tx, locked, "DATA_EXPORT_REQUESTED", OPERATOR, { exportId: null });
  });
  const stored = await untilInterrupted((signal) =>
    onDisk(
      Archive.write({ put: (path, body) => newFile(path, body, signal) }, to, at, (archive) =>
        writeData({ database, storage }, account, archive, at, async (done, total) =>
          line.progress("parts", done, total),
        ),
      ),
    ).finally(line.end),
  );
  return [{ accountId: account.id, file: to, ...stored }, `${to}: ${stored.size} bytes, SHA-256 ${stored.sha256}`];
}

/** Never over a file that is there. */
async function newFile(path: string, body: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  try {
    await pipeline(Readable.from(body), file, { signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") await rm(path, { force: true });
    throw error;
  }
}
