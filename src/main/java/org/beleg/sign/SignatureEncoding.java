package org.beleg.sign;

/** How the two numbers (r, s) of an ECDSA or SM2 signature are written: fixed by the key, never guessed. */
public enum SignatureEncoding {

  /**
   * Ecdsa-Sig-Value of <a href="https://www.rfc-editor.org/rfc/rfc3279.html#section-2.2.3">RFC 3279,
   * section 2.2.3</a> in strict DER: one spelling for each pair. The default.
   */
  DER,

  /**
   * r and s, each big-endian with as many bytes as the order of the curve has, laid end to end: IEEE
   * P1363, also the form of <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3.4">JOSE</a>.
   */
  P1363
}
