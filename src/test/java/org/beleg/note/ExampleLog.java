package org.beleg.note;

import com.google.common.io.BaseEncoding;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;

/**
 * A log of five entries, 00 to 04, one byte each, signed with the secret key of RFC 8032, section 7.1,
 * test 1, and cosigned by a witness whom nobody here knows. The receipt was made by other software than
 * Beleg.
 */
final class ExampleLog {

  static final String ORIGIN = "log.example/a";

  static final String VKEY = "log.example/a+2030c444+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

  static final byte[] ENTRY_3 = {3};

  static final String CHECKPOINT = """
      log.example/a
      5
      uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=
      """;

  static final String NOTE = CHECKPOINT + """

          — log.example/a IDDERBaxVmQqsOKuAghTzpmVn3Y2gMVyFkDJ8qTszy+QL2VGuO1OphFhEPgkUQsVt8frn7xMqkMFQfsuXUqkgdZVJAQ=
          — w.example Di2EmwAAAABlU/EA8ttzDNBJ00cPdoTRo+a24t+DBTpEKnBf2GLkcw/UE/Nrvztw7C6qGQzs2uEBOXXQoPbBTICwMMZaM9DrcA0CCg==
          """;

  static final String RECEIPT = """
      c2sp.org/tlog-proof@v1
      index 3
      /PCmxwDdE+J0tvuo3uqN2bJuTu3eNJVxfKyECMnFF38=
      ogv5p8wtyKCPX0FacbGfasQnurVNJO7IaLXTEDRJlTo=
      TzUhLRL5rSA2SSyV8f55uvTse9m+89/6dXnyKT/1RqQ=

      """ + NOTE;

  private ExampleLog() {}

  static MerkleTree tree() {
    MerkleTree tree = MerkleTree.empty();
    for (byte entry = 0; entry < 5; entry++) {
      tree = tree.append(new byte[] {entry});
    }
    return tree;
  }

  static NoteSigner signer() throws MalformedDataException {
    byte[] seed = BaseEncoding.base16()
        .lowerCase()
        .decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    return NoteSigner.of(ORIGIN, SigningKey.of(SignatureScheme.ED25519, seed));
  }

  static TrustPolicy policy() throws MalformedDataException {
    return TrustPolicy.of(ORIGIN, List.of(NoteVerifier.parse(VKEY)));
  }
}
