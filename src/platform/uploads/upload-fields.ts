import { Field, Int } from "type-graphql";
import { TextField, WithinBounds } from "../graphql/text-field";
import { ACCEPTED_TYPES } from "./media-type";

/** The fields that every announcement of a file has. */

// No path separators, and no characters that turn the reading direction round: `gnp.exe` must not read `exe.png`.
export const FileNameField = (): PropertyDecorator =>
  TextField({
    max: 200,
    pattern: /^[^/\\\u202a-\u202e\u2066-\u2069]+$/,
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
    pattern: /^[0-9a-f]{64}$/,
    description: "SHA-256 of its bytes, 64 lower-case hex digits. The upload is refused when it differs.",
  });
