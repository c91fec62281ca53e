import { Entity, PrimaryColumn } from "typeorm";
import { Line } from "../../platform/database/columns";

/**
 * The root of a complete part of the log's Merkle tree: of 256 leaves at level 1, of 256 roots of the level below above it. Follows from
 * the log; kept so that no answer reads all of it.
 */
@Entity("log_node")
export class TreeNode {
  @PrimaryColumn("int")
  level: number;

  /** From 0, along its level. */
  @PrimaryColumn("bigint")
  number: number;

  /** Hex. */
  @Line(64)
  hash: string;
}
