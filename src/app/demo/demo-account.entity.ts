import { Entity } from "typeorm";
import { Id } from "../../platform/database/columns";

/** An account created by the demo, by id: even if it was renamed, its first password is published. */
@Entity("demo_account")
export class DemoAccount {
  @Id()
  id: string;
}
