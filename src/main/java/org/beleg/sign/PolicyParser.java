package org.beleg.sign;

import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.Decimal;

/**
 * Reads the expression of a policy by recursive descent, at most {@value SignaturePolicy#MAX_DEPTH} deep
 * and for at most {@value SignaturePolicy#MAX_KEYS} keys:
 *
 * <pre>
 *   policy = key / number " of (" branch *( ", " branch ) ")"
 *   branch = policy [ "*" number ]
 * </pre>
 *
 * <p>No id holds a space, so an id that is a number cannot be mistaken for a threshold.
 */
final class PolicyParser {

  private static final String WHAT = "signature policy";
  private static final String OF = " of (";

  private final String text;
  private int at;
  private int keys;

  private PolicyParser(String text) {
    this.text = text;
  }

  /** Reads what a node prints, and nothing else. */
  static PolicyNode parse(String expression) throws MalformedDataException {
    PolicyParser parser = new PolicyParser(expression);
    if (expression.length() > SignaturePolicy.MAX_LENGTH) {
      throw parser.malformed("longer than " + SignaturePolicy.MAX_LENGTH);
    }
    PolicyNode node = parser.policy(0);
    if (parser.at < expression.length()) {
      throw parser.malformed("text after the policy");
    }
    if (!node.text().equals(expression)) {
      throw parser.malformed("weight of 1, or branches out of order; canonical is " + node.text());
    }
    return node;
  }

  private PolicyNode policy(int depth) throws MalformedDataException {
    String word = word();
    if (!take(OF)) {
      if (++keys > SignaturePolicy.MAX_KEYS) {
        throw malformed("more than " + SignaturePolicy.MAX_KEYS + " keys");
      }
      return node(() -> PolicyNode.key(word));
    }
    if (depth == SignaturePolicy.MAX_DEPTH) {
      throw malformed("nested more than " + SignaturePolicy.MAX_DEPTH + " deep");
    }
    int threshold = number(word);
    List<PolicyNode.Branch> branches = new ArrayList<>();
    do {
      PolicyNode branch = policy(depth + 1);
      branches.add(new PolicyNode.Branch(branch, take("*") ? number(word()) : 1));
    } while (take(", "));
    if (!take(")")) {
      throw malformed("')' or ', ' expected");
    }
    return node(() -> PolicyNode.group(threshold, branches));
  }

  /** As many characters of an id as there are, but for one more than an id may have. */
  private String word() {
    int begin = at;
    while (at < text.length()
        && at - begin <= KeyEntry.MAX_ID_LENGTH
        && KeyEntry.isIdCharacter(text.charAt(at))) {
      at++;
    }
    return text.substring(begin, at);
  }

  private boolean take(String token) {
    boolean found = text.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private int number(String digits) throws MalformedDataException {
    long number = Decimal.parse(digits, WHAT, where());
    if (number > Integer.MAX_VALUE) {
      throw malformed("number is 2^31 or more");
    }
    return (int) number;
  }

  /** What makes a node, and names the rule that it breaks. */
  private interface Maker {
    PolicyNode make();
  }

  private PolicyNode node(Maker maker) throws MalformedDataException {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(WHAT, where(), String.valueOf(e.getMessage()), e);
    }
  }

  private String where() {
    return "character " + at;
  }

  private MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, where(), problem);
  }
}
