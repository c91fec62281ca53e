import { createHash } from "node:crypto";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import type { Account } from "../account/account.entity";
import type { PasskeySite } from "./passkey-site.pure";
import type { SecondFactor } from "./second-factor.entity";

const NAME = "Redress";
/** Loaded when somebody first uses a passkey: it is a tenth of all the modules of a server. */
const library = () => import("@simplewebauthn/server");
/** COSE numbers of EdDSA, ES256 and RS256: all that authenticators use. */
const ALGORITHMS = [-8, -7, -257];

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const common = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};
const CREATED = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url(4_000), attestationObject: base64url(12_000) }),
});
const USED = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(4_000),
    userHandle: base64url(100).nullish(),
  }),
});

export interface NewPasskey {
  credentialId: string;
  publicKey: string;
  counter: number;
}

export type UsedPasskey = z.infer<typeof USED>;

/** `PublicKeyCredentialCreationOptionsJSON` of the Web Authentication standard, as text. */
export async function creationOptions(
  { rpId }: PasskeySite,
  { id, login, displayName }: Account,
  challenge: string,
  known: readonly SecondFactor[],
): Promise<string> {
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: rpId,
    userName: login,
    userDisplayName: displayName,
    userID: bytes(Buffer.from(id)),
    challenge: bytes(challengeBytes(challenge)),
    attestationType: "none",
    excludeCredentials: idsOf(known),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return JSON.stringify(options);
}

/** `PublicKeyCredentialRequestOptionsJSON` of the Web Authentication standard, as text. Without `known`, any passkey of this site. */
export async function requestOptions(
  { rpId }: PasskeySite,
  challenge: string,
  known?: readonly SecondFactor[],
): Promise<string> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    challenge: bytes(challengeBytes(challenge)),
    userVerification: "required",
    ...(known && { allowCredentials: idsOf(known) }),
  });
  return JSON.stringify(options);
}

/** The new passkey; null unless the response is to this challenge, from this site, with the user verified by the device. */
export async function checkCreated(
  { rpId, origins }: PasskeySite,
  challenge: string,
  answer: string,
): Promise<NewPasskey | null> {
  const response = parse(CREATED, answer);
  if (!response) return null;
  const { verifyRegistrationResponse } = await library();
  const result = await orNull(
    verifyRegistrationResponse({
      response: response,
      expectedChallenge: challengeBytes(challenge).toString("base64url"),
      expectedOrigin: origins,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!result?.verified) return null;
  const { id, publicKey, counter } = result.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey).toString("base64url"), counter };
}

export const readUsed = (answer: string): UsedPasskey | null => parse(USED, answer);

/** The passkey's own counter after this use; null for a response that does not prove possession, or whose counter indicates a copy. */
export async function checkUsed(
  { rpId, origins }: PasskeySite,
  challenge: string,
  { credentialId, publicKey, counter, accountId }: SecondFactor,
  response: UsedPasskey,
): Promise<number | null> {
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString() !== accountId) return null;
  const { verifyAuthenticationResponse } = await library();
  const result = await orNull(
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challengeBytes(challenge).toString("base64url"),
      expectedOrigin: origins,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: credentialId ?? "",
        publicKey: bytes(Buffer.from(publicKey ?? "", "base64url")),
        counter: counter ?? 0,
      },
    }),
  );
  return result?.verified ? result.authenticationInfo.newCounter : null;
}

export const credentialHash = (credentialId: string): string => createHash("sha256").update(credentialId).digest("hex");

/** What the passkey signs is a digest of the whole sealed challenge, so nothing of it need be stored until it is answered. */
const challengeBytes = (challenge: string): Buffer => createHash("sha256").update(`passkey ${challenge}`).digest();

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

const idsOf = (factors: readonly SecondFactor[]): { id: string }[] =>
  factors.flatMap(({ credentialId }) => (credentialId ? [{ id: credentialId }] : []));

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The library throws for each way in which a response can be wrong. It reads nothing but its arguments. */
async function orNull<T>(check: Promise<T>): Promise<T | null> {
  try {
    return await check;
  } catch {
    return null;
  }
}
