package org.beleg.testing;

import java.lang.reflect.Method;

/**
 * Bytes that threads allocated, by {@code com.sun.management.ThreadMXBean}: by reflection, since the
 * module of the library does not read the modules of the management interface.
 */
public final class Allocations {

  private static final Object BEAN;
  private static final Method BYTES;

  static {
    try {
      BEAN = Class.forName("java.lang.management.ManagementFactory")
          .getMethod("getThreadMXBean")
          .invoke(null);
      BYTES = Class.forName("com.sun.management.ThreadMXBean")
          .getMethod("getThreadAllocatedBytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private Allocations() {}

  /** What this thread has allocated since it began, but for a little that asking itself costs. */
  @SuppressWarnings("deprecation") // Thread.threadId() replaces getId() only from JDK 19 on
  public static long ofThisThread() {
    try {
      return (long) BYTES.invoke(BEAN, Thread.currentThread().getId());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
