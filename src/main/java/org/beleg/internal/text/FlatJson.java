package org.beleg.internal.text;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beleg.MalformedDataException;

/**
 * One JSON object without objects in it, <a href="https://www.rfc-editor.org/rfc/rfc8259.html">RFC
 * 8259</a>: the members are strings, arrays of strings, numbers and literals, of which only the first two
 * can be asked for.
 *
 * <p>Readers that take more than the standard, or the last of two members with one name, let two programs
 * see two documents in one text. Here a name occurs once, escapes make valid Unicode, and nothing but
 * white space stands around the object. Work and memory are linear in at most {@value #MAX_CHARACTERS}
 * characters; there is no recursion.
 */
public final class FlatJson {

  /** The most characters of a document. */
  public static final int MAX_CHARACTERS = 16 * 1024;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
  private static final Pattern LITERAL = Pattern.compile("true|false|null");

  private final String text;
  private final String what;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> strings = new HashMap<>();
  private final Map<String, ImmutableList<String>> arrays = new HashMap<>();
  private int at;

  private FlatJson(String text, String what) {
    this.text = text;
    this.what = what;
  }

  /**
   * Reads an object; {@code what} names it in exceptions.
   *
   * @throws MalformedDataException if the text is anything else
   */
  public static FlatJson parse(String text, String what) throws MalformedDataException {
    if (text.length() > MAX_CHARACTERS) {
      throw new MalformedDataException(
          what, "text", text.length() + " characters, more than " + MAX_CHARACTERS);
    }
    FlatJson object = new FlatJson(text, what);
    object.readObject();
    return object;
  }

  /** Whether there is a member of this name, of any kind. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** The string of a name; empty if there is no such member, refused if it is no string. */
  public Optional<String> string(String name) throws MalformedDataException {
    String value = strings.get(name);
    if (value == null && has(name)) {
      throw new MalformedDataException(what, name, "not a string");
    }
    return Optional.ofNullable(value);
  }

  /** The array of a name; empty if there is no such member, refused if it is no array of strings. */
  public Optional<List<String>> strings(String name) throws MalformedDataException {
    ImmutableList<String> value = arrays.get(name);
    if (value == null && has(name)) {
      throw new MalformedDataException(what, name, "not an array of strings");
    }
    return Optional.ofNullable(value);
  }

  private void readObject() throws MalformedDataException {
    skipSpace();
    take('{');
    skipSpace();
    if (!nextIs('}')) {
      readMember();
      while (nextIs(',')) {
        take(',');
        skipSpace();
        readMember();
      }
    }
    take('}');
    skipSpace();
    if (at < text.length()) {
      throw problem("text behind the object");
    }
  }

  private void readMember() throws MalformedDataException {
    String name = readString();
    if (!names.add(name)) {
      throw problem("member '" + name + "' occurs twice");
    }
    skipSpace();
    take(':');
    skipSpace();
    if (nextIs('"')) {
      strings.put(name, readString());
    } else if (nextIs('[')) {
      arrays.put(name, readArray());
    } else if (!take(LITERAL) && !take(NUMBER)) {
      throw problem("a string, an array of strings, a number or a literal expected");
    }
    skipSpace();
  }

  private ImmutableList<String> readArray() throws MalformedDataException {
    ImmutableList.Builder<String> array = ImmutableList.builder();
    take('[');
    skipSpace();
    if (!nextIs(']')) {
      array.add(readString());
      skipSpace();
      while (nextIs(',')) {
        take(',');
        skipSpace();
        array.add(readString());
        skipSpace();
      }
    }
    take(']');
    return array.build();
  }

  /** RFC 8259, section 7. */
  private String readString() throws MalformedDataException {
    take('"');
    StringBuilder string = new StringBuilder();
    while (!nextIs('"')) {
      char c = next();
      if (c < 0x20) {
        throw problem("control character in a string");
      }
      string.append(c == '\\' ? readEscape() : c);
    }
    take('"');
    if (!Utf8.isValid(string.toString())) {
      throw problem("string is not valid Unicode");
    }
    return string.toString();
  }

  private char readEscape() throws MalformedDataException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          char hex = next();
          int digit = hex < 0x80 ? Character.digit(hex, 16) : -1;
          if (digit < 0) {
            throw problem("no hexadecimal digit");
          }
          unit = 16 * unit + digit;
        }
        yield (char) unit;
      }
      default -> throw problem("unknown escape");
    };
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean nextIs(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void take(char c) throws MalformedDataException {
    if (!nextIs(c)) {
      throw problem("'" + c + "' expected");
    }
    at++;
  }

  private boolean take(Pattern token) {
    Matcher matcher = token.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  private char next() throws MalformedDataException {
    if (at == text.length()) {
      throw problem("the text ends in a string");
    }
    return text.charAt(at++);
  }

  /** Shows no part of the text but names: it may be a secret that was taken for a public key. */
  private MalformedDataException problem(String problem) {
    return new MalformedDataException(what, "character " + (at + 1), problem);
  }
}
