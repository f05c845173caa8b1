package org.beleg.internal.digest;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends digests of one algorithm, so that hashing allocates nothing once it is warm.
 *
 * <p>A {@code ThreadLocal} would do the same but keep one digest alive in every thread that ever
 * hashed, virtual threads included, and pin this library's class loader in the pools of application
 * servers. Here a thread takes the digest from a slot that its id selects and puts it back; on a
 * collision the loser makes a new one, which is only slower.
 *
 * <p>A digest whose use ended in an exception is simply not given back.
 */
public final class DigestPool {

  private static final int SLOTS = 64;

  /** Slots lie a cache line apart: 16 references of 4 bytes. */
  private static final int STRIDE = 16;

  private final Supplier<Digest> maker;
  private final AtomicReferenceArray<Digest> slots = new AtomicReferenceArray<>(SLOTS * STRIDE);

  /** A pool that makes digests when it has none to lend. */
  public DigestPool(Supplier<Digest> maker) {
    this.maker = maker;
  }

  /** A digest at the start of a message, for the caller alone until given back. */
  public Digest take() {
    Digest pooled = slots.getAndSet(slot(), null);
    return pooled != null ? pooled : maker.get();
  }

  /** Takes back a digest that has finished its last message. */
  public void give(Digest digest) {
    slots.setRelease(slot(), digest);
  }

  @SuppressWarnings("deprecation") // Thread.threadId() replaces getId() only from JDK 19 on
  private static int slot() {
    return ((int) Thread.currentThread().getId() & (SLOTS - 1)) * STRIDE;
  }
}
