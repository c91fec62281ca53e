import { Field, Int } from "type-graphql";
import { DateTime } from "../graphql/scalars";
import { TextField, WithinBounds } from "../graphql/text-field";
import { ACCEPTED_TYPES } from "./media-type";

/** The fields that every announcement of a file has. */

/** Of no bytes at all: what a digest looks like. */
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// No path separators. What reverses the reading direction, so that `gnp.exe` reads `exe.png`, is in no line of ours.
export const FileNameField = (): PropertyDecorator =>
  TextField({
    max: 200,
    pattern: { regex: /^[^/\\]+$/, like: "receipt.jpg" },
    description: "Name of the file, with the ending of its type.",
  });

export const MediaTypeField = (): PropertyDecorator =>
  TextField({
    max: 100,
    description: `Its media type: ${ACCEPTED_TYPES.map((type) => `\`${type}\``).join(", ")}; CSV and JSON are \`text/plain\`. The bytes must agree.`,
  });

export const FileSizeField =
  (most: string): PropertyDecorator =>
  (prototype, property) => {
    const description = `Its exact size in bytes, 1 to ${most} unless the house rules say otherwise.`;
    Field(() => Int, { description })(prototype, property);
    WithinBounds(0, 2_147_483_647)(prototype, property);
  };

export const Sha256Field = (): PropertyDecorator =>
  TextField({
    max: 64,
    pattern: { regex: /^[0-9a-f]{64}$/, like: EMPTY_SHA256 },
    description: "SHA-256 of its bytes, 64 lower-case hex digits. The upload is refused when it differs.",
  });

export const UploadUrlField = (): PropertyDecorator =>
  Field(() => String, {
    description:
      "Send the bytes here: `PUT`, once, the file as the whole body. Or resumably, as a phone should: the address is an upload of the tus protocol (1.0.0, its core), which clients for the web, iOS and Android take as their upload URL. `HEAD` returns how much has arrived (`Upload-Offset`), `PATCH` appends what follows (some two minutes at most for each: over a slow connection send 1 MiB at a time), and what arrived before an interruption is kept. Both are checked alike when complete: a file that does not match its announcement is deleted, with the same codes. When `HEAD` returns the whole length, the file was accepted. Each request needs the announcer's own access token (`Authorization: Bearer …`), as for GraphQL: for everyone else it is 404, and without a token 401 (refresh it, and continue where it stopped). A part must have at least 16 KiB, unless it is the last. A file that cannot be of its type is refused with its first 4 kB. 429 with `Retry-After`: as much was sent as one person may in a day; 503 and 507, also with `Retry-After`: the malware scanner is unreachable, too many images wait, or the disk is full.",
  });

export const UploadExpiresField = (): PropertyDecorator =>
  Field(() => DateTime, { description: "Until when the upload, or a further part of it, may begin." });
