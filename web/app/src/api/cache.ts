import { cacheExchange, type Cache } from "@urql/exchange-graphcache";
import { withLocalTimes } from "../text/format";

/*
 * Things with an `id` are kept once, whichever answer brought them: a live update of a case is at once in every list that shows it.
 * Which things belong to a list only the server knows, so a list that may have changed is read again; what is shown stays meanwhile.
 */
export const normalisedCache = () =>
  cacheExchange({
    // What a register entry says of a ruling or a penalty is what was known then: another entry says other things of the same one.
    keys: { RegisteredRuling: () => null, RegisteredPenalty: () => null },
    // Every page that says why something cannot be done shows times in the reader's own time zone.
    resolvers: {
      UnavailableBecause: { message: ({ message }) => withLocalTimes(message as string) },
    },
    updates: {
      Mutation: {
        // Staff roles may wait for it.
        confirmTotp: (_data, _args, cache) => cache.invalidate("Query", "openOperations"),
        confirmPasskey: (_data, _args, cache) => cache.invalidate("Query", "openOperations"),
        createReferral: (_data, args, cache) => invalidateOf(cache, complaintIdOf(args), ["referrals"]),
        exportDossier: (_data, args, cache) => invalidateOf(cache, complaintIdOf(args), ["dossiers"]),
        // A person who leaves gets the answer as the member they were; only the server knows what they may see now.
        removeProviderMember: (_data, args, cache) => forgetMembership(cache, args as Membership),
      },
    },
  });

interface Membership {
  input?: { providerId?: string; accountId?: string };
}

function forgetMembership(cache: Cache, { input }: Membership): void {
  if (input?.providerId) cache.invalidate({ __typename: "Provider", id: input.providerId }, "members");
  if (input?.accountId) cache.invalidate({ __typename: "Account", id: input.accountId }, "memberships");
}

function complaintIdOf(args: unknown): string | undefined {
  return (args as { input?: { complaintId?: string } }).input?.complaintId;
}

function invalidateOf(cache: Cache, id: string | undefined, fields: string[]): void {
  if (id) for (const field of fields) cache.invalidate({ __typename: "Complaint", id }, field);
}
