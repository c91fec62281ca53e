import { renewContactEncryption, renewLetterEncryption } from "../../accounts/contacts/renew-contact-encryption";
import { renewFactorEncryption } from "../../accounts/factors/renew-factor-encryption";
import { renewWithdrawnSubjects } from "../../accounts/sign-in/renew-withdrawn-subjects";
import { renewForgottenPersons } from "../../market/intake/renew-forgotten-persons";
import { renewNumberEncryption, type NumberKeys } from "../../market/vetting/renew-number-encryption";
import type { Database } from "../../platform/database/database";
import type { Keys, Renewing } from "../../platform/database/renew-rows";
import type { Sealer } from "../../platform/secrets/sealed";
import { renewWebhookEncryption } from "../../public/webhooks/renew-webhook-encryption";

export interface KeptUnderSecret {
  /** In the JSON of `redress secrets`. */
  name: string;
  /** While it is renewed. */
  progress: string;
  what: string;
  renew: (database: Database, sealer: Sealer, how: Renewing) => Promise<Keys | NumberKeys>;
  /** What is said of so many under neither secret, by `redress secrets` after their number, and by `redress doctor`; null: nothing. */
  unknown: { status: string; doctor: (count: number) => string } | null;
}

/** Everything in the database that is encrypted, or recognised, by SECRET. */
export const KEPT_UNDER_SECRET: readonly KeptUnderSecret[] = [
  {
    name: "factors",
    progress: "authenticator apps",
    what: "Secrets of authenticator apps",
    renew: renewFactorEncryption,
    unknown: {
      status:
        "secrets of apps are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let administrators reset these people's second factors.",
      doctor: (count) =>
        `is not the one that ${count} authenticator apps were set up under: have all servers the same one? See redress secrets status`,
    },
  },
  {
    name: "numbers",
    progress: "documents' numbers",
    what: "Numbers and files of verification documents",
    renew: renewNumberEncryption,
    unknown: {
      status:
        "documents have a number or a file under neither, or were changed in the database: set SECRET_PREVIOUS to the secret that they were made under, or let their providers send the documents again.",
      doctor: (count) => `does not decrypt ${count} numbers of documents: see redress secrets status`,
    },
  },
  {
    name: "contacts",
    progress: "contact points",
    what: "Contact points",
    renew: renewContactEncryption,
    unknown: {
      status:
        "contact points are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let their people enter them again.",
      doctor: (count) => `does not decrypt ${count} contact points: see redress secrets status`,
    },
  },
  {
    name: "letters",
    progress: "letters",
    what: "Letters that are being sent",
    renew: renewLetterEncryption,
    unknown: null,
  },
  {
    name: "webhooks",
    progress: "webhooks",
    what: "Secrets of webhooks",
    renew: renewWebhookEncryption,
    unknown: {
      status:
        "webhooks' secrets are under neither: set SECRET_PREVIOUS to the secret that they were made under, or let whoever receives them make new ones.",
      doctor: (count) => `does not decrypt ${count} webhooks' secrets: see redress secrets status`,
    },
  },
  {
    name: "withdrawn",
    progress: "people withdrawn before they were deleted",
    what: "People withdrawn by the directory before they were deleted",
    renew: renewWithdrawnSubjects,
    unknown: {
      status:
        "withdrawn people are under neither: set SECRET_PREVIOUS to the secret that they were deleted under, or the identity provider alone keeps them out.",
      doctor: (count) => `does not recognise ${count} withdrawn people: see redress secrets status`,
    },
  },
  {
    name: "forgotten",
    progress: "people of marketplaces who were deleted",
    what: "People of marketplaces whose accounts were deleted",
    renew: renewForgottenPersons,
    unknown: {
      status:
        "people of marketplaces are under neither: set SECRET_PREVIOUS to the secret that they were deleted under, or the next file makes them again.",
      doctor: (count) => `does not recognise ${count} deleted people of marketplaces: see redress secrets status`,
    },
  },
];

/** How many documents have a number that is not encrypted. */
export const plainOf = (found: Keys | NumberKeys): number => ("plain" in found ? found.plain : 0);
