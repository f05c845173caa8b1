package org.beleg.ledger.bitcoin;

import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.der.Der;
import org.beleg.sign.SignatureEncoding;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;

/** Keys that sign transactions, rightly or not. */
final class TestSigner {

  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final SigningKey ecdsa;
  private final SigningKey schnorr;

  TestSigner(long seed) {
    SignatureRules pair = SignatureRules.of(SignatureScheme.ECDSA_SECP256K1_SHA256)
        .withEncoding(SignatureEncoding.P1363)
        .withLowS();
    this.ecdsa = SigningKey.generate(SignatureScheme.ECDSA_SECP256K1_SHA256, new SeededRandom(seed))
        .withRules(pair);
    this.schnorr = SigningKey.generate(SignatureScheme.BIP340, new SeededRandom(seed));
  }

  /** 04, x, y. */
  byte[] uncompressed() {
    return ecdsa.verifyingKey().toRaw();
  }

  byte[] publicKey() {
    byte[] raw = uncompressed();
    byte[] compressed = Arrays.copyOf(raw, 33);
    compressed[0] = (byte) (2 + (raw[64] & 1));
    return compressed;
  }

  byte[] keyHash() {
    return ScriptMachine.hash160(publicKey());
  }

  byte[] xOnly() {
    return schnorr.verifyingKey().toRaw();
  }

  /** DER and a hash type; the s is the greater one if asked for. */
  byte[] ecdsa(Hash inner, int hashType, boolean highS) {
    byte[] pair = ecdsa.sign(inner.toByteArray());
    BigInteger s = new BigInteger(1, pair, 32, 32);
    byte[] der = Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(new BigInteger(1, pair, 0, 32)),
        Der.unsignedInteger(highS ? ORDER.subtract(s) : s));
    byte[] signature = Arrays.copyOf(der, der.length + 1);
    signature[der.length] = (byte) hashType;
    return signature;
  }

  byte[] segwit(SignatureHashes hashes, int input, byte[] scriptCode, int hashType)
      throws VerificationException {
    return ecdsa(hashes.segwitV0Inner(input, scriptCode, hashType), hashType, false);
  }

  byte[] legacy(SignatureHashes hashes, int input, byte[] scriptCode) throws VerificationException {
    return ecdsa(
        hashes.legacyInner(input, scriptCode, SignatureHashes.ALL), SignatureHashes.ALL, false);
  }

  byte[] schnorr(Hash message) {
    return schnorr.sign(message.toByteArray());
  }
}
