package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.junit.jupiter.api.Test;

/** Bouncy Castle costs about 0.3 s at its first use: whoever uses no key must not pay. */
class LazyLoadingTest {

  /** Loads everything anew and remembers it. */
  private static final class RecordingLoader extends URLClassLoader {
    final Set<String> loaded = ConcurrentHashMap.newKeySet();

    RecordingLoader(URL... places) {
      super(places, null); // any of the JDK's own loaders would find the modules of this test run
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }

    boolean hasLoaded(String prefix) {
      return loaded.stream().anyMatch(name -> name.startsWith(prefix));
    }
  }

  @Test
  void bouncyCastle_isLoadedByTheFirstKeyThatNeedsItOnly()
      throws IOException, ReflectiveOperationException {
    try (RecordingLoader loader = new RecordingLoader(
        place(SignatureScheme.class),
        place(Suppliers.class),
        place(Ed25519PublicKeyParameters.class))) {
      Class<?> scheme = Class.forName("org.beleg.sign.SignatureScheme", true, loader);
      Class<?> key = Class.forName("org.beleg.sign.VerifyingKey", true, loader);
      Class<?> signingKey = Class.forName("org.beleg.sign.SigningKey", true, loader);
      assertThat(scheme.getEnumConstants()).hasSameSizeAs(SignatureScheme.values());
      assertThat(signingKey.getDeclaredMethods()).isNotEmpty();
      assertThat(loader.hasLoaded("org.bouncycastle.")).as("by naming a scheme").isFalse();

      // the public key of RFC 8410, section 10.1
      byte[] spki = HexFormat.of()
          .parseHex("302a300506032b657003210019bf44096984cdfe8541bac167dc3b96"
              + "c85086aa30b6b6cb0c5c38ad703166e1");
      Object parsed = key.getMethod("parseSpki", byte[].class).invoke(null, (Object) spki);
      assertThat(parsed).isNotNull();
      assertThat(key.getMethod("verify", byte[].class, byte[].class)
              .invoke(parsed, new byte[0], new byte[64]))
          .isNotNull();
      assertThat(loader.hasLoaded("org.beleg.internal.ed25519.")).isTrue();
      assertThat(loader.hasLoaded("org.bouncycastle."))
          .as("by an Ed25519 public key")
          .isFalse();
      assertThat(signingKey
              .getMethod("generate", scheme)
              .invoke(null, scheme.getMethod("parse", String.class).invoke(null, "ED25519")))
          .isNotNull();
      assertThat(loader.hasLoaded("org.bouncycastle."))
          .as("by an Ed25519 secret")
          .isTrue();
      assertThat(loader.hasLoaded("org.bouncycastle.crypto.ec.")).as("curves").isFalse();
      assertThat(loader.hasLoaded("org.beleg.internal.sign.EcdsaEngine")).isFalse();
    }
  }

  private static URL place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new AssertionError("no code source: " + type);
    }
    return source.getLocation();
  }
}
