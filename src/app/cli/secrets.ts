import { randomBytes } from "node:crypto";
import type { Command, Option } from "commander";
import { renewContactEncryption } from "../../accounts/contacts/renew-contact-encryption";
import { renewWithdrawnSubjects } from "../../accounts/sign-in/renew-withdrawn-subjects";
import { renewFactorEncryption, type FactorKeys } from "../../accounts/factors/renew-factor-encryption";
import { renewForgottenPersons } from "../../market/intake/renew-forgotten-persons";
import { renewNumberEncryption, type NumberKeys } from "../../market/vetting/renew-number-encryption";
import { renewWebhookEncryption } from "../../public/webhooks/renew-webhook-encryption";
import type { Keys } from "../../platform/database/renew-rows";
import { Sealer } from "../../platform/secrets/sealed";
import { EXIT } from "./exit.table";
import { particularsOf, tell, type Place, type Result, type Run } from "./on-database";
import { progressLine } from "./progress-line";
import type { Terminal } from "./terminal";

/** `redress secrets`: changing SECRET without losing what was encrypted or signed under the one before. */
export function addSecrets(redress: Command, run: Run, json: Option, terminal: Terminal): void {
  const secrets = redress.command("secrets").description("SECRET, and what depends on it.");
  secrets
    .command("generate")
    .description(
      "Prints a new secret. Then start every server with it as SECRET and the one before as SECRET_PREVIOUS.",
    )
    .addOption(json)
    .action((...given: unknown[]) => {
      const secret = randomBytes(32).toString("hex");
      tell(terminal, particularsOf(given), [{ secret }, secret]);
    });
  secrets
    .command("status")
    .description(
      "Says how much in the database is encrypted under SECRET, under SECRET_PREVIOUS, and under neither: exit code 5 when something is.",
    )
    .addOption(json)
    .action(run((_, place) => renew(place, false)));
  secrets
    .command("rotate")
    .description("Encrypts under SECRET what is still under SECRET_PREVIOUS, while servers with both run.")
    .addOption(json)
    .action(run((_, place) => renew(place, true)));
}

async function renew({ config, database, terminal }: Place, change: boolean): Promise<Result> {
  const line = progressLine(terminal);
  const sealer = new Sealer(config.secret, config.secretPrevious);
  const progress = (what: string) => (done: number, total: number) => line.progress(what, done, total);
  try {
    const factors = await renewFactorEncryption(database, sealer, { change, progress: progress("authenticator apps") });
    const numbers = await renewNumberEncryption(database, sealer, { change, progress: progress("documents' numbers") });
    const { contacts, letters } = await renewContactEncryption(database, sealer, {
      change,
      progress: progress("contact points and letters"),
    });
    const webhooks = await renewWebhookEncryption(database, sealer, { change, progress: progress("webhooks") });
    const withdrawn = await renewWithdrawnSubjects(database, sealer, {
      change,
      progress: progress("people withdrawn before they were deleted"),
    });
    const forgotten = await renewForgottenPersons(database, sealer, {
      change,
      progress: progress("people of marketplaces who were deleted"),
    });
    const found = { factors, numbers, contacts, letters, webhooks, withdrawn, forgotten };
    const wrong = [factors, numbers, contacts, webhooks, withdrawn, forgotten].reduce(
      (sum, { unknown }) => sum + unknown,
      numbers.plain,
    );
    return [found, told(found), wrong > 0 ? EXIT.NOT_AS_IT_MUST_BE : 0];
  } finally {
    line.end();
  }
}

interface Found {
  factors: FactorKeys;
  numbers: NumberKeys;
  contacts: Keys;
  letters: Keys;
  webhooks: Keys;
  withdrawn: Keys;
  forgotten: Keys;
}

function told({ factors, numbers, contacts, letters, webhooks, withdrawn, forgotten }: Found): string {
  const lines = [
    `Secrets of authenticator apps: ${factors.current} under SECRET, ${factors.earlier} under SECRET_PREVIOUS.`,
    `Numbers and files of verification documents: ${numbers.current} under SECRET, ${numbers.earlier} under SECRET_PREVIOUS.`,
    `Contact points: ${contacts.current} under SECRET, ${contacts.earlier} under SECRET_PREVIOUS.`,
    `Letters that are being sent: ${letters.current} under SECRET, ${letters.earlier} under SECRET_PREVIOUS.`,
    `Secrets of webhooks: ${webhooks.current} under SECRET, ${webhooks.earlier} under SECRET_PREVIOUS.`,
    `People withdrawn by the directory before they were deleted: ${withdrawn.current} under SECRET, ${withdrawn.earlier} under SECRET_PREVIOUS.`,
    `People of marketplaces whose accounts were deleted: ${forgotten.current} under SECRET, ${forgotten.earlier} under SECRET_PREVIOUS.`,
  ];
  if (factors.unknown > 0)
    lines.push(
      `${factors.unknown} secrets of apps are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let administrators reset these people's second factors.`,
    );
  if (numbers.unknown > 0)
    lines.push(
      `${numbers.unknown} documents have a number or a file under neither, or were changed in the database: set SECRET_PREVIOUS to the secret that they were made under, or let their providers send the documents again.`,
    );
  if (numbers.plain > 0)
    lines.push(
      `${numbers.plain} documents have a number that is not encrypted: a server of this version, or redress secrets rotate, does it.`,
    );
  if (contacts.unknown > 0)
    lines.push(
      `${contacts.unknown} contact points are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let their people enter them again.`,
    );
  if (webhooks.unknown > 0)
    lines.push(
      `${webhooks.unknown} webhooks' secrets are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let whoever receives them make new ones.`,
    );
  if (withdrawn.unknown > 0)
    lines.push(
      `${withdrawn.unknown} withdrawn people are under neither: set SECRET_PREVIOUS to the secret that they were deleted under, or the identity provider alone keeps them out.`,
    );
  if (forgotten.unknown > 0)
    lines.push(
      `${forgotten.unknown} people of marketplaces are under neither: set SECRET_PREVIOUS to the secret that they were deleted under, or the next file makes them again.`,
    );
  const all = [factors, numbers, contacts, letters, webhooks, withdrawn, forgotten];
  if (all.some(({ earlier }) => earlier > 0)) lines.push("Keep SECRET_PREVIOUS until redress secrets rotate has run.");
  else if (all.every(({ unknown }) => unknown === 0))
    lines.push(
      "SECRET_PREVIOUS may go a day after the last server has the new SECRET: until then it opens signed addresses and places in lists. Where mail is sent, it goes to MAIL_SECRETS_PREVIOUS: mails outlive it.",
    );
  return lines.join("\n");
}
