package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes, subtrees and layouts refuse what no tree has. */
class CoordinatesTest {

  private static final long MAX = Long.MAX_VALUE;

  @Test
  void aNode_coversTheLeavesOfItsCoordinates() {
    NodeId node = new NodeId(3, 5);
    assertThat(List.of(node.begin(), node.end())).containsExactly(40L, 48L);
    assertThat(node.isLeftChild()).isFalse();
    assertThat(node.parent()).isEqualTo(new NodeId(4, 2));
    assertThat(node.sibling()).isEqualTo(new NodeId(3, 4));
    assertThat(node.sibling().isLeftChild()).isTrue();
    assertThat(new NodeId(1, 0)).isLessThan(new NodeId(0, 0)).isLessThan(new NodeId(0, 2));
  }

  @Test
  void aNode_endsBelow2To63() {
    for (int level = 0; level <= NodeId.MAX_LEVEL; level++) {
      long last = (MAX >>> level) - 1;
      NodeId node = new NodeId(level, last);
      assertThat(node.end()).isPositive().isGreaterThan(node.begin());
      int tooFar = level;
      assertThatThrownBy(() -> new NodeId(tooFar, last + 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new NodeId(tooFar, MAX))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (long[] bad : new long[][] {{-1, 0}, {63, 0}, {64, 0}, {0, -1}, {5, Long.MIN_VALUE}}) {
      assertThatThrownBy(() -> new NodeId((int) bad[0], bad[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new NodeId(62, 0).parent())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NodeId(62, 0).sibling())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NodeId.cover(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NodeId.cover(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The example of the draft, section "Arbitrary Intervals". */
  @Test
  void covering_isThatOfTheDraft() {
    assertThat(Subtree.covering(5, 13)).containsExactly(new Subtree(4, 8), new Subtree(8, 13));
    assertThat(Subtree.covering(5, 6)).containsExactly(new Subtree(5, 6));
    for (long[] none : new long[][] {{5, 5}, {6, 5}, {-1, 5}, {-5, -1}}) {
      assertThatThrownBy(() -> Subtree.covering(none[0], none[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSubtree_isAlignedToItsSize() {
    assertThat(new Subtree(8, 13).isPerfect()).isFalse();
    assertThat(new Subtree(8, 12).isPerfect()).isTrue();
    assertThat(new Subtree(8, 13).size()).isEqualTo(5);
    for (long[] none : new long[][] {{5, 13}, {4, 9}, {3, 3}, {8, 17}, {-8, 0}, {1, MAX}}) {
      assertThatThrownBy(() -> new Subtree(none[0], none[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Subtree(1L << 62, MAX).size()).isEqualTo((1L << 62) - 1);
  }

  @Test
  void layouts_refuseImpossiblePositions() {
    for (long[] none : new long[][] {{0, 0}, {7, 7}, {-1, 7}, {0, -1}, {MAX, MAX}}) {
      assertThatThrownBy(() -> ProofLayout.ofInclusion(none[0], none[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    for (long[] none : new long[][] {{0, 7}, {8, 7}, {-1, 7}, {1, -1}, {Long.MIN_VALUE, 7}}) {
      assertThatThrownBy(() -> ProofLayout.ofConsistency(none[0], none[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> ProofLayout.ofSubtree(new Subtree(4, 8), 7))
        .isInstanceOf(IndexOutOfBoundsException.class);
    for (long[] none : new long[][] {{}, {1, 1}, {2, 1}, {-1}, {7}, {0, 7}}) {
      assertThatThrownBy(() -> ProofLayout.ofMulti(7, none))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ProofLayout.ofMulti(-1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void layout_keepsNoArrayOfTheCaller() {
    long[] indexes = {1, 5};
    ProofLayout layout = ProofLayout.ofMulti(7, indexes);
    int length = layout.length();
    indexes[0] = 5;
    assertThat(layout.length()).isEqualTo(length);
  }
}
