import { Account } from "../../accounts/account/account.entity";
import type { Reader } from "../../platform/database/reader";
import { LoggedEvent } from "../../platform/database/event.entity";
import { ProviderMember } from "../providers/provider-member.entity";
import { Provider } from "../providers/provider.entity";
import { terminatedAmong } from "../providers/terminated.queries";
import type { MachineFacts } from "./automatic-check.pure";
import { DocumentNumbers } from "./document-numbers";
import { VerificationDocument } from "./verification-document.entity";
import type { VerificationKind } from "./verification-kind.types";

interface Elsewhere extends Pick<MachineFacts, "peopleElsewhere"> {
  numbersElsewhere: (MachineFacts["numbersElsewhere"][number] & Pick<NumberElsewhere, "isHeld">)[];
}

interface NumberElsewhere {
  providerId: string;
  kind: VerificationKind;
  number: string;
  /** The licence that the other was admitted with, and has not lost since; not merely a number on its papers. */
  isHeld: boolean;
}

/** What connects other providers with these documents and this provider's people, by kind of document. */
export async function readElsewhere(
  reader: Reader,
  provider: Provider,
  documents: readonly VerificationDocument[],
  now: number,
): Promise<(kind: VerificationKind) => Elsewhere> {
  const numbers = await numbersElsewhere(reader, provider, documents);
  const people = await peopleElsewhere(reader, provider.id);
  const ids = [...new Set([...numbers, ...people].map(({ providerId }) => providerId))];
  const terminated = await terminatedAmong(reader, ids, now);
  const providers = new Map((await reader.find(Provider, { id: ids })).map(({ id, legalName }) => [id, legalName]));
  const known = <T extends { providerId: string }>(one: T): T & { provider: string; terminated: boolean } => ({
    ...one,
    provider: providers.get(one.providerId) ?? "",
    terminated: terminated.has(one.providerId),
  });
  return (kind) => ({
    numbersElsewhere: numbers.filter((one) => one.kind === kind).map(known),
    peopleElsewhere: people.map(known),
  });
}

/** Numbers submitted by others in any application, or the licence they were admitted with. */
async function numbersElsewhere(
  reader: Reader,
  { id }: Provider,
  documents: readonly VerificationDocument[],
): Promise<NumberElsewhere[]> {
  const kept = DocumentNumbers.of(reader);
  const found: NumberElsewhere[] = [];
  for (const kind of new Set(documents.map((document) => document.kind))) {
    // What cannot be read is found wanting by the checks.
    const numbers = documents.flatMap((document) => (document.kind === kind ? (kept.read(document) ?? []) : []));
    const byKey = new Map(numbers.flatMap((number) => kept.keys(kind, number).map((key) => [key, number] as const)));
    const twins = await reader.find(VerificationDocument, {
      kind,
      numberKey: [...byKey.keys()],
      status: ["SUBMITTED", "SUPERSEDED"],
    });
    const registered = kind === "LICENCE" ? await reader.find(Provider, { licenceKey: numbers }) : [];
    found.push(
      ...twins.map(({ providerId, numberKey }) => ({
        ...{ providerId, kind, number: byKey.get(numberKey) ?? "" },
        isHeld: false,
      })),
      ...registered.map((other) => ({ providerId: other.id, kind, number: other.licenceKey, isHeld: true })),
    );
  }
  return found.filter(({ providerId }) => providerId !== id);
}

/** A membership that has ended is recorded in the person's history only. */
async function peopleElsewhere(reader: Reader, providerId: string): Promise<{ providerId: string; person: string }[]> {
  const members = await reader.find(ProviderMember, { providerId });
  const accounts = await reader.find(Account, { id: members.map(({ accountId }) => accountId) });
  const joined = await reader.find(LoggedEvent, {
    streamId: accounts.map(({ id }) => id),
    type: "MEMBERSHIP_ADDED",
  });
  return joined
    .map(({ streamId, data }) => ({
      providerId: data.providerId ?? "",
      person: accounts.find(({ id }) => id === streamId)?.displayName ?? "",
    }))
    .filter((one) => one.providerId !== providerId);
}
