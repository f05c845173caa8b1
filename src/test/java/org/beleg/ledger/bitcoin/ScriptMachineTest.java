package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;

/** Every rule of scripts that an attacker might try to break, each by its name. */
class ScriptMachineTest extends TestSpends {

  private static final int OP_2DUP = 0x6e;
  private static final int OP_SUCCESS = 0x50;

  @Test
  void check_refusesScriptsThatEndInFalse() {
    assertAccepted(script(0x51));
    assertAll(Reason.SCRIPT_FAILED, script(0x00));
    assertAll(Reason.SCRIPT_FAILED, script(new byte[] {(byte) 0x80})); // negative zero
    assertAll(Reason.SCRIPT_FAILED, script(new byte[] {0, 0, (byte) 0x80}));
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_DROP));
    assertAccepted(script(new byte[] {(byte) 0x80, 0}));
  }

  @Test
  void check_refusesElementsThatAreLeft() {
    assertAll(Reason.SCRIPT_FAILED, script(0x51), ONE);
    assertAll(Reason.SCRIPT_FAILED, script(0x51, 0x51));
  }

  @Test
  void check_refusesConditionsThatAreNotClosedOrNotOpen() {
    assertAccepted(script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ELSE, 0, ScriptCode.OP_ENDIF), ONE);
    assertAccepted(
        script(ScriptCode.OP_NOTIF, 0x51, ScriptCode.OP_ELSE, 0, ScriptCode.OP_ENDIF), EMPTY);
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_IF, 0x51), ONE);
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_ENDIF));
    assertAll(Reason.SCRIPT_FAILED, script(0x51, ScriptCode.OP_ELSE, ScriptCode.OP_ENDIF));
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ENDIF));
  }

  @Test
  void check_refusesConditionsThatAreNotMinimal() {
    byte[] script = script(ScriptCode.OP_IF, 0x51, ScriptCode.OP_ELSE, 0x51, ScriptCode.OP_ENDIF);
    assertAccepted(script, ONE);
    assertAccepted(script, EMPTY);
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {2});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[1]);
  }

  @Test
  void check_refusesWhatItDoesNotUnderstandEvenInABranchNotTaken() {
    for (int operation :
        new int[] {OP_SUCCESS, 0x61, 0x65, 0x66, OP_2DUP, 0x7e, 0xb0, 0xb9, 0xff}) {
      assertAll(Reason.SCRIPT_INCONCLUSIVE, script(0x51, operation));
      assertAll(
          Reason.SCRIPT_INCONCLUSIVE,
          script(0x51, 0, ScriptCode.OP_IF, operation, ScriptCode.OP_ENDIF));
    }
    assertAll(Reason.SCRIPT_FAILED, script(ScriptCode.OP_CODESEPARATOR, 0x51));
  }

  @Test
  void check_refusesPushesThatAreNotShortest() {
    for (byte[] script : List.of(
        new byte[] {1, 1},
        new byte[] {1, 16},
        new byte[] {1, (byte) 0x81},
        new byte[] {0x4c, 1, 17},
        new byte[] {0x4c, 0, 0x51},
        new byte[] {0x4d, 1, 0, 17},
        new byte[] {0x4e, 1, 0, 0, 0, 17})) {
      assertAll(Reason.SCRIPT_FAILED, script);
    }
    assertAccepted(new byte[] {1, 17});
  }

  @Test
  void check_refusesPushesThatEndBehindTheScript() {
    for (byte[] script : List.of(
        new byte[] {1},
        new byte[] {0x4b},
        new byte[] {0x4c},
        new byte[] {0x4d, 1},
        new byte[] {0x4e, -1, -1, -1},
        new byte[] {0x4e, -1, -1, -1, -1},
        new byte[] {0x4e, 0, 0, 0, (byte) 0x80})) {
      assertAll(Reason.SCRIPT_FAILED, script);
    }
  }

  @Test
  void check_refusesElementsOfMoreThan520Bytes() {
    byte[] large = new byte[520];
    large[0] = 1;
    byte[] larger = Arrays.copyOf(large, 521);
    byte[] drop = script(ScriptCode.OP_DROP, 0x51);
    assertAccepted(drop, large);
    assertAll(Reason.SCRIPT_FAILED, drop, larger);
    assertThat(run(Rules.P2WSH, script(larger)).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(run(Rules.TAPSCRIPT, script(larger)).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void check_refusesMoreThanAThousandElements() {
    byte[][] many = new byte[1000][1];
    Arrays.fill(many, ONE);
    byte[] drops = new byte[999];
    Arrays.fill(drops, (byte) ScriptCode.OP_DROP);
    assertThat(run(Rules.TAPSCRIPT, drops, many)).isEqualTo(Verdict.accepted());
    byte[] before = Arrays.copyOf(new byte[] {ScriptCode.OP_DUP, ScriptCode.OP_DROP}, 1001);
    System.arraycopy(drops, 0, before, 2, 999);
    assertThat(run(Rules.TAPSCRIPT, before, many).reason()).contains(Reason.SCRIPT_FAILED);
    byte[][] more = Arrays.copyOf(many, 1001);
    more[1000] = ONE;
    byte[] moreDrops = Arrays.copyOf(drops, 1000);
    moreDrops[999] = (byte) ScriptCode.OP_DROP;
    assertThat(run(Rules.TAPSCRIPT, moreDrops, more).reason()).contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void check_refusesMoreThan201OperationsButInTapscript() {
    byte[] most = new byte[202];
    Arrays.fill(most, (byte) ScriptCode.OP_0NOTEQUAL);
    most[0] = 0x51;
    byte[] more = Arrays.copyOf(most, 203);
    more[202] = (byte) ScriptCode.OP_0NOTEQUAL;
    assertAccepted(most);
    for (Rules rules : Rules.values()) {
      assertThat(run(rules, more).isAccepted()).isEqualTo(rules == Rules.TAPSCRIPT);
    }
  }

  @Test
  void check_refusesScriptsOfMoreThan10000BytesButInTapscript() {
    byte[] piece = script(new byte[520], ScriptCode.OP_DROP); // 524 bytes
    WireWriter writer = new WireWriter();
    for (int i = 0; i < 19; i++) {
      writer.raw(piece);
    }
    byte[] most = writer
        .raw(script(new byte[39], ScriptCode.OP_DROP, 0x51, 0x51, ScriptCode.OP_EQUAL))
        .toByteArray();
    assertThat(most).hasSize(10_000);
    byte[] more = new WireWriter()
        .raw(Arrays.copyOf(most, 19 * piece.length))
        .raw(script(new byte[40], ScriptCode.OP_DROP, 0x51, 0x51, ScriptCode.OP_EQUAL))
        .toByteArray();
    assertThat(more).hasSize(10_001);
    for (Rules rules : List.of(Rules.BARE, Rules.P2WSH, Rules.TAPSCRIPT)) {
      assertThat(run(rules, most)).as("%s", rules).isEqualTo(Verdict.accepted());
      assertThat(run(rules, more).isAccepted()).isEqualTo(rules == Rules.TAPSCRIPT);
    }
  }

  @Test
  void check_refusesNumbersThatAreLongOrNotShortest() {
    byte[] script = script(ScriptCode.OP_0NOTEQUAL);
    assertAccepted(script, new byte[] {-1, -1, -1, 127});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {-1, -1, -1, -1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {1, 0});
    assertAll(Reason.SCRIPT_FAILED, script, new byte[] {(byte) 0x80});
    byte[] locked = script(ScriptCode.OP_CHECKSEQUENCEVERIFY);
    assertAccepted(locked, new byte[] {0, 0, 0, (byte) 0x80, 0}); // the lock is disabled
    assertAll(Reason.SCRIPT_FAILED, locked, new byte[] {0, 0, 0, (byte) 0x80}); // negative
    assertAll(Reason.SCRIPT_FAILED, locked, new byte[] {1, 0, 0, 0, 0, 1});
  }

  @Test
  void check_refusesLockTimesThatAreNotReached() {
    for (int operation :
        new int[] {ScriptCode.OP_CHECKLOCKTIMEVERIFY, ScriptCode.OP_CHECKSEQUENCEVERIFY}) {
      byte[] script = script(operation);
      assertAccepted(script, ScriptNumber.format(LOCK));
      assertAll(Reason.SCRIPT_FAILED, script, ScriptNumber.format(LOCK + 1));
      assertAll(Reason.SCRIPT_FAILED, script, ScriptNumber.format(-1));
      assertAll(Reason.SCRIPT_FAILED, script);
    }
    assertAll( // seconds for heights
        Reason.SCRIPT_FAILED,
        script(ScriptCode.OP_CHECKLOCKTIMEVERIFY),
        ScriptNumber.format(500_000_000));
    assertAll(
        Reason.SCRIPT_FAILED,
        script(ScriptCode.OP_CHECKSEQUENCEVERIFY),
        ScriptNumber.format(1 << 22 | 1));
  }

  @Test
  void check_refusesWhatTakesFromAnEmptyStack() {
    for (int operation = ScriptCode.OP_VERIFY;
        operation <= ScriptCode.OP_CHECKSIGADD;
        operation++) {
      byte[] script = script(operation);
      for (Rules rules : Rules.values()) {
        assertThat(run(rules, script).isAccepted())
            .as("%s %s", rules, operation)
            .isFalse();
      }
    }
  }
}
