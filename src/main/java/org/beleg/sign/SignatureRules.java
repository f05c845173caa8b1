package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.SchemeEngine;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SignatureScheme} with all that it leaves to the key: an immutable value that says completely
 * which signatures are valid.
 *
 * <p>Most keys need none of this: {@link #of} has the scheme's defaults, and every method that takes a
 * scheme means these. An option that a scheme does not have is refused at once, so that rules which
 * mean nothing cannot be written down.
 *
 * <table>
 *   <caption>Options</caption>
 *   <tr><th>option</th><th>schemes</th><th>default</th></tr>
 *   <tr><td>{@link #withProfile}, {@link #withPrimeOrderKey}</td><td>Ed25519 in all variants</td>
 *       <td>{@link Ed25519Profile#STRICT_COFACTORED}, no</td></tr>
 *   <tr><td>{@link #withEncoding}</td><td>ECDSA, SM2</td><td>{@link SignatureEncoding#DER}</td></tr>
 *   <tr><td>{@link #withLowS}</td><td>ECDSA</td><td>no</td></tr>
 *   <tr><td>{@link #withSaltBytes}</td><td>RSA-PSS</td><td>the size of the hash</td></tr>
 *   <tr><td>{@link #withUserId}</td><td>SM2</td><td>the 16 digits 1234567812345678</td></tr>
 *   <tr><td>{@link #withContext}</td><td>those whose standard has a context string</td>
 *       <td>empty</td></tr>
 * </table>
 *
 * <p>The text form, {@link #format()}, is the scheme's name followed by each option that differs from
 * its default, in the order of the table: {@code ECDSA_P256_SHA256;encoding=P1363;low-s}.
 */
@Immutable
public final class SignatureRules {

  private static final String WHAT = "signature rules";

  /** A context has at most 255 bytes in every scheme that has one, as its length is one byte. */
  private static final int MAX_CONTEXT_BYTES = 255;

  /** SM2 states the length of the user id in bits, in two bytes. */
  private static final int MAX_USER_ID_BYTES = 8_191;

  private static final int MAX_SALT_BYTES = 64;
  private static final int MAX_TEXT = 2 * MAX_USER_ID_BYTES + 1_024;

  private final SignatureScheme scheme;

  /** Only options that differ from their default, as they are printed; so equal rules have equal maps. */
  private final ImmutableSortedMap<SignatureOption, String> options;

  @SuppressWarnings("Immutable") // keeps one immutable engine from its first use on
  private final Supplier<SchemeEngine> engine;

  private SignatureRules(
      SignatureScheme scheme, ImmutableSortedMap<SignatureOption, String> options) {
    this.scheme = scheme;
    this.options = options;
    this.engine = Suppliers.memoize(() -> scheme.newEngine(this));
  }

  /** Made once for each scheme, which keeps it. */
  static SignatureRules defaults(SignatureScheme scheme) {
    return new SignatureRules(scheme, ImmutableSortedMap.of());
  }

  /**
   * The defaults of a scheme.
   *
   * @param scheme the scheme
   * @return always the same value
   */
  public static SignatureRules of(SignatureScheme scheme) {
    return scheme.rules();
  }

  /**
   * Reads what {@link #format()} prints, and nothing else.
   *
   * @param text the rules
   * @return the rules
   * @throws MalformedDataException if this is anything else
   */
  public static SignatureRules parse(String text) throws MalformedDataException {
    if (text.length() > MAX_TEXT) {
      throw new MalformedDataException(WHAT, "text", "more than " + MAX_TEXT + " characters");
    }
    List<String> words = Splitter.on(';').splitToList(text);
    SignatureRules rules = of(SignatureScheme.parse(words.get(0)));
    for (String word : words.subList(1, words.size())) {
      rules = rules.parseOption(word);
    }
    if (!rules.format().equals(text)) {
      throw new MalformedDataException(
          WHAT, "text", "options repeat, are out of order or defaults");
    }
    return rules;
  }

  private SignatureRules parseOption(String word) throws MalformedDataException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = equals < 0 ? "" : word.substring(equals + 1);
    SignatureOption option = SignatureOption.labelled(name)
        .orElseThrow(() -> new MalformedDataException(WHAT, "option", "unknown: " + name));
    try {
      return switch (option) {
        case PROFILE -> withProfile(Ed25519Profile.valueOf(value));
        case PRIME_ORDER_KEY -> withPrimeOrderKey();
        case ENCODING -> withEncoding(SignatureEncoding.valueOf(value));
        case LOW_S -> withLowS();
        case SALT_BYTES -> withSaltBytes(Integer.parseInt(value));
        case USER_ID -> withUserId(BaseEncoding.base16().lowerCase().decode(value));
        case CONTEXT -> withContext(BaseEncoding.base16().lowerCase().decode(value));
      };
    } catch (IllegalArgumentException e) {
      // from a name that is not in an enum, a number, hexadecimal digits, or a scheme without the
      // option
      throw new MalformedDataException(WHAT, "option " + name, "not for " + scheme, e);
    }
  }

  /**
   * These rules with another reading of Ed25519.
   *
   * @param profile what to accept
   * @return the changed rules
   * @throws IllegalArgumentException if this is no Ed25519 scheme
   */
  public SignatureRules withProfile(Ed25519Profile profile) {
    return with(SignatureOption.PROFILE, profile.name(), Ed25519Profile.STRICT_COFACTORED.name());
  }

  /**
   * These rules with keys refused, when read, that are not in the group of prime order: one more
   * multiplication of a point for each key.
   *
   * @return the changed rules
   * @throws IllegalArgumentException if this is no Ed25519 scheme
   */
  public SignatureRules withPrimeOrderKey() {
    return with(SignatureOption.PRIME_ORDER_KEY, "", null);
  }

  /**
   * These rules with another encoding of r and s.
   *
   * @param encoding the only encoding accepted and produced
   * @return the changed rules
   * @throws IllegalArgumentException if this is neither ECDSA nor SM2
   */
  public SignatureRules withEncoding(SignatureEncoding encoding) {
    return with(SignatureOption.ENCODING, encoding.name(), SignatureEncoding.DER.name());
  }

  /**
   * These rules with s above n / 2 refused, and never produced. Without it both s and n - s are valid, so
   * that anybody can make a second signature of a first.
   *
   * @return the changed rules
   * @throws IllegalArgumentException if this is not ECDSA
   */
  public SignatureRules withLowS() {
    return with(SignatureOption.LOW_S, "", null);
  }

  /**
   * These rules with another length of the salt.
   *
   * @param saltBytes the only length accepted, in [0, 64]
   * @return the changed rules
   * @throws IllegalArgumentException if this is not RSA-PSS, or the number is out of range
   */
  public SignatureRules withSaltBytes(int saltBytes) {
    checkArgument(
        saltBytes >= 0 && saltBytes <= MAX_SALT_BYTES,
        "salt of %s bytes is out of range",
        saltBytes);
    return with(
        SignatureOption.SALT_BYTES,
        Integer.toString(saltBytes),
        Integer.toString(scheme.defaultSaltBytes()));
  }

  /**
   * These rules with another user id, which SM2 hashes in front of each message.
   *
   * @param userId at most 8,191 bytes, which may be empty
   * @return the changed rules
   * @throws IllegalArgumentException if this is not SM2, or the id is too long
   */
  public SignatureRules withUserId(byte[] userId) {
    checkArgument(userId.length <= MAX_USER_ID_BYTES, "user id of %s bytes", userId.length);
    return with(SignatureOption.USER_ID, hex(userId), hex(SignatureScheme.DEFAULT_USER_ID));
  }

  /**
   * These rules with a context string, which the scheme itself binds into every signature: a signature
   * made under one context is none under another.
   *
   * @param context at most 255 bytes
   * @return the changed rules
   * @throws IllegalArgumentException if the scheme has no context, or it is too long. It is refused
   *     rather than put in front of the message: then one message could be read as two
   */
  public SignatureRules withContext(byte[] context) {
    checkArgument(
        context.length <= MAX_CONTEXT_BYTES, "context of %s bytes, more than 255", context.length);
    return with(SignatureOption.CONTEXT, hex(context), "");
  }

  private SignatureRules with(SignatureOption option, String value, @Nullable String byDefault) {
    requireNonNull(value, "value");
    checkArgument(scheme.has(option), "%s has no option %s", scheme, option);
    TreeMap<SignatureOption, String> changed = new TreeMap<>(options);
    if (value.equals(byDefault)) {
      changed.remove(option);
    } else {
      changed.put(option, value);
    }
    return changed.isEmpty()
        ? scheme.rules()
        : new SignatureRules(scheme, ImmutableSortedMap.copyOf(changed));
  }

  /**
   * The scheme.
   *
   * @return the scheme
   */
  public SignatureScheme scheme() {
    return scheme;
  }

  /**
   * The reading of Ed25519.
   *
   * @return the profile; empty if this is no Ed25519 scheme
   */
  public Optional<Ed25519Profile> profile() {
    return option(SignatureOption.PROFILE, Ed25519Profile.STRICT_COFACTORED.name())
        .map(Ed25519Profile::valueOf);
  }

  /**
   * Tells whether keys outside the group of prime order are refused.
   *
   * @return whether {@link #withPrimeOrderKey} was asked for
   */
  public boolean requiresPrimeOrderKey() {
    return options.containsKey(SignatureOption.PRIME_ORDER_KEY);
  }

  /**
   * The encoding of r and s.
   *
   * @return the encoding; empty if this is neither ECDSA nor SM2
   */
  public Optional<SignatureEncoding> encoding() {
    return option(SignatureOption.ENCODING, SignatureEncoding.DER.name())
        .map(SignatureEncoding::valueOf);
  }

  /**
   * Tells whether s above n / 2 is refused.
   *
   * @return whether {@link #withLowS} was asked for
   */
  public boolean requiresLowS() {
    return options.containsKey(SignatureOption.LOW_S);
  }

  /**
   * The length of the salt of RSA-PSS, in bytes.
   *
   * @return the length; empty if this is not RSA-PSS
   */
  public Optional<Integer> saltBytes() {
    return option(SignatureOption.SALT_BYTES, Integer.toString(scheme.defaultSaltBytes()))
        .map(Integer::valueOf);
  }

  /**
   * The user id of SM2.
   *
   * @return a new array; empty if this is not SM2
   */
  public Optional<byte[]> userId() {
    return option(SignatureOption.USER_ID, hex(SignatureScheme.DEFAULT_USER_ID))
        .map(BaseEncoding.base16().lowerCase()::decode);
  }

  /**
   * The context string.
   *
   * @return a new array, of length 0 by default; empty if the scheme has no context
   */
  public Optional<byte[]> context() {
    return option(SignatureOption.CONTEXT, "").map(BaseEncoding.base16().lowerCase()::decode);
  }

  private Optional<String> option(SignatureOption option, String byDefault) {
    return scheme.has(option)
        ? Optional.of(options.getOrDefault(option, byDefault))
        : Optional.empty();
  }

  /**
   * Reads a public key in its scheme's own encoding, to judge by these rules.
   *
   * @param raw the key as {@link SignatureScheme} describes it
   * @return the key
   * @throws MalformedDataException if these rules do not allow it
   */
  public VerifyingKey verifyingKey(byte[] raw) throws MalformedDataException {
    return VerifyingKey.withRules(this, raw);
  }

  /**
   * Reads a public key from a SubjectPublicKeyInfo, to judge by these rules.
   *
   * @param der the document, as for {@link VerifyingKey#parseSpki(SignatureScheme, byte[])}
   * @return the key
   * @throws MalformedDataException if this is no key of the scheme, or these rules do not allow it
   */
  public VerifyingKey parseSpki(byte[] der) throws MalformedDataException {
    return PublicKeys.parseSpki(this, der);
  }

  /**
   * Reads a public key from one PEM block, to judge by these rules.
   *
   * @param pem the text, as for {@link VerifyingKey#parsePem(SignatureScheme, String)}
   * @return the key
   * @throws MalformedDataException if this is no key of the scheme, or these rules do not allow it
   */
  public VerifyingKey parsePem(String pem) throws MalformedDataException {
    return PublicKeys.parseSpki(this, PublicKeys.decodePem(pem));
  }

  /**
   * The one text of these rules; bytes are in lower-case hexadecimal digits.
   *
   * @return one line of ASCII without spaces, for {@link #parse}
   */
  public String format() {
    StringBuilder text = new StringBuilder(scheme.name());
    for (Map.Entry<SignatureOption, String> option : options.entrySet()) {
      text.append(';').append(option.getKey().label());
      if (!option.getValue().isEmpty()) {
        text.append('=').append(option.getValue());
      } else if (option.getKey() == SignatureOption.USER_ID) {
        text.append('='); // the empty user id is not the default one
      }
    }
    return text.toString();
  }

  SchemeEngine engine() {
    return requireNonNull(engine.get()); // no supplier here makes null, but Guava's type may
  }

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignatureRules that
        && scheme == that.scheme
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return format().hashCode();
  }

  /** {@link #format()}. */
  @Override
  public String toString() {
    return format();
  }
}
