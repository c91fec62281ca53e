import { Argument, type Command, type Option } from "commander";
import { OpenChannels } from "../../accounts/contacts/open-channels";
import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import { ContactAddresses } from "../../accounts/contacts/contact-addresses";
import { provideSessions, Sessions } from "../../accounts/sign-in/sessions";
import { systemClock } from "../../platform/clock";
import { clockAhead, sayAhead } from "../../platform/database/clock-ahead";
import { countingFailed } from "../../platform/database/sweep-due";
import type { SweptServices } from "../../platform/graphql/context";
import { MOST_APART_MS } from "../../platform/leaders/leaders";
import { openGateways } from "../../platform/carriers/gateway";
import { PaymentSide } from "../../adjudication/instructions/payment-side";
import { Pusher } from "../../platform/carriers/pusher";
import { Sealer } from "../../platform/secrets/sealed";
import { openStorage } from "../../platform/storage/open-storage";
import { CannotDo } from "./cannot-do";
import { EXIT } from "./exit.table";
import { logTo } from "./log-to";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";

/** `redress sweep`: what falls due by time alone, as each server does it every few seconds. */
export function addSweep(redress: Command, run: Run, json: Option): void {
  const sweep = redress
    .command("sweep")
    .description("What falls due by time alone; servers do it every few seconds (SWEEP_SECONDS).");
  sweep
    .command("list")
    .description("Names the sweeps, in the order in which they run.")
    .addOption(json)
    .action(
      run(async () => {
        const { ALL_SWEEPS } = await import("../sweeps.js");
        const sweeps = [...ALL_SWEEPS.keys()];
        return [{ sweeps }, sweeps.join("\n")];
      }),
    );
  sweep
    .command("run")
    .description(
      "Runs all of them now, or those named, and says how long each took, and of how much that was due it failed at. Servers may run. Exit code 5 when it failed at something.",
    )
    .addArgument(new Argument("[name...]", "as `list` names them"))
    .addOption(json)
    .action(run(runSweeps));
}

async function runSweeps({ given: names }: { given: string[] }, place: Place): Promise<Result> {
  const { ALL_SWEEPS } = await import("../sweeps.js");
  const unknown = names.filter((name) => !ALL_SWEEPS.has(name));
  if (unknown.length > 0) throw new CannotDo(`There is no sweep ${unknown.join(", ")}: redress sweep list names them.`);
  const services = await sweptServices(place);
  const ahead = (await clockAhead(services.database)) ?? 0;
  if (Math.abs(ahead) > MOST_APART_MS) throw new CannotDo(`Nothing is swept: ${sayAhead(ahead)}. Keep both by NTP.`);
  const chosen = [...ALL_SWEEPS].filter(([name]) => names.length === 0 || names.includes(name));
  const line = progressLine(place.terminal);
  const sweeps: { name: string; ms: number; failed: number }[] = [];
  try {
    for (const [name, sweep] of chosen) {
      line.progress(name, sweeps.length, chosen.length);
      const began = performance.now();
      const { failed } = await countingFailed(services, sweep);
      sweeps.push({ name, ms: Math.round(performance.now() - began), failed });
    }
  } finally {
    line.end();
  }
  const told = sweeps.map(({ name, ms, failed }) => `${name}: ${ms} ms${failed > 0 ? `, ${failed} failed` : ""}`);
  const anyFailed = sweeps.some(({ failed }) => failed > 0);
  return [{ sweeps }, told.join("\n"), anyFailed ? EXIT.NOT_AS_IT_MUST_BE : 0];
}

async function sweptServices({ config, database, terminal }: Place): Promise<SweptServices> {
  const { secret, secretPrevious, pushSubject, mail, mailHooks, payments } = config;
  const sealer = new Sealer(secret, secretPrevious);
  ContactAddresses.openBy(database, sealer);
  WithdrawnSubjects.openBy(database, sealer);
  if (payments) PaymentSide.openBy(database, new PaymentSide(payments.url, payments.secrets));
  const services: SweptServices = {
    database,
    clock: systemClock,
    // One broken row holds up nothing: what happened to it is told, and the sweep goes on.
    log: logTo(terminal, "warn"),
    storage: await openStorage(config.storage),
    sealer,
    publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    pusher: pushSubject === null ? null : new Pusher(secret, pushSubject),
    mailer: mail && new (await import("../../platform/carriers/mailer.js")).Mailer(mail),
    mailHooks,
    gateways: openGateways(config),
  };
  OpenChannels.openBy(database, services);
  provideSessions(services, new Sessions(database, systemClock, { secret, secretPrevious }));
  return services;
}
