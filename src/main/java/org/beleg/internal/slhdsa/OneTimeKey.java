package org.beleg.internal.slhdsa;

import java.util.Arrays;

/**
 * WOTS+: a digit of the message says how far along its chain a signature begins, and the ends of all
 * chains are the key. <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, section 5. For one
 * thread.
 */
final class OneTimeKey {

  private static final int CHECKSUM_DIGITS = 3;

  private final SlhDsaParameters parameters;
  private final TweakableHashes hashes;
  private final Address address;

  /** For each chain the address of its next step. */
  private final byte[] heads;

  /** What T_len hashes: an address, and the ends of all chains. */
  private final byte[] ends;

  OneTimeKey(SlhDsaParameters parameters, TweakableHashes hashes, Address address) {
    this.parameters = parameters;
    this.hashes = hashes;
    this.address = address;
    this.heads = new byte[parameters.chains() * address.length()];
    this.ends = new byte[address.length() + parameters.chains() * parameters.n];
  }

  /**
   * wots_pkFromSig, algorithm 8: writes the key that a signature leads to. The address has its layer and
   * tree.
   */
  void fromSignature(
      int keyPair, byte[] signature, int offset, byte[] message, byte[] target, int targetOffset) {
    int head = address.length();
    int[] digits = digits(message);
    address.typeAndKeyPair(Address.WOTS_HASH, keyPair);
    for (int i = 0; i < digits.length; i++) {
      address.chainAndHash(i, digits[i]);
      address.copyTo(heads, i * head);
    }
    System.arraycopy(signature, offset, ends, head, ends.length - head);
    // chain, algorithm 5, of all of them: the hash address is what counts up
    hashes.f.chains(heads, head, SlhDsaParameters.CHAIN_STEPS, ends, head, digits.length);
    address.typeAndKeyPair(Address.WOTS_PK, keyPair);
    address.copyTo(ends, 0);
    hashes.h.hash(ends, 0, ends.length, target, targetOffset);
  }

  /** Lines 1 to 7: the checksum makes sure that no digit can grow without another one shrinking. */
  private int[] digits(byte[] message) {
    int bits = SlhDsaParameters.DIGIT_BITS;
    int first = parameters.chains() - CHECKSUM_DIGITS;
    int[] digits = Arrays.copyOf(Digits.of(message, bits, first), parameters.chains());
    int checksum = 0;
    for (int i = 0; i < first; i++) {
      checksum += SlhDsaParameters.CHAIN_STEPS - digits[i];
    }
    for (int i = 0; i < CHECKSUM_DIGITS; i++) {
      digits[first + i] =
          (checksum >>> (bits * (CHECKSUM_DIGITS - 1 - i))) & SlhDsaParameters.CHAIN_STEPS;
    }
    return digits;
  }
}
