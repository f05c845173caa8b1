package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;

/**
 * A header that a verifier trusts, and what must be known with it to go on from there: its height, the
 * work of the chain up to it, and when its period began.
 *
 * <p>This is configuration, such as what a release of a program carries or an auditor wrote down. Nothing
 * in it can be checked without the headers before it, so it must not come from whoever is being audited.
 *
 * <p>Immutable.
 *
 * @param height the header's place, 0 being the first; at most {@value #MAX_HEIGHT}
 * @param header the header
 * @param work the sum of {@link CompactTarget#work()} over all headers from the first to this one, both
 *     counted
 * @param periodStartSeconds the time in the header at the last multiple of {@link BitcoinNetwork#PERIOD},
 *     which the next change of the target is reckoned from; this header's own time at such a height
 */
@Immutable
public record HeaderCheckpoint(
    long height, BlockHeader header, BigInteger work, long periodStartSeconds) {

  /** The greatest height: more than four thousand years of blocks. */
  public static final long MAX_HEIGHT = (1L << 28) - 1;

  private static final String FORMAT = "beleg/bitcoin-checkpoint/v1";
  private static final String WHAT = "Bitcoin checkpoint";
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  /**
   * Refuses numbers that cannot be.
   *
   * @param height the header's place
   * @param header the header
   * @param work up to and with this header
   * @param periodStartSeconds when its period began
   * @throws IllegalArgumentException if the height is out of range, the work not in [1, 2^256), or the time
   *     no time of a header or not this header's at a height where a period begins
   */
  public HeaderCheckpoint {
    if (height < 0 || height > MAX_HEIGHT) {
      throw new IllegalArgumentException("no block has height " + height);
    }
    if (work.signum() <= 0 || work.bitLength() > Byte.SIZE * DoubleSha256.SIZE) {
      throw new IllegalArgumentException("the work of a chain is in [1, 2^256)");
    }
    if (periodStartSeconds < 0 || periodStartSeconds > BlockHeader.MAX_TIMESTAMP_SECONDS) {
      throw new IllegalArgumentException("no header has time " + periodStartSeconds);
    }
    if (height % BitcoinNetwork.PERIOD == 0 && periodStartSeconds != header.timestampSeconds()) {
      throw new IllegalArgumentException("the header at height " + height + " begins its period");
    }
  }

  /**
   * A header that begins a period, so that its own time is all that is needed.
   *
   * @param height a multiple of {@link BitcoinNetwork#PERIOD}
   * @param header the header
   * @param work up to and with this header
   * @return the checkpoint
   * @throws IllegalArgumentException if no period begins there, or a number is out of range
   */
  public static HeaderCheckpoint atPeriodStart(long height, BlockHeader header, BigInteger work) {
    if (height % BitcoinNetwork.PERIOD != 0) {
      throw new IllegalArgumentException("no period begins at height " + height);
    }
    return new HeaderCheckpoint(height, header, work, header.timestampSeconds());
  }

  /**
   * Reads what {@link #format} prints.
   *
   * @param text the checkpoint
   * @return the checkpoint
   * @throws MalformedDataException if the text is anything else
   */
  public static HeaderCheckpoint parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long height = lines.number("height");
    String work = lines.value("work");
    if (work.length() != 2 * DoubleSha256.SIZE || !HEX.canDecode(work)) {
      throw lines.malformed("work is not 64 lower-case hexadecimal digits");
    }
    long periodStartSeconds = lines.number("period-start");
    BlockHeader header = BlockHeader.parse(StrictBase64.decode(lines.next(), WHAT, lines.where()));
    if (lines.hasNext()) {
      throw lines.malformed("text goes on");
    }
    try {
      return new HeaderCheckpoint(
          height, header, new BigInteger(1, HEX.decode(work)), periodStartSeconds);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(WHAT, "values", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * This checkpoint as text, format {@code beleg/bitcoin-checkpoint/v1}: that name, {@code height}, {@code
   * work} as 64 hexadecimal digits, {@code period-start}, the header in base64, each line ended by LF.
   *
   * @return the text
   */
  public String format() {
    return FORMAT + "\nheight " + height + "\nwork " + String.format("%064x", work)
        + "\nperiod-start " + periodStartSeconds + '\n' + StrictBase64.encode(header.format())
        + '\n';
  }
}
