import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Code, Id, Instant, Ref } from "../../platform/database/columns";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Inspection } from "./inspection.entity";

/** A complaint counted towards the pattern of one lineage of promises. Written only by the projection. */
@Entity("pattern_complaint")
@Index(["promiseVersionId", "openedAt"])
@Index(["lineage", "openedAt"])
@Index(["inspectionId", "openedAt", "id"])
@Index(["complaintId"])
@Index(["consumerId"])
export class PatternComplaint {
  static readonly idPrefix = "ptc";

  @Id()
  id: string;

  @Ref(() => PromiseVersion)
  promiseVersionId: string;

  @Code({ length: 81, nullable: true })
  lineage: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  consumerId: string;

  @Instant()
  openedAt: number;

  /** The inspection it triggered or joined; null while it is only counted. */
  @Ref(() => Inspection, { nullable: true })
  inspectionId: string | null;
}
