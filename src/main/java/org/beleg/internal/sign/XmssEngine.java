package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * XMSS and XMSS^MT, <a href="https://www.rfc-editor.org/rfc/rfc8391.html">RFC 8391</a> with the parameter
 * sets of SP 800-208, to verify. Our own code over a digest: Bouncy Castle lacks the sets with hashes of
 * 24 bytes, whose domains have another length.
 */
@Immutable
public final class XmssEngine extends VerifyOnlyScheme {

  private static final int CODE_BYTES = 4;

  private final boolean multi;

  private XmssEngine(boolean multi) {
    this.multi = multi;
  }

  /** One tree. */
  public static SchemeEngine xmss() {
    return new XmssEngine(false);
  }

  /** Layers of trees. */
  public static SchemeEngine xmssMt() {
    return new XmssEngine(true);
  }

  /** Decodes u32 code || root || SEED, sections 4.1.7 and 4.2.4, with codes as in appendix B and C. */
  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    String name = multi ? "XMSS^MT" : "XMSS";
    if (raw.length < CODE_BYTES) {
      throw new MalformedDataException(
          name + " public key", "raw key", raw.length + " bytes, fewer than every set has");
    }
    XmssSet set = XmssSet.of(multi, LmsKey.word(raw, 0));
    int length = CODE_BYTES + 2 * set.hash.n;
    if (raw.length != length) {
      throw new MalformedDataException(
          name + " public key", "raw key", raw.length + " bytes, not " + length);
    }
    return new PublicKey(name, set, raw);
  }

  /** A root and the seed of all masks; every value of them is a key. */
  @Immutable
  private static final class PublicKey implements OnePassEngine {

    private final String name;
    private final XmssSet set;

    @SuppressWarnings("Immutable") // the engine's own copy, which nothing writes
    private final byte[] raw;

    @SuppressWarnings("Immutable") // a copy, which nothing writes
    private final byte[] root;

    @SuppressWarnings("Immutable") // a copy, which nothing writes
    private final byte[] seed;

    private PublicKey(String name, XmssSet set, byte[] raw) {
      this.name = name;
      this.set = set;
      this.raw = raw;
      this.root = Arrays.copyOfRange(raw, CODE_BYTES, CODE_BYTES + set.hash.n);
      this.seed = Arrays.copyOfRange(raw, CODE_BYTES + set.hash.n, raw.length);
    }

    @Override
    public String identity() {
      return KeyDocuments.identity(name, raw);
    }

    @Override
    public VerifyingSink sink(byte[] signature) {
      if (signature.length != set.signatureBytes()) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            name + " signature has " + signature.length + " bytes, not " + set.signatureBytes()));
      }
      if (XmssVerification.index(set, signature) >>> set.height != 0) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            name + " signature counts beyond the keys of its tree"));
      }
      XmssVerification verification = new XmssVerification(set, root, seed, signature);
      return VerifyingSink.of(verification::update, verification::finish, name);
    }
  }
}
