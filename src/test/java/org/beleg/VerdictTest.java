package org.beleg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void accepted_hasNoReasonAndDoesNotThrow() throws VerificationException {
    Verdict verdict = Verdict.accepted();
    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.reason()).isEmpty();
    assertThat(verdict.detail()).isEmpty();
    assertThat(verdict).hasToString("accepted");
    verdict.orThrow();
  }

  @Test
  void rejected_carriesReasonAndDetailIntoTheException() {
    Verdict verdict = Verdict.rejected(Reason.ROOT_MISMATCH, "expected ab, computed cd");
    assertThat(verdict.isAccepted()).isFalse();
    assertThat(verdict.reason()).contains(Reason.ROOT_MISMATCH);
    assertThatThrownBy(verdict::orThrow)
        .isInstanceOfSatisfying(VerificationException.class, e -> {
          assertThat(e.reason()).isEqualTo(Reason.ROOT_MISMATCH);
          assertThat(e.verdict()).isEqualTo(verdict);
        })
        .hasMessage("ROOT_MISMATCH: expected ab, computed cd");
  }

  @Test
  void rejected_isAValue() {
    assertThat(Verdict.rejected(Reason.ROOT_MISMATCH, "x"))
        .isEqualTo(Verdict.rejected(Reason.ROOT_MISMATCH, "x"))
        .isNotEqualTo(Verdict.rejected(Reason.ROOT_MISMATCH, "y"))
        .isNotEqualTo(Verdict.accepted());
  }

  @Test
  void detail_isOneBoundedLineWhateverTheAttackerPutsIn() {
    String forged = "a\nINFO accepted\r\u202e\u2028\u0000\ud800";
    assertThat(Verdict.rejected(Reason.ROOT_MISMATCH, forged).detail())
        .isEqualTo("a?INFO accepted?????");
    String longest = "x".repeat(Verdict.MAX_DETAIL_LENGTH + 1);
    assertThat(Verdict.rejected(Reason.ROOT_MISMATCH, longest).detail())
        .hasSize(Verdict.MAX_DETAIL_LENGTH)
        .endsWith("…");
    String emoji = "\ud83d\udcdc".repeat(1_000);
    assertThat(Verdict.rejected(Reason.ROOT_MISMATCH, emoji).detail().length())
        .isLessThanOrEqualTo(Verdict.MAX_DETAIL_LENGTH);
  }

  @Test
  void malformedData_namesWhatAndWhere() {
    MalformedDataException e =
        new MalformedDataException("checkpoint", "line 2", "size has a leading zero");
    assertThat(e).hasMessage("checkpoint, line 2: size has a leading zero");
    assertThat(e.what()).isEqualTo("checkpoint");
    assertThat(e.where()).isEqualTo("line 2");
  }
}
