import { addressRange } from "../../accounts/sessions/address-range.pure";
import { pretendsToBePlatform } from "../../accounts/account/display-name.pure";
import type { Scope } from "../../accounts/actor/scope.types";
import { Refusal } from "../../platform/refusal";
import { SCOPES_FOR } from "./client-scopes.table";

interface Facts {
  name: string;
  scopes: readonly Scope[];
  addresses: readonly string[];
}

/** As it is stored: scopes in the order of the table and addresses as ranges, each once. */
export function checkClient(
  { name, scopes, addresses }: Facts,
  providerId: string | null,
): { name: string; scopes: Scope[]; addresses: string[] } {
  // It stands beside what the client says to consumers.
  if (providerId !== null && pretendsToBePlatform(name))
    throw new Refusal("BAD_USER_INPUT", { reason: "displayName.platform", field: "input.name" });
  refuseStrange(scopes, providerId);
  return {
    name,
    scopes: (Object.keys(SCOPES_FOR) as Scope[]).filter((scope) => scopes.includes(scope)),
    addresses: [...new Set(addresses.map(toRange))],
  };
}

function refuseStrange(scopes: readonly Scope[], providerId: string | null): void {
  const whose = providerId === null ? "PLATFORM" : "PROVIDER";
  const strange = scopes.find((scope) => !SCOPES_FOR[scope].includes(whose));
  if (strange)
    throw new Refusal("BAD_USER_INPUT", {
      reason: providerId === null ? "client.notForPlatform" : "client.notForProviders",
      field: "input.scopes",
      params: { scope: strange },
    });
}

function toRange(text: string, i: number): string {
  const range = addressRange(text);
  if (range === null)
    throw new Refusal("BAD_USER_INPUT", { reason: "client.badAddress", field: `input.addresses.${i}` });
  return range;
}
