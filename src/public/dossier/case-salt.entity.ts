import { Entity } from "typeorm";
import { Id, Instant, Line } from "../../platform/database/columns";

/**
 * What the salts of a case's records are made of: the same for every reader, so that their dossiers agree. Destroyed with the case's
 * personal data, it leaves commitments that nobody can test a guess against.
 */
@Entity("case_salt")
export class CaseSalt {
  /** The case's. */
  @Id()
  id: string;

  @Line(64)
  secret: string;

  @Instant()
  createdAt: number;
}
