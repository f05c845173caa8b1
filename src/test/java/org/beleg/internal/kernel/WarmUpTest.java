package org.beleg.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void isOver_afterEnoughMessages_howeverTheyCome() {
    boolean none = System.getProperty(KernelSelection.PROPERTY, "").equals("vector");
    WarmUp slow = new WarmUp(10);
    for (int i = 0; i < 5; i++) {
      assertThat(slow.isOver(2)).isEqualTo(none);
    }
    assertThat(slow.isOver(2)).isTrue();
    WarmUp sudden = new WarmUp(10);
    assertThat(sudden.isOver(Integer.MAX_VALUE)).isEqualTo(none);
    assertThat(sudden.isOver(Integer.MAX_VALUE)).isTrue();
    assertThat(sudden.isOver(1)).isTrue();
  }
}
