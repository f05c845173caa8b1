package org.beleg.ledger.corda;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.sign.SubjectPublicKeyInfo;
import org.beleg.ledger.corda.CompositeKey.Child;

/**
 * Reads what {@link CompositeKey#toSpki} prints. Children stand inside BIT STRINGs of their parents, so this
 * is recursive; depth and leaves are counted before they are followed.
 */
final class CompositeKeyReader {

  private static final String WHAT = "Corda composite key";
  private static final int MAX_INT_BITS = 31;

  private int leaves;

  private CompositeKeyReader() {}

  static CordaKey read(byte[] spki) throws MalformedDataException {
    return new CompositeKeyReader().key(spki, CompositeKey.MAX_DEPTH);
  }

  private CordaKey key(byte[] spki, int depth) throws MalformedDataException {
    SubjectPublicKeyInfo document = SubjectPublicKeyInfo.parse(spki, CompositeKey.MAX_BYTES);
    if (!document.isFor(CompositeKey.ALGORITHM)) {
      if (++leaves > CompositeKey.MAX_LEAVES) {
        throw malformed("more than " + CompositeKey.MAX_LEAVES + " leaves");
      }
      return LeafKey.parse(spki);
    }
    if (depth == 0) {
      throw malformed("nested more than " + CompositeKey.MAX_DEPTH + " deep");
    }
    return composite(document.key(), depth - 1);
  }

  private CompositeKey composite(byte[] contents, int depth) throws MalformedDataException {
    DerReader document = DerReader.of(contents, WHAT);
    DerReader fields = document.open(Der.SEQUENCE);
    document.requireEnd();
    int threshold = positive(fields, "threshold");
    DerReader list = fields.open(Der.SEQUENCE);
    fields.requireEnd();
    List<Child> children = new ArrayList<>();
    while (list.nextIs(Der.SEQUENCE)) {
      DerReader fieldsOfChild = list.open(Der.SEQUENCE);
      byte[] spki = fieldsOfChild.bitString(Der.BIT_STRING);
      int weight = positive(fieldsOfChild, "weight");
      fieldsOfChild.requireEnd();
      Child child = new Child(key(spki, depth), weight);
      if (!children.isEmpty()
          && CompositeKey.ORDER.compare(children.get(children.size() - 1), child) >= 0) {
        throw malformed("children repeat or are out of order");
      }
      children.add(child);
    }
    list.requireEnd();
    try {
      return CompositeKey.of(threshold, children);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(
          WHAT, "threshold and weights", String.valueOf(e.getMessage()), e);
    }
  }

  private static int positive(DerReader fields, String name) throws MalformedDataException {
    BigInteger value = fields.unsignedInteger();
    if (value.signum() == 0 || value.bitLength() > MAX_INT_BITS) {
      throw fields.problem(name + " is not in [1, 2^31 - 1]");
    }
    return value.intValue();
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "children", problem);
  }
}
