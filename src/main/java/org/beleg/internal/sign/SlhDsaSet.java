package org.beleg.internal.sign;

import org.bouncycastle.crypto.params.SLHDSAParameters;

/** The parameter sets of <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, table 2. */
public enum SlhDsaSet {
  SHA2_128S(SLHDSAParameters.sha2_128s, 16, 7_856),
  SHA2_128F(SLHDSAParameters.sha2_128f, 16, 17_088),
  SHA2_192S(SLHDSAParameters.sha2_192s, 24, 16_224),
  SHA2_192F(SLHDSAParameters.sha2_192f, 24, 35_664),
  SHA2_256S(SLHDSAParameters.sha2_256s, 32, 29_792),
  SHA2_256F(SLHDSAParameters.sha2_256f, 32, 49_856),
  SHAKE_128S(SLHDSAParameters.shake_128s, 16, 7_856),
  SHAKE_128F(SLHDSAParameters.shake_128f, 16, 17_088),
  SHAKE_192S(SLHDSAParameters.shake_192s, 24, 16_224),
  SHAKE_192F(SLHDSAParameters.shake_192f, 24, 35_664),
  SHAKE_256S(SLHDSAParameters.shake_256s, 32, 29_792),
  SHAKE_256F(SLHDSAParameters.shake_256f, 32, 49_856);

  @SuppressWarnings("ImmutableEnumChecker") // a constant of Bouncy Castle
  final SLHDSAParameters parameters;

  /** The length of seeds and hashes, in bytes. */
  final int n;

  final int signatureBytes;

  SlhDsaSet(SLHDSAParameters parameters, int n, int signatureBytes) {
    this.parameters = parameters;
    this.n = n;
    this.signatureBytes = signatureBytes;
  }

  /** The standard's name of the set. */
  String label() {
    String letters = name().substring(0, name().length() - 1).replace('_', '-');
    return "SLH-DSA-" + letters + (name().endsWith("S") ? "s" : "f");
  }
}
