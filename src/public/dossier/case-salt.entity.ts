import { Entity } from "typeorm";
import { Id, Instant, Line } from "../../platform/database/columns";

/**
 * The secret from which the salts of a case's records are derived: the same for every reader, so that their dossiers agree. Destroyed with the case's
 * personal data, it leaves commitments against which no guess can be tested.
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
