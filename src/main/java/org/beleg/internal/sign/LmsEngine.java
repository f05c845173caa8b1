package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * LMS and its hierarchy HSS, <a href="https://www.rfc-editor.org/rfc/rfc8554.html">RFC 8554</a> with the
 * parameter sets of SP 800-208, to verify. Our own code over a digest: the types fix every length, and
 * all lengths are compared before anything is hashed.
 */
@Immutable
public final class LmsEngine extends VerifyOnlyScheme {

  private static final int MAX_LEVELS = 8;
  private static final int COUNT_BYTES = 4;

  private final boolean hierarchy;

  private LmsEngine(boolean hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** One tree; keys as in section 5.3. */
  public static SchemeEngine lms() {
    return new LmsEngine(false);
  }

  /** Trees that sign trees; keys as in section 6.1: u32 L || LMS key. */
  public static SchemeEngine hss() {
    return new LmsEngine(true);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    if (!hierarchy) {
      return new PublicKey(false, 1, LmsKey.parse(raw));
    }
    if (raw.length < COUNT_BYTES) {
      throw malformed(raw.length + " bytes, fewer than every type has");
    }
    int levels = LmsKey.word(raw, 0);
    if (levels < 1 || levels > MAX_LEVELS) {
      throw malformed(Integer.toUnsignedString(levels) + " levels, not 1 to " + MAX_LEVELS);
    }
    return new PublicKey(
        true, levels, LmsKey.parse(Arrays.copyOfRange(raw, COUNT_BYTES, raw.length)));
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException("HSS public key", "raw key", problem);
  }

  /** The key of the uppermost tree, and how many trees a signature leads through. */
  @Immutable
  private static final class PublicKey implements OnePassEngine {

    private final boolean hierarchy;
    private final int levels;
    private final LmsKey top;

    private PublicKey(boolean hierarchy, int levels, LmsKey top) {
      this.hierarchy = hierarchy;
      this.levels = levels;
      this.top = top;
    }

    /** The uppermost tree, be it used alone or not. */
    @Override
    public String identity() {
      return KeyDocuments.identity("LMS", top.raw);
    }

    /**
     * Section 6.3. An HSS signature is u32 (L - 1), then for each level but the last a signature of the
     * next level's key and that key, then the signature of the message.
     */
    @Override
    public VerifyingSink sink(byte[] signature) {
      int at = 0;
      if (hierarchy) {
        if (signature.length < COUNT_BYTES) {
          return wrongLength(signature);
        }
        if (LmsKey.word(signature, 0) != levels - 1) {
          return refusing(
              Reason.SIGNATURE_ENCODING_INVALID, "HSS signature has not the levels of its key");
        }
        at = COUNT_BYTES;
      }
      // all lengths and types first; then what the upper trees signed
      LmsKey[] keys = new LmsKey[levels];
      int[] begins = new int[levels];
      keys[0] = top;
      for (int level = 0; level < levels; level++) {
        LmsKey key = keys[level];
        begins[level] = at;
        boolean last = level == levels - 1;
        int left = signature.length - at - key.signatureBytes();
        if (left < 0 || (last && left > 0)) {
          return wrongLength(signature);
        }
        Optional<Verdict> problem = LmsVerification.problem(key, signature, at);
        if (problem.isPresent()) {
          return VerifyingSink.refusing(problem.get());
        }
        at += key.signatureBytes();
        if (!last) {
          try {
            keys[level + 1] = LmsKey.parse(signature, at);
          } catch (MalformedDataException e) {
            return refusing(
                Reason.SIGNATURE_ENCODING_INVALID,
                "HSS signature has no key of level " + (level + 1) + ": " + e.getMessage());
          }
          at += keys[level + 1].raw.length;
        }
      }
      for (int level = 0; level < levels - 1; level++) {
        LmsVerification upper = LmsVerification.start(keys[level], signature, begins[level]);
        byte[] signed = keys[level + 1].raw;
        upper.update(signed, 0, signed.length);
        if (!upper.finish()) {
          return refusing(
              Reason.SIGNATURE_MISMATCH,
              "level " + level + " of the HSS signature does not sign the key of the next one");
        }
      }
      LmsVerification last = LmsVerification.start(keys[levels - 1], signature, begins[levels - 1]);
      return VerifyingSink.of(last::update, last::finish, "LMS");
    }

    private VerifyingSink wrongLength(byte[] signature) {
      return refusing(
          Reason.SIGNATURE_LENGTH_WRONG,
          (hierarchy ? "HSS" : "LMS") + " signature has " + signature.length
              + " bytes, not those that its types call for");
    }

    private static VerifyingSink refusing(Reason reason, String detail) {
      return VerifyingSink.refusing(Verdict.rejected(reason, detail));
    }
  }
}
