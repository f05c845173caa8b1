package org.beleg.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: three digits and a unit, the same in every country. */
final class Figures {

  static final String NONE = "-";

  private static final String[] TIME_UNITS = {"ns", "us", "ms", "s"};
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB"};
  private static final int SMALLEST_POWER = 10;

  private Figures() {}

  static String time(double nanos) {
    return scaled(nanos, TIME_UNITS);
  }

  static String bytes(double bytes) {
    // JMH divides what a run allocated by its operations, so that nothing comes out as a little
    return bytes < 1 ? "0 B" : scaled(bytes, BYTE_UNITS);
  }

  private static String scaled(double value, String[] units) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    int unit = 0;
    double rest = value;
    while (rest >= 999.5 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return plain(rest) + " " + units[unit];
  }

  /** Three digits that count. */
  static String plain(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return NONE;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
    int decimals = value == 0 ? 0 : Math.max(0, 3 - rounded.precision() + rounded.scale());
    return rounded.setScale(Math.min(decimals, 3)).toPlainString();
  }

  /** A ratio: two decimals, none if it is large, two digits if it is small. */
  static String ratio(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return NONE;
    }
    return value > 0 && value < 0.095
        ? BigDecimal.valueOf(value).round(new MathContext(2)).toPlainString()
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }

  /** How far a ratio may be off, to as many decimals as the ratio has. */
  static String error(double ratio, double error) {
    if (Double.isNaN(error) || Double.isInfinite(error)) {
      return NONE;
    }
    int decimals = Math.max(0, new BigDecimal(ratio(ratio)).scale());
    return BigDecimal.valueOf(error).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /** A parameter; sizes of trees as powers. */
  static String param(String name, String value) {
    if (!name.equals(Measurement.TREE_SIZE) || !value.matches("[0-9]{1,18}")) {
      return value;
    }
    long size = Long.parseLong(value);
    int power = Long.SIZE - Long.numberOfLeadingZeros(size) - 1;
    if (power >= SMALLEST_POWER && Long.bitCount(size) == 1) {
      return "2^" + power;
    }
    return power + 1 >= SMALLEST_POWER && Long.bitCount(size + 1) == 1
        ? "2^" + (power + 1) + " - 1"
        : value;
  }
}
