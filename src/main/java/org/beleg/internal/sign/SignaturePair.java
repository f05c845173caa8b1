package org.beleg.internal.sign;

import java.math.BigInteger;

/** The pair (r, s) of ECDSA and SM2, neither of them negative. */
record SignaturePair(BigInteger r, BigInteger s) {}
