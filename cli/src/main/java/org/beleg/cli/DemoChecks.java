package org.beleg.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.beleg.Verdict;
import org.beleg.cli.DemoForgeries.Forgery;

/** What a demo shows to be genuine or forged, each with the library's answer, and whether all were right. */
final class DemoChecks {

  private final Report report;
  private final JsonArray checks = new JsonArray();
  private boolean valid = true;

  DemoChecks(Report report) {
    this.report = report;
  }

  /** What must be accepted. */
  void genuine(String what, Verdict verdict) {
    check(what, verdict, true);
  }

  /** What must be accepted, and is not worth a line for people if it is. */
  void quietly(String what, Verdict verdict) {
    count(what, verdict, true);
  }

  /** What must be refused, all of it; then the sum of everything. */
  void forged(List<Forgery> forgeries) {
    for (Forgery forgery : forgeries) {
      check(forgery.what(), forgery.verdict(), false);
    }
    report.field("forgeries", forgeries.size());
    report.section(
        valid
            ? "All genuine things were accepted, all " + forgeries.size()
                + " forgeries were refused."
            : "SOMETHING WAS JUDGED WRONGLY. Please report this.");
    report.field("checks", checks);
    report.field("valid", new JsonPrimitive(valid));
  }

  /** Whether everything was judged rightly. */
  boolean valid() {
    return valid;
  }

  private void check(String what, Verdict verdict, boolean genuine) {
    count(what, verdict, genuine);
    report.line("  " + (verdict.isAccepted() ? "ACCEPTED  " : "REFUSED   ") + what);
    verdict.reason().ifPresent(reason -> {
      report.line("            " + reason);
      String detail = verdict.detail();
      String wrapped = detail.length() > 80 ? detail.replace(", ", ",\n") : detail;
      wrapped.lines().forEach(line -> report.line("            " + line));
    });
  }

  private void count(String what, Verdict verdict, boolean genuine) {
    valid &= verdict.isAccepted() == genuine;
    JsonObject check = new JsonObject();
    check.addProperty("what", what);
    check.addProperty("genuine", genuine);
    Report.addTo(check, verdict);
    checks.add(check);
  }
}
