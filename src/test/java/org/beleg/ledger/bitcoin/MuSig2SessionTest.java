package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.util.List;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;

class MuSig2SessionTest {

  private final TestSigner one = new TestSigner(1);
  private final TestSigner two = new TestSigner(2);

  private MuSig2Key key(byte[]... keys) throws MalformedDataException {
    return MuSig2Key.of(List.of(keys));
  }

  private MuSig2AggregateNonce nonce(byte[] first, byte[] second) throws MalformedDataException {
    return MuSig2AggregateNonce.parse(Bytes.concat(first, second));
  }

  @Test
  void sessions_areEqualIffKeyNonceAndMessageAre() throws MalformedDataException {
    byte[] message = {1, 2, 3};
    MuSig2Key key = key(one.publicKey(), two.publicKey());
    MuSig2AggregateNonce nonce = nonce(one.publicKey(), two.publicKey());
    MuSig2Session session = MuSig2Session.of(key, nonce, message);
    assertThat(session)
        .isEqualTo(MuSig2Session.of(
            key(one.publicKey(), two.publicKey()),
            nonce(one.publicKey(), two.publicKey()),
            message.clone()))
        .hasSameHashCodeAs(MuSig2Session.of(key, nonce, message))
        .isNotEqualTo(MuSig2Session.of(key, nonce, new byte[] {1, 2}))
        .isNotEqualTo(MuSig2Session.of(key(two.publicKey(), one.publicKey()), nonce, message))
        .isNotEqualTo(MuSig2Session.of(key, nonce(two.publicKey(), one.publicKey()), message))
        .isNotEqualTo(MuSig2Session.of(
            key.withPlainTweak(new byte[32]), nonce(two.publicKey(), two.publicKey()), message))
        .isNotEqualTo(message);
    assertThat(session.toString()).contains("2 signers").contains("3 bytes");
    message[0]++;
    assertThat(session).isEqualTo(MuSig2Session.of(key, nonce, new byte[] {1, 2, 3}));
  }
}
