package org.beleg.internal.digest;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends digests and other scratch space, so that hashing allocates nothing once it is warm.
 *
 * <p>A {@code ThreadLocal} would do the same but keep one object alive in every thread that ever
 * hashed, virtual threads included, and pin this library's class loader in the pools of application
 * servers. Here a thread takes the object from a slot that its id selects and puts it back; on a
 * collision the loser makes a new one, which is only slower.
 *
 * <p>An object whose use ended in an exception is simply not given back.
 *
 * <p>Cost: two atomic accesses for each loan, about a tenth of the time of a short hash. Whoever
 * hashes many messages in a row takes once.
 */
public final class Pool<T> {

  private static final int SLOTS = 64;

  /** Slots lie a cache line apart: 16 references of 4 bytes. */
  private static final int STRIDE = 16;

  private final Supplier<T> maker;
  private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SLOTS * STRIDE);

  /** A pool that makes objects when it has none to lend. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** An object ready for its next use, for the caller alone until given back. */
  public T take() {
    T pooled = slots.getAndSet(slot(), null);
    return pooled != null ? pooled : maker.get();
  }

  /** Takes back an object that is ready for its next use. */
  public void give(T object) {
    slots.setRelease(slot(), object);
  }

  @SuppressWarnings("deprecation") // Thread.threadId() replaces getId() only from JDK 19 on
  private static int slot() {
    return ((int) Thread.currentThread().getId() & (SLOTS - 1)) * STRIDE;
  }
}
