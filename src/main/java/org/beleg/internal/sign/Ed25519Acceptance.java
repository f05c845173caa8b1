package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;

/**
 * What an Ed25519 verifier accepts where RFC 8032 leaves a choice.
 *
 * @param canonical whether A and R must be canonically encoded
 * @param smallOrderKeys whether A may have order 1, 2, 4 or 8
 * @param primeOrderKeys whether A must have order L
 * @param cofactor whether the equation is the one with cofactor
 */
@Immutable
public record Ed25519Acceptance(
    boolean canonical, boolean smallOrderKeys, boolean primeOrderKeys, boolean cofactor) {}
