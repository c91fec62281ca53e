import { Entity } from "typeorm";
import { Id } from "../../platform/database/columns";

/** An account that the demo made, by the account's id: whatever it is called by now, its first password is published. */
@Entity("demo_account")
export class DemoAccount {
  @Id()
  id: string;
}
