package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.beleg.Verdict;

/** A decoded public key that reads each message once, so that whole messages are streams of one part. */
@Immutable
interface OnePassEngine extends VerifyingEngine {

  /** Takes the message of a signature that may be of any bytes. */
  VerifyingSink sink(byte[] signature);

  @Override
  default Verdict verify(byte[] message, byte[] signature) {
    VerifyingSink sink = sink(signature);
    sink.update(message, 0, message.length);
    return sink.finish();
  }

  @Override
  default Optional<VerifyingSink> start(byte[] signature) {
    return Optional.of(sink(signature));
  }
}
