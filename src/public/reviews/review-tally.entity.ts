import { Entity } from "typeorm";
import { Id, Integer } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";

/** How many reviews of each number of stars a provider or a listing has: updated with every change, so that reviews are never counted. */
@Tracked()
@Entity("review_tally")
export class ReviewTally {
  /** Id of the provider, or of the listing. */
  @Id()
  id: string;

  @Integer()
  stars1: number;

  @Integer()
  stars2: number;

  @Integer()
  stars3: number;

  @Integer()
  stars4: number;

  @Integer()
  stars5: number;

  /** Hidden reviews, which are in none of the above. */
  @Integer()
  hidden: number;
}
