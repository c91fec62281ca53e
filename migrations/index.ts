import { Spine1764000000000 } from "./1764000000000-spine";
import { HouseRules1764000000001 } from "./1764000000001-house-rules";
import { WholeCase1764000000002 } from "./1764000000002-whole-case";
import { Sanctions1764000000003 } from "./1764000000003-sanctions";
import { Appeals1764000000004 } from "./1764000000004-appeals";
import { RulingAids1764000000005 } from "./1764000000005-ruling-aids";
import { Desk1764000000006 } from "./1764000000006-desk";
import { Inbox1764000000007 } from "./1764000000007-inbox";
import { Inspections1764000000008 } from "./1764000000008-inspections";
import { Returns1764000000009 } from "./1764000000009-returns";
import { LapsedRequests1764000000010 } from "./1764000000010-lapsed-requests";
import { Unremedied1764000000011 } from "./1764000000011-unremedied";

/** In time order. A landed migration never changes. */
export const MIGRATIONS = [
  Spine1764000000000,
  HouseRules1764000000001,
  WholeCase1764000000002,
  Sanctions1764000000003,
  Appeals1764000000004,
  RulingAids1764000000005,
  Desk1764000000006,
  Inbox1764000000007,
  Inspections1764000000008,
  Returns1764000000009,
  LapsedRequests1764000000010,
  Unremedied1764000000011,
];
