/**
 * The few elements of DER (ITU-T X.690) that keys and signatures are made of: a writer, and a reader
 * that accepts only what the writer would print.
 *
 * <p>DER has one encoding for each value, and that is all a verifier needs of ASN.1: no schema
 * compiler, no object tree, no recursion. The reader walks one array from left to right; each caller
 * asks for the element that its format has at that place, so the depth of nesting is fixed by code and
 * never by the input.
 */
@NullMarked
package org.beleg.internal.der;

import org.jspecify.annotations.NullMarked;
