import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** A member of a CBOR map, already encoded. */
type Member = readonly [key: Buffer, value: Buffer];

const head = (major: number, value: number): Buffer =>
  value < 24
    ? Buffer.from([(major << 5) | value])
    : value < 256
      ? Buffer.from([(major << 5) | 24, value])
      : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
const int = (value: number): Buffer => (value >= 0 ? head(0, value) : head(1, -1 - value));
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value]);
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const map = (...members: Member[]): Buffer => Buffer.concat([head(5, members.length), ...members.flat()]);

const sha256 = (value: string | Buffer): Buffer => createHash("sha256").update(value).digest();
const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** What an honest device does, and how a test bends it. */
interface Bent {
  /** Of the page on which it is used. */
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** The device has not checked who holds it. */
  unverified?: boolean;
  userHandle?: string;
}

interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
  user?: { id: string };
}

/** A passkey in software: ES256, attestation "none". */
export class Authenticator {
  readonly id = randomBytes(32).toString("base64url");
  counter = 0;
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;
  private userHandle = "";

  constructor(
    private readonly origin: string,
    /** Whether it counts its uses; those that are kept on several devices do not. */
    private readonly counts = true,
  ) {
    ({ privateKey: this.privateKey, publicKey: this.publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" }));
  }

  /** Answers `beginPasskey`. */
  create(options: string, bent: Bent = {}): string {
    const { challenge, rp, user } = JSON.parse(options) as Options;
    this.userHandle = user?.id ?? "";
    const { x = "", y = "" } = this.publicKey.export({ format: "jwk" });
    const cose = map(
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, "base64url"))],
      [int(-3), bytes(Buffer.from(y, "base64url"))],
    );
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    const credential = Buffer.concat([Buffer.alloc(16), length, id, cose]);
    const authData = Buffer.concat([this.authenticatorData(rp?.id ?? "", HAS_CREDENTIAL, bent), credential]);
    const attestationObject = map(
      [text("fmt"), text("none")],
      [text("attStmt"), map()],
      [text("authData"), bytes(authData)],
    );
    return this.answer({
      clientDataJSON: this.clientData("webauthn.create", challenge, bent).toString("base64url"),
      attestationObject: attestationObject.toString("base64url"),
    });
  }

  /** Answers `beginPasskeySignIn`. */
  use(options: string, bent: Bent = {}): string {
    const { challenge, rpId } = JSON.parse(options) as Options;
    if (this.counts) this.counter += 1;
    const authenticatorData = this.authenticatorData(rpId ?? "", 0, bent);
    const clientData = this.clientData("webauthn.get", challenge, bent);
    const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), this.privateKey);
    return this.answer({
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: signature.toString("base64url"),
      userHandle: bent.userHandle ?? this.userHandle,
    });
  }

  private authenticatorData(rpId: string, more: number, { rpId: other, unverified }: Bent): Buffer {
    const flags = PRESENT | (unverified ? 0 : VERIFIED) | more;
    return Buffer.concat([sha256(other ?? rpId), Buffer.from([flags]), uint32(this.counter)]);
  }

  private clientData(type: string, challenge: string, bent: Bent): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  private answer(response: Record<string, string>): string {
    return JSON.stringify({
      id: this.id,
      rawId: this.id,
      type: "public-key",
      clientExtensionResults: {},
      response,
    });
  }
}
