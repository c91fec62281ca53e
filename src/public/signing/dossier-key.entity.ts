import { Field, ID, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { Id, Instant, Line } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

/** Public, forever: dossiers outlive the secret from which their key was derived. */
@Entity("dossier_key")
@ObjectType({
  simpleResolvers: true,
  description:
    "A key with which this platform signs, or signed, the manifests of dossiers and the checkpoints of its log.",
})
export class DossierKey {
  @Id()
  @Field(() => ID, {
    description: "Its fingerprint: the first 40 hex digits of the SHA-256 of `publicKey`, as `verify.mjs` prints it.",
  })
  id: string;

  @Line(88)
  @Field(() => String, { description: "The Ed25519 public key, DER (SubjectPublicKeyInfo), hex." })
  publicKey: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was first used." })
  firstUsedAt: number;
}
