package org.beleg.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainHeadTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;

  private static final String HASH = "x8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n";

  /** Frozen. */
  private static final String TEXT = "beleg/chain-head/v1\nlength 4\n" + HASH;

  private static ChainHead head() {
    return HashChainTest.chain(SHA_256, HashChainTest.CONTEXT, HashChainTest.ENTRIES)
        .head();
  }

  @Test
  void format_isFrozen() throws MalformedDataException {
    assertThat(head().format()).isEqualTo(TEXT);
    assertThat(ChainHead.parse(SHA_256, TEXT)).isEqualTo(head()).hasSameHashCodeAs(head());
  }

  @Test
  void format_reachesTheLargestLength() throws MalformedDataException {
    ChainHead head = ChainHead.of(HashAlgorithm.SHA_512, Long.MAX_VALUE, Hash.of(new byte[64]));
    assertThat(ChainHead.parse(HashAlgorithm.SHA_512, head.format())).isEqualTo(head);
  }

  @Test
  void of_refusesWhatNoChainHas() {
    assertThatThrownBy(() -> ChainHead.of(SHA_256, -1, Hash.of(new byte[32])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChainHead.of(SHA_256, 1, Hash.of(new byte[33])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equality_takesInTheAlgorithm() {
    ChainHead head = head();
    assertThat(head)
        .isNotEqualTo(ChainHead.of(HashAlgorithm.SHA3_256, 4, head.hash()))
        .isNotEqualTo(ChainHead.of(SHA_256, 5, head.hash()))
        .isNotEqualTo(ChainHead.of(SHA_256, 4, Hash.of(new byte[32])))
        .isNotEqualTo(TEXT);
    assertThat(head).hasToString("chain of 4 entries, head " + head.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "beleg/chain-head/v1",
        "beleg/chain-head/v1\n",
        "beleg/chain-head/v2\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength 4\n",
        "beleg/chain-head/v1\nlength 4\n\n",
        "beleg/chain-head/v1\nlength 04\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength +4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength -4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength  4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n",
        "beleg/chain-head/v1\nlength 9223372036854775808\n" + HASH,
        "beleg/chain-head/v1\r\nlength 4\r\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\r\n",
        "beleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=",
        "beleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU\n",
        "beleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULV=\n",
        "beleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAUA==\n",
        "beleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n\n",
        "\nbeleg/chain-head/v1\nlength 4\nx8C2mVcyzlTv0lQy4V23ZgcdqY1HkgtRKM3Z5jBAULU=\n"
      })
  void parse_refusesEveryOtherText(String text) {
    assertThatThrownBy(() -> ChainHead.parse(SHA_256, text))
        .isInstanceOf(MalformedDataException.class);
  }
}
