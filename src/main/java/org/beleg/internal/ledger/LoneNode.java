package org.beleg.internal.ledger;

/** What the last node of a level becomes in the level above, if it has no sibling. */
public enum LoneNode {
  /** The parent of twice itself. Lists that differ can share a root, see CVE-2012-2459. */
  REPEAT,
  /** The hash of itself alone. */
  REHASH,
  /** It does not occur: the number of leaves is a power of two. */
  FORBIDDEN
}
