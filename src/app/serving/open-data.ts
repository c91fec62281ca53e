import { ContactAddresses } from "../../accounts/contacts/contact-addresses";
import { OpenChannels } from "../../accounts/contacts/open-channels";
import { IdentityProvider } from "../../accounts/directory/identity-provider";
import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import { PaymentSide } from "../../adjudication/instructions/payment-side";
import { DocumentNumbers } from "../../market/vetting/document-numbers";
import { encryptNumbers } from "../../market/vetting/encrypt-numbers";
import { openGateways } from "../../platform/carriers/gateway";
import type { Mailer } from "../../platform/carriers/mailer";
import { AdjustableClock, systemClock, type Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { markAsSandbox } from "../../platform/database/sandboxed";
import type { Services } from "../../platform/graphql/context";
import { Sealer } from "../../platform/secrets/sealed";
import type { AuditFile } from "../../platform/telemetry/audit-file";
import { openAuditLog } from "../../platform/telemetry/open-log";
import { keepAuditLog } from "./audit-log";
import { resumeClock } from "../development/resume-clock";
import { settleDemo, settleSandbox } from "./first-content";
import { openDatabase } from "../open-database";
import { SANDBOX_RULES } from "../sandboxes/sandbox-limits.table";
import type { Doing } from "./while-starting";
import type { Starting } from "./starting";

export interface Data {
  database: Database;
  clock: Clock;
  /** Null: time passes by itself. */
  demoClock: AdjustableClock | null;
  sealer: Sealer;
  mailer: Mailer | null;
  gateways: Services["gateways"];
  auditFile: AuditFile | null;
  /** Whether one can sign in as the demo's people. */
  demo: boolean;
  development: boolean;
  /** Whether the demo's people were added to an empty database. */
  seeded: boolean;
}

/** The database with its first content, and who may read in it what is encrypted, tell people and pay. */
export async function openData({ config, options, log, port, begun }: Starting): Promise<Data> {
  const { audit, file: auditFile } = openAuditLog(config.log, log);
  begun.push(() => auditFile?.end());
  const clock = options.clock ?? (config.development ? new AdjustableClock() : systemClock);
  const { office } = config;
  const database = await openDatabase(config.database, clock, {
    office,
    ...(options.sandbox ? { houseRules: SANDBOX_RULES } : { tell: (doing: Doing) => port.tell(doing) }),
  });
  begun.push(() => database.close());
  port.doing = "loading";
  if (config.replica) database.useReplica(config.replica, log);
  const sealer = new Sealer(config.secret, config.secretPrevious, config.mailSecretsPrevious);
  if (options.sandbox) markAsSandbox(database);
  else keepAuditLog(database, audit);
  DocumentNumbers.openBy(database, sealer);
  ContactAddresses.openBy(database, sealer);
  WithdrawnSubjects.openBy(database, sealer);
  const mailer =
    options.mailer ?? (config.mail && new (await import("../../platform/carriers/mailer.js")).Mailer(config.mail));
  const gateways = openGateways(config);
  begun.push(() => mailer?.[Symbol.asyncDispose]());
  OpenChannels.openBy(database, { mailer, gateways });
  if (config.identityProvider) IdentityProvider.openBy(database, new IdentityProvider(config.identityProvider));
  if (config.payments) PaymentSide.openBy(database, new PaymentSide(config.payments.url, config.payments.secrets));
  await encryptNumbers({ database, sealer });
  const demoClock = clock instanceof AdjustableClock ? clock : null;
  const settled = options.sandbox
    ? await settleSandbox(database, options.sandbox, clock)
    : await settleDemo(database, config, demoClock);
  if (demoClock && (settled.development || options.sandbox)) await resumeClock(database, demoClock);
  return { database, clock, demoClock, sealer, mailer, gateways, auditFile, ...settled };
}
