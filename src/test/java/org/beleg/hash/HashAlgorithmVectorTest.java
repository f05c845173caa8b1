package org.beleg.hash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of every algorithm. */
class HashAlgorithmVectorTest {

  private static void assertHash(HashAlgorithm algorithm, String message, String hash) {
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    assertThat(algorithm.hash(bytes)).hasToString(hash);
    assertThat(algorithm.size()).isEqualTo(hash.length() / 2);
  }

  /**
   * "abc", as NIST prints it in the "Examples with Intermediate Values" that FIPS 180-4 points to.
   */
  @ParameterizedTest
  @CsvSource({
    "SHA_256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA_384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
        + "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "SHA_512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "SHA_512_256, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"
  })
  void hashOfAbc_isThatOfNist(HashAlgorithm algorithm, String hash) {
    assertHash(algorithm, "abc", hash);
  }

  /** The two-block messages of the same publication, of 448 bits for SHA-256 and 896 for the others. */
  @Test
  void sha256Of448Bits_isThatOfNist() {
    assertHash(
        HashAlgorithm.SHA_256,
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_384, 09330c33f71147e83d192fc782cd1b4753111b173b3b05d2"
        + "2fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039",
    "SHA_512, 8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
    "SHA_512_256, 3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a"
  })
  void hashOf896Bits_isThatOfNist(HashAlgorithm algorithm, String hash) {
    assertHash(
        algorithm,
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
            + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        hash);
  }

  /** NIST's examples for FIPS 202: no bits, and 1,600 bits of A3. */
  @Test
  void sha3_isThatOfNist() {
    assertHash(
        HashAlgorithm.SHA3_256,
        "",
        "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
    byte[] a3 = new byte[200];
    Arrays.fill(a3, (byte) 0xa3);
    assertThat(HashAlgorithm.SHA3_256.hash(a3))
        .hasToString("79f38adec5c20307a98ef76e8324afbfd46cfd81b22e3973c65fa1bd9de31787");
  }

  /** The hash of no code in EIP-1052, which began as the Keccak team's own; and what Ethereum takes "abc" to. */
  @Test
  void keccak256_isThatOfEthereum() {
    assertHash(
        HashAlgorithm.KECCAK_256,
        "",
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertHash(
        HashAlgorithm.KECCAK_256,
        "abc",
        "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  }

  /** GB/T 32905-2016, appendix A, examples 1 and 2. */
  @Test
  void sm3_isThatOfTheStandard() {
    assertHash(
        HashAlgorithm.SM3,
        "abc",
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assertHash(
        HashAlgorithm.SM3,
        "abcd".repeat(16),
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  }

  @Test
  void sm3_isThatOfThePublishedDigests() {
    int digests = 0;
    for (JsonElement each : Vectors.json("ledgers/sm2-sm3/sm3-digests.json").getAsJsonArray()) {
      JsonObject digest = each.getAsJsonObject();
      byte[] message =
          BaseEncoding.base16().lowerCase().decode(digest.get("messageHex").getAsString());
      assertThat(HashAlgorithm.SM3.hash(message))
          .isEqualTo(Hash.parseHex(digest.get("digest").getAsString()));
      digests++;
    }
    assertThat(digests).isEqualTo(13);
  }

  /** RFC 7693 prints BLAKE2b-512 only; these are what Python's hashlib and libb2 give for 32 bytes. */
  @Test
  void blake2b256_isThatOfOtherImplementations() {
    assertHash(
        HashAlgorithm.BLAKE2B_256,
        "",
        "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    assertHash(
        HashAlgorithm.BLAKE2B_256,
        "abc",
        "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  }
}
