import type { Sealer } from "../../platform/secrets/sealed";

const KIND = "unsubscribe";

export const unsubscribeLink = (sealer: Sealer, publicUrl: string, contactPointId: string): string =>
  `${publicUrl}/mail/unsubscribe/${sealer.seal(KIND, { id: contactPointId })}`;

export const contactOfLink = (sealer: Sealer, token: string): string | null =>
  sealer.openMailed<{ id: string }>(KIND, token)?.id ?? null;
