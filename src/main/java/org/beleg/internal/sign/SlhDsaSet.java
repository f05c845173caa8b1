package org.beleg.internal.sign;

import org.beleg.internal.slhdsa.SlhDsaParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;

/** The parameter sets of <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, table 2. */
public enum SlhDsaSet {
  SHA2_128S(SLHDSAParameters.sha2_128s, SlhDsaParameters.SHA2_128S),
  SHA2_128F(SLHDSAParameters.sha2_128f, SlhDsaParameters.SHA2_128F),
  SHA2_192S(SLHDSAParameters.sha2_192s, SlhDsaParameters.SHA2_192S),
  SHA2_192F(SLHDSAParameters.sha2_192f, SlhDsaParameters.SHA2_192F),
  SHA2_256S(SLHDSAParameters.sha2_256s, SlhDsaParameters.SHA2_256S),
  SHA2_256F(SLHDSAParameters.sha2_256f, SlhDsaParameters.SHA2_256F),
  SHAKE_128S(SLHDSAParameters.shake_128s, SlhDsaParameters.SHAKE_128S),
  SHAKE_128F(SLHDSAParameters.shake_128f, SlhDsaParameters.SHAKE_128F),
  SHAKE_192S(SLHDSAParameters.shake_192s, SlhDsaParameters.SHAKE_192S),
  SHAKE_192F(SLHDSAParameters.shake_192f, SlhDsaParameters.SHAKE_192F),
  SHAKE_256S(SLHDSAParameters.shake_256s, SlhDsaParameters.SHAKE_256S),
  SHAKE_256F(SLHDSAParameters.shake_256f, SlhDsaParameters.SHAKE_256F);

  /** What Bouncy Castle signs with. */
  @SuppressWarnings("ImmutableEnumChecker") // a constant of Bouncy Castle
  final SLHDSAParameters parameters;

  /** What we verify with. */
  final SlhDsaParameters shape;

  /** The length of seeds and hashes, in bytes. */
  final int n;

  SlhDsaSet(SLHDSAParameters parameters, SlhDsaParameters shape) {
    this.parameters = parameters;
    this.shape = shape;
    this.n = shape.publicKeyBytes() / 2;
  }

  /** The standard's name of the set. */
  String label() {
    String letters = name().substring(0, name().length() - 1).replace('_', '-');
    return "SLH-DSA-" + letters + (name().endsWith("S") ? "s" : "f");
  }
}
